"""Ways in: registered together with the person, listed while they are open."""

from typing import TypedDict
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.cases import waiting
from perspektiv.records.cases.actions.referrals import correct_way_in, register_way_in
from perspektiv.records.cases.forms.ways_in import RegistrationForm, WayInForm, shown
from perspektiv.records.cases.models import Referral
from perspektiv.records.cases.odd_days import meant, odd_days
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.cases.views.undoing import done
from perspektiv.records.people.duplicates import Candidate, duplicates, known_already
from perspektiv.records.people.forms import differing, sent_id
from perspektiv.records.people.models import Participant
from perspektiv.records.people.words_of_the_trail import last_change

REGISTER = Permission.REGISTER


@require_safe
@needs(REGISTER)
def list_open(request: SignedIn) -> HttpResponse:
    """All open ways in by what they wait for, the longest wait first."""
    user, today = signed_in(request), timezone.localdate()
    untouched = waiting.ways_in_without_contact(user, REGISTER, today)
    contacts = waiting.first_contacts(user, REGISTER, today)
    places = waiting.places_wanted(user, REGISTER, today)
    new = [way.referral.participant for way in (*untouched, *contacts)]
    context = {
        "untouched": untouched,
        "contacts": contacts,
        "places": places,
        "known": known_already([*new, *(place.participant for place in places if place.referral)]),
        "may_offer": user.may(Permission.STEER),
    }
    for centre in Centre.objects.filter(pk__in=user.centres_with(REGISTER, Scope.CENTRE)):
        record(by=user, what="ways_in.read", subject=centre)
    return render(request, "cases/path/ways_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(REGISTER)
def register(request: SignedIn) -> HttpResponse:
    """A person and their way in, twelve fields. Where somebody may be the same person, it asks once."""
    user = signed_in(request)
    centre = the_centre(user, REGISTER)
    form, id = RegistrationForm(user, request.POST or None), sent_id(request.POST.get("id"))
    candidates: list[Candidate] = []
    odd: Odd = NOTHING_ODD
    if request.method == "POST" and form.is_valid():
        known = _known(user, request.POST.get("person"))
        looked = known or request.POST.get("someone_else") == "1" or Referral.objects.filter(pk=id).exists()
        candidates = [] if looked else duplicates(centre, form.person())
        odd = _odd(request, form, known, id)
        if not candidates and not odd["sentences"]:
            referral = register_way_in(
                by=user, centre=centre, id=id, participant=known, person=form.details(), **form.way_in()
            )
            done(request, user, referral.participant, _("%s is registered.") % referral.participant)
            return redirect("cases:first_contact", referral.pk)
    context = {"form": form, "id": id, "candidates": candidates, "asked": bool(candidates), "odd": odd}
    return render(request, "cases/path/registration.html", context)


@require_POST
@needs(REGISTER)
def similar(request: SignedIn) -> HttpResponse:
    """Who might be the same person, while the form is filled. Names and numbers belong in no address and no log."""
    user = signed_in(request)
    form = RegistrationForm(user, request.POST)
    form.is_valid()
    candidates = duplicates(the_centre(user, REGISTER), form.person())
    return render(request, "cases/path/known.html", {"candidates": candidates})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(REGISTER)
def register_again(request: SignedIn, id: UUID) -> HttpResponse:
    """A new way in of somebody with a file: the first one, or after an exit."""
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, REGISTER, id)
    form, new = WayInForm(user, request.POST or None), sent_id(request.POST.get("id"))
    sent = request.method == "POST" and form.is_valid()
    odd = _odd(request, form, participant, new) if sent else NOTHING_ODD
    if sent and not odd["sentences"]:
        referral = register_way_in(by=user, centre=participant.centre, id=new, participant=participant, **form.way_in())
        done(request, user, participant, _("The way in of %s is registered.") % participant)
        return redirect("cases:first_contact", referral.pk)
    if request.method != "POST":
        record(by=user, what="ways_in.read", subject=participant, person=participant.pk)
    context = {"form": form, "id": new, "participant": participant, "odd": odd}
    return render(request, "cases/path/way_in_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(REGISTER)
def correct(request: SignedIn, id: UUID) -> HttpResponse:
    """What was registered, to be corrected; where somebody did so meanwhile, both versions are shown."""
    user = signed_in(request)
    referral = fetch(Referral.objects.select_related("participant", "jobcoach"), user, REGISTER, id)
    version, conflict = referral.version, []
    form = WayInForm(user, request.POST) if request.method == "POST" else WayInForm.showing(referral, user)
    if request.method == "POST" and form.is_valid():
        try:
            correct_way_in(
                by=user, referral=referral, version=sent_number(request.POST.get("version")), **form.way_in()
            )
        except ChangedMeanwhile as changed:
            assert isinstance(changed.stored, Referral)
            version, conflict = changed.stored.version, list(differing(form, shown(changed.stored)))
        else:
            return redirect("cases:first_contact", referral.pk)
    if request.method != "POST":
        record(by=user, what="ways_in.read", subject=referral, person=referral.participant_id)
    context = {
        "form": form,
        "referral": referral,
        "participant": referral.participant,
        "version": version,
        "conflict": conflict,
        "by": last_change(referral, "cases.way_in_corrected") if conflict else None,
    }
    return render(request, "cases/path/way_in_form.html", context, status=409 if conflict else 200)


class Odd(TypedDict):
    """What is odd about the days of a form, and what it carries once it has asked."""

    sentences: list[str]
    meant: str


NOTHING_ODD = Odd(sentences=[], meant="")


def _odd(request: SignedIn, form: WayInForm, participant: Participant | None, id: UUID) -> Odd:
    """Asked once; never again of what was registered with this form already."""
    days = form.cleaned_data["referred_on"], form.cleaned_data["informed_on"]
    key = meant(participant, *days)
    if request.POST.get("days_meant") == key or Referral.objects.filter(pk=id).exists():
        return Odd(sentences=[], meant=key)
    return Odd(sentences=odd_days(participant, *days), meant=key)


def _known(user: User, id: str | None) -> Participant | None:
    """The person with a file whom the form says it is."""
    return fetch(Participant.objects.all(), user, REGISTER, sent_id(id)) if id else None
