"""Participations end: regularly, with the way on or out, or early with a reason."""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.sending import sent_number
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import participations
from perspektiv.records.cases.ahead import UNDECIDED, Decision, Party
from perspektiv.records.cases.forms.ahead import AheadForm
from perspektiv.records.cases.forms.cases import EarlyEndForm, RegularEndForm
from perspektiv.records.cases.models import EndingReason, Participation, Segment
from perspektiv.records.cases.views.answers import said
from perspektiv.records.cases.views.undoing import done

CLOSE, STEER = Permission.CLOSE, Permission.STEER
NOT_KEPT = ("csrfmiddlewaretoken", "work_from", "insured", "work_asked")
DAY_UNKNOWN = "unknown"
WORK = "arbeit"
"""In the address, while the first day of work is asked for; what was chosen before is kept in the session."""
KEPT = "ending"
VALUED = (EndingReason.Valuation.POSITIVE, EndingReason.Valuation.NEUTRAL, EndingReason.Valuation.NEGATIVE)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CLOSE)
def end_regularly(request: SignedIn, id: UUID) -> HttpResponse:
    """The segment is completed: one button for each way on, and one for the way out."""
    participation = ending_by(signed_in(request), id)
    if participation.ended_on and request.method != "POST":
        return _ended_already(request, participation)
    segments = _ways_on(participation)
    form, ahead = RegularEndForm(request.POST or None, segments=segments), _ahead(request, participation, Party.CENTRE)
    return _end(request, participations.end_regularly, participation, form, ahead) or _asked(
        request, "cases/path/end_regularly.html", participation, form, ahead, {"segments": segments}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CLOSE)
