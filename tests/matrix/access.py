"""Accounts, trail, administration."""

from tests.matrix.page import ALL, Page

PAGES = [Page("access:account", "GET POST", by=ALL)]
