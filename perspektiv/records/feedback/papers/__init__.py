"""What is printed for those who answer."""
