"""Records frozen as a pseudonymous, sealed data package: the only reader across all rooms, and who holds its key."""
