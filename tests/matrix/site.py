"""Addresses of the site itself."""

from tests.matrix.page import EVERYBODY, Page

PAGES = [Page("mark", "GET", by=EVERYBODY)]
