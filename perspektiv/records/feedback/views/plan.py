"""The plan of data collection: its rules in words, what they brought, suggestions, and the limit."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in, the_centre
from perspektiv.records.access.models import Centre
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.feedback.actions import rules as actions
from perspektiv.records.feedback.collected import SPANS, Collected, collected
from perspektiv.records.feedback.forms.plan import LimitForm, RuleForm, WhenForm, typed_of
from perspektiv.records.feedback.models import CollectionRule, Instrument, InstrumentVersion, Moment, Step
from perspektiv.records.feedback.plan import SUGGESTED, Suggestion, limit_of, sentence
from perspektiv.records.feedback.words import said
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.records.people.forms import refuse, sent_id

MANAGE, LOOK = Permission.MANAGE_INSTRUMENTS, Permission.SEE_FIGURES
WAY = (Step.AT_START, Step.AFTER_SESSION, Step.BEFORE_CLOSING, Step.AFTER_CLOSING, Step.AT_END)
"""The steps as people go them."""


@dataclass(frozen=True)
class Row:
    """One rule, or one suggestion, as the page shows it."""

    rule: CollectionRule
    name: str
    numbers: Collected
    number: int = 0

    @property
    def sentence(self) -> str:
        return sentence(self.rule)

    @property
    def moment(self) -> str:
        return "" if self.rule.moment == Moment.SINGLE else str(Moment(self.rule.moment).label)

    @property
    def to_come(self) -> bool:
        return self.rule.starts_on > timezone.localdate()


@require_safe
@needs(MANAGE, LOOK)
def plan(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    manages = user.may(MANAGE)
    centre = the_centre(user, MANAGE if manages else LOOK)
    return _shown(request, centre, manages=manages)


@require_POST
@needs(MANAGE)
def add(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    form = RuleForm(request.POST, centre=centre, instruments=_choices(centre))
    if form.is_valid():
        typed = form.cleaned_data
        instrument = get_object_or_404(Instrument, pk=typed["instrument"], centre=centre)
        try:
            rule = actions.add_rule(
                by=user,
                instrument=instrument,
                step=typed["step"],
                moment=typed["moment"],
                when=form.when(typed["step"]),
                segments=list(typed["segments"]),
                id=sent_id(request.POST.get("id")),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("From today on: %(rule)s.") % {"rule": sentence(rule)})
            return redirect("feedback:plan")
    return _shown(request, centre, manages=True, form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(MANAGE)
def change(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    rule = fetch(CollectionRule.objects.select_related("instrument", "centre"), user, MANAGE, id)
    typed = request.POST if request.method == "POST" else None
    form = WhenForm(typed, initial=typed_of(rule), centre=rule.centre)
    stored: CollectionRule | None = None
    if request.method == "POST" and form.is_valid():
        version, segments = sent_number(request.POST.get("version")), list(form.cleaned_data["segments"])
        try:
            made = actions.change_rule(
                by=user, rule=rule, version=version, when=form.when(rule.step), segments=segments
            )
        except actions.RuleChangedMeanwhile as changed:
            stored = changed.stored
            refuse(form, changed)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("From tomorrow on: %(rule)s.") % {"rule": sentence(made)})
            return redirect("feedback:plan")
    context = {
        "row": Row(rule, _names(rule.centre).get(rule.instrument_id, rule.instrument.key), Collected()),
        "form": form,
        "stored": stored and Row(stored, "", Collected()),
        "of_sessions": rule.step == Step.AFTER_SESSION,
    }
    status = 409 if stored else 422 if form.errors else 200
    return render(request, "feedback/plan/rule.html", context, status=status)


@require_POST
@needs(MANAGE)
def end(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    rule = fetch(CollectionRule.objects.all(), user, MANAGE, id)
    ended = actions.end_rule(by=user, rule=rule, version=sent_number(request.POST.get("version")))
    told = _("Ended: %(rule)s. Whoever was asked can still answer.") % {"rule": sentence(ended)}
    messages.success(request, told, extra_tags=f"undo:{reverse('feedback:rule_back', args=[rule.pk])}")
    return redirect("feedback:plan")


@require_POST
@needs(MANAGE)
def back(request: SignedIn, id: UUID) -> HttpResponse:
    """Takes ending back."""
    user = signed_in(request)
    rule = fetch(CollectionRule.objects.all(), user, MANAGE, id)
    actions.rule_back(by=user, rule=rule, version=rule.version)
    messages.success(request, _("It asks again: %(rule)s.") % {"rule": sentence(rule)})
    return redirect("feedback:plan")


@require_POST
@needs(MANAGE)
def suggest(request: SignedIn) -> HttpResponse:
    """Switches one suggestion on, or all of them; what stands already stays as it is."""
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    wanted = request.POST.get("which", "")
    chosen = [(n, one, of) for n, one, of in _open_suggestions(centre) if wanted in ("all", str(n))]
    for _number, one, instrument in chosen:
        rule = one.of(instrument)
        when = actions.When(rule.every, rule.days, rule.open_days, rule.remind_after)
        actions.add_rule(by=user, instrument=instrument, step=one.step, moment=one.moment, when=when)
    if chosen:
        messages.success(request, _("Switched on. Asked is about what happens from today on."))
    return redirect("feedback:plan")


@require_POST
@needs(MANAGE)
def limit(request: SignedIn) -> HttpResponse:
    user = signed_in(request)
    centre = the_centre(user, MANAGE)
    form = LimitForm(request.POST)
    if form.is_valid():
        version = sent_number(request.POST.get("version"))
        try:
            actions.set_limit(by=user, centre=centre, version=version, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The limit is saved."))
            return redirect("feedback:plan")
    return _shown(request, centre, manages=True, limit_form=form, status=422)


def _shown(
    request: SignedIn,
    centre: Centre,
    *,
    manages: bool,
    form: RuleForm | None = None,
    limit_form: LimitForm | None = None,
    status: int = 200,
) -> HttpResponse:
    days = sent_number(request.GET.get("tage"))
    days = days if days in SPANS else SPANS[0]
    names, numbers, held = _names(centre), collected(centre, days), limit_of(centre)
    rows = [
        Row(rule, names.get(rule.instrument_id, rule.instrument.key), numbers.get(rule.line, Collected()))
        for rule in _every_rule(centre)
    ]
    standing = [row for row in rows if row.rule.ended_at is None or row.rule.ended_at > timezone.now()]
    suggested = [
        Row(one.of(instrument), names.get(instrument.pk, one.key), Collected(), number)
        for number, one, instrument in _open_suggestions(centre)
    ]
    context = {
        "manages": manages,
        "standing": sorted(standing, key=lambda row: (WAY.index(Step(row.rule.step)), row.rule.created_at)),
        "over": [row for row in rows if row not in standing],
        "suggested": suggested,
        "total": sum(numbers.values(), Collected()),
        "days": days,
        "spans": SPANS,
        "limit": held,
        "limit_version": 0 if held._state.adding else held.version,
        "limit_form": limit_form or LimitForm(initial={"questions_a_month": held.questions_a_month}),
        "form": form or RuleForm(centre=centre, instruments=_choices(centre), initial=_asked_for(request)),
        "new_id": uuid4(),
    }
    return render(request, "feedback/plan/plan.html", context, status=status)


def _asked_for(request: SignedIn) -> dict[str, str]:
    """The questionnaire from which somebody came to make a rule for it."""
    named = request.GET.get("fragebogen", "")
    return {"instrument": named} if named else {}


def _every_rule(centre: Centre) -> QuerySet[CollectionRule]:
    rules = CollectionRule.objects.filter(centre=centre).select_related("instrument").prefetch_related("segments")
    return rules.order_by("-starts_on", "created_at")


def _names(centre: Centre) -> dict[UUID, str]:
    """What the questionnaires are called, by their newest published version."""
    language = "en" if get_language() == "en" else FALLBACK
    versions = InstrumentVersion.objects.published().filter(centre=centre).order_by("number")
    return {version.instrument_id: said(version.words, language, "name") for version in versions}


def _choices(centre: Centre) -> list[tuple[UUID, str]]:
    """Those that a rule can ask: published, still used, and by a link that knows the person."""
    names = _names(centre)
    linked = Instrument.objects.filter(centre=centre, anonymous=False, retired_at=None, pk__in=names)
    return sorted(((one.pk, names[one.pk] or one.key) for one in linked), key=lambda choice: choice[1])


def _open_suggestions(centre: Centre) -> list[tuple[int, Suggestion, Instrument]]:
    """Those whose questionnaire is there and asked at that step by no rule yet, with their number."""
    linked = dict(_choices(centre))
    instruments = {one.key: one for one in Instrument.objects.filter(centre=centre, pk__in=linked)}
    standing = set(
        CollectionRule.objects.filter(centre=centre, ended_at=None).values_list("instrument__key", "step", "moment")
    )
    return [
        (number, one, instruments[one.key])
        for number, one in enumerate(SUGGESTED, start=1)
        if one.key in instruments and (one.key, one.step, one.moment) not in standing
    ]
