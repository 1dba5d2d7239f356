"""Rows of the trail about a person, in words: who, when, what. The trail itself holds no names; they are looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Record, TrailRow, User
from perspektiv.records.access.trail_words import in_words
from perspektiv.records.people.models import Jobcoach


@dataclass(frozen=True)
class Access:
    """One row, readable."""

    at: datetime
    who: str | Promise
    what: str
    read: bool


def readable(rows: Iterable[TrailRow]) -> list[Access]:
    """Rows with the names of those who acted: two statements, however many rows."""
    shown = list(rows)
    names = _names_of({row.actor for row in shown})
    return [
        Access(row.at, names.get(row.actor, _("somebody who has left")), in_words(row.what), row.what.endswith(".read"))
        for row in shown
    ]


def last_change(record: Record, what: str) -> Access | None:
    """Who changed a record last, and when: told to those whose form is stale."""
    of = TrailRow.objects.filter(centre=record.centre_id, what=what, subject=f"{record._meta.label_lower}:{record.pk}")
    return next(iter(readable(of.order_by("-seq")[:1])), None)


def _names_of(actors: Iterable[str]) -> dict[str, str | Promise]:
    """Who acted: users and jobcoaches by name, the person and the installation as themselves."""
    users, jobcoaches = _ids(actors, "user"), _ids(actors, "jobcoach")
    themselves = {actor: _("the person, by their link") for actor in actors if actor.startswith("participant:")}
    return {
        "system": _("Perspektiv itself"),
        **themselves,
        **{user.trail_name: str(user) for user in User.objects.filter(pk__in=users)},
        **{coach.trail_name: str(coach) for coach in Jobcoach.objects.filter(pk__in=jobcoaches)},
    }


def _ids(actors: Iterable[str], kind: str) -> list[UUID]:
    return [UUID(actor.partition(":")[2]) for actor in actors if actor.startswith(f"{kind}:")]
