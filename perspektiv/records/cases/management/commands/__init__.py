"""Commands of this room, a file each."""
