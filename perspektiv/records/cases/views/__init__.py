"""Pages of the path and of what is agreed on it."""
