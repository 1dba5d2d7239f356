"""A real service for OpenID Connect, a process of its own beside the tests: a municipality's login as it could be."""
