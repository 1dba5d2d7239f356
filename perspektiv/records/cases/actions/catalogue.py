"""The catalogue: a change of content is a new version from a day on; the old one ends the day before and stays."""

from datetime import date, timedelta
from typing import Any, TypedDict, TypeVar, Unpack, cast
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.days import in_figures
from perspektiv.records.access.models import Centre
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.models import EndingReason, Participation, Segment
from perspektiv.records.cases.versions import current
from perspektiv.records.people.actions.participants import wait_for_turn

V = TypeVar("V", Segment, EndingReason)

KEY_TAKEN = Text(
    "Den Schlüssel „{key}“ gibt es schon. Bitte legen Sie eine neue Fassung an oder wählen Sie einen anderen.",
    "The key “{key}” exists already. Please make a new version or choose another.",
)
LETTERS_TAKEN = Text(
    "Die Buchstaben {letters} gehören schon zu „{name}“. Bitte wählen Sie andere.",
    "The letters {letters} already belong to “{name}”. Please choose others.",
)
NOT_BEFORE = Text(
    "Die neue Fassung muss nach dem {day} beginnen: An diesem Tag begann die bisherige.",
    "The new version must start after {day}, when the present one did.",
)
IN_USE_THEN = Text(
    "Nach dem {day} hat schon eine Teilnahme in der bisherigen Fassung begonnen. Bitte wählen Sie einen späteren Tag.",
    "A participation of the present version started after {day}. Please choose a later day.",
)
NOT_THE_LAST = Text(
    "Es gibt schon eine spätere Fassung. Bitte ändern Sie diese.", "There is a later version. Please change that one."
)
ENDS_BEFORE_START = Text("Das Ende liegt vor dem Beginn.", "The end is before the start.")


class SegmentContent(TypedDict, total=False):
    """What makes a version of a segment: a change of any of it is a new version."""

    name: str
    letters: str
    position: int
    surveyed: bool
    setting: str
    legal_basis: str
    content: str
    goal: str
    prerequisites: str
    capacity: int | None
    planned_units: int


class ReasonContent(TypedDict, total=False):
    name: str
    valuation: str
    influenceable: bool | None
    is_work: bool


@transaction.atomic
def add_segment(
    *,
    by: Actor,
    centre: Centre,
    key: str,
    valid_from: date | None = None,
    id: UUID | None = None,
    **content: Unpack[SegmentContent],
) -> Segment:
    """A new offer of the centre."""
    _letters_are_free(centre, key, content.get("letters", ""))
    return _added(by, Segment(id=id or uuid4(), centre=centre, key=key, valid_from=valid_from, **content))


@transaction.atomic
def add_reason(
    *,
    by: Actor,
    centre: Centre,
    key: str,
    valid_from: date | None = None,
    id: UUID | None = None,
    **content: Unpack[ReasonContent],
) -> EndingReason:
    """A new reason for early endings."""
    return _added(by, EndingReason(id=id or uuid4(), centre=centre, key=key, valid_from=valid_from, **content))


@transaction.atomic
def change_segment(
    *, by: Actor, segment: Segment, version: int, from_day: date, **content: Unpack[SegmentContent]
) -> Segment:
    """The version that holds from that day on. Participations keep the version in which they began."""
    _letters_are_free(segment.centre, segment.key, content.get("letters", ""))
    started = Participation.objects.filter(segment=segment, started_on__gte=from_day)
    return _new_version(by, segment, version, from_day, dict(content), started)


@transaction.atomic
def change_reason(
    *, by: Actor, reason: EndingReason, version: int, from_day: date, **content: Unpack[ReasonContent]
) -> EndingReason:
    """The version that holds from that day on. Endings keep the reason as it was valued then."""
    ended = Participation.objects.filter(reason=reason, ended_on__gte=from_day)
    return _new_version(by, reason, version, from_day, dict(content), ended)


@transaction.atomic
def limit(*, by: Actor, entry: V, version: int, valid_to: date | None) -> V:
    """Sets the last day of an entry, or takes it away: it belongs to the past, or is offered on."""
    wait_for_turn()
    stored = current(entry, version)
    if valid_to and stored.valid_from and valid_to < stored.valid_from:
        raise Refused(ENDS_BEFORE_START)
    if _later(stored).exists():
        raise Refused(NOT_THE_LAST)
    stored.valid_to = valid_to
    stored.save(update_fields=["valid_to", "version"])
    record(by=by, what="cases.catalogue_limited", subject=stored)
    return stored


def _added(by: Actor, entry: V) -> V:
    wait_for_turn()
    same_key = _versions(entry)
    if already := same_key.filter(pk=entry.pk).first():
        return already
    must_be_new(type(entry), entry.pk)
    if same_key.exists():
        raise Refused(KEY_TAKEN, key=entry.key)
    entry.save(force_insert=True)
    record(by=by, what="cases.catalogue_added", subject=entry)
    return entry


def _new_version(
    by: Actor, entry: V, version: int, from_day: date, content: dict[str, Any], used: models.QuerySet[Participation]
) -> V:
    wait_for_turn()
    already = _versions(entry).filter(valid_from=from_day).first()
    if already and _says(already, content):
        return already
    stored = current(entry, version)
    if _says(stored, content):
        return entry
    if _later(stored).exists():
        raise Refused(NOT_THE_LAST)
    if stored.valid_from and stored.valid_from > timezone.localdate():
        return _corrected(by, stored, content)
    if stored.valid_from and from_day <= stored.valid_from:
        raise Refused(NOT_BEFORE, day=in_figures(stored.valid_from))
    if used.exists():
        raise Refused(IN_USE_THEN, day=in_figures(from_day))
    kept = {f.attname: getattr(stored, f.attname) for f in stored._meta.concrete_fields if f.name not in OF_ONE_VERSION}
    new = type(entry)(**{**kept, **content, "valid_from": from_day, "valid_to": _end_of(stored, from_day)})
    stored.valid_to = min(from_day - timedelta(days=1), stored.valid_to or date.max)
    stored.save(update_fields=["valid_to", "version"])
    new.save(force_insert=True)
    record(by=by, what="cases.catalogue_changed", subject=new)
    return new


OF_ONE_VERSION = {"id", "source_key", "created_at", "version", "valid_from", "valid_to"}


def _corrected(by: Actor, stored: V, content: dict[str, Any]) -> V:
    """A version that has not begun may still be corrected in place."""
    for name, value in content.items():
        setattr(stored, name, value)
    stored.save(update_fields=[*content, "version"])
    record(by=by, what="cases.catalogue_changed", subject=stored)
    return stored


def _end_of(stored: Segment | EndingReason, from_day: date) -> date | None:
    return stored.valid_to if stored.valid_to and stored.valid_to >= from_day else None


def _versions(entry: V) -> models.QuerySet[V]:
    return cast("models.QuerySet[V]", type(entry)._default_manager.filter(centre=entry.centre, key=entry.key))


def _says(entry: Segment | EndingReason, content: dict[str, Any]) -> bool:
    return all(getattr(entry, name) == value for name, value in content.items())


def _later(entry: V) -> models.QuerySet[V]:
    others = _versions(entry).exclude(pk=entry.pk)
    return others.filter(valid_from__gt=entry.valid_from) if entry.valid_from else others.exclude(valid_from=None)


def _letters_are_free(centre: Centre, key: str, letters: str) -> None:
    others = Segment.objects.filter(centre=centre, letters=letters).exclude(key=key)
    if letters and (name := others.values_list("name", flat=True).first()):
        raise Refused(LETTERS_TAKEN, letters=letters, name=name)
