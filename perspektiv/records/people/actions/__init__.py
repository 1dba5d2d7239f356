"""Every write of this room: participants, merges, cares, jobcoaches, saved filters."""
