"""Contact data of a person: shown, changed, and who changed it when."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.people.actions.merges import merges_of
from perspektiv.records.people.actions.participants import ChangedMeanwhile, edit
from perspektiv.records.people.forms import ParticipantForm, differing, displayed, shown
from perspektiv.records.people.models import Participant
from perspektiv.records.people.words_of_the_trail import last_change, readable

CHANGES = ("people.registered", "people.changed", "people.merged", "people.unmerged")


@require_safe
@needs(Permission.SEE_PEOPLE)
def contact(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.SEE_PEOPLE, id)
    record(by=user, what="contact.read", subject=participant, person=participant.id)
    changes = TrailRow.objects.filter(person=participant.pk, what__in=CHANGES).order_by("-seq")[:20]
    living = participant.merged_into_id is None
    may_merge = user.may(Permission.MERGE_PEOPLE, participant.centre_id)
    context = {
        "participant": participant,
        "tab": "contact",
        "fields": displayed(participant),
        "changes": readable(changes),
        "merges": merges_of(participant) if may_merge else (),
        "may_edit": living and user.may(Permission.EDIT_PEOPLE, participant.centre_id),
        "may_merge": living and may_merge,
    }
    return render(request, "people/contact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_PEOPLE)
def edit_contact(request: SignedIn, id: UUID) -> HttpResponse:
    """Saves and goes back to the page; a stale version shows both texts, and keeps what was typed."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.EDIT_PEOPLE, id)
    context: dict[str, object] = {"participant": participant, "tab": "contact"}
    if request.method != "POST":
        record(by=user, what="contact.read", subject=participant, person=participant.id)
        form = ParticipantForm.showing(participant)
        return render(request, "people/edit.html", {**context, "form": form, "version": participant.version})
    form = ParticipantForm(request.POST, initial=shown(participant))
    version, status = sent_number(request.POST.get("version")), 200
    if form.is_valid():
        try:
            edit(by=user, participant=participant, version=version, **form.details())
        except ChangedMeanwhile as changed:
            context |= {
                "stale": True,
                "differing": list(differing(form, shown(changed.stored))),
                "by": last_change(changed.stored, "people.changed"),
            }
            version, status = changed.stored.version, 409
        else:
            messages.success(request, _("The contact data is saved."))
            return redirect("people:contact", participant.pk)
    return render(request, "people/edit.html", {**context, "form": form, "version": version}, status=status)
