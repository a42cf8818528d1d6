"""Pages that the server renders whole and that work without scripts, each with its own address."""
