"""Perspektiv: runs a career-counselling centre and shows, truthfully, what it achieves."""

__version__ = "0.1.0"
