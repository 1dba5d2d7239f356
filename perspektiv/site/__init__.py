"""The application put together: settings, addresses, base templates, static files."""
