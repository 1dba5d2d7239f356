"""Tags by which pages of rooms below lead to those of this one."""
