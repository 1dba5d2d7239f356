"""One way in: attempts and talks, one click each, and what came of it."""

from datetime import date, datetime, time
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.actions.referrals import decide, reopen, wait_for_place
from perspektiv.records.cases.ahead import UNDECIDED, Party
from perspektiv.records.cases.forms.ahead import AheadForm
from perspektiv.records.cases.forms.ways_in import ContactForm, DecisionForm
from perspektiv.records.cases.models import CaseOffer, Referral
from perspektiv.records.cases.models.offer import CaseOffers
from perspektiv.records.cases.models.referral import Referrals
from perspektiv.records.cases.talks import talks_of
from perspektiv.records.cases.views.answers import said
from perspektiv.records.cases.views.undoing import done
from perspektiv.records.people.duplicates import Person, duplicates
from perspektiv.records.people.forms import LANGUAGES, sent_id

REGISTER = Permission.REGISTER


@require_safe
@needs(REGISTER)
def way_in(request: SignedIn, id: UUID) -> HttpResponse:
    """The way in with all that was tried, the person's number to call, and who may be the same person."""
    user = signed_in(request)
    referral = fetch(_ways(), user, REGISTER, id)
    participant = referral.participant
    who = Person(
        participant.given_name,
        participant.family_name,
        participant.birth_date,
        participant.birth_year,
        participant.customer_number,
    )
    record(by=user, what="way_in.read", subject=referral, person=participant.pk)
    context = {
        "referral": referral,
        "participant": participant,
        "language": dict(LANGUAGES).get(participant.language, participant.language),
        "contacts": [(contact, _kind(contact.way, contact.outcome)) for contact in referral.contacts.all()],
        "talks": talks_of([referral])[referral.pk],
        "booked": [talk for talk in referral.appointments.all() if talk.withdrawn_at is None],
        "kinds": [(f"{way}:{outcome}", icon, label) for way, outcome, icon, label in ContactForm.KINDS],
        "contact_form": ContactForm(),
        "decision_form": DecisionForm(),
        "ahead": _ahead(referral) if _is_open(referral) else None,
        "new_id": sent_id(),
        "offers": offers_after(referral).select_related("counsellor", "segment"),
        "candidates": duplicates(participant.centre, who, but_not=participant.pk) if _is_open(referral) else [],
        "may_offer": user.may(Permission.STEER),
        "today": timezone.localdate(),
        "is_open": _is_open(referral),
        "open_offer": participant.offers.filter(takes_over=None, answer=CaseOffer.Answer.OPEN).exists(),
    }
    return render(request, "cases/path/way_in.html", context)


@require_POST
@needs(REGISTER)
def note(request: SignedIn, id: UUID) -> HttpResponse:
    """One attempt or talk."""
    user = signed_in(request)
    referral = fetch(_ways(), user, REGISTER, id)
    form = ContactForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please check the day."))
        return redirect("cases:first_contact", referral.pk)
    way, _colon, outcome = form.cleaned_data["contact"].partition(":")
    contact = note_contact(
        by=user,
        referral=referral,
        way=way,
        outcome=outcome,
        at=_moment(form.cleaned_data["on"]),
        id=sent_id(request.POST.get("id")),
    )
    done(request, user, referral.participant, _kind(contact.way, contact.outcome)[1])
    return redirect("cases:first_contact", referral.pk)


@require_POST
@needs(REGISTER)
def come_to(request: SignedIn, id: UUID) -> HttpResponse:
    """What came of the first contact: waits for a place, or does not come, without passing on why."""
    user = signed_in(request)
    referral = fetch(_ways(), user, REGISTER, id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please check the day."))
        return redirect("cases:first_contact", referral.pk)
    version, day, result = (
        sent_number(request.POST.get("version")),
        form.cleaned_data["on"],
        form.cleaned_data["result"],
    )
    contacts = sent_number(request.POST.get("contacts"))
    if result == "wait":
        wait_for_place(by=user, referral=referral, version=version, since=day, contacts=contacts)
        sentence = _("%s waits for a place.")
    else:
        ahead = _ahead(referral, request.POST)
        if ahead.undecided or not ahead.is_valid():
            messages.error(request, said(Refused(UNDECIDED)) if ahead.undecided else _("Please say who cancels."))
            return redirect("cases:first_contact", referral.pk)
        decide(
            by=user,
            referral=referral,
            version=version,
            result=result,
            day=day,
            ahead=ahead.decision,
            contacts=contacts,
        )
        sentence = _("The way in of %s has ended.")
        if ahead.decision.called_off_by:
            sentence = _("The way in of %s has ended, and the talk is cancelled.")
    done(request, user, referral.participant, sentence % referral.participant)
    return redirect("cases:first_contact", referral.pk)


@require_POST
@needs(REGISTER)
def come_back(request: SignedIn, id: UUID) -> HttpResponse:
    """A way in that had ended goes on."""
    user = signed_in(request)
    referral = fetch(_ways(), user, REGISTER, id)
    reopen(by=user, referral=referral, version=sent_number(request.POST.get("version")))
    done(request, user, referral.participant, _("The way in of %s is open again.") % referral.participant)
    return redirect("cases:first_contact", referral.pk)


def _ways() -> Referrals:
    return Referral.objects.select_related("participant__centre", "jobcoach")


def _ahead(referral: Referral, sent: QueryDict | None = None) -> AheadForm:
    """What becomes of a first talk that is planned, where the way in ends: proposed is that the person cancels."""
    return AheadForm(sent, of=referral, party=Party.PARTICIPANT)


def offers_after(referral: Referral) -> CaseOffers:
    """Offers of the case since this way in was registered, until the next one was."""
    offers = CaseOffer.objects.filter(
        participant=referral.participant_id, takes_over=None, offered_at__gte=referral.created_at
    )
    ways = Referral.objects.filter(participant=referral.participant_id, created_at__gt=referral.created_at)
    following = ways.order_by("created_at").values_list("created_at", flat=True).first()
    return offers.filter(offered_at__lt=following) if following else offers


def _is_open(referral: Referral) -> bool:
    return referral.result == Referral.Result.OPEN


def _moment(day: date | None) -> datetime | None:
    """Now for today; noon for an earlier day, of which the hour is not asked."""
    if day is None or day == timezone.localdate():
        return None
    return datetime.combine(day, time(12), timezone.get_default_timezone())


def _kind(way: str, outcome: str) -> tuple[str, str]:
    """Icon and words of a contact."""
    for known_way, known_outcome, icon, label in ContactForm.KINDS:
        if (known_way, known_outcome) == (way, outcome):
            return icon, str(label)
    return "speech", f"{way} {outcome}"
