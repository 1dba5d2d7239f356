"""Nobody is asked more than the limit allows, nor who does not want it; who is left out is counted, with the reason."""

import pytest
from django.test import Client

from perspektiv.records.cases.actions import consents
from perspektiv.records.cases.models import Consent
from perspektiv.records.feedback.actions.falling_due import asked_in_month
from perspektiv.records.feedback.actions.rules import set_limit
from perspektiv.records.feedback.models import Invitation, Moment, Step, WhyNot
from perspektiv.records.letters.actions.preferences import prefer, preference_of
from perspektiv.records.letters.models import Channel, Message, Preference, Purpose
from perspektiv.records.letters.opting_out import address_for, token_for
from perspektiv.records.people.models import Participant
from tests.records.feedback.inviting import asked
from tests.records.feedback.planning import Plan, days, invitations, states, works
from tests.records.reminders.clock import Clock


def limit(plan: Plan, questions: int) -> None:
    set_limit(by=plan.personas.quirin, centre=plan.office.centre, questions_a_month=questions, version=0)


def test_what_is_over_the_months_limit_is_left_out_and_counted(plan: Plan, clock: Clock) -> None:
    clock.is_at(clock.today.replace(day=10), 14)
    plan.rule(since=-5)
    limit(plan, 9)
    dilan = plan.person()
    for n in (-3, -2, -1):
        plan.talk(dilan, days(n))
    assert works() == {"asked": 2, "limit": 1}
    assert asked_in_month(dilan.participant, clock.today) == 8
    assert invitations(WhyNot.LIMIT)[0].due_on == days(-1), "the later one"
    clock.goes(days=30)
    plan.talk(dilan)
    assert works()["asked"] == 1, "a new month"


def test_what_is_asked_only_once_comes_first(plan: Plan) -> None:
    plan.rule()
    plan.rule("improvement", Step.BEFORE_CLOSING, days=-7)
    plan.rule("self_evaluation", Step.BEFORE_CLOSING, Moment.AFTER, days=-7)
    limit(plan, 12)
    dilan = plan.person()
    plan.talk(dilan)
    plan.closing(dilan, days(3))
    ends = works()
    assert ends["asked"] == 1 and ends["limit"] >= 1
    assert [one.version_of.instrument.key for one in invitations()] == ["self_evaluation"]
    assert {one.version_of.instrument.key for one in invitations(WhyNot.LIMIT)} == {"improvement", "session"}


def test_what_is_asked_by_hand_counts_and_is_never_refused(plan: Plan) -> None:
    plan.rule()
    limit(plan, 4)
    dilan = plan.person()
    for _ in range(2):
        asked(plan.office, of=dilan)
    plan.talk(dilan)
    assert works() == {"limit": 1}
    assert asked_in_month(dilan.participant, days(0)) == 8


def test_who_opted_out_is_not_asked(plan: Plan) -> None:
    plan.rule()
    dilan = plan.person()
    prefer(by=plan.personas.toni, participant=dilan.participant, no_questions=True)
    plan.talk(dilan)
    assert works() == {WhyNot.OPTED_OUT: 1}
    assert not Message.objects.filter(purpose=Purpose.FEEDBACK_INVITATION).exists()


def test_whoever_withdrew_the_consent_to_surveys_is_not_asked_either(plan: Plan) -> None:
    plan.rule()
    withdrawn, given_again = plan.person(), plan.person()
    for of in (withdrawn, given_again):
        held = consents.give(by=plan.personas.toni, participant=of.participant, purpose=Consent.Purpose.SURVEY)
        consents.withdraw(by=plan.personas.toni, consent=held)
        plan.talk(of)
    consents.give(by=plan.personas.toni, participant=given_again.participant, purpose=Consent.Purpose.SURVEY)
    assert works() == {"asked": 1, WhyNot.OPTED_OUT: 1}
    assert invitations()[0].participant_id == given_again.participant_id


def test_whoever_never_agreed_to_invitations_to_surveys_is_written_to_by_no_plan(plan: Plan) -> None:
    plan.rule()
    dilan = plan.person()
    Consent.objects.filter(participant=dilan.participant, purpose=Consent.Purpose.SURVEY).delete()
    plan.talk(dilan)
    assert works() == {WhyNot.NO_CHANNEL: 1}
    assert not Message.objects.filter(purpose=Purpose.FEEDBACK_INVITATION).exists()


def test_who_wants_no_reminders_is_asked_all_the_same(plan: Plan) -> None:
    plan.rule()
    dilan = plan.person()
    prefer(by=plan.personas.toni, participant=dilan.participant, no_reminders=True)
    plan.talk(dilan)
    assert works() == {"asked": 1}
    assert states(Purpose.FEEDBACK_INVITATION) == [Message.State.SENT]


def test_who_cannot_be_reached_is_counted(plan: Plan) -> None:
    plan.rule()
    plan.talk(plan.person(reached=False))
    assert works() == {WhyNot.NO_CHANNEL: 1}


