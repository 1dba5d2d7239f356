"""Personal links, and wishes that somebody has to answer."""

from perspektiv.records.selfservice.models.link import PersonalLink
from perspektiv.records.selfservice.models.wish import Wish

__all__ = ["PersonalLink", "Wish"]
