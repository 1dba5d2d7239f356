"""What is written here: rules, and reminders."""
