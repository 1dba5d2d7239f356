"""Rules of the plan: added, changed from tomorrow on, ended and taken back; what makes no sense is refused."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.models import Segment
from perspektiv.records.feedback.actions import rules
from perspektiv.records.feedback.actions.rules import (
    RuleChangedMeanwhile,
    When,
    add_rule,
    change_rule,
    end_rule,
    rule_back,
    set_limit,
)
from perspektiv.records.feedback.models import CollectionRule, Moment, Step
from perspektiv.records.feedback.plan import SUGGESTED, limit_of, sentence
from perspektiv.records.feedback.shipped import KEYS, form_of
from tests.records.feedback.planning import Plan, days


def added(plan: Plan, key: str, step: Step, moment: Moment = Moment.SINGLE, **when: Any) -> CollectionRule:
    return add_rule(
        by=plan.personas.quirin, instrument=plan.instrument(key), step=step, moment=moment, when=When(**when)
    )


def test_a_new_rule_asks_from_today_on(plan: Plan) -> None:
    rule = added(plan, "session", Step.AFTER_SESSION, every=4)
    assert (rule.starts_on, rule.line, rule.ended_at) == (days(0), rule.pk, None)
    assert TrailRow.objects.filter(what="feedback.rule_added").count() == 1


def test_sent_twice_it_is_one_rule(plan: Plan) -> None:
    id = uuid4()
    made = {
        add_rule(by=plan.personas.quirin, instrument=plan.instrument(), step=Step.AFTER_SESSION, id=id).pk
        for _ in range(2)
    }
    assert made == {id} and CollectionRule.objects.count() == 1


@pytest.mark.parametrize("key", [key for key in KEYS if form_of(key).get("anonymous")])
def test_an_anonymous_questionnaire_never_comes_with_an_invitation(plan: Plan, key: str) -> None:
    with pytest.raises(Refused) as told:
        added(plan, key, Step.AT_END)
    assert told.value.sentence == rules.ANONYMOUS


@pytest.mark.parametrize(
    ("key", "step", "moment", "told"),
    [
        ("self_evaluation", Step.AT_END, Moment.BEFORE, rules.BEFORE_AT_START),
        ("self_evaluation", Step.AT_START, Moment.AFTER, rules.AFTER_AT_END),
        ("self_evaluation", Step.AFTER_SESSION, Moment.THEN, rules.AFTER_AT_END),
        ("improvement", Step.BEFORE_CLOSING, Moment.THEN, rules.THEN_FOR_SELF),
    ],
)
def test_moments_belong_to_their_steps(plan: Plan, key: str, step: Step, moment: Moment, told: object) -> None:
    with pytest.raises(Refused) as refusal:
        added(plan, key, step, moment)
    assert refusal.value.sentence == told


def test_looking_back_is_asked_where_a_rule_switches_it_on(plan: Plan) -> None:
    assert added(plan, "self_evaluation", Step.BEFORE_CLOSING, Moment.THEN).moment == Moment.THEN
    assert Moment.THEN not in [one.moment for one in SUGGESTED]


@pytest.mark.parametrize(
    ("step", "when"),
    [
        (Step.AFTER_SESSION, {"days": -1}),
        (Step.AFTER_SESSION, {"every": 0}),
        (Step.AT_START, {"every": 2}),
        (Step.BEFORE_CLOSING, {"days": 1}),
        (Step.BEFORE_CLOSING, {"days": -29}),
        (Step.AT_START, {"open_days": 0}),
        (Step.AT_START, {"open_days": 7, "remind_after": 7}),
        (Step.AT_START, {"remind_after": 0}),
    ],
)
def test_numbers_that_make_no_sense_are_refused(plan: Plan, step: Step, when: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        added(plan, "improvement", step, **when)
    assert not CollectionRule.objects.exists()


def test_no_two_rules_ask_the_same(plan: Plan) -> None:
    added(plan, "session", Step.AFTER_SESSION, every=4)
    with pytest.raises(Refused, match="4"):
        added(plan, "session", Step.AFTER_SESSION, every=2)


def test_two_rules_may_ask_the_same_in_different_offers(plan: Plan) -> None:
    other = Segment.objects.create(centre=plan.office.centre, key="jc", name="Jobcoaching", letters="JC", position=2)
    for every, segment in ((4, plan.office.segment), (2, other)):
        add_rule(
            by=plan.personas.quirin,
            instrument=plan.instrument(),
            step=Step.AFTER_SESSION,
            when=When(every=every),
            segments=[segment],
        )
    with pytest.raises(Refused):
        added(plan, "session", Step.AFTER_SESSION)


def test_a_change_is_the_next_version_from_tomorrow_on(plan: Plan) -> None:
    rule = added(plan, "session", Step.AFTER_SESSION, every=4)
    made = change_rule(by=plan.personas.quirin, rule=rule, version=1, when=When(every=3), segments=())
    rule.refresh_from_db()
    assert (made.line, made.starts_on, made.every) == (rule.line, days(1), 3)
    assert rule.last_day == days(0) and rule.every == 4
    same = change_rule(by=plan.personas.quirin, rule=made, version=1, when=When(every=3), segments=())
    assert same.pk == made.pk, "nothing changed"


def test_whoever_saw_an_older_version_overwrites_nothing(plan: Plan) -> None:
    rule = added(plan, "session", Step.AFTER_SESSION)
    change_rule(by=plan.personas.quirin, rule=rule, version=1, when=When(every=3), segments=())
    with pytest.raises(RuleChangedMeanwhile) as told:
        change_rule(by=plan.personas.hanne, rule=rule, version=1, when=When(every=5), segments=())
    assert told.value.stored.every == 3
    with pytest.raises(RuleChangedMeanwhile):
        end_rule(by=plan.personas.hanne, rule=rule, version=1)


def test_ending_can_be_taken_back(plan: Plan) -> None:
    rule = added(plan, "session", Step.AFTER_SESSION)
    ended = end_rule(by=plan.personas.quirin, rule=rule, version=1)
    assert not CollectionRule.objects.standing().exists()
    rule_back(by=plan.personas.quirin, rule=ended, version=ended.version)
    assert CollectionRule.objects.standing().count() == 1


def test_ending_is_not_taken_back_where_another_rule_asks_the_same_by_now(plan: Plan) -> None:
    ended = end_rule(by=plan.personas.quirin, rule=added(plan, "session", Step.AFTER_SESSION), version=1)
    added(plan, "session", Step.AFTER_SESSION)
    with pytest.raises(Refused):
        rule_back(by=plan.personas.quirin, rule=ended, version=ended.version)


def test_the_limit_is_thirty_until_it_is_set(plan: Plan) -> None:
    centre = plan.office.centre
    assert limit_of(centre).questions_a_month == 30
    set_limit(by=plan.personas.quirin, centre=centre, questions_a_month=20, version=0)
    assert limit_of(centre).questions_a_month == 20
    with pytest.raises(Refused, match="20"):
        set_limit(by=plan.personas.hanne, centre=centre, questions_a_month=40, version=0)
    for number in (0, 201):
        with pytest.raises(Refused):
            set_limit(by=plan.personas.hanne, centre=centre, questions_a_month=number, version=1)


@pytest.mark.parametrize("one", SUGGESTED, ids=lambda one: f"{one.key} {one.step}")
def test_every_suggestion_can_be_switched_on(plan: Plan, one: Any) -> None:
    rule = one.of(plan.instrument(one.key))
    when = When(rule.every, rule.days, rule.open_days, rule.remind_after)
    add_rule(by=plan.personas.quirin, instrument=rule.instrument, step=one.step, moment=one.moment, when=when)


def test_a_new_centre_asks_nothing(plan: Plan) -> None:
    for one in SUGGESTED:
        plan.instrument(one.key)
    assert not CollectionRule.objects.exists()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            CollectionRule(step=Step.AFTER_SESSION, every=4, open_days=14, remind_after=5),
            "nach jedem 4. Beratungstermin, am selben Tag; 14 Tage offen; Erinnerung nach 5 Tagen",
        ),
        (
            CollectionRule(step=Step.BEFORE_CLOSING, days=-7, open_days=1),
            "vor dem Abschlussgespräch, 7 Tage davor; 1 Tag offen; keine Erinnerung",
        ),
        (
            CollectionRule(step=Step.AT_START, days=1, open_days=7, remind_after=1),
            "zu Beginn einer Teilnahme, 1 Tag danach; 7 Tage offen; Erinnerung nach 1 Tag",
        ),
    ],
)
def test_a_rule_says_what_it_does(rule: CollectionRule, words: str) -> None:
    with translation.override("de"):
        assert sentence(rule) == words


@pytest.mark.parametrize("every", [2, 3, 4, 11, 21])
def test_english_has_no_endings_of_numbers_to_get_wrong(every: int) -> None:
    with translation.override("en"):
        assert f"after every {every} appointments" in sentence(CollectionRule(step=Step.AFTER_SESSION, every=every))
