"""Participations end: regularly, with the way on or out, or early with a reason."""

from uuid import UUID

from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.trail import record
from perspektiv.records.cases.actions import participations
from perspektiv.records.cases.forms.cases import EarlyEndForm, RegularEndForm
from perspektiv.records.cases.models import EndingReason, Participation, Segment
from perspektiv.records.cases.views.answers import said
from perspektiv.records.cases.views.undoing import done, page_before
from perspektiv.records.people.forms import sent_version

CLOSE, STEER = Permission.CLOSE, Permission.STEER
VALUED = (EndingReason.Valuation.POSITIVE, EndingReason.Valuation.NEUTRAL, EndingReason.Valuation.NEGATIVE)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CLOSE)
def end_regularly(request: SignedIn, id: UUID) -> HttpResponse:
    """The segment is completed: one button for each way on, and one for the way out."""
    user = signed_in(request)
    participation = ending_by(user, id)
    segments = _ways_on(participation)
    form = RegularEndForm(request.POST or None, segments=segments)
    if request.method == "POST" and form.is_valid():
        try:
            ended = participations.end_regularly(
                by=user,
                participation=participation,
                version=sent_version(request.POST.get("version")),
                day=form.cleaned_data["ended_on"],
                next_segment=form.cleaned_data["next_segment"],
            )
        except Refused as refused:
            _say_beside_the_day(form, refused)
        else:
            done(request, user, ended.participant, _ended(ended))
            return redirect("desk:file", ended.participant_id)
    return _asked(request, "cases/path/end_regularly.html", participation, form, {"segments": segments})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(CLOSE)
def end_early(request: SignedIn, id: UUID) -> HttpResponse:
    """The reasons as buttons, by their value: one click ends, and can be taken back."""
    user = signed_in(request)
    participation = ending_by(user, id)
    reasons = list(EndingReason.objects.valid_on(timezone.localdate()).filter(centre=participation.centre_id))
    form = EarlyEndForm(request.POST or None, reasons=reasons)
    if request.method == "POST" and form.is_valid():
        try:
            ended = participations.end_early(
                by=user,
                participation=participation,
                version=sent_version(request.POST.get("version")),
                day=form.cleaned_data["ended_on"],
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            _say_beside_the_day(form, refused)
        else:
            done(request, user, ended.participant, _ended(ended))
            return redirect("desk:file", ended.participant_id)
    by_value = [(value.label, value, [each for each in reasons if each.valuation == value]) for value in VALUED]
    return _asked(request, "cases/path/end_early.html", participation, form, {"reasons": by_value})


@require_POST
@needs(STEER)
def wants_no_more(request: SignedIn, id: UUID) -> HttpResponse:
    """The person does not go on to the next segment after all."""
    user = signed_in(request)
    participation = fetch(Participation.objects.select_related("participant"), user, STEER, id)
    version = sent_version(request.POST.get("version"))
    participations.wants_no_more(by=user, participation=participation, version=version)
    done(request, user, participation.participant, _("%s does not go on.") % participation.participant)
    return redirect(page_before(request))


def ending_by(user: User, id: UUID) -> Participation:
    """The participation, for the lead or its own counsellor; a substitute does not end it."""
    found = Participation.objects.select_related("participant", "segment", "counsellor")
    participation = fetch(found, user, CLOSE, id)
    steers = participation.centre_id in user.centres_with(CLOSE, Scope.CENTRE)
    if not steers and participation.counsellor_id != user.pk:
        raise Http404
    return participation


def _say_beside_the_day(form: Form, refused: Refused) -> None:
    """A wrong day is put right in the form; anything else that stands against the end is a page of its own."""
    if refused.sentence not in participations.WRONG_DAYS:
        raise refused
    form.add_error("ended_on", said(refused))


def _asked(
    request: SignedIn, page: str, participation: Participation, form: Form, context: dict[str, object]
) -> HttpResponse:
    if request.method != "POST":
        record(by=request.user, what="ending.read", subject=participation, person=participation.participant_id)
    ahead = Q(
        appointments__status="planned", appointments__starts_at__gt=timezone.now(), appointments__withdrawn_at=None
    )
    booked = Participation.objects.filter(ahead, pk=participation.pk).values("appointments").count()
    return render(
        request,
        page,
        {
            "form": form,
            "participation": participation,
            "participant": participation.participant,
            "booked": booked,
            **context,
        },
        status=409 if "ended_on" in form.errors else 200,
    )


def _ways_on(participation: Participation) -> list[Segment]:
    """The segments of today, but the one that ends."""
    today = Segment.objects.valid_on(timezone.localdate()).filter(centre=participation.centre_id)
    return [segment for segment in today if segment.key != participation.segment.key]


def _ended(participation: Participation) -> str:
    who = participation.participant
    if participation.next_segment:
        return _("%(person)s goes on: %(segment)s.") % {"person": who, "segment": participation.next_segment}
    return _("%(segment)s of %(person)s has ended.") % {"person": who, "segment": participation.segment}
