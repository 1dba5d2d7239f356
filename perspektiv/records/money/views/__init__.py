"""Views of outcomes."""
