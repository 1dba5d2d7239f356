"""Rules are dated: a new or changed one reminds from tomorrow on; what was sent stays; off is at once."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.utils import translation

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.reminders.actions.rules import (
    RuleChangedMeanwhile,
    add_rule,
    change_rule,
    set_share,
    switch_off,
    switch_on,
    tomorrow,
)
from perspektiv.records.reminders.models import Rule
from tests.records.reminders.clock import Clock
from tests.records.reminders.reminding import Desk, sent, works


def test_a_new_rule_reminds_from_tomorrow_on(desk: Desk, clock: Clock) -> None:
    add_rule(by=desk.personas.toni, centre=desk.office.centre, days_before=1, at=time(10))
    soon = desk.booked(clock.today + timedelta(days=1))
    later = desk.booked(clock.today + timedelta(days=2))
    works()
    clock.goes(days=1)
    works()
    assert sent() == [later.starts_at] and not soon.reminders.exists()


def test_sent_twice_one_rule_is_made(desk: Desk) -> None:
    id = uuid4()
    for _ in range(2):
        add_rule(by=desk.personas.toni, centre=desk.office.centre, days_before=1, at=time(10), id=id)
    assert Rule.objects.count() == 1
    assert TrailRow.objects.filter(what="reminders.rule_added").count() == 1


def test_a_changed_rule_reminds_of_each_appointment_once(desk: Desk, clock: Clock) -> None:
    """From three days before to one day before: who was reminded three days before is not reminded again."""
    old = desk.rule(3)
    reminded = desk.booked(clock.today + timedelta(days=3))
    works()
    made = change_rule(by=desk.personas.toni, rule=old, version=old.version, days_before=1, at=time(10))
    assert made.line == old.line and made.starts_on == tomorrow()
    other = desk.booked(clock.today + timedelta(days=4))
    for _ in range(5):
        clock.goes(days=1)
        works()
    assert sent() == [reminded.starts_at, other.starts_at]


def test_a_rule_that_reminds_earlier_from_now_on_leaves_nobody_out(desk: Desk, clock: Clock) -> None:
    """From one day before to three days before: tomorrow's change takes what would fall between the two."""
    old = desk.rule(1, 18)
    between = desk.booked(clock.today + timedelta(days=3))
    change_rule(by=desk.personas.toni, rule=old, version=old.version, days_before=3, at=time(10))
    works()
    assert sent() == []
    for _ in range(3):
        clock.goes(days=1)
        works()
    assert sent() == [between.starts_at]


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    rule = desk.rule(3)
    same = change_rule(by=desk.personas.toni, rule=rule, version=rule.version, days_before=3, at=time(10))
    assert same == rule and Rule.objects.count() == 1


def test_off_is_at_once_and_can_be_taken_back(desk: Desk, clock: Clock) -> None:
    rule = desk.rule()
    appointment = desk.booked(clock.today + timedelta(days=1))
    off = switch_off(by=desk.personas.toni, rule=rule, version=rule.version)
    assert works() == {}
    clock.goes(minutes=1)
    on = switch_on(by=desk.personas.toni, rule=off, version=off.version)
    assert switch_on(by=desk.personas.toni, rule=on, version=on.version) == on
    assert works() == {"written": 1} and sent() == [appointment.starts_at]


def test_who_saw_an_older_version_is_told(desk: Desk) -> None:
    rule = desk.rule()
    by = desk.personas.toni
    newer = change_rule(by=by, rule=rule, version=rule.version, days_before=2, at=time(9))
    with pytest.raises(RuleChangedMeanwhile, match="2 Tage vorher um 09:00 Uhr"):
        change_rule(by=by, rule=rule, version=rule.version, days_before=5, at=time(9))
    with pytest.raises(RuleChangedMeanwhile):
        switch_off(by=by, rule=rule, version=rule.version)
    rule.refresh_from_db()
    with pytest.raises(RuleChangedMeanwhile):
        switch_on(by=by, rule=rule, version=rule.version)
    assert switch_off(by=by, rule=newer, version=newer.version).ended_at


@pytest.mark.parametrize(("days", "at"), [(1, time(7, 59)), (1, time(20)), (15, time(10)), (-1, time(10))])
def test_no_rule_writes_at_night_or_weeks_before(desk: Desk, days: int, at: time) -> None:
    with pytest.raises(Refused):
        add_rule(by=desk.personas.toni, centre=desk.office.centre, days_before=days, at=at)


def test_two_rules_of_one_time_are_refused(desk: Desk) -> None:
    one, other = desk.rule(1), desk.rule(2)
    with pytest.raises(Refused, match="Diese Regel gibt es schon"):
        desk.rule(1)
    with pytest.raises(Refused, match="Diese Regel gibt es schon"):
        change_rule(by=desk.personas.toni, rule=other, version=1, days_before=1, at=time(10))
    off = switch_off(by=desk.personas.toni, rule=one, version=1)
    desk.rule(1)
    with pytest.raises(Refused, match="Diese Regel gibt es schon"):
        switch_on(by=desk.personas.toni, rule=off, version=off.version)


def test_the_share_of_the_lot_is_the_same_for_all_rules(desk: Desk) -> None:
    by, centre = desk.personas.birte, desk.office.centre
    with pytest.raises(Refused, match="Noch erinnert keine Regel"):
        set_share(by=by, centre=centre, share_without=20)
    desk.rule(3)
    desk.rule(1)
    for share in (51, -1):
        with pytest.raises(Refused, match="höchstens die Hälfte"):
            set_share(by=by, centre=centre, share_without=share)
    assert len(set_share(by=by, centre=centre, share_without=20)) == 2
    assert set_share(by=by, centre=centre, share_without=20) == []
    new = add_rule(by=by, centre=centre, days_before=5, at=time(10))
    assert [rule.share_without for rule in Rule.objects.filter(ended_at=None)] == [
        20,
        20,
        20,
    ] and new.share_without == 20


def test_the_newer_version_stands_in_words() -> None:
    with translation.override("en"):
        assert str(Rule(days_before=0, at=time(8))) == "on the day itself, at 08:00"
        assert str(Rule(days_before=1, at=time(9, 30))) == "1 day before, at 09:30"
