"""Several people of the list at once, on paper: the list of those chosen, and their addresses as labels."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from perspektiv.records.access.admission import SignedIn, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.selecting import chosen
from perspektiv.records.access.trail import record
from perspektiv.records.people.listing import Listing
from perspektiv.records.people.models import Participant
from perspektiv.records.people.standing import with_standing

SEE = Permission.SEE_PEOPLE


@require_POST
@needs(SEE)
def print_several(request: SignedIn) -> HttpResponse:
    people = _chosen(request)
    context = {"listing": Listing(), "rows": with_standing(people), "cut": False, "state": None}
    return render(request, "people/print.html", context)


@require_POST
@needs(SEE)
def labels(request: SignedIn) -> HttpResponse:
    """Three in a row, for a sheet of stickers; whoever has no address is named below."""
    people = _chosen(request)
    reachable = [person for person in people if person.street and person.city]
    without = [person for person in people if person not in reachable]
    return render(request, "people/labels.html", {"people": reachable, "without": without})


def _chosen(request: SignedIn) -> list[Participant]:
    """In the order of the list; a row of the trail for each, since each is looked at."""
    user = signed_in(request)
    everybody = Participant.objects.living().order_by("family_name", "given_name", "file_number")
    people = chosen(everybody, user, SEE, request.POST.getlist("person"))
    for person in people:
        record(by=user, what="people_list.read", subject=person, person=person.pk)
    return people
