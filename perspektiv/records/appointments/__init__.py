"""Rooms, appointments and what happened to them."""
