"""What is meant to be reached, how it is looked at, and what is done where it is missed."""
