"""What is written to people: templates, letters, e-mails, short messages, and the log of what was delivered."""
