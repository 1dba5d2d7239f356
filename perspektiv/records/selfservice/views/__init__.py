"""Participants' and jobcoaches' pages by link, and what staff see of them."""
