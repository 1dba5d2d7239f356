"""The jobcoaches whom the centre works with."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.people.actions.jobcoaches import JobcoachChangedMeanwhile, add_jobcoach, edit_jobcoach
from perspektiv.records.people.forms import JobcoachForm, differing, refuse, sent_id
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.people.names import words
from perspektiv.records.people.words_of_the_trail import last_change


@require_safe
@needs(Permission.REGISTER)
def list_jobcoaches(request: SignedIn) -> HttpResponse:
    """All of them: some dozens, so the few typed words are looked for here."""
    asked = request.GET.get("q", "")
    known = Jobcoach.objects.all().with_permission(signed_in(request), Permission.REGISTER)
    found = [jobcoach for jobcoach in known if _has(jobcoach, words(asked))]
    context = {"jobcoaches": found, "words": asked}
    page = "people/jobcoaches_found.html" if request.headers.get("HX-Request") else "people/jobcoaches.html"
    return render(request, page, context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTER)
def new_jobcoach(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, Permission.REGISTER)
    form = JobcoachForm(request.POST or None, initial={"in_use": True})
    id = sent_id(request.POST.get("id"))
    if request.method == "POST" and form.is_valid():
        try:
            added = add_jobcoach(by=user, centre=centre, id=id, **form.particulars())
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("%s is added.") % added)
            return redirect("people:jobcoaches")
    return render(request, "people/jobcoach.html", {"form": form, "id": id})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.REGISTER)
def jobcoach(request: SignedIn, id: UUID) -> HttpResponse:
    """One jobcoach, to be changed. A stale version shows both texts and keeps what was typed."""
    user = signed_in(request)
    known = fetch(Jobcoach.objects.all(), user, Permission.REGISTER, id)
    context: dict[str, object] = {"jobcoach": known}
    version = sent_number(request.POST.get("version")) if request.method == "POST" else known.version
    status = 200
    form = JobcoachForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        try:
            edit_jobcoach(by=user, jobcoach=known, version=version, **form.particulars())
        except JobcoachChangedMeanwhile as changed:
            stored = changed.stored
            theirs = {name: getattr(stored, name) for name in JobcoachForm.Meta.fields}
            context |= {
                "stale": True,
                "differing": list(differing(form, theirs)),
                "by": last_change(stored, "people.jobcoach_changed"),
            }
            version, status = stored.version, 409
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The jobcoach is saved."))
            return redirect("people:jobcoaches")
    return render(request, "people/jobcoach.html", {**context, "form": form, "version": version}, status=status)


def _has(jobcoach: Jobcoach, typed: list[str]) -> bool:
    """Whether every typed word begins a word of the name, the team or the address."""
    own = words(f"{jobcoach} {jobcoach.team} {jobcoach.email}")
    return all(any(word.startswith(one) for word in own) for one in typed)
