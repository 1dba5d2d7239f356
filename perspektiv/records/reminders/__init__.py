"""Reminders of appointments: by rule, once, and, where a centre wants to know what they do, by lot."""
