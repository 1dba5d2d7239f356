"""The charts that a plan may name."""

CHART_NAMES = ("segments", "path", "quarters", "lengths", "improvement", "months", "spending")
