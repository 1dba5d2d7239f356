"""The overview of one participant's file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.people.models import Participant


@require_GET
@needs(Permission.SEE_PEOPLE)
def overview(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.SEE_PEOPLE, id)
    record(by=user, what="file.read", subject=participant, person=participant.id)
    return render(request, "desk/file.html", {"participant": participant, "tab": "overview"})
