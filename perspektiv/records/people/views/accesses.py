"""Opening another's case with a reason, and who looked at a file."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import Centre, TrailRow, User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.people.actions.cares import break_glass
from perspektiv.records.people.actions.merges import files_of
from perspektiv.records.people.compartment import may_read_counselling
from perspektiv.records.people.forms import ReasonForm, refuse, sent_id
from perspektiv.records.people.kept_back import kept_back
from perspektiv.records.people.models import Care, Participant
from perspektiv.records.people.words_of_the_trail import readable

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.BREAK_GLASS)
def open_case(request: SignedIn, id: UUID) -> HttpResponse:
    """The lead opens notes and goals of another's case for a day."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.BREAK_GLASS, id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    id_of_care = sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            break_glass(by=user, participant=participant, reason=reason, id=id_of_care)
        except Refused as refused:
            refuse(form, refused, "reason")
        else:
            messages.success(request, _("The case is open to you for 24 hours. Its counsellor is told."))
            return redirect("desk:file", participant.pk)
    record(by=user, what="open_case.read", subject=participant, person=participant.id)
    context = {
        "participant": participant,
        "form": form,
        "id": id_of_care,
        "open_already": may_read_counselling(user, participant),
        "counsellors": _counsellors(participant),
    }
    return render(request, "people/open_case.html", context)


@require_safe
@needs(Permission.SEE_COUNSELLING, Permission.BREAK_GLASS)
def accesses(request: SignedIn, id: UUID) -> HttpResponse:
    """Who looked at this file and changed it, and who opened it with a reason."""
    user = signed_in(request)
    participant = _of_those_who_care_or_lead(user, id)
    record(by=user, what="accesses.read", subject=participant, person=participant.id)
    shown = Centre.objects.get(pk=participant.centre_id).accesses_shown
    files = files_of(participant)
    rows = TrailRow.objects.filter(person__in=files).exclude(subject__in=kept_back(files)).order_by("-seq")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    opened = Care.objects.filter(participant=participant, kind=Care.Kind.BREAK_GLASS)
    context = {
        "participant": participant,
        "tab": "accesses",
        "shown": shown,
        "page": page,
        "accesses": readable(page.object_list) if shown else [],
        "opened": opened.select_related("user").order_by("-since"),
    }
    return render(request, "people/accesses.html", context)


def _of_those_who_care_or_lead(user: User, id: UUID) -> Participant:
    try:
        return fetch(Participant.objects.all(), user, Permission.SEE_COUNSELLING, id)
    except Http404:
        return fetch(Participant.objects.all(), user, Permission.BREAK_GLASS, id)


def _counsellors(participant: Participant) -> list[User]:
    cares = Care.objects.current().counselling().in_charge().filter(participant=participant).select_related("user")
    return [care.user for care in cares.order_by("since")]
