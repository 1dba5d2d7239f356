"""What may be spent, what is owed for which units, and what was paid after a second person released it."""
