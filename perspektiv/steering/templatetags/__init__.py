"""Numbers as these pages print them."""
