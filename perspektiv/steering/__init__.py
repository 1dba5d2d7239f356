"""Pages where figures meet people. What they show is counted from a frozen moment, never from the records."""
