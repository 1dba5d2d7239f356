"""First contact: every attempt and talk, one click each."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.actions.referrals import DECIDED_ALREADY, IN_THE_FUTURE
from perspektiv.records.cases.actions.steps import step
from perspektiv.records.cases.models import Contact, Referral
from perspektiv.records.people.actions.participants import wait_for_turn


@transaction.atomic
def note_contact(
    *, by: Actor, referral: Referral, way: str, outcome: str, at: datetime | None = None, id: UUID | None = None
) -> Contact:
    """One attempt or talk. Sent twice with one id, it is kept once."""
    wait_for_turn()
    if id and (already := Contact.objects.filter(pk=id, referral=referral).first()):
        return already
    must_be_new(Contact, id)
    if Referral.objects.get(pk=referral.pk).result != Referral.Result.OPEN:
        raise Refused(DECIDED_ALREADY)
    if at and at > timezone.now():
        raise Refused(IN_THE_FUTURE)
    with step(by=by, what="cases.contact_noted", participant=referral.participant) as taken:
        contact = Contact(
            id=id or uuid4(),
            centre_id=referral.centre_id,
            referral=referral,
            way=way,
            outcome=outcome,
            at=at or timezone.now(),
        )
        contact.save(force_insert=True)
        taken.subject = contact
    return contact
