"""The centre's rooms."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.actions.rooms import add_room, change_room
from perspektiv.records.appointments.models import Room
from perspektiv.records.appointments.views.answering import go, said
from perspektiv.records.appointments.views.asking import uuid_of, version_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_CATALOGUE)
def rooms(request: SignedIn) -> HttpResponse:
    """The list; a form that names a room changes it, one without adds one."""
    if request.method == "POST":
        try:
            name = _change(request) if request.POST.get("room") else _add(request)
        except Refused as refused:
            return _page(request, sentence=said(refused.sentence), status=409)
        messages.success(request, _("Saved: %s") % name)
        return go(reverse("appointments:rooms"))
    return _page(request)


def _add(request: SignedIn) -> str:
    user = signed_in(request)
    centre = the_centre(user, Permission.MANAGE_CATALOGUE)
    return add_room(
        by=user, centre=centre, name=request.POST.get("name", ""), id=uuid_of(request.POST.get("id", ""))
    ).name


def _change(request: SignedIn) -> str:
    user, id = signed_in(request), uuid_of(request.POST["room"])
    room = fetch(Room.objects.all(), user, Permission.MANAGE_CATALOGUE, id or uuid4())
    return change_room(
        by=user,
        room=room,
        version=version_of(request.POST),
        name=request.POST.get("name", ""),
        in_use=request.POST.get("in_use") == "1",
    ).name


def _page(request: SignedIn, *, sentence: str = "", status: int = 200) -> HttpResponse:
    listed = Room.objects.with_permission(signed_in(request), Permission.MANAGE_CATALOGUE)
    typed = request.POST if sentence else {}
    context = {
        "rooms": listed.order_by("-in_use", "position", "name"),
        "sentence": sentence,
        "typed_name": typed.get("name", ""),
        "typed_room": uuid_of(typed.get("room", "")),
        "form_id": uuid4(),
    }
    return render(request, "appointments/rooms.html", context, status=status)
