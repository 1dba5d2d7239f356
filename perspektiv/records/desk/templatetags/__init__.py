"""Template tags of the desk: the head of a file, for the pages of all rooms."""
