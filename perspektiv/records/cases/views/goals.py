"""Mandate and goals, in the participant's words."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from perspektiv.errors import Refused
from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.sending import sent_number
from perspektiv.records.cases.actions import goals as actions
from perspektiv.records.cases.forms.file import (
    ChangedGoalForm,
    FileForm,
    MandateForm,
    NewGoalForm,
    StepForm,
)
from perspektiv.records.cases.models import Goal, GoalStep, Mandate
from perspektiv.records.cases.scale import Scale, drawn
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.cases.views.answers import said
from perspektiv.records.cases.views.locked import behind_the_lock, may_write
from perspektiv.records.people.compartment import who_else_reads
from perspektiv.records.people.forms import sent_id
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Shown:
    """One goal on the page: drawn, with its steps (the newest first) and its forms."""

    goal: Goal
    scale: Scale
    steps: list[GoalStep]
    step_form: FileForm
    change_form: FileForm
    new_id: UUID
    open: str = ""  # which of its forms stands open: "step", "change"
    stored: Goal | None = None  # what somebody else saved meanwhile


@require_safe
@needs(Permission.SEE_COUNSELLING, Permission.BREAK_GLASS)
@behind_the_lock("goals")
def goals(request: SignedIn, participant: Participant) -> HttpResponse:
    return _page(request, participant)


@require_POST
@needs(Permission.SEE_COUNSELLING)
def state_mandate(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.SEE_COUNSELLING, id)
    form = MandateForm(request.POST, prefix="mandate")
    if not form.is_valid():
        return _page(request, participant, 409, mandate_form=form)
    actions.state_mandate(
        by=user, participant=participant, words=form.cleaned_data["words"], id=sent_id(request.POST.get("id"))
    )
    messages.success(request, _("The mandate is kept. What was said before stays below it."))
    return redirect("cases:goals", id)


@require_POST
@needs(Permission.SEE_COUNSELLING)
def set_goal(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.SEE_COUNSELLING, id)
    form = NewGoalForm(request.POST, prefix="goal")
    if not form.is_valid():
        return _page(request, participant, 409, goal_form=form)
    actions.set_goal(by=user, participant=participant, id=sent_id(request.POST.get("id")), **form.cleaned_data)
    messages.success(request, _("The goal is kept."))
    return redirect("cases:goals", id)


@require_POST
@needs(Permission.SEE_COUNSELLING)
def change_goal(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    goal = fetch(Goal.objects.select_related("participant"), user, Permission.SEE_COUNSELLING, id)
    form = ChangedGoalForm(request.POST, prefix=f"change-{goal.pk}")
    stored = None
    if form.is_valid():
        try:
            version = sent_number(request.POST.get("version"))
            actions.change_goal(by=user, goal=goal, version=version, **form.cleaned_data)
        except ChangedMeanwhile:
            stored = Goal.objects.get(pk=goal.pk)
        else:
            messages.success(request, _("The goal is changed."))
            return redirect("cases:goals", goal.participant_id)
    return _page(request, goal.participant, 409, of=goal, open="change", form=form, stored=stored)


@require_POST
@needs(Permission.SEE_COUNSELLING)
def step(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    goal = fetch(Goal.objects.select_related("participant", "centre"), user, Permission.SEE_COUNSELLING, id)
    form = StepForm(request.POST, prefix=f"step-{goal.pk}")
    if form.is_valid():
        try:
            taken = actions.step(by=user, goal=goal, id=sent_id(request.POST.get("id")), **form.cleaned_data)
        except Refused as refused:
            form.add_error("on", said(refused))
        else:
            undo = reverse("cases:take_step_back", args=(taken.pk,))
            messages.success(request, _("The step is kept."), extra_tags=f"undo:{undo}")
            return redirect("cases:goals", goal.participant_id)
    return _page(request, goal.participant, 409, of=goal, open="step", form=form)


@require_POST
@needs(Permission.SEE_COUNSELLING)
def take_step_back(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    taken = fetch(GoalStep.objects.select_related("goal"), user, Permission.SEE_COUNSELLING, id)
    goal = actions.take_step_back(by=user, step=taken)
    messages.success(request, _("The step is taken back."))
    return redirect("cases:goals", goal.participant_id)


def _page(
    request: SignedIn,
    participant: Participant,
    status: int = 200,
    *,
    of: Goal | None = None,
    open: str = "",
    form: FileForm | None = None,
    stored: Goal | None = None,
    **forms: FileForm,
) -> HttpResponse:
    """The page, with what was typed into a form that could not be kept."""
    user = signed_in(request)
    mandates = list(Mandate.objects.filter(participant=participant))
    shown = [
        _shown(goal, form, open, stored) if of == goal and form else _shown(goal)
        for goal in Goal.objects.filter(participant=participant).prefetch_related("steps")
    ]
    context = {
        "participant": participant,
        "tab": "goals",
        "mandate": mandates[0] if mandates else None,
        "earlier": mandates[1:],
        "active": [one for one in shown if one.goal.state == Goal.State.ACTIVE],
        "past": [one for one in shown if one.goal.state != Goal.State.ACTIVE],
        "writes": may_write(user, participant),
        "readers": who_else_reads(user, participant),
        "mandate_form": forms.get("mandate_form") or MandateForm(prefix="mandate"),
        "goal_form": forms.get("goal_form") or NewGoalForm(prefix="goal"),
        "mandate_id": uuid4(),
        "goal_id": uuid4(),
    }
    return render(request, "cases/file/goals.html", context, status=status)


def _shown(goal: Goal, form: FileForm | None = None, open: str = "", stored: Goal | None = None) -> Shown:
    steps = list(goal.steps.all())
    values = {name: getattr(goal, name) for name in ("words", "target", "due_on", "state")}
    return Shown(
        goal=goal,
        scale=drawn(goal, steps),
        steps=steps[::-1],
        step_form=form if form and open == "step" else StepForm(prefix=f"step-{goal.pk}"),
        change_form=form if form and open == "change" else ChangedGoalForm(prefix=f"change-{goal.pk}", initial=values),
        new_id=uuid4(),
        open=open,
        stored=stored,
    )
