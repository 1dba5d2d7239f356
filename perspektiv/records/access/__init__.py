"""Centres, users, roles, permissions, the trail of who read and changed what."""
