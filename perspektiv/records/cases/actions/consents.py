"""Consents to what goes beyond the necessary: given and withdrawn at any time, without reasons."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.models import Consent
from perspektiv.records.cases.sending import already_made
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant


@transaction.atomic
def give(*, by: Actor, participant: Participant, purpose: Consent.Purpose, id: UUID | None = None) -> Consent:
    """From today on. Where the consent holds already, it goes on."""
    wait_for_turn()
    if made := already_made(Consent, id, participant_id=participant.pk, purpose=purpose):
        return made
    held = Consent.objects.filter(participant=participant, purpose=purpose, withdrawn_on=None).first()
    if held:
        return held
    consent = Consent(id=id or uuid4(), centre=participant.centre, participant=participant, purpose=purpose)
    consent.save(force_insert=True)
    record(by=by, what="cases.consent_given", subject=consent, person=participant.pk)
    return consent


@transaction.atomic
def withdraw(*, by: Actor, consent: Consent) -> Consent:
    """From today on. What was done before stays lawful; the record of it stays."""
    stored = Consent.objects.select_for_update().get(pk=consent.pk)
    if stored.withdrawn_on is None:
        stored.withdrawn_on = timezone.localdate()
        stored.version += 1
        stored.save(update_fields=["withdrawn_on", "version"])
        record(by=by, what="cases.consent_withdrawn", subject=stored, person=stored.participant_id)
    return stored
