"""The pages on which several rooms meet: today, the file, the steering board, the search."""