def end_early(request: SignedIn, id: UUID) -> HttpResponse:
    """The reasons as buttons, by their value: one click ends, and can be taken back."""
    participation = ending_by(signed_in(request), id)
    if participation.ended_on and request.method != "POST":
        return _ended_already(request, participation)
    reasons = list(EndingReason.objects.valid_on(timezone.localdate()).filter(centre=participation.centre_id))
    form, ahead = EarlyEndForm(request.POST or None, reasons=reasons), _ahead(request, participation, Party.PARTICIPANT)
    kept = f"{KEPT} {participation.pk}"
    if request.method == "POST" and _work_is_to_be_asked(request, form, ahead):
        request.session[kept] = _sent(request)
        return _asked_for_work(request, participation, form) if form.errors else redirect(f"{request.path}?{WORK}=1")
    if request.method != "POST" and WORK in request.GET and kept in request.session:
        return _asked_for_work(request, participation, form, request.session[kept])
    by_value = [(value.label, value, [each for each in reasons if each.valuation == value]) for value in VALUED]
    return _end(request, participations.end_early, participation, form, ahead) or _asked(
        request, "cases/path/end_early.html", participation, form, ahead, {"reasons": by_value}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(STEER)
def wants_no_more(request: SignedIn, id: UUID) -> HttpResponse:
    """The person does not go on to the next segment after all. A page only where appointments were left standing."""
    user = signed_in(request)
    participation = fetch(Participation.objects.select_related("participant", "segment", "counsellor"), user, STEER, id)
    ahead = _ahead(request, participation, Party.PARTICIPANT)
    if request.method == "POST" and ahead.undecided:
        return redirect("cases:wants_no_more", id)
    if request.method == "POST" and ahead.is_valid():
        version = sent_number(request.POST.get("version"))
        participations.wants_no_more(by=user, participation=participation, version=version, ahead=ahead.decision)
        sentence = _("%s does not go on.") % participation.participant
        done(request, user, participation.participant, _with_ahead(sentence, ahead.decision))
        return redirect("cases:ways_in")
    return _asked(request, "cases/path/leaves.html", participation, None, ahead, {})


def ending_by(user: User, id: UUID) -> Participation:
    """The participation, for the lead or its own counsellor; a substitute does not end it."""
    found = Participation.objects.select_related("participant", "segment", "counsellor")
    participation = fetch(found, user, CLOSE, id)
    steers = participation.centre_id in user.centres_with(CLOSE, Scope.CENTRE)
    if not steers and participation.counsellor_id != user.pk:
        raise Http404
    return participation


def _end(
    request: SignedIn, end: Callable[..., Participation], participation: Participation, form: Form, ahead: AheadForm
) -> HttpResponse | None:
    """The way on once valid forms have ended it; None where the page is to ask, perhaps again."""
    if request.method != "POST" or not (form.is_valid() and ahead.is_valid()):
        return None
    user, version = signed_in(request), sent_number(request.POST.get("version"))
    how = dict(form.cleaned_data)  # the last day, and the next segment or the reason
    day = how.pop("ended_on")
    try:
        ended = end(by=user, participation=participation, version=version, day=day, ahead=ahead.decision, **how)
    except Refused as refused:
        _say_in_the_form(form, ahead, refused)
        return None
    request.session.pop(f"{KEPT} {participation.pk}", None)
    done(request, user, ended.participant, _ended(ended, ahead.decision))
    return redirect("desk:file", ended.participant_id)


def _work_is_to_be_asked(request: SignedIn, form: EarlyEndForm, ahead: AheadForm) -> bool:
    """Of somebody who leaves for work: until its first day was told, or that nobody knows it yet."""
    asked = request.POST.get("work_asked", "")
    if not (form.is_valid() and ahead.is_valid()):
        return bool(asked) and "work_from" in form.errors
    if not form.cleaned_data["reason"].is_work or form.cleaned_data["work"] or asked == DAY_UNKNOWN:
        return False
    if asked:
        form.add_error("work_from", _("Please enter the first day of work."))
    return True


def _sent(request: SignedIn) -> list[tuple[str, str]]:
    """What was chosen before the day of work is asked for."""
    lists = request.POST.lists()
    return [(name, str(value)) for name, values in lists if name not in NOT_KEPT for value in values]


def _asked_for_work(
    request: SignedIn, participation: Participation, form: EarlyEndForm, kept: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """A page of its own that one can go back to; only a mistake in the day is answered at once."""
    context = {"form": form, "kept": kept or _sent(request), "participation": participation}
    context["participant"] = participation.participant
    return render(request, "cases/path/end_for_work.html", context, status=409 if form.errors else 200)


def _ended_already(request: SignedIn, participation: Participation) -> HttpResponse:
    """No form to end it once more, when one goes back or has an old link."""
    record(by=request.user, what="ending.read", subject=participation, person=participation.participant_id)
    context = {"participation": participation, "participant": participation.participant}
    return render(request, "cases/path/ended.html", context)


def _ahead(request: SignedIn, participation: Participation, party: Party) -> AheadForm:
    """Who calls off is proposed: early, whoever leaves; after a completed segment, the centre."""
    return AheadForm(request.POST or None, of=participation, party=party)


def _say_in_the_form(form: Form, ahead: AheadForm, refused: Refused) -> None:
    """What the form can put right is said in it; anything else that stands against the end is a page of its own."""
    if refused.sentence in participations.WRONG_DAYS:
        form.add_error("ended_on", said(refused))
    elif refused.sentence == UNDECIDED:
        ahead.add_error(None, said(refused))
    else:
        raise refused


def _asked(
    request: SignedIn,
    page: str,
    participation: Participation,
    form: Form | None,
    ahead: AheadForm,
    context: dict[str, object],
) -> HttpResponse:
    if request.method != "POST":
        record(by=request.user, what="ending.read", subject=participation, person=participation.participant_id)
    return render(
        request,
        page,
        {
            "form": form,
            "ahead": ahead,
            "participation": participation,
            "participant": participation.participant,
            **context,
        },
        status=409 if ahead.errors or (form and "ended_on" in form.errors) else 200,
    )


def _ways_on(participation: Participation) -> list[Segment]:
    """The segments of today, but the one that ends."""
    today = Segment.objects.valid_on(timezone.localdate()).filter(centre=participation.centre_id)
    return [segment for segment in today if segment.key != participation.segment.key]


def _ended(participation: Participation, ahead: Decision) -> str:
    who = participation.participant
    if participation.next_segment:
        sentence = _("%(person)s goes on: %(segment)s.") % {"person": who, "segment": participation.next_segment}
    else:
        sentence = _("%(segment)s of %(person)s has ended.") % {"person": who, "segment": participation.segment}
    return _with_ahead(sentence, ahead)


def _with_ahead(sentence: str, ahead: Decision) -> str:
    also = ngettext("The later appointment is cancelled.", "The later appointments are cancelled.", len(ahead.shown))
    return f"{sentence} {also}" if ahead.called_off_by else sentence
