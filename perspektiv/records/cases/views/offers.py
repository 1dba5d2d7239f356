"""Offering cases to counsellors, and their answers."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.cases import waiting
from perspektiv.records.cases.actions import offers as cases
from perspektiv.records.cases.advice import Advised, advise
from perspektiv.records.cases.ahead import ahead_of
from perspektiv.records.cases.forms.cases import AcceptForm, OfferForm
from perspektiv.records.cases.handed_on import former_is_gone, left_with, will_stay
from perspektiv.records.cases.models import CaseOffer, Participation, Segment
from perspektiv.records.cases.models.offer import CaseOffers
from perspektiv.records.cases.present import by_entry, present
from perspektiv.records.cases.views.undoing import done, page_before
from perspektiv.records.cases.waits import Load
from perspektiv.records.people.forms import LANGUAGES, sent_id
from perspektiv.records.people.models import Participant

STEER, ANSWER = Permission.STEER, Permission.ANSWER_OFFERS


@require_http_methods(["GET", "HEAD", "POST"])
@needs(STEER)
def offer_case(request: SignedIn, id: UUID) -> HttpResponse:
    """Which segment, which counsellor: who has room stands beside each name."""
    user = signed_in(request)
    participant = fetch(Participant.objects.select_related("centre"), user, STEER, id)
    advised, loads = _segments_for(participant), counsellors(user, participant)
    form = OfferForm(
        request.POST or None,
        segments=[each.segment for each in advised],
        counsellors=[load.counsellor for load in loads],
        initial={"segment": _first_choice(participant, advised)},
    )
    return _offered(request, form, cases.offer_case, participant=participant) or _asked(
        request,
        "cases/path/offer.html",
        form,
        participant,
        loads,
        about=participant,
        advised=advised,
        chosen=str(form["segment"].value() or ""),
        way_in=participant.referrals.filter(result="open").first(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(STEER)
def offer_takeover(request: SignedIn, id: UUID) -> HttpResponse:
    """Another counsellor for a running participation."""
    user = signed_in(request)
    participation = fetch(
        Participation.objects.select_related("participant__centre", "segment", "counsellor"), user, STEER, id
    )
    participant = participation.participant
    loads = [load for load in counsellors(user, participant) if load.counsellor.pk != participation.counsellor_id]
    form = OfferForm(request.POST or None, segments=None, counsellors=[load.counsellor for load in loads])
    return _offered(request, form, cases.offer_takeover, participation=participation) or _asked(
        request,
        "cases/path/takeover.html",
        form,
        participant,
        loads,
        about=participation,
        participation=participation,
        ahead=ahead_of(participation),
    )


@require_safe
@needs(ANSWER)
def offers(request: SignedIn) -> HttpResponse:
    """The cases offered to the user: what is needed to say yes or no, no contact data yet."""
    user = signed_in(request)
    waiting_for_me = waiting.open_offers(user)
    shown = []
    for offer in waiting_for_me:
        record(by=user, what="offer.read", subject=offer, person=offer.participant_id)
        way_in = next((way for way in offer.participant.referrals.all() if way.result == "open"), None)
        language = dict(LANGUAGES).get(offer.participant.language, offer.participant.language)
        ahead = ahead_of(offer.takes_over) if offer.takes_over else []
        shown.append(
            {
                "offer": offer,
                "way_in": way_in,
                "language": language,
                "form": AcceptForm(),
                "ahead": ahead,
                "stay": will_stay(user, offer.takes_over, ahead),
                "former_is_gone": former_is_gone(offer.takes_over),
            }
        )
    return render(request, "cases/path/offers.html", {"offers": shown})


@require_POST
@needs(ANSWER)
def accept(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    offer = fetch(_offers(), user, ANSWER, id)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please check the day."))
        return redirect("cases:offers")
    version = sent_number(request.POST.get("version"))
    participation = cases.accept(by=user, offer=offer, version=version, **form.cleaned_data)
    done(request, user, participation.participant, _accepted(user, participation, taken_over=bool(offer.takes_over)))
    return redirect("desk:file", participation.participant_id)


@require_POST
@needs(ANSWER)
def decline(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    offer = fetch(_offers(), user, ANSWER, id)
    cases.decline(by=user, offer=offer, version=sent_number(request.POST.get("version")))
    done(request, user, offer.participant, _("Declined. Nobody asks why."))
    return redirect("cases:offers")


@require_POST
@needs(STEER)
def withdraw(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    offer = fetch(_offers(), user, STEER, id)
    cases.withdraw(by=user, offer=offer, version=sent_number(request.POST.get("version")))
    done(request, user, offer.participant, _("The offer to %s is withdrawn.") % offer.counsellor)
    return redirect(page_before(request))


def _accepted(user: User, participation: Participation, *, taken_over: bool) -> str:
    """What was accepted, and how many later appointments came with it or stayed with others."""
    sentence = _("You accompany %s now.") % participation.participant
    ahead = ahead_of(participation) if taken_over else []
    mine = sum(one.with_ == user.pk for one in ahead)
    if mine:
        words = ngettext("%d later appointment is with you.", "%d later appointments are with you.", mine)
        sentence = f"{sentence} {words % mine}"
    return " ".join((sentence, *left_with(user, ahead, participation.centre_id)))


def counsellors(user: User, participant: Participant) -> list[Load]:
    """The counsellors of the participant's centre, by name."""
    return waiting.load(user, STEER, timezone.localdate(), participant.centre_id)


