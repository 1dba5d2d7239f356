"""Releases from confidentiality: for one third party, about one matter, until a day, revoked at any time."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.models import ConfidentialityRelease
from perspektiv.records.cases.sending import already_made
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

LONGEST_YEARS = 2
"""A release without a near end is none that its giver still has in mind."""

IN_THE_FUTURE = Text("Dieser Tag liegt in der Zukunft.", "This day is in the future.")
ENDS_BEFORE_START = Text("Das Ende liegt vor dem Anfang.", "The end is before the start.")
TOO_LONG = Text(
    "Eine Entbindung gilt höchstens {years} Jahre. Danach kann sie neu gegeben werden.",
    "A release holds for {years} years at most. It can be given anew after that.",
)


@transaction.atomic
def release(
    *,
    by: Actor,
    participant: Participant,
    third_party: str,
    about: str,
    given_on: date,
    ends_on: date,
    id: UUID | None = None,
) -> ConfidentialityRelease:
    """Keeps that the participant signed it on a day."""
    wait_for_turn()
    if made := already_made(ConfidentialityRelease, id, participant_id=participant.pk):
        return made
    if given_on > timezone.localdate():
        raise Refused(IN_THE_FUTURE)
    if ends_on < given_on:
        raise Refused(ENDS_BEFORE_START)
    if ends_on > latest_end(given_on):
        raise Refused(TOO_LONG, years=LONGEST_YEARS)
    given = ConfidentialityRelease(
        id=id or uuid4(),
        centre=participant.centre,
        participant=participant,
        third_party=third_party.strip(),
        about=about.strip(),
        given_on=given_on,
        ends_on=ends_on,
    )
    given.save(force_insert=True)
    record(by=by, what="cases.released", subject=given, person=participant.pk)
    return given


def latest_end(given_on: date) -> date:
    """The same day two years on; the end of February where there is none."""
    year = given_on.year + LONGEST_YEARS
    return date(year, 2, 28) if (given_on.month, given_on.day) == (2, 29) else given_on.replace(year=year)


@transaction.atomic
def revoke(*, by: Actor, given: ConfidentialityRelease) -> ConfidentialityRelease:
    """From today on, without reasons."""
    return _revoked(by, given, timezone.localdate(), "cases.release_revoked")


@transaction.atomic
def restore(*, by: Actor, given: ConfidentialityRelease) -> ConfidentialityRelease:
    """Takes a revocation back that was a slip."""
    return _revoked(by, given, None, "cases.release_revocation_undone")


def _revoked(by: Actor, given: ConfidentialityRelease, on: date | None, what: str) -> ConfidentialityRelease:
    stored = ConfidentialityRelease.objects.select_for_update().get(pk=given.pk)
    if (stored.revoked_on is None) != (on is None):
        stored.revoked_on = on
        stored.version += 1
        stored.save(update_fields=["revoked_on", "version"])
        record(by=by, what=what, subject=stored, person=stored.participant_id)
    return stored
