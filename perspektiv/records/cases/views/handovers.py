"""The handover note of a case: written from the file, read by one person, done with by them."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, way_back
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import handovers
from perspektiv.records.cases.forms.handovers import HandoverForm
from perspektiv.records.cases.handing_over import notes_in_file, receivers
from perspektiv.records.cases.models import HandoverNote
from perspektiv.records.people.compartment import may_read_counselling
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant

KEEP, READ = Permission.KEEP_NOTES, Permission.SEE_COUNSELLING


@require_http_methods(["GET", "HEAD", "POST"])
@needs(KEEP)
def handover(request: SignedIn, id: UUID) -> HttpResponse:
    """Those that one wrote or got in this case, and a new one to whoever takes over or stands in."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, KEEP, id)
    among = receivers(user, participant)
    form = HandoverForm(request.POST or None, receivers=among, initial=_first(among, request.GET.get("an", "")))
    if request.method == "POST" and form.is_valid():
        note = handovers.hand_over(
            by=user, participant=participant, id=sent_id(request.POST.get("id")), **form.cleaned_data
        )
        messages.success(request, _("%s reads this note on Today.") % note.to)
        return redirect("cases:handover", participant.pk)
    if request.method != "POST":
        record(by=user, what="handover.read", subject=participant, person=participant.pk)
    context = {
        "participant": participant,
        "tab": "notes",
        "form": form,
        "id": request.POST.get("id") or uuid4(),
        "receivers": among,
        "notes": notes_in_file(user, participant, in_charge=may_read_counselling(user, participant)),
    }
    return render(request, "cases/file/handover.html", context)


@require_POST
@needs(READ)
def finish(request: SignedIn, id: UUID) -> HttpResponse:
    note = handovers.finish(by=signed_in(request), note=_mine(request, id))
    undo = f"undo:{reverse('cases:take_up_handover', args=[note.pk])}"
    messages.success(request, _("The handover note is done with."), extra_tags=undo)
    return redirect(way_back(request) or "/")


@require_POST
@needs(READ)
def take_up_again(request: SignedIn, id: UUID) -> HttpResponse:
    handovers.take_up_again(by=signed_in(request), note=_mine(request, id))
    return redirect(way_back(request) or "/")


def _mine(request: SignedIn, id: UUID) -> HandoverNote:
    """Only whoever it was written to, while they are in charge."""
    user = signed_in(request)
    return fetch(HandoverNote.objects.filter(to=user), user, READ, id)


def _first(among: list[User], asked: str) -> dict[str, str]:
    """The one who was asked for, or the only one."""
    ids = [str(user.pk) for user in among]
    chosen = asked if asked in ids else ids[0] if len(ids) == 1 else ""
    return {"to": chosen}