def test_without_consent_it_is_a_letter_with_the_link(plan: Plan) -> None:
    plan.rule()
    dilan = plan.person()
    Consent.objects.filter(participant=dilan.participant, purpose=Consent.Purpose.MESSAGES).delete()
    Participant.objects.filter(pk=dilan.participant_id).update(street="Gartenweg 3", postcode="44135", city="Dortmund")
    plan.talk(dilan)
    assert works() == {"asked": 1}
    letter = Message.objects.get(purpose=Purpose.FEEDBACK_INVITATION)
    assert (letter.channel, letter.state) == (Channel.LETTER, Message.State.TO_PRINT)
    assert "https://termine.example.org/f/" in letter.body


def test_a_mail_that_becomes_a_letter_keeps_its_link(plan: Plan, clock: Clock) -> None:
    from perspektiv.records.feedback.falling_due import fall_due
    from perspektiv.records.letters.sending import send_due

    plan.rule()
    dilan = plan.person()
    Participant.objects.filter(pk=dilan.participant_id).update(street="Gartenweg 3", postcode="44135", city="Dortmund")
    plan.talk(dilan)
    fall_due()
    prefer(by=plan.personas.toni, participant=dilan.participant, channel=Channel.LETTER)
    send_due()
    letter = Message.objects.get(purpose=Purpose.FEEDBACK_INVITATION)
    assert (letter.channel, letter.state) == (Channel.LETTER, Message.State.TO_PRINT)
    assert "https://termine.example.org/f/" in letter.body


def test_an_opt_out_stops_what_waits(plan: Plan) -> None:
    from perspektiv.records.feedback.falling_due import fall_due
    from perspektiv.records.letters.sending import send_due

    plan.rule()
    dilan = plan.person()
    plan.talk(dilan)
    fall_due()
    prefer(by=plan.personas.toni, participant=dilan.participant, no_questions=True)
    send_due()
    message = Message.objects.get(purpose=Purpose.FEEDBACK_INVITATION)
    assert (message.state, message.why) == (Message.State.STOPPED, "not_asked")


def test_the_invitation_says_neutrally_what_it_wants_and_how_to_get_no_more(
    plan: Plan, mailoutbox: list[object]
) -> None:
    plan.rule()
    dilan = plan.person()
    plan.talk(dilan)
    works()
    mail = mailoutbox[0]
    said = str(mail.subject) + str(mail.body)  # type: ignore[attr-defined]
    assert mail.subject == "Ein paar Fragen an Sie"  # type: ignore[attr-defined]
    assert "https://termine.example.org/f/" in said and "freiwillig" in said
    assert "Keine Fragebögen mehr" in said and address_for(dilan.participant, Purpose.FEEDBACK_INVITATION) in said
    assert not any(word in said.lower() for word in ("beratung", "gespräch", "jobcenter", "einschätzung"))


def page_of(participant: Participant) -> str:
    return f"/nachrichten/wahl/{token_for(participant)}/?zu=fragen"


def test_one_press_is_enough_and_can_be_taken_back(client: Client, plan: Plan) -> None:
    dilan = plan.person().participant
    assert "Keine Fragebögen mehr" in client.get(page_of(dilan)).content.decode()
    assert not Preference.objects.exists(), "looking changes nothing"
    answer = client.post(page_of(dilan), {"choice": "ask_no_more"}, follow=True).content.decode()
    assert "Gespeichert." in answer and "Wieder Fragebögen bekommen" in answer
    stored = preference_of(dilan)
    assert (stored.no_questions, stored.no_reminders, stored.channel) == (True, False, "")
    client.post(page_of(dilan), {"choice": "ask_again"})
    assert not preference_of(dilan).no_questions


def test_a_mail_programs_own_button_ends_questionnaires_alone(plan: Plan) -> None:
    dilan = plan.person().participant
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(page_of(dilan), {"List-Unsubscribe": "One-Click"}).status_code == 200
    stored = preference_of(dilan)
    assert (stored.no_questions, stored.no_reminders, stored.channel) == (True, False, "")


@pytest.mark.parametrize("why", [WhyNot.LIMIT, WhyNot.OPTED_OUT, WhyNot.NO_CHANNEL])
def test_who_was_left_out_is_not_asked_later_about_the_same(plan: Plan, clock: Clock, why: WhyNot) -> None:
    plan.rule()
    dilan = plan.person(reached=why != WhyNot.NO_CHANNEL)
    if why == WhyNot.LIMIT:
        limit(plan, 1)
    if why == WhyNot.OPTED_OUT:
        prefer(by=plan.personas.toni, participant=dilan.participant, no_questions=True)
    plan.talk(dilan)
    assert works() == {why: 1}
    prefer(by=plan.personas.toni, participant=dilan.participant, no_questions=False)
    clock.goes(days=1)
    assert works() == {}
    assert not Invitation.objects.open().exists()
