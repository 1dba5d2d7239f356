"""Records from a data package, and into one: preview, mapping, all or nothing; and an archive for moving away."""
