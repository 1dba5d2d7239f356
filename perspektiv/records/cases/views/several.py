"""Several cases handed over at once: which, to whom, one undo."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from perspektiv.records.access.admission import SignedIn, needs, signed_in, way_back
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.selecting import chosen
from perspektiv.records.access.trail import record
from perspektiv.records.cases import waiting
from perspektiv.records.cases.actions.several_offers import of_batch, offer_several, withdraw_several
from perspektiv.records.cases.forms.cases import OfferForm
from perspektiv.records.cases.models import CaseOffer, Participation
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant

STEER = Permission.STEER


@require_POST
@needs(STEER)
def hand_over_several(request: SignedIn) -> HttpResponse:
    """First the page that says which cases; its button offers them."""
    user = signed_in(request)
    people = chosen(Participant.objects.living(), user, STEER, request.POST.getlist("person"))
    running, standing = _cases(user, people)
    loads = waiting.load(user, STEER, timezone.localdate())
    sent = request.POST if request.POST.get("step") == "offer" else None
    form = OfferForm(sent, segments=None, counsellors=[load.counsellor for load in loads])
    if sent is not None and form.is_valid():
        batch = sent_id(request.POST.get("batch"))
        to = form.cleaned_data["counsellor"]
        cases = [each for each in running if each.counsellor_id != to.pk]
        offers = offer_several(
            by=user, participations=cases, counsellor=to, message=form.cleaned_data["message"], batch=batch
        )
        sentence = ngettext("%(n)d case is offered to %(who)s.", "%(n)d cases are offered to %(who)s.", len(offers))
        undo = f"undo:{reverse('cases:withdraw_several', args=[batch])}"
        messages.success(request, sentence % {"n": len(offers), "who": to}, extra_tags=undo)
        return redirect(_came_from(request))
    for each in running:
        record(by=user, what="offer.read", subject=each, person=each.participant_id)
    context = {
        "form": form,
        "running": running,
        "standing": standing,
        "nothing": [person for person in people if person.pk not in {each.participant_id for each in running}],
        "people": people,
        "loads": loads,
        "chosen_counsellor": str(form["counsellor"].value() or ""),
        "batch": uuid4(),
        "came_from": _came_from(request),
    }
    return render(request, "cases/path/several.html", context)


@require_POST
@needs(STEER)
def take_back_several(request: SignedIn, batch: UUID) -> HttpResponse:
    user = signed_in(request)
    every = CaseOffer.objects.with_permission(user, STEER).filter(
        answer=CaseOffer.Answer.OPEN, takes_over__isnull=False
    )
    taken = withdraw_several(by=user, offers=of_batch(every, batch))
    if taken:
        messages.success(request, _("Taken back."))
    else:
        messages.error(request, _("They have been answered already."))
    return redirect(way_back(request) or "people:list")


def _came_from(request: SignedIn) -> str:
    """The name of the page on which the cases were ticked."""
    return "cases:departed" if request.POST.get("back") == "left" else "people:list"


def _cases(user: User, people: list[Participant]) -> tuple[list[Participation], set[UUID]]:
    """The running ones of these people that nobody is being asked for; and who is already offered to somebody."""
    offered = CaseOffer.objects.filter(participant__in=people, answer=CaseOffer.Answer.OPEN)
    standing = set(offered.values_list("participant", flat=True))
    running = Participation.objects.with_permission(user, STEER).running().filter(participant__in=people)
    every = running.select_related("participant__centre", "segment", "counsellor").order_by("participant__family_name")
    first: dict[UUID, Participation] = {}
    for each in every:
        if each.participant_id not in standing:
            first.setdefault(each.participant_id, each)
    return list(first.values()), standing
