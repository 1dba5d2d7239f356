"""What the desk writes: marks from the road, seen marks, the choice of the daily mail."""
