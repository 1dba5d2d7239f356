"""Changes of the desk's tables."""
