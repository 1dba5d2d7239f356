"""Addresses of this room: the path (path.py), and what the file holds (file.py)."""
