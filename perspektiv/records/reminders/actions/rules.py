"""Rules: added, changed from a day on, switched off and on again. What was sent stays."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.moments import local
from perspektiv.records.appointments.quiet_hours import SLEEPS, WAKES
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.reminders.models import Rule

MOST_DAYS, MOST_WITHOUT = 14, 50
BY_LETTER_FROM = 3
"""So many days before the appointment a rule may remind by letter: later there is no time for the post."""

QUIET = Text(
    "Zwischen 20 und 8 Uhr wird niemand angeschrieben. Bitte wählen Sie eine Uhrzeit dazwischen, von 8:00 bis 19:59.",
    "Nobody is written to between 20:00 and 8:00. Please choose a time from 8:00 to 19:59.",
)
TOO_EARLY = Text(
    "Erinnert wird am selben Tag oder bis zu 14 Tage vorher.",
    "Reminders go out on the same day or up to 14 days before.",
)
THE_SAME = Text(
    "Diese Regel gibt es schon: {rule}. Zweimal zur selben Zeit wird niemand erinnert.",
    "There is this rule already: {rule}. Nobody is reminded twice at the same time.",
)
TOO_MANY = Text(
    "Das Los lässt höchstens die Hälfte der Termine ohne Erinnerung.",
    "The lot leaves at most half of the appointments without a reminder.",
)
NO_RULE = Text(
    "Noch erinnert keine Regel. Bitte legen Sie zuerst eine an.", "No rule reminds yet. Please make one first."
)
CHANGED_MEANWHILE = Text(
    "Jemand hat diese Regel inzwischen geändert oder abgeschaltet. Nichts wurde überschrieben; jetzt gilt: {rule}.",
    "Somebody has changed this rule or switched it off meanwhile. Nothing was overwritten; it now says: {rule}.",
)


class RuleChangedMeanwhile(Refused):
    """The form showed an older version of the rule."""

    def __init__(self, stored: Rule) -> None:
        self.stored = stored
        super().__init__(CHANGED_MEANWHILE, rule=stored)


@transaction.atomic
def add_rule(
    *,
    by: Actor,
    centre: Centre,
    days_before: int,
    at: time,
    by_letter: bool = True,
    starts_on: date | None = None,
    id: UUID | None = None,
) -> Rule:
    """From tomorrow on, unless another day is named; with the share of the rules that there are.

    ``by_letter``: also by post, where there is time for it.
    """
    wait_for_turn()
    if id and (made := Rule.objects.filter(pk=id, centre=centre).first()):
        return made
    _check(centre, days_before, at)
    other = Rule.objects.filter(centre=centre, ended_at=None).first()
    new = id or uuid4()
    rule = Rule(
        id=new,
        line=new,
        centre=centre,
        days_before=days_before,
        at=at,
        by_letter=by_letter and time_for_post(days_before),
        share_without=other.share_without if other else 0,
        starts_on=starts_on or tomorrow(),
    )
    rule.save(force_insert=True)
    record(by=by, what="reminders.rule_added", subject=rule)
    return rule


@transaction.atomic
def change_rule(
    *,
    by: Actor,
    rule: Rule,
    version: int,
    days_before: int,
    at: time,
    by_letter: bool | None = None,
    starts_on: date | None = None,
) -> Rule:
    """The next version, which reminds from tomorrow on, or from the day named; until then the older one does."""
    wait_for_turn()
    stored = _unchanged(rule, version)
    by_letter = (stored.by_letter if by_letter is None else by_letter) and time_for_post(days_before)
    if (stored.days_before, stored.at, stored.by_letter) == (days_before, at, by_letter):
        return stored
    _check(stored.centre, days_before, at, but=stored.line)
    made = _next_version(stored, starts_on or tomorrow(), days_before=days_before, at=at, by_letter=by_letter)
    record(by=by, what="reminders.rule_changed", subject=made)
    return made


@transaction.atomic
def set_share(*, by: Actor, centre: Centre, share_without: int) -> list[Rule]:
    """Of how many appointments in a hundred the lot leaves without reminder, by all rules alike, from tomorrow on."""
    wait_for_turn()
    if not 0 <= share_without <= MOST_WITHOUT:
        raise Refused(TOO_MANY)
    standing = list(Rule.objects.filter(centre=centre, ended_at=None))
    if not standing:
        raise Refused(NO_RULE)
    others = [rule for rule in standing if rule.share_without != share_without]
    made = [_next_version(rule, tomorrow(), share_without=share_without) for rule in others]
    if made:
        record(by=by, what="reminders.lot_changed", subject=centre)
    return made


@transaction.atomic
def switch_off(*, by: Actor, rule: Rule, version: int) -> Rule:
    """At once."""
    wait_for_turn()
    stored = _unchanged(rule, version)
    return _ended(by, stored, "reminders.rule_ended")


@transaction.atomic
def switch_on(*, by: Actor, rule: Rule, version: int) -> Rule:
    """Takes switching off back."""
    wait_for_turn()
    stored = Rule.objects.select_related("centre").get(pk=rule.pk)
    if stored.ended_at is None:
        return stored
    if stored.version != version or newest_of(stored).pk != stored.pk:
        raise RuleChangedMeanwhile(newest_of(stored))
    _check(stored.centre, stored.days_before, stored.at, but=stored.line)
    stored.ended_at, stored.version = None, stored.version + 1
    stored.save(update_fields=["ended_at", "version"])
    record(by=by, what="reminders.rule_back", subject=stored)
    return stored


def newest_of(rule: Rule) -> Rule:
    """The last version of the same rule."""
    return Rule.objects.filter(line=rule.line).order_by("-starts_on", "-created_at")[0]


def time_for_post(days_before: int) -> bool:
    return days_before >= BY_LETTER_FROM


def reminds_by_letter(centre: Centre) -> bool:
    """Whether somebody who is written to by post can get a reminder at all."""
    return Rule.objects.filter(centre=centre, by_letter=True).standing().exists()


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def _check(centre: Centre, days_before: int, at: time, but: UUID | None = None) -> None:
    if not WAKES <= at < SLEEPS:
        raise Refused(QUIET)
    if not 0 <= days_before <= MOST_DAYS:
        raise Refused(TOO_EARLY)
    standing = Rule.objects.filter(centre=centre, days_before=days_before, at=at, ended_at=None)
    if same := (standing.exclude(line=but) if but else standing).first():
        raise Refused(THE_SAME, rule=same)


def _unchanged(rule: Rule, version: int) -> Rule:
    stored = Rule.objects.select_related("centre").get(pk=rule.pk)
    if stored.version != version or stored.ended_at is not None:
        raise RuleChangedMeanwhile(newest_of(stored))
    return stored


def _next_version(rule: Rule, starts_on: date, **other: object) -> Rule:
    rule.ended_at, rule.version = local(starts_on, time.min), rule.version + 1
    rule.save(update_fields=["ended_at", "version"])
    kept = {name: getattr(rule, name) for name in ("centre", "line", "days_before", "at", "by_letter", "share_without")}
    return Rule.objects.create(**{**kept, **other, "starts_on": starts_on})


def _ended(by: Actor, rule: Rule, what: str) -> Rule:
    rule.ended_at, rule.version = timezone.now(), rule.version + 1
    rule.save(update_fields=["ended_at", "version"])
    record(by=by, what=what, subject=rule)
    return rule
