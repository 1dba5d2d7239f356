"""Addresses of other rooms' pages."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def link(name: str, *args: Any) -> str:
    """The address of a page, or nothing where this installation has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
