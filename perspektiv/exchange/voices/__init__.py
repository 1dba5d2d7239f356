"""Questionnaires and what was answered, taken in from a package. How they go out: ``exporting``."""
