"""What counsellors left who counsel no more: their cases to hand over, and offers that nobody will answer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.departed import departed

STEER = Permission.STEER


@require_safe
@needs(STEER)
def left_cases(request: SignedIn) -> HttpResponse:
    """By counsellor; each with its way on."""
    user = signed_in(request)
    found = departed(user, STEER)
    for one in found:
        for case in one.cases:
            record(by=user, what="offer.read", subject=case, person=case.participant_id)
        for offer in (*one.offers, *one.offered):
            record(by=user, what="offer.read", subject=offer, person=offer.participant_id)
        for person in {date.participant.pk: date.participant for date in one.dates}.values():
            record(by=user, what="appointments.read", subject=person, person=person.pk)
    return render(request, "cases/path/departed.html", {"departed": found})
