"""The joint result of a closing talk: written, released by participant and counsellor, read by the jobcoach."""

from enum import StrEnum
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases import released_results
from perspektiv.records.cases.models import ClosingResult, Participation
from perspektiv.records.cases.versions import ChangedMeanwhile, current
from perspektiv.records.people.actions.participants import wait_for_turn


class Side(StrEnum):
    """Who releases. What the participant says is kept by the counsellor, in the participant's presence."""

    PARTICIPANT = "participant"
    COUNSELLOR = "counsellor"


NOTHING_TO_RELEASE = Text(
    "Es steht noch nichts im gemeinsamen Ergebnis. Bitte schreiben Sie es zuerst.",
    "The joint result is still empty. Please write it first.",
)
RELEASED_ALREADY = Text(
    "Dieses Ergebnis ist freigegeben. Wer es ändern möchte, nimmt zuerst die Freigabe zurück.",
    "This result is released. Whoever wants to change it takes back the release first.",
)
ACKNOWLEDGED_ALREADY = Text(
    "Der Jobcoach hat dieses Ergebnis schon zur Kenntnis genommen. Es lässt sich nicht mehr zurücknehmen.",
    "The jobcoach has acknowledged this result already. It can no longer be taken back.",
)
NOT_RELEASED = Text("Dieses Ergebnis ist nicht freigegeben.", "This result is not released.")


@transaction.atomic
def write(
    *, by: Actor, participation: Participation, version: int, words: str, next_steps: str, id: UUID | None = None
) -> ClosingResult | None:
    """What participant and counsellor hold together. ``version``: 0 where nothing was saved yet."""
    wait_for_turn()
    stored = ClosingResult.objects.filter(participation=participation).first()
    if stored is None:
        return _first(by, participation, words, next_steps, id) if words.strip() or next_steps.strip() else None
    if (stored.words, stored.next_steps) == (words, next_steps) and version <= stored.version:
        return stored
    if stored.version != version:
        raise ChangedMeanwhile(stored)
    if stored.participant_released_at or stored.counsellor_released_at:
        raise Refused(RELEASED_ALREADY)
    stored.words, stored.next_steps, stored.version = words, next_steps, version + 1
    stored.save()
    record(by=by, what="cases.closing_changed", subject=stored, person=participation.participant_id)
    return stored


@transaction.atomic
def release(*, by: User, result: ClosingResult, side: Side, version: int) -> ClosingResult:
    """One side says yes to exactly these words. Once both have, the jobcoach may read them and is told."""
    stored = ClosingResult.objects.select_for_update().get(pk=result.pk)
    if _released_at(stored, side):
        return stored
    if not stored.words.strip():
        raise Refused(NOTHING_TO_RELEASE)
    stored = current(result, version)
    if side == Side.PARTICIPANT:
        stored.participant_released_at = timezone.now()
    else:
        stored.counsellor_released_at, stored.counsellor_released_by = timezone.now(), by
    stored.save()
    record(by=by, what=f"cases.closing_released_{side}", subject=stored, person=stored.participation.participant_id)
    if stored.released:
        released_results.bring(by=by, result=stored)
        transaction.on_commit(lambda: tell_jobcoach(stored), robust=True)
    return stored


@transaction.atomic
def withdraw(*, by: Actor, result: ClosingResult, side: Side) -> ClosingResult:
    """One side takes the release back, as long as the jobcoach has not acknowledged the result."""
    stored = ClosingResult.objects.select_for_update().get(pk=result.pk)
    if stored.acknowledged_at:
        raise Refused(ACKNOWLEDGED_ALREADY)
    if not _released_at(stored, side):
        return stored
    released_results.withhold(by=by, result=stored)
    if side == Side.PARTICIPANT:
        stored.participant_released_at = None
    else:
        stored.counsellor_released_at = stored.counsellor_released_by = None
    stored.version += 1
    stored.save()
    record(by=by, what=f"cases.closing_withdrawn_{side}", subject=stored, person=stored.participation.participant_id)
    return stored


@transaction.atomic
def acknowledge(*, by: Actor, result: ClosingResult) -> ClosingResult:
    """The jobcoach has read the result and keeps it."""
    stored = ClosingResult.objects.select_for_update().get(pk=result.pk)
    if stored.acknowledged_at:
        return stored
    if not stored.released:
        raise Refused(NOT_RELEASED)
    stored.acknowledged_at = timezone.now()
    stored.version += 1
    stored.save(update_fields=["acknowledged_at", "version"])
    record(by=by, what="cases.closing_acknowledged", subject=stored, person=stored.participation.participant_id)
    return stored


def tell_jobcoach(result: ClosingResult) -> None:
    """A mail with the address of the page: no name, no content. Only to jobcoaches who can log in there.

    To others it is brought by link: see ``released_results``.
    """
    jobcoach = result.participation.jobcoach
    if jobcoach is None or jobcoach.user is None or not jobcoach.user.is_active:
        return
    address = settings.ADDRESS + reverse("cases:released_result", args=(result.pk,))
    with translation.override(jobcoach.user.language):
        text = render_to_string("cases/mails/result_released.txt", {"address": address, "centre": result.centre})
    subject, _, body = text.strip().partition("\n")
    EmailMessage(subject.strip(), body.lstrip(), to=[jobcoach.user.email]).send()


def _first(by: Actor, participation: Participation, words: str, next_steps: str, id: UUID | None) -> ClosingResult:
    result = ClosingResult(
        id=id or uuid4(),
        centre=participation.centre,
        participation=participation,
        words=words,
        next_steps=next_steps,
    )
    result.save(force_insert=True)
    record(by=by, what="cases.closing_written", subject=result, person=participation.participant_id)
    return result


def _released_at(result: ClosingResult, side: Side) -> object:
    return result.participant_released_at if side == Side.PARTICIPANT else result.counsellor_released_at
