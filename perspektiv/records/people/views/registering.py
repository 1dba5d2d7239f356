"""Registering a person, with a look at who might be the same one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.records.access.admission import SignedIn, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.duplicates import Candidate, duplicates
from perspektiv.records.people.forms import ParticipantForm, sent_id


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTER)
def register_person(request: SignedIn) -> HttpResponse:
    """One form. Where somebody may be the same person, it asks once before a second file is made.

    The way in is registered next; both together have a page of their own, in the room of the path.
    """
    user = signed_in(request)
    centre = the_centre(user, Permission.REGISTER)
    if request.method != "POST":
        form = ParticipantForm()
        form.fields["given_name"].widget.attrs["autofocus"] = True
        return render(request, "people/register.html", {"form": form, "id": sent_id()})
    form = ParticipantForm(request.POST)
    id = sent_id(request.POST.get("id"))
    candidates: list[Candidate] = []
    if form.is_valid():
        looked = request.POST.get("someone_else") == "1"
        candidates = [] if looked else duplicates(centre, form.person(), but_not=id)
        if not candidates:
            participant = register(by=user, centre=centre, id=id, **form.details())
            sentence = _("%(person)s is registered as file %(number)s.")
            messages.success(request, sentence % {"person": participant, "number": participant.file_number})
            return redirect("cases:register_again", participant.pk)
    return render(request, "people/register.html", {"form": form, "id": id, "candidates": candidates, "asked": True})


@require_POST
@needs(Permission.REGISTER)
def similar(request: SignedIn) -> HttpResponse:
    """Who might be the same person, while the form is filled: a fragment for it, in whatever page it stands.

    Asked by POST, although it only reads: names and numbers belong in no address and no log.
    """
    centre = the_centre(signed_in(request), Permission.REGISTER)
    person = ParticipantForm(request.POST).person()
    return render(request, "people/candidates.html", {"candidates": duplicates(centre, person)})