def _offered(
    request: SignedIn, form: OfferForm, offer_to: Callable[..., CaseOffer], **of: Participant | Participation
) -> HttpResponse | None:
    """The way on once a valid form has offered the case; None where the page is to ask."""
    if request.method != "POST" or not form.is_valid():
        return None
    user = signed_in(request)
    offer = offer_to(by=user, id=sent_id(request.POST.get("id")), **of, **form.cleaned_data)
    done(request, user, offer.participant, _("The case is offered to %s.") % offer.counsellor)
    return redirect("desk:file", offer.participant_id)


def _asked(
    request: SignedIn,
    page: str,
    form: OfferForm,
    participant: Participant,
    loads: list[Load],
    *,
    about: Participant | Participation,
    **more: object,
) -> HttpResponse:
    """To whom: who has room stands beside each name."""
    if request.method != "POST":
        record(by=signed_in(request), what="offer.read", subject=about, person=participant.pk)
    context = {
        "form": form,
        "id": sent_id(request.POST.get("id")),
        "participant": participant,
        "loads": loads,
        "chosen_counsellor": str(form["counsellor"].value() or ""),
        "standing": _standing_offer(participant),
        **more,
    }
    return render(request, page, context)


def _offers() -> CaseOffers:
    return CaseOffer.objects.select_related("participant__centre", "segment", "counsellor", "takes_over")


def _standing_offer(participant: Participant) -> CaseOffer | None:
    offers = participant.offers.filter(answer=CaseOffer.Answer.OPEN)
    return offers.select_related("counsellor", "segment").first()


def _segments_for(participant: Participant) -> list[Advised]:
    """The centre's segments in their present version: those offered today first, then those of the past."""
    today = timezone.localdate()
    every = by_entry(Segment.objects.filter(centre=participant.centre_id))
    versions = [present(each, today) for each in every]
    ordered = sorted(versions, key=lambda version: (not version.holds_on(today), version.position))
    return advise(ordered, participant, today)


def _first_choice(participant: Participant, advised: list[Advised]) -> str:
    """Where the person wants to go on, else the first segment of the path in which they have not been."""
    wanted = participant.participations.filter(next_segment__isnull=False).order_by("-ended_on").first()
    if wanted and wanted.next_segment:
        for each in advised:
            if each.segment.key == wanted.next_segment.key:
                return str(each.segment.pk)
    been = set(participant.participations.values_list("segment__key", flat=True))
    today = timezone.localdate()
    new = (each.segment for each in advised if each.segment.key not in been and each.segment.holds_on(today))
    return next((str(segment.pk) for segment in new), "")
