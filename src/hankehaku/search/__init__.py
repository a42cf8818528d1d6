"""From a question to ranked, explained projects."""
