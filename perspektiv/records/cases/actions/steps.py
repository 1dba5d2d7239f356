"""Steps on a participant's path: each remembers what it changed, and can be taken back while nothing follows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F, ProtectedError
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Record
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases import ahead, work_begun
from perspektiv.records.cases.deadlines import UNDO
from perspektiv.records.cases.models import CaseOffer, Contact, Counselling, Participation, Referral, Step
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Care, Participant

PATH: tuple[tuple[type[Record], str, tuple[str, ...]], ...] = (
    (Referral, "participant", ("result", "decided_on", "waiting_since")),
    (Contact, "referral__participant", ("way", "outcome")),
    (Participation, "participant", ("counsellor", "ended_on", "ending", "reason", "next_segment")),
    (CaseOffer, "participant", ("answer", "answered_at")),
    (Counselling, "participation__participant", ("since", "until")),
    (Care, "participant", ("since", "until")),
)
"""The rows that steps make and change: how they hang on a participant, and what is remembered of them."""

State = dict[tuple[str, str], dict[str, Any]]

TOO_LATE = Text(
    "Das lässt sich nicht mehr zurücknehmen: Es ist zu lange her.",
    "This can no longer be taken back: it is too long ago.",
)
SOMEBODY_ELSES = Text(
    "Das hat jemand anders getan; nur wer es getan hat, kann es zurücknehmen.",
    "Somebody else did this; only whoever did it can take it back.",
)
BUILT_UPON = Text(
    "Das lässt sich nicht mehr zurücknehmen: Inzwischen wurde darauf aufgebaut. Bitte ändern Sie es von Hand.",
    "This can no longer be taken back: something was built on it meanwhile. Please change it by hand.",
)


class Taken:
    """A step being taken. The action says whom or what it is about; ``batch`` is what is taken back with it."""

    subject: Record

    def __init__(self, batch: UUID) -> None:
        self.batch = batch


@contextmanager
def step(*, by: Actor, what: str, participant: Participant, batch: UUID | None = None) -> Iterator[Taken]:
    """One transaction with one row of the trail; what it changes on the path is remembered."""
    with transaction.atomic():
        wait_for_turn()
        before = _path_of(participant.pk)
        taken = Taken(batch or uuid4())
        yield taken
        Step.objects.create(
            centre_id=participant.centre_id,
            participant=participant,
            what=what,
            actor=by.trail_name,
            batch=taken.batch,
            changes=_differences(before, _path_of(participant.pk)),
        )
        record(by=by, what=what, subject=taken.subject, person=participant.pk)


def last_step(by: Actor, participant: Participant) -> Step | None:
    """The step that this person took last on somebody's path, if it can still be taken back."""
    return _recent(by).filter(participant=participant).order_by("-created_at").first()


@transaction.atomic
def take_back(*, by: Actor, step: Step) -> Step:
    """Sets the path back to where it was before the step, and before those taken with it; else changes nothing."""
    wait_for_turn()
    if step.actor != by.trail_name:
        raise Refused(SOMEBODY_ELSES)
    together = list(Step.objects.filter(batch=step.batch, actor=by.trail_name).order_by("-created_at"))
    if together and all(each.undone_at for each in together):
        return together[0]
    now = timezone.now()
    for each in together:
        if now - each.created_at > UNDO:
            raise Refused(TOO_LATE)
        _set_back(each, now)
        Step.objects.filter(pk=each.pk).update(undone_at=now, version=F("version") + 1)
        record(by=by, what=f"{each.what}_undone", subject=each, person=each.participant_id)
    ahead.take_back(by=by, together=step.batch)
    work_begun.take_back(by=by, together=step.batch)
    return step


@transaction.atomic
def take_out(*, by: Actor, step: Step) -> None:
    """As ``take_back``, however long ago: for what nothing was built upon since. Who may do so, the caller checks."""
    wait_for_turn()
    now = timezone.now()
    _set_back(step, now)
    Step.objects.filter(pk=step.pk).update(undone_at=now, version=F("version") + 1)
    record(by=by, what=f"{step.what}_undone", subject=step, person=step.participant_id)


def _recent(by: Actor) -> models.QuerySet[Step]:
    return Step.objects.filter(actor=by.trail_name, undone_at=None, created_at__gt=timezone.now() - UNDO)


def _set_back(step: Step, now: datetime) -> None:
    """Takes away what the step made, then gives back what it changed. Whoever could look is not forgotten."""
    present = _path_of(step.participant_id)
    try:
        with transaction.atomic():
            for label, id, before, after in reversed(step.changes):
                if present.get((label, id)) != after:
                    raise Refused(BUILT_UPON)
                row = _model(label)._default_manager.filter(pk=id)
                if before is None and label == Care._meta.label_lower:
                    row.update(until=now, version=F("version") + 1)
                elif before is None:
                    row.delete()
            for label, id, before, _ in step.changes:
                if before is not None:
                    row = _model(label)._default_manager.filter(pk=id)
                    row.update(**before, version=F("version") + 1)
    except (ProtectedError, IntegrityError):
        raise Refused(BUILT_UPON) from None


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def _path_of(participant: UUID) -> State:
    """What can be remembered of a participant's path: ids, days and states."""
    state: State = {}
    for model, hangs_on, fields in PATH:
        rows = model._default_manager.filter(**{hangs_on: participant}).order_by("created_at", "pk")
        for pk, *values in rows.values_list("pk", *fields):
            plain = {name: _plain(value) for name, value in zip(fields, values, strict=True)}
            state[model._meta.label_lower, str(pk)] = plain
    return state


def _differences(before: State, after: State) -> list[list[Any]]:
    return [[*key, before.get(key), now] for key, now in after.items() if before.get(key) != now]


def _plain(value: object) -> str | int | bool | None:
    """As JSON can hold it, and a field reads it again."""
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
