"""Rules of the plan: added, changed from tomorrow on, ended. Whoever was asked stays asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.moments import local
from perspektiv.records.cases.models import Segment
from perspektiv.records.feedback.models import CollectionRule, Instrument, Limit, Moment, Purpose, Step
from perspektiv.records.feedback.plan import limit_of, sentence
from perspektiv.records.people.actions.participants import wait_for_turn

MOST_DAYS, MOST_OPEN, MOST_EVERY, MOST_AHEAD, MOST_QUESTIONS = 90, 90, 20, 28, 200
AT_THE_END = (Step.BEFORE_CLOSING, Step.AFTER_CLOSING, Step.AT_END)

ANONYMOUS = Text(
    "Dieser Fragebogen ist anonym. Er kommt nie mit einer persönlichen Einladung, sondern mit Codes, die niemand einer "
    "Person zuordnen kann.",
    "This questionnaire is anonymous. It never comes with a personal invitation, but with codes that nobody can "
    "attribute to a person.",
)
NOT_PUBLISHED = Text(
    "Von diesem Fragebogen ist noch keine Fassung veröffentlicht.", "No version of this questionnaire is published yet."
)
OVER = Text("Dieser Fragebogen wird nicht mehr eingesetzt.", "This questionnaire is no longer used.")
BEFORE_AT_START = Text(
    "„Vorher“ wird nur zu Beginn einer Teilnahme gefragt.", "“Before” is asked only when a participation begins."
)
AFTER_AT_END = Text(
    "„Nachher“ und „im Rückblick“ wird nur um das Abschlussgespräch herum oder am Ende gefragt.",
    "“Afterwards” and “looking back” are asked only around the closing talk or at the end.",
)
THEN_FOR_SELF = Text(
    "Im Rückblick auf den Beginn wird nur bei der Selbsteinschätzung gefragt.",
    "Looking back at the beginning is asked only in the self-evaluation.",
)
OUT_OF_RANGE = Text(
    "Bitte höchstens {days} Tage (vor dem Abschlussgespräch {ahead}), {open} Tage offen, jeden {every}. Termin.",
    "Please at most {days} days ({ahead} before the closing talk), open for {open} days, every {every}th appointment.",
)
REMINDED_TOO_LATE = Text(
    "Erinnert wird, solange noch geantwortet werden kann: nach mindestens einem und weniger als {open} Tagen.",
    "Reminders go out while answers are still possible: after at least one and fewer than {open} days.",
)
THE_SAME = Text(
    "Diesen Fragebogen fragt zu dieser Zeit schon eine Regel: {rule}.",
    "A rule asks this questionnaire at this time already: {rule}.",
)
CHANGED_MEANWHILE = Text(
    "Jemand hat diese Regel inzwischen geändert oder beendet. Nichts wurde überschrieben; jetzt gilt: {rule}.",
    "Somebody has changed or ended this rule meanwhile. Nothing was overwritten; it now says: {rule}.",
)
LIMIT_RANGE = Text(
    "Bitte eine Zahl von 1 bis {most}. Die kürzesten Fragebögen haben nur wenige Fragen.",
    "Please give a number from 1 to {most}. The shortest questionnaires have only a few questions.",
)
LIMIT_CHANGED = Text(
    "Jemand hat die Grenze inzwischen auf {stored} gesetzt. Nichts wurde überschrieben.",
    "Somebody has set the limit to {stored} meanwhile. Nothing was overwritten.",
)


@dataclass(frozen=True)
class When:
    """What can be changed of a rule: how often and how many days from the step, how long, with which reminder."""

    every: int = 1
    days: int = 0
    open_days: int = 14
    remind_after: int | None = None


class RuleChangedMeanwhile(Refused):
    """The form showed an older version of the rule."""

    def __init__(self, stored: CollectionRule) -> None:
        self.stored = stored
        super().__init__(CHANGED_MEANWHILE, rule=sentence(stored))


@transaction.atomic
def add_rule(
    *,
    by: Actor,
    instrument: Instrument,
    step: Step | str,
    moment: Moment | str = Moment.SINGLE,
    when: When | None = None,
    segments: Collection[Segment] = (),
    starts_on: date | None = None,
    id: UUID | None = None,
) -> CollectionRule:
    """From today on, unless another day is named: it asks about what happens from then on, never about what was."""
    wait_for_turn()
    if id and (made := CollectionRule.objects.filter(pk=id, centre=instrument.centre_id).first()):
        return made
    when = when or When()
    _check_instrument(instrument)
    _check_moment(instrument, step, moment)
    _check_when(step, when)
    _check_alone(instrument, step, moment, segments)
    new = id or uuid4()
    rule = CollectionRule(
        id=new,
        line=new,
        centre_id=instrument.centre_id,
        instrument=instrument,
        step=step,
        moment=moment,
        starts_on=starts_on or timezone.localdate(),
        **vars(when),
    )
    rule.save(force_insert=True)
    rule.segments.set(segments)
    record(by=by, what="feedback.rule_added", subject=rule)
    return rule


@transaction.atomic
def change_rule(
    *, by: Actor, rule: CollectionRule, version: int, when: When, segments: Collection[Segment]
) -> CollectionRule:
    """The next version, which asks from tomorrow on. Questionnaire, step and moment stay: else it is another rule."""
    wait_for_turn()
    stored = _unchanged(rule, version)
    if _when_of(stored) == when and {one.pk for one in segments} == {one.pk for one in stored.segments.all()}:
        return stored
    _check_when(stored.step, when)
    _check_alone(stored.instrument, stored.step, stored.moment, segments, but=stored.line)
    tomorrow = timezone.localdate() + timedelta(days=1)
    stored.ended_at, stored.version = local(tomorrow, time.min), stored.version + 1
    stored.save(update_fields=["ended_at", "version"])
    made = CollectionRule.objects.create(
        centre_id=stored.centre_id,
        line=stored.line,
        instrument=stored.instrument,
        step=stored.step,
        moment=stored.moment,
        starts_on=tomorrow,
        **vars(when),
    )
    made.segments.set(segments)
    record(by=by, what="feedback.rule_changed", subject=made)
    return made


@transaction.atomic
def end_rule(*, by: Actor, rule: CollectionRule, version: int) -> CollectionRule:
    """At once. Invitations that went out stay open as long as they were."""
    wait_for_turn()
    stored = _unchanged(rule, version)
    stored.ended_at, stored.version = timezone.now(), stored.version + 1
    stored.save(update_fields=["ended_at", "version"])
    record(by=by, what="feedback.rule_ended", subject=stored)
    return stored


@transaction.atomic
def rule_back(*, by: Actor, rule: CollectionRule, version: int) -> CollectionRule:
    """Takes ending back."""
    wait_for_turn()
    stored = CollectionRule.objects.select_related("instrument").get(pk=rule.pk)
    if stored.ended_at is None:
        return stored
    if stored.version != version or newest_of(stored).pk != stored.pk:
        raise RuleChangedMeanwhile(newest_of(stored))
    _check_alone(stored.instrument, stored.step, stored.moment, stored.segments.all(), but=stored.line)
    stored.ended_at, stored.version = None, stored.version + 1
    stored.save(update_fields=["ended_at", "version"])
    record(by=by, what="feedback.rule_back", subject=stored)
    return stored


@transaction.atomic
def set_limit(*, by: Actor, centre: Centre, questions_a_month: int, version: int) -> Limit:
    """``version``: of the limit that the form showed, 0 for none."""
    wait_for_turn()
    stored = limit_of(centre)
    held = 0 if stored._state.adding else stored.version
    if held and stored.questions_a_month == questions_a_month:
        return stored
    if version != held:
        raise Refused(LIMIT_CHANGED, stored=stored.questions_a_month)
    if not 1 <= questions_a_month <= MOST_QUESTIONS:
        raise Refused(LIMIT_RANGE, most=MOST_QUESTIONS)
    stored.questions_a_month, stored.version = questions_a_month, held + 1
    stored.save()
    record(by=by, what="feedback.limit_changed", subject=stored)
    return stored


def newest_of(rule: CollectionRule) -> CollectionRule:
    """The last version of the same rule."""
    return CollectionRule.objects.filter(line=rule.line).order_by("-starts_on", "-created_at")[0]


def _when_of(rule: CollectionRule) -> When:
    return When(rule.every, rule.days, rule.open_days, rule.remind_after)


def _check_instrument(instrument: Instrument) -> None:
    if instrument.anonymous:
        raise Refused(ANONYMOUS)
    if instrument.retired_at:
        raise Refused(OVER)
    if not instrument.versions.published().exists():
        raise Refused(NOT_PUBLISHED)


def _check_moment(instrument: Instrument, step: str, moment: str) -> None:
    if moment == Moment.BEFORE and step != Step.AT_START:
        raise Refused(BEFORE_AT_START)
    if moment == Moment.THEN and instrument.purpose != Purpose.SELF_EVALUATION:
        raise Refused(THEN_FOR_SELF)
    if moment in (Moment.AFTER, Moment.THEN) and step not in AT_THE_END:
        raise Refused(AFTER_AT_END)


def _check_when(step: str, when: When) -> None:
    days = range(-MOST_AHEAD, 1) if step == Step.BEFORE_CLOSING else range(MOST_DAYS + 1)
    every = range(1, (MOST_EVERY if step == Step.AFTER_SESSION else 1) + 1)
    if when.days not in days or when.every not in every or not 1 <= when.open_days <= MOST_OPEN:
        raise Refused(OUT_OF_RANGE, days=MOST_DAYS, ahead=MOST_AHEAD, open=MOST_OPEN, every=MOST_EVERY)
    if when.remind_after is not None and not 1 <= when.remind_after < when.open_days:
        raise Refused(REMINDED_TOO_LATE, open=when.open_days)


def _check_alone(
    instrument: Instrument, step: str, moment: str, segments: Collection[Segment], but: UUID | None = None
) -> None:
    """No two rules ask the same of somebody at the same step."""
    standing = CollectionRule.objects.filter(instrument=instrument, step=step, moment=moment, ended_at=None)
    mine = {segment.pk for segment in segments}
    for other in (standing.exclude(line=but) if but else standing).prefetch_related("segments"):
        theirs = {segment.pk for segment in other.segments.all()}
        if not mine or not theirs or mine & theirs:
            raise Refused(THE_SAME, rule=sentence(other))


def _unchanged(rule: CollectionRule, version: int) -> CollectionRule:
    stored = CollectionRule.objects.select_related("instrument").get(pk=rule.pk)
    if stored.version != version or stored.ended_at is not None:
        raise RuleChangedMeanwhile(newest_of(stored))
    return stored
