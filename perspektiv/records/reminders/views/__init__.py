"""Pages of reminders: the rules with what they will do, and what reminders bring about."""
