"""Rules of reminders, and the reminding itself."""
