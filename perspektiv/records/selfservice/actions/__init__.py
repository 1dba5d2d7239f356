"""Links are made and ended; what participants ask for is kept and answered."""
