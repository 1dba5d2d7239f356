"""The demonstration: a made-up centre with its staff, an imported history and people in the middle of their way."""
