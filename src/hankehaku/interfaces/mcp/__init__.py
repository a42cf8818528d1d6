"""The door for assistants: the collection as tools of the Model Context Protocol."""
