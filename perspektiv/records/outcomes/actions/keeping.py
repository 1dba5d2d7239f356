"""What all three kinds of outcomes share: noted once, corrected by version, taken away, and set back by an undo."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.versions import current
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.records.people.actions.participants import MERGED, wait_for_turn
from perspektiv.records.people.models import Participant

Outcome = JobStart | FollowOnMeasure | FollowUp
Kept = TypeVar("Kept", JobStart, FollowOnMeasure, FollowUp)
NAMES: Mapping[type[models.Model], str] = {JobStart: "job_start", FollowOnMeasure: "measure", FollowUp: "answer"}

EARLIEST = date(1990, 1, 1)
AT_MOST_AHEAD = 366
"""Days: a job that begins in some months is known already; a day further on is a slip of the hand."""

TOO_FAR_AHEAD = Text(
    "Dieser Tag liegt mehr als ein Jahr in der Zukunft. Bitte prüfen.",
    "This day is more than a year ahead. Please check it.",
)
TOO_EARLY = Text("Dieser Tag liegt zu weit zurück. Bitte prüfen.", "This day is too long ago. Please check it.")
NOT_YET = Text("Dieser Tag liegt in der Zukunft. Bitte prüfen.", "This day is in the future. Please check it.")
ENDS_BEFORE_START = Text("Das Ende liegt vor dem Anfang.", "The end is before the start.")
CHANGED_SINCE = Text(
    "Der Eintrag wurde inzwischen geändert. Er bleibt, wie er ist.",
    "The entry was changed meanwhile. It stays as it is.",
)


class Before(TypedDict):
    """How an outcome was before a step, as JSON: enough to set it back."""

    model: str
    id: str
    version: int  # that the step left; 0 where it took the outcome away
    values: dict[str, Any] | None  # None where the step made it


def check_start(day: date) -> None:
    if day < EARLIEST:
        raise Refused(TOO_EARLY)
    if (day - timezone.localdate()).days > AT_MOST_AHEAD:
        raise Refused(TOO_FAR_AHEAD)


def check_participant(participant: Participant) -> None:
    if participant.merged_into_id:
        raise Refused(MERGED)


def note(by: Actor, outcome: Kept) -> Kept:
    outcome.save(force_insert=True)
    _record(by, "noted", outcome)
    return outcome


def correct(by: Actor, outcome: Kept, version: int, **values: Any) -> Kept:
    stored = current(outcome, version)
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save()
    _record(by, "corrected", stored)
    return stored


@transaction.atomic
def remove(*, by: Actor, outcome: Outcome, version: int) -> None:
    """Takes away what was entered by mistake. That it was there stays in the trail."""
    wait_for_turn()
    stored = current(outcome, version)
    _record(by, "removed", stored)
    stored.delete()


def made(outcome: Outcome) -> Before:
    return Before(model=outcome._meta.label_lower, id=str(outcome.pk), version=outcome.version, values=None)


def as_it_is(outcome: Outcome, *, after: int) -> Before:
    """To be asked for before the step that leaves version ``after``."""
    names = (field.attname for field in outcome._meta.concrete_fields if field.name not in ("id", "created_at"))
    values = {name: _plain(getattr(outcome, name)) for name in names}
    return Before(model=outcome._meta.label_lower, id=str(outcome.pk), version=after, values=values)


@transaction.atomic
def set_back(*, by: Actor, before: Before) -> None:
    """Sets an outcome back to where it was, if nobody touched it since."""
    wait_for_turn()
    model: Any = apps.get_model(before["model"])
    stored = model.objects.select_for_update().filter(pk=before["id"]).first()
    if (stored.version if stored else 0) != before["version"]:
        raise Refused(CHANGED_SINCE)
    if before["values"] is None:
        _record(by, "noted_undone", stored)
        stored.delete()
        return
    undone = "corrected_undone" if stored else "removed_undone"
    back = stored or model(pk=UUID(before["id"]))
    for name, value in before["values"].items():
        setattr(back, name, model._meta.get_field(name).to_python(value))
    back.version = before["version"] + 1 if stored else back.version + 1
    back.save()
    _record(by, undone, back)


def _record(by: Actor, verb: str, outcome: Outcome) -> None:
    record(by=by, what=f"outcomes.{NAMES[type(outcome)]}_{verb}", subject=outcome, person=outcome.participant_id)


def _plain(value: object) -> str | int | bool | None:
    return value if value is None or isinstance(value, str | int | bool) else str(value)
