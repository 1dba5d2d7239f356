"""Commands of this room for an installation's timer and operator."""
