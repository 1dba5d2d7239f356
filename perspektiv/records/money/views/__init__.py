"""What is shown of this room, and what is sent to it."""
