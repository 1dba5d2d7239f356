"""Tags of the calendar's pages."""
