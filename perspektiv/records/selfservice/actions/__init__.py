"""Links, and what is done by them."""
