"""Files that people hand in: received in memory, recognised by content, read with limits."""
