"""What ``make demo`` shows: one page from which everything that it made can be opened."""
