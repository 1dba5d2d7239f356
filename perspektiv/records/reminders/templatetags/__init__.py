"""Template filters of reminders."""
