"""The overview of one participant's file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.desk.overview import accesses_of, agreement_missing, appointments_of, counselling_of
from perspektiv.records.desk.tabs import own_of
from perspektiv.records.people.models import Participant


@require_safe
@needs(Permission.SEE_PEOPLE)
def overview(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.SEE_PEOPLE, id)
    own = own_of(user, participant)
    context = {
        "participant": participant,
        "tab": "overview",
        "agreement_missing": agreement_missing(participant, user, own),
        "appointments": appointments_of(participant, user),
        "accesses": accesses_of(participant, user, own),
        "counselling": counselling_of(participant, user),
    }
    record(by=user, what="file.read", subject=participant, person=participant.id)
    return render(request, "desk/overview.html", context)
