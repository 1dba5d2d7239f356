"""Participants and jobcoaches, and who cares for whom."""
