"""Job starts, follow-on measures, the six-month desk."""
