"""The agreement between participant and centre."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.days import in_figures
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.models import Agreement
from perspektiv.records.cases.papers.agreement_text import version_of
from perspektiv.records.cases.sending import already_made
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

AGREED_ALREADY = Text(
    "Es gibt schon eine laufende Vereinbarung vom {day}. Bitte beenden Sie diese zuerst.",
    "There already is a running agreement of {day}. Please end it first.",
)
IN_THE_FUTURE = Text("Dieser Tag liegt in der Zukunft.", "This day is in the future.")
ENDS_BEFORE_START = Text("Das Ende liegt vor dem Anfang.", "The end is before the start.")


@transaction.atomic
def agree(
    *, by: Actor, participant: Participant, text_version: str, signed_on: date, id: UUID | None = None
) -> Agreement:
    """Keeps that the participant signed that version of the text on a day."""
    wait_for_turn()
    if made := already_made(Agreement, id, participant_id=participant.pk):
        return made
    if signed_on > timezone.localdate():
        raise Refused(IN_THE_FUTURE)
    running = Agreement.objects.filter(participant=participant, ended_on=None).first()
    if running:
        raise Refused(AGREED_ALREADY, day=in_figures(running.signed_on))
    agreement = Agreement(
        id=id or uuid4(),
        centre=participant.centre,
        participant=participant,
        text_version=version_of(text_version).version,
        signed_on=signed_on,
    )
    agreement.save(force_insert=True)
    record(by=by, what="cases.agreed", subject=agreement, person=participant.pk)
    return agreement


@transaction.atomic
def end(*, by: Actor, agreement: Agreement, on: date) -> Agreement:
    """The participant leaves the agreement: at any time, without reasons, which nobody asks for."""
    stored = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if stored.ended_on is not None:
        return stored
    if on < stored.signed_on:
        raise Refused(ENDS_BEFORE_START)
    return _ended(by, stored, on, "cases.agreement_ended")


@transaction.atomic
def go_on(*, by: Actor, agreement: Agreement) -> Agreement:
    """Takes an end back."""
    wait_for_turn()
    stored = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if stored.ended_on is None:
        return stored
    running = Agreement.objects.filter(participant=stored.participant_id, ended_on=None).first()
    if running:
        raise Refused(AGREED_ALREADY, day=in_figures(running.signed_on))
    return _ended(by, stored, None, "cases.agreement_end_undone")


def _ended(by: Actor, stored: Agreement, on: date | None, what: str) -> Agreement:
    stored.ended_on = on
    stored.version += 1
    stored.save(update_fields=["ended_on", "version"])
    record(by=by, what=what, subject=stored, person=stored.participant_id)
    return stored
