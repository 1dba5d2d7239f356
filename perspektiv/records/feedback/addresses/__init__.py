"""The addresses of the room, by what they serve."""
