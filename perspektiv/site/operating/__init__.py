"""Running an installation: serving it, its timer, backups and restoring them, and the demonstration."""
