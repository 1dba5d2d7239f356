"""Pages of appointments: they parse, ask, act and answer."""
