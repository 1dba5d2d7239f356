"""The demonstration: its accounts are of made-up people, and the login page opens them with one click."""

from dataclasses import dataclass

from django.conf import settings

from perspektiv.records.access.accounts import held_today
from perspektiv.records.access.models import Membership
from perspektiv.records.access.roles import Role

PASSWORD = "perspektiv-beispiel"
"""Of every account of the demonstration."""


@dataclass(frozen=True)
class DemoAccount:
    name: str
    initials: str
    role: str
    email: str
    password: str


def demo_accounts() -> list[DemoAccount]:
    """One account a role, of made-up centres; none outside the demonstration."""
    if not settings.DEMO:
        return []
    held = held_today().filter(centre__made_up=True, user__is_active=True)
    held = held.select_related("user").order_by("user__family_name", "user__given_name")
    first: dict[str, Membership] = {}
    for membership in held:
        first.setdefault(membership.role, membership)
    return [
        DemoAccount(str(first[role].user), first[role].user.initials, str(role.label), first[role].user.email, PASSWORD)
        for role in Role
        if role in first
    ]
