"""By the plan people are asked at the steps that they reach: once, never about what was before the rule."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Consent, Participation, Segment
from perspektiv.records.feedback.actions.invitations import invite
from perspektiv.records.feedback.actions.rules import When, change_rule, end_rule
from perspektiv.records.feedback.falling_due import fall_due
from perspektiv.records.feedback.models import Invitation, Moment, Step
from perspektiv.records.feedback.occasions import occasions
from perspektiv.records.letters.models import Message, Purpose
from perspektiv.records.people.actions.merges import merge
from tests.records.feedback.planning import Plan, Talk, days, invitations, states, works
from tests.records.reminders.clock import Clock

EARLY, REGULAR = Participation.Ending.EARLY, Participation.Ending.REGULAR


def test_after_every_fourth_appointment(plan: Plan) -> None:
    plan.rule(every=4)
    dilan = plan.person()
    talks = [plan.talk(dilan, days(-10 + n)) for n in range(9)]
    assert works() == {"asked": 2}
    fourth, eighth = sorted(invitations(), key=lambda one: one.due_on)
    assert (fourth.appointment, eighth.appointment) == (talks[3], talks[7])
    assert fourth.due_on == timezone.localdate(talks[3].starts_at)
    assert works() == {}


def test_talks_of_before_count_to_the_fourth_but_are_not_asked_about(plan: Plan) -> None:
    plan.rule(every=4, since=-2)
    dilan = plan.person()
    for n in range(8):
        plan.talk(dilan, days(-8 + n))
    assert works() == {"asked": 1}
    assert invitations()[0].due_on == days(-1)


@pytest.mark.parametrize("status", [status for status in Status if status != Status.HELD])
def test_only_talks_that_took_place(plan: Plan, status: str) -> None:
    plan.rule()
    plan.talk(plan.person(), days(-1), status=status)
    assert works() == {}


def test_a_talk_whose_code_was_shown_by_hand_is_not_asked_about_again(plan: Plan) -> None:
    rule = plan.rule()
    talk = plan.talk(plan.person(), days(-1))
    version = rule.instrument.versions.published().latest("number")
    invite(
        by=plan.personas.jule,
        version=version,
        occasion="by hand",
        due_on=days(-1),
        closes_on=days(9),
        participation=talk.participation,
        appointment=talk,
    )
    assert works() == {}
    other = plan.talk(plan.person(), days(-1))
    assert works() == {"asked": 1}
    assert Invitation.objects.get(rule__isnull=False).appointment == other


def test_a_first_contact_and_a_closing_talk_are_no_sessions(plan: Plan) -> None:
    plan.rule()
    dilan = plan.person()
    for kind in (Talk.FIRST_CONTACT, Talk.CLOSING_TALK):
        plan.talk(dilan, kind=kind)
    assert works() == {}


def test_a_mark_rests_until_it_can_be_no_slip(plan: Plan, clock: Clock) -> None:
    from perspektiv.records.appointments.actions.marks import mark

    plan.rule()
    talk = plan.talk(plan.person(), status=Status.PLANNED)
    mark(by=plan.personas.jule, appointment=talk, version=talk.version, status=Status.HELD)
    assert works() == {}
    clock.goes(minutes=20)
    assert works() == {"asked": 1}


def test_at_the_start_and_at_the_end(plan: Plan) -> None:
    plan.rule("self_evaluation", Step.AT_START, Moment.BEFORE, days=3)
    plan.rule("self_evaluation", Step.AT_END, Moment.AFTER)
    begins, leaves, stops = plan.person(started=-3), plan.person(), plan.person()
    plan.person(started=-2)
    plan.ends(leaves, REGULAR)
    plan.ends(stops, EARLY)
    assert works() == {"asked": 2}
    found = {one.participant_id: one.moment for one in invitations()}
    assert found == {begins.participant_id: Moment.BEFORE, leaves.participant_id: Moment.AFTER}


def test_before_the_closing_talk_it_goes_along_with_its_date(plan: Plan, clock: Clock) -> None:
    plan.rule("improvement", Step.BEFORE_CLOSING, days=-7)
    talk = plan.closing(plan.person(), days(10))
    assert works() == {}
    later = talk.starts_at + timedelta(days=14)
    Appointment.objects.filter(pk=talk.pk).update(starts_at=later, ends_at=later)
    clock.goes(days=5)
    assert works() == {}, "it would have been due by the old date"
    clock.goes(days=12)
    assert works() == {"asked": 1}
    clock.goes(days=1)
    Appointment.objects.filter(pk=talk.pk).update(starts_at=later + timedelta(days=30))
    clock.goes(days=30)
    assert works() == {}, "asked once, whatever becomes of the date"


def test_a_closing_talk_at_short_notice_is_asked_about_at_once(plan: Plan) -> None:
    plan.rule("improvement", Step.BEFORE_CLOSING, days=-7)
    plan.closing(plan.person(), days(1))
    plan.closing(plan.person(), days(1), status=Status.CANCELLED_BY_CENTRE)
    assert works() == {"asked": 1}


def test_after_the_closing_talk_though_the_participation_is_over(plan: Plan) -> None:
    plan.rule("closing", Step.AFTER_CLOSING)
    dilan = plan.person()
    plan.closing(dilan, days(0), status=Status.HELD)
    plan.ends(dilan, REGULAR)
    assert works() == {"asked": 1}


def test_only_in_the_offers_of_the_rule(plan: Plan) -> None:
    plan.rule().segments.set([plan.office.segment])
    here, elsewhere = plan.person(), plan.person()
    other = Segment.objects.create(centre=plan.office.centre, key="jc", name="Jobcoaching", letters="JC", position=2)
    Participation.objects.filter(pk=elsewhere.pk).update(segment=other)
    plan.talk(here)
    plan.talk(elsewhere)
    assert works() == {"asked": 1}
    assert invitations()[0].participation_id == here.pk


def test_imported_history_asks_nobody(plan: Plan, clock: Clock) -> None:
    plan.rule()
    plan.rule("self_evaluation", Step.AT_START, Moment.BEFORE)
    dilan = plan.person(started=-5)
    Participation.objects.filter(pk=dilan.pk).update(source_key="p1")
    plan.talk(dilan, days(-3), source_key="a1")
    to_come = plan.talk(dilan, days(2), source_key="a2", status=Status.PLANNED)
    assert works() == {}
    clock.goes(days=3)
    Appointment.objects.filter(pk=to_come.pk).update(status=Status.HELD)
    assert works() == {"asked": 1}, "what is held here is no history, wherever it was booked"


def test_a_changed_rule_asks_nobody_twice(plan: Plan, clock: Clock) -> None:
    rule = plan.rule(open_days=14)
    dilan = plan.person()
    plan.talk(dilan)
    assert works() == {"asked": 1}
    change_rule(by=plan.personas.quirin, rule=rule, version=rule.version, when=When(open_days=7), segments=())
    clock.goes(days=1)
    assert works() == {}
    plan.talk(dilan)
    assert works() == {"asked": 1}
    newest = max(invitations(), key=lambda one: one.due_on)
    assert newest.closes_on == days(7)


def test_an_ended_rule_asks_nobody(plan: Plan) -> None:
    rule = plan.rule()
    end_rule(by=plan.personas.quirin, rule=rule, version=rule.version)
    plan.talk(plan.person())
    assert works() == {}


def test_the_newest_published_version_is_asked(plan: Plan) -> None:
    plan.rule()
    plan.talk(plan.person())
    works()
    assert invitations()[0].version_of.number == 1


def test_what_is_noticed_too_late_is_counted_and_not_asked(plan: Plan) -> None:
    plan.rule(open_days=7, since=-40)
    plan.talk(plan.person(), days(-8))
    plan.talk(plan.person(), days(-7))
    assert works() == {"asked": 1, "too_late": 1}


def test_nobody_is_written_to_at_night(plan: Plan, clock: Clock) -> None:
    plan.rule()
    plan.talk(plan.person())
    clock.is_at(clock.today, 20, 30)
    assert works() == {} and not invitations()
    clock.goes(hours=12)
    assert works() == {"asked": 1}


def test_who_ended_early_is_left_alone(plan: Plan, clock: Clock) -> None:
    plan.rule(days=2)
    before, since = plan.person(), plan.person()
    plan.talk(before, days(-2))
    plan.talk(since, days(-2))
    plan.ends(before, EARLY, days(-1))
    assert works() == {"asked": 1, "ended": 1}
    clock.goes(days=1)
    plan.ends(since, EARLY)
    assert works() == {}
    assert {one.participant_id for one in invitations("ended")} == {before.participant_id, since.participant_id}
    assert TrailRow.objects.filter(what="feedback.invitation_closed").count() == 1
    assert not Invitation.objects.open().exists()


def test_a_letter_that_nobody_printed_is_withdrawn_at_an_early_end(plan: Plan) -> None:
    plan.rule()
    of = plan.person(reached=False)
    of.participant.street, of.participant.postcode, of.participant.city = "Gartenweg 3", "44135", "Dortmund"
    of.participant.save()
    consents.give(by=plan.personas.toni, participant=of.participant, purpose=Consent.Purpose.SURVEY)
    plan.talk(of)
    works()
    assert states(Purpose.FEEDBACK_INVITATION) == [Message.State.TO_PRINT]
    plan.ends(of, EARLY)
    works()
    assert states(Purpose.FEEDBACK_INVITATION) == [Message.State.STOPPED]


def test_a_merged_file_takes_its_invitations_along(plan: Plan) -> None:
    plan.rule()
    double, kept = plan.person(), plan.person(reached=False)
    plan.talk(double)
    works()
    Participation.objects.filter(pk=kept.pk).update(ended_on=days(-100), ending=REGULAR)
    merge(by=plan.personas.toni, kept=kept.participant, merged=double.participant)
    assert works() == {}
    assert [one.participant_id for one in Invitation.objects.open()] == [kept.participant_id]


def test_the_same_few_queries_for_ten_and_for_fifty(plan: Plan) -> None:
    for key, step, moment in (
        ("session", Step.AFTER_SESSION, Moment.SINGLE),
        ("improvement", Step.BEFORE_CLOSING, Moment.SINGLE),
        ("self_evaluation", Step.AT_START, Moment.BEFORE),
    ):
        plan.rule(key, step, moment)

    def queries(people: int) -> tuple[int, int]:
        for _ in range(people):
            of = plan.person(started=-2)
            plan.talk(of)
            plan.closing(of, days(0), hour=18)
        with CaptureQueriesContext(
            connection,
        ) as finding:
            assert len(occasions(timezone.now())) == 3 * people
        fall_due()
        with CaptureQueriesContext(connection) as idle:
            assert fall_due() == {}
        return len(finding), len(idle)

    ten, fifty = queries(10), queries(50)
    assert ten == fifty
    assert ten[0] <= 8 and ten[1] <= 12
