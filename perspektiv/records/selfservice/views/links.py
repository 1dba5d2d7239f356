"""A participant's personal link, as staff see it: make and send it, show it in the talk, end it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.letters.way import way_to
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant
from perspektiv.records.selfservice.actions.links import address_of, end_links, hand_out, send_link
from perspektiv.records.selfservice.models import PersonalLink
from perspektiv.records.selfservice.qr import picture

WRITE = Permission.WRITE


@require_http_methods(["GET", "HEAD", "POST"])
@needs(WRITE)
def of_person(request: SignedIn, id: UUID) -> HttpResponse:
    """The link is told once, when it is made: what is stored does not lead back to it."""
    user, participant = signed_in(request), _person(request, id)
    if participant.merged_into_id:
        return redirect("selfservice:link_of_person", participant.merged_into_id)
    address = ""
    if request.method == "POST" and "show" in request.POST:
        _link, token = hand_out(by=user, participant=participant, id=sent_id(request.POST.get("id")))
        address = address_of(token) if token else ""
    elif request.method == "POST":
        _link, message = send_link(by=user, participant=participant, id=sent_id(request.POST.get("id")))
        _tell(request, message)
        return redirect("selfservice:link_of_person", id)
    else:
        record(by=user, what="personal_link.read", subject=participant, person=participant.pk)
    context = {**_shown(participant), "address": address, "qr": picture(address) if address else ""}
    return render(request, "selfservice/link_of_person.html", context)


@require_POST
@needs(WRITE)
def end(request: SignedIn, id: UUID) -> HttpResponse:
    participant = _person(request, id)
    if end_links(by=signed_in(request), participant=participant):
        messages.success(request, _("The link no longer leads anywhere. A new one can be made at any time."))
    return redirect("selfservice:link_of_person", id)


def _shown(participant: Participant) -> dict[str, object]:
    links = PersonalLink.objects.filter(participant=participant)
    used = links.exclude(last_used_at=None).order_by("-last_used_at").first()
    return {
        "participant": participant,
        "tab": "letters",
        "link": links.standing().handed_out().first(),
        "in_messages": links.standing().filter(in_message=True).exists(),
        "used": used.last_used_at if used else None,
        "way": way_to(participant),
        "new_id": uuid4(),
    }


def _tell(request: SignedIn, message: Message | None) -> None:
    if message is None or message.state == Message.State.FAILED:
        messages.error(
            request, _("The link is made, but there is no address to send it to. Show it in the talk instead.")
        )
    elif message.channel == Channel.LETTER:
        messages.success(request, _("The letter with the link lies with those to be printed."))
    else:
        messages.success(request, _("The link is on its way."))


def _person(request: SignedIn, id: UUID) -> Participant:
    return fetch(Participant.objects.select_related("centre"), signed_in(request), WRITE, id)
