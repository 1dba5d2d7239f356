"""Who has not answered is reminded once, after the days of the rule, with the same link; then it is left at that."""

import re
from typing import Any

import pytest

from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.invitations import decline, of_token, token_for
from perspektiv.records.feedback.actions.responses import answer
from perspektiv.records.feedback.models import Invitation
from perspektiv.records.letters.actions.preferences import prefer
from perspektiv.records.letters.models import Message, Purpose
from tests.records.feedback.inviting import SESSION
from tests.records.feedback.planning import Plan, invitations, states, works
from tests.records.reminders.clock import Clock

REMINDER = Purpose.FEEDBACK_REMINDER


def invited(plan: Plan, **when: Any) -> Invitation:
    plan.rule(**{"remind_after": 5, **when})
    plan.talk(plan.person())
    assert works() == {"asked": 1}
    return invitations()[0]


def answered(plan: Plan, invitation: Invitation) -> None:
    answer(by=plan.personas.toni, invitation=invitation, numbers=SESSION, texts={}, language="de")


def token_in(message: Message | None) -> str:
    assert message is not None
    found = re.search(r"/f/([^/\s]+)/", message.body)
    assert found
    return found[1]


def test_once_after_so_many_days(plan: Plan, clock: Clock) -> None:
    invited(plan)
    clock.goes(days=4)
    assert works() == {}
    clock.goes(days=1)
    assert works() == {"reminded": 1}
    assert states(REMINDER) == [Message.State.SENT]
    clock.goes(days=5)
    assert works() == {}


def test_with_the_same_link(plan: Plan, clock: Clock) -> None:
    invited(plan)
    clock.goes(days=5)
    works()
    stored = Invitation.objects.select_related("message", "reminder").get()
    assert token_in(stored.message) == token_in(stored.reminder)
    assert of_token(token_in(stored.reminder)) == stored


def test_with_a_link_that_leads_there_where_the_first_does_no_more(plan: Plan, clock: Clock) -> None:
    token_for(invited(plan))
    clock.goes(days=5)
    works()
    stored = Invitation.objects.select_related("message", "reminder").get()
    assert token_in(stored.message) != token_in(stored.reminder)
    assert of_token(token_in(stored.reminder)) == stored


def test_who_answered_is_left_alone(plan: Plan, clock: Clock) -> None:
    answered(plan, invited(plan))
    clock.goes(days=5)
    assert works() == {}


def test_who_declined_is_left_alone(plan: Plan, clock: Clock) -> None:
    decline(by=plan.personas.toni, invitation=invited(plan))
    clock.goes(days=5)
    assert works() == {}


def test_who_opted_out_meanwhile_is_left_alone(plan: Plan, clock: Clock) -> None:
    prefer(by=plan.personas.toni, participant=invited(plan).participant, no_questions=True)
    clock.goes(days=5)
    assert works() == {}


@pytest.mark.parametrize("without", [{"remind_after": None}, {"open_days": 5, "remind_after": 4}])
def test_nobody_is_reminded_without_a_rule_or_when_it_is_over(
    plan: Plan, clock: Clock, without: dict[str, int]
) -> None:
    invited(plan, **without)
    clock.goes(days=6)
    assert works() == {}


def test_nobody_is_reminded_of_a_talk_that_did_not_take_place_after_all(plan: Plan, clock: Clock) -> None:
    Appointment.objects.filter(invitations=invited(plan)).update(status=Status.NO_SHOW)
    clock.goes(days=5)
    assert works() == {}


def test_a_reminder_that_waits_is_withdrawn_when_the_answer_comes(plan: Plan, clock: Clock) -> None:
    from perspektiv.records.feedback.falling_due import fall_due

    invitation = invited(plan)
    clock.goes(days=5)
    assert fall_due() == {"reminded": 1}
    answered(plan, invitation)
    works()
    assert states(REMINDER) == [Message.State.STOPPED]


def test_what_could_not_be_sent_in_the_evening_waits_for_the_morning(plan: Plan, clock: Clock) -> None:
    from perspektiv.records.feedback.falling_due import fall_due
    from perspektiv.records.letters.sending import send_due

    plan.rule()
    plan.talk(plan.person())
    clock.is_at(clock.today, 19, 59)
    fall_due()
    clock.goes(minutes=2)
    works()
    assert states(Purpose.FEEDBACK_INVITATION) == [Message.State.WAITING]
    clock.goes(hours=12)
    send_due()
    assert states(Purpose.FEEDBACK_INVITATION) == [Message.State.SENT]


def test_after_an_early_end_nobody_is_reminded(plan: Plan, clock: Clock) -> None:
    of = invited(plan).participation
    assert of is not None
    plan.ends(of, Participation.Ending.EARLY)
    clock.goes(days=5)
    assert works() == {}
