"""Pages of templates, messages and their delivery."""
