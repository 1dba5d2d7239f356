"""What the participant wants: the mandate in their own words, goals, and where they see them."""

from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.cases.deadlines import UNDO
from perspektiv.records.cases.models import Goal, GoalStep, Mandate
from perspektiv.records.cases.sending import already_made
from perspektiv.records.cases.versions import current
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

MOST = 10
"""The best place on the scale."""

NO_WORDS = Text("Bitte schreiben Sie etwas.", "Please write something.")
NOT_ON_THE_SCALE = Text("Bitte wählen Sie einen Wert von 0 bis 10.", "Please choose a value from 0 to 10.")
IN_THE_FUTURE = Text("Dieser Tag liegt in der Zukunft.", "This day is in the future.")
TOO_LATE = Text(
    "Das lässt sich nicht mehr zurücknehmen. Bitte halten Sie einen neuen Stand fest.",
    "This can no longer be taken back. Please keep a new step.",
)


@transaction.atomic
def state_mandate(*, by: Actor, participant: Participant, words: str, id: UUID | None = None) -> Mandate:
    """The mandate as the participant puts it now. What they said before stays to be read."""
    wait_for_turn()
    if made := already_made(Mandate, id, participant_id=participant.pk):
        return made
    if not words.strip():
        raise Refused(NO_WORDS)
    mandate = Mandate(id=id or uuid4(), centre=participant.centre, participant=participant, words=words.strip())
    mandate.save(force_insert=True)
    record(by=by, what="cases.mandate_stated", subject=mandate, person=participant.pk)
    return mandate


@transaction.atomic
def set_goal(
    *,
    by: Actor,
    participant: Participant,
    words: str,
    target: int,
    due_on: date | None = None,
    begins_at: int | None = None,
    id: UUID | None = None,
) -> Goal:
    """A goal in the participant's words; with the place on the scale where they see themselves at its beginning."""
    wait_for_turn()
    if made := already_made(Goal, id, participant_id=participant.pk):
        return made
    _check(words, target)
    goal = Goal(
        id=id or uuid4(),
        centre=participant.centre,
        participant=participant,
        words=words.strip(),
        target=target,
        due_on=due_on,
    )
    goal.save(force_insert=True)
    if begins_at is not None:
        _check_place(begins_at)
        GoalStep.objects.create(centre=participant.centre, goal=goal, progress=begins_at)
    record(by=by, what="cases.goal_set", subject=goal, person=participant.pk)
    return goal


@transaction.atomic
def change_goal(
    *, by: Actor, goal: Goal, version: int, words: str, target: int, due_on: date | None, state: Goal.State
) -> Goal:
    """Changes the goal, unless somebody did since that version was shown."""
    _check(words, target)
    stored = current(goal, version)
    stored.words, stored.target, stored.due_on, stored.state = words.strip(), target, due_on, state
    stored.save()
    record(by=by, what="cases.goal_changed", subject=stored, person=stored.participant_id)
    return stored


@transaction.atomic
def step(*, by: Actor, goal: Goal, progress: int, on: date, words: str = "", id: UUID | None = None) -> GoalStep:
    """Where the participant sees the goal on a day."""
    wait_for_turn()
    if made := already_made(GoalStep, id, goal_id=goal.pk):
        return made
    _check_place(progress)
    if on > timezone.localdate():
        raise Refused(IN_THE_FUTURE)
    taken = GoalStep(id=id or uuid4(), centre=goal.centre, goal=goal, progress=progress, on=on, words=words.strip())
    taken.save(force_insert=True)
    record(by=by, what="cases.goal_stepped", subject=taken, person=goal.participant_id)
    return taken


@transaction.atomic
def take_step_back(*, by: Actor, step: GoalStep) -> Goal:
    """Removes a step that was a slip, soon after it was kept."""
    wait_for_turn()
    goal = step.goal
    stored = GoalStep.objects.select_for_update().filter(pk=step.pk).first()
    if stored is None:
        return goal
    if timezone.now() - stored.created_at > UNDO:
        raise Refused(TOO_LATE)
    record(by=by, what="cases.goal_step_undone", subject=stored, person=goal.participant_id)
    stored.delete()
    return goal


def _check(words: str, target: int) -> None:
    if not words.strip():
        raise Refused(NO_WORDS)
    if not 1 <= target <= MOST:
        raise Refused(NOT_ON_THE_SCALE)


def _check_place(progress: int) -> None:
    if not 0 <= progress <= MOST:
        raise Refused(NOT_ON_THE_SCALE)
