"""What people and programs use: the command line, the web page and HTTP."""
