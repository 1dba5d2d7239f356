"""Writing a message, keeping what became of it, and the templates it is written from."""
