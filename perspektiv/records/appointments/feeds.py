"""A counsellor's calendar to subscribe to: which appointments it holds, and the file itself."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.calendar_files import TITLE, calendar, event_of, place_of
from perspektiv.records.appointments.models import ACTIVE, Appointment, Appointments, Feed
from perspektiv.records.letters.letterheads import letterhead_of

BACK = timedelta(days=90)
"""How long past appointments are kept in the file."""
CANCELLED_STAY = timedelta(days=60)
"""So long a cancelled one is said to be so; programs that look seldom still learn it."""
NAME = "Termine"
FEEDS = Permission.SEE_COUNSELLING
"""A feed holds the talks that somebody leads: whoever leads none has none."""


@dataclass(frozen=True)
class File:
    """The calendar as it is now."""

    content: bytes
    etag: str
    changed_at: datetime


def token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def feed_of(token: str) -> Feed | None:
    """The feed of a token, while its owner has an account and counsels in the centre."""
    found = Feed.objects.select_related("user", "centre").filter(token_hash=hash_of(token), revoked_at=None).first()
    if found is None or not found.user.is_active or not found.user.may(FEEDS, found.centre_id):
        return None
    return found


def file_of(feed: Feed) -> File:
    """The same bytes as long as nothing changes."""
    rows = list(_shown(feed))
    head = letterhead_of(feed.centre)
    events = [
        event_of(one, changed_at=_changed_at(one), place=place_of(one, head), title=_title(one, feed.centre))
        for one in rows
    ]
    content: bytes = calendar(events, method="PUBLISH", name=NAME).to_ical()
    changed_at = max((_changed_at(one) for one in rows), default=feed.created_at)
    changed_at = max(changed_at, feed.created_at, feed.centre.feed_initials_set_at or feed.created_at)
    return File(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"', changed_at)


def _shown(feed: Feed) -> Appointments:
    now = timezone.now()
    mine = Appointments(Appointment).filter(centre=feed.centre, counsellor=feed.user)
    stands = Q(status__in=ACTIVE, withdrawn_at=None)
    with_change = mine.filter(ends_at__gte=now - BACK).annotate(changed_at=Max("changes__created_at"))
    shown = with_change.filter(stands | Q(changed_at__gte=now - CANCELLED_STAY))
    return shown.select_related("room", "participant").order_by("starts_at", "id")


def _title(appointment: Appointment, centre: Centre) -> str:
    """Neutral, unless the centre wants initials."""
    return f"{TITLE} {appointment.participant.initials}" if centre.feed_initials else TITLE


def _changed_at(appointment: Appointment) -> datetime:
    changed: datetime | None = appointment.changed_at  # type: ignore[attr-defined]
    return changed or appointment.created_at
