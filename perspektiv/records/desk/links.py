"""Addresses of other rooms' pages, and whether somebody may open them."""

from typing import Any

from django.urls import NoReverseMatch, resolve, reverse

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission


def link(name: str, *args: Any) -> str:
    """The address of a page, or nothing where this installation has none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def needs_of(address: str) -> tuple[Permission, ...] | None:
    """The permissions of which the view behind an address asks one; None where being logged in is enough."""
    needs: tuple[Permission, ...] | None = getattr(resolve(address).func, "needs", None)
    return needs


def may_enter(address: str, user: User) -> bool:
    """Whether the user holds a permission of the page in some centre."""
    needs = needs_of(address)
    return needs is None or any(user.may(permission) for permission in needs)
