"""What can be done on the path: every write is one function, in one transaction, with one row of the trail."""
