"""Rows of the trail about a person, in words: who, when, what. The trail itself holds no names; they are looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.people.models import Jobcoach

WORDS: dict[str, str | Promise] = {
    "people.registered": _("registered the person"),
    "people.changed": _("changed contact data"),
    "people.merged": _("merged two files"),
    "people.unmerged": _("took merged files apart"),
    "people.care_opened": _("named the counsellor"),
    "people.care_closed": _("ended the counselling"),
    "people.substitute_named": _("named a substitute"),
    "people.glass_broken": _("opened the case with a reason"),
    "file.read": _("looked at the overview"),
    "contact.read": _("looked at contact data"),
    "accesses.read": _("looked at accesses"),
    "merge.read": _("compared two files"),
    "open_case.read": _("looked at opening the case"),
    "appointments.read": _("looked at appointments"),
    "agreement.read": _("looked at the agreement"),
    "goals.read": _("looked at goals"),
    "notes.read": _("looked at notes"),
    "documents.read": _("looked at documents"),
    "closing.read": _("looked at the closing talk"),
    "follow_up.read": _("looked at the follow-up"),
}
"""What a row is called. Others are called by their area."""

AREAS: dict[str, str | Promise] = {
    "people": _("changed data of the person"),
    "cases": _("worked on the path"),
    "appointments": _("worked on appointments"),
    "outcomes": _("worked on the follow-up"),
}


@dataclass(frozen=True)
class Access:
    """One row, readable."""

    at: datetime
    who: str | Promise
    what: str | Promise
    read: bool


def readable(rows: Iterable[TrailRow]) -> list[Access]:
    """Rows with the names of those who acted: two statements, however many rows."""
    shown = list(rows)
    names = names_of({row.actor for row in shown})
    return [
        Access(row.at, names.get(row.actor, _("somebody who has left")), in_words(row.what), row.what.endswith(".read"))
        for row in shown
    ]


def in_words(what: str) -> str | Promise:
    if what in WORDS:
        return WORDS[what]
    if what.endswith(".read"):
        return _("looked at the file")
    return AREAS.get(what.partition(".")[0], _("worked on the file"))


def names_of(actors: Iterable[str]) -> dict[str, str | Promise]:
    """Who acted: users and jobcoaches by name, the installation as itself."""
    users, jobcoaches = _ids(actors, "user"), _ids(actors, "jobcoach")
    return {
        "system": _("Perspektiv itself"),
        **{user.trail_name: str(user) for user in User.objects.filter(pk__in=users)},
        **{coach.trail_name: str(coach) for coach in Jobcoach.objects.filter(pk__in=jobcoaches)},
    }


def _ids(actors: Iterable[str], kind: str) -> list[UUID]:
    return [UUID(actor.partition(":")[2]) for actor in actors if actor.startswith(f"{kind}:")]
