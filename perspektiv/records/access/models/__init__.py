"""Centres, users and their roles, and the trail."""

from perspektiv.records.access.models.centre import Centre
from perspektiv.records.access.models.draft import Draft
from perspektiv.records.access.models.membership import Deputy, Membership
from perspektiv.records.access.models.record import Record, Records
from perspektiv.records.access.models.trail import TrailHead, TrailRow
from perspektiv.records.access.models.user import User

__all__ = ["Centre", "Deputy", "Draft", "Membership", "Record", "Records", "TrailHead", "TrailRow", "User"]
