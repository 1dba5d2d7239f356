"""The day as it may lie on a device: which appointment, when, whose initials, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.attendance import markable
from perspektiv.records.people.models import Participant

SHELL = (
    "perspektiv/fonts.css",
    "perspektiv/base.css",
    "perspektiv/perspektiv.css",
    "perspektiv/road.css",
    "perspektiv/theme.js",
    "perspektiv/road-keep.js",
    "perspektiv/road.js",
    "perspektiv/icons.svg",
    "perspektiv/mark.svg",
    "vendor/kern/kern.min.css",
    "vendor/kern/fonts/FiraSans-Regular.woff2",
    "vendor/kern/fonts/FiraSans-Medium.woff2",
    "vendor/kern/fonts/FiraSans-SemiBold.woff2",
)
"""The files that a device keeps for the page; the page itself names nobody."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One appointment of today."""

    id: UUID
    at: str  # "10:00"
    starts: str  # with its zone, so that the device can tell whether it has begun
    initials: str
    version: int
    status: str
    of: str = ""  # the initials of whose it is, where the user stands in; a device does not keep them


def stops_of(user: User, day: date) -> list[Stop]:
    """Today's appointments that the user may mark, in order of time."""
    rows = markable(user).on_day(day).order_by("starts_at", "id").values_list(
        "id", "starts_at", "version", "status", "participant__given_name", "participant__family_name",
        "counsellor", "counsellor__given_name", "counsellor__family_name",
    )  # fmt: skip
    stops = []
    for id, starts_at, version, status, given_name, family_name, counsellor, *theirs in rows:
        at = timezone.localtime(starts_at)
        of = "".join(name[:1] for name in theirs) if counsellor not in (None, user.pk) else ""
        initials = Participant(given_name=given_name, family_name=family_name).initials
        stops.append(Stop(id, f"{at:%H:%M}", at.isoformat(), initials, version, status, of))
    return stops


@lru_cache
def shell_files() -> tuple[str, ...]:
    return tuple(static(name) for name in SHELL)


def version_of(files: Iterable[str]) -> str:
    """Changes whenever one of the files does: their addresses carry what is in them, but for development."""
    now = timezone.now().isoformat() if settings.DEBUG else ""
    return sha256(f"{'|'.join(files)}{now}".encode()).hexdigest()[:12]
