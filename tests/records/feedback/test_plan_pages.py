"""The page of the plan: rules in words with what they brought, suggestions, the limit; for readers without buttons."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from perspektiv.records.access.models import User
from perspektiv.records.feedback.actions.instruments import bring_in_all
from perspektiv.records.feedback.actions.rules import When, change_rule
from perspektiv.records.feedback.collected import Collected, collected
from perspektiv.records.feedback.models import CollectionRule, Invitation, Limit, Moment, Step, WhyNot
from perspektiv.records.feedback.plan import SUGGESTED
from perspektiv.records.letters.actions.preferences import prefer
from perspektiv.records.letters.models import Preference
from tests.records.feedback.planning import Plan, days, works

As = Callable[[User], Client]
PAGE = "/datenerhebung/"


@pytest.fixture
def quirin(plan: Plan, as_user: As) -> Client:
    bring_in_all(centre=plan.office.centre)
    return as_user(plan.personas.quirin)


def posted(plan: Plan, **other: object) -> dict[str, object]:
    typed = {
        "id": str(uuid4()),
        "instrument": str(plan.instrument().pk),
        "step": Step.AFTER_SESSION.value,
        "moment": Moment.SINGLE.value,
        "every": "4",
        "days": "0",
        "open_days": "14",
        "remind_after": "5",
    }
    return {**typed, **other}


def test_a_new_centre_is_offered_suggestions_and_one_press_switches_all_on(quirin: Client) -> None:
    page = quirin.get(PAGE).content.decode()
    assert "Noch wird niemand gefragt" in page and "Alle einschalten" in page
    for _ in range(2):
        quirin.post(f"{PAGE}vorschlaege/", {"which": "all"})
    assert CollectionRule.objects.count() == len(SUGGESTED)
    page = quirin.get(PAGE).content.decode()
    assert "Nach jedem 4. Beratungstermin, am selben Tag; 7 Tage offen; Erinnerung nach 3 Tagen" in page
    assert "Alle einschalten" not in page


def test_one_suggestion_alone(quirin: Client) -> None:
    quirin.post(f"{PAGE}vorschlaege/", {"which": "2"})
    assert [rule.step for rule in CollectionRule.objects.all()] == [SUGGESTED[1].step]


def test_a_rule_of_ones_own_sent_twice(plan: Plan, quirin: Client) -> None:
    typed = posted(plan, step=Step.BEFORE_CLOSING.value, days="7", segments=[str(plan.office.segment.pk)])
    for _ in range(2):
        assert quirin.post(f"{PAGE}neu/", typed).status_code == 302
    rule = CollectionRule.objects.get()
    assert (rule.days, rule.every, rule.segments.count()) == (-7, 1, 1)
    assert "nur in Einstiegsberatung" in quirin.get(PAGE).content.decode()


def test_what_is_refused_is_said_and_nothing_typed_is_lost(plan: Plan, quirin: Client) -> None:
    answer = quirin.post(f"{PAGE}neu/", posted(plan, remind_after="20"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Erinnert wird, solange" in page and 'value="20"' in page


def test_an_anonymous_questionnaire_is_not_offered_and_refused_with_a_sentence(plan: Plan, quirin: Client) -> None:
    hidden = plan.instrument("satisfaction")
    assert str(hidden.pk) not in quirin.get(PAGE).content.decode()
    answer = quirin.post(f"{PAGE}neu/", posted(plan, instrument=str(hidden.pk)))
    assert answer.status_code == 422 and "Dieser Fragebogen ist anonym." in answer.content.decode()


def test_a_questionnaire_of_another_centre_is_none(plan: Plan, quirin: Client) -> None:
    from perspektiv.records.feedback.actions.instruments import bring_in

    theirs = bring_in(by=plan.personas.quirin, centre=plan.personas.elsewhere, key="session").instrument
    assert quirin.post(f"{PAGE}neu/", posted(plan, instrument=str(theirs.pk))).status_code == 404


def test_changed_meanwhile_both_are_shown(plan: Plan, quirin: Client) -> None:
    rule = plan.rule()
    change_rule(by=plan.personas.hanne, rule=rule, version=1, when=When(every=3), segments=())
    answer = quirin.post(f"{PAGE}{rule.pk}/", {**posted(plan, every="5"), "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Nach jedem 3. Beratungstermin" in page.replace("nach", "Nach")
    assert 'value="5"' in page


def test_ended_with_undo(plan: Plan, quirin: Client) -> None:
    rule = plan.rule()
    page = quirin.post(f"{PAGE}{rule.pk}/beenden/", {"version": "1"}, follow=True).content.decode()
    assert f"{PAGE}{rule.pk}/wieder/" in page
    quirin.post(f"{PAGE}{rule.pk}/wieder/")
    assert CollectionRule.objects.standing().exists()


def test_the_limit(quirin: Client) -> None:
    quirin.post(f"{PAGE}grenze/", {"questions_a_month": "20", "version": "0"})
    assert Limit.objects.get().questions_a_month == 20
    assert quirin.post(f"{PAGE}grenze/", {"questions_a_month": "0", "version": "1"}).status_code == 422


def test_whoever_sees_figures_reads_and_changes_nothing(plan: Plan, quirin: Client, as_user: As) -> None:
    rule = plan.rule()
    birte = as_user(plan.personas.birte)
    page = birte.get(PAGE).content.decode()
    assert "Nach jedem Beratungstermin" in page and "Höchstens 30 Fragen" in page
    assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    assert birte.post(f"{PAGE}{rule.pk}/beenden/", {"version": "1"}).status_code == 404


def test_who_fell_due_was_asked_or_left_out_for_a_reason(plan: Plan, quirin: Client) -> None:
    rule = plan.rule()
    people = [plan.person(), plan.person(), plan.person(), plan.person(reached=False)]
    prefer(by=plan.personas.toni, participant=people[2].participant, no_questions=True)
    for of in people:
        plan.talk(of)
    works()
    Invitation.objects.filter(participant=people[0].participant).update(declined_at="2026-01-01T00:00Z")
    found = collected(plan.office.centre, 30)[rule.line]
    assert (found.due, found.asked, found.declined, found.left) == (4, 2, 1, 2)
    assert found.left_out[WhyNot.OPTED_OUT] == found.left_out[WhyNot.NO_CHANNEL] == 1
    page = quirin.get(PAGE).content.decode()
    assert "möchte nicht gefragt werden: 1" in page and "nicht erreichbar: Einwilligung oder Adresse fehlt: 1" in page


def test_ninety_days_hold_more_than_thirty(plan: Plan) -> None:
    rule = plan.rule(since=-80)
    Invitation.objects.create(
        centre=plan.office.centre,
        participant=plan.person().participant,
        rule=rule,
        version_of=rule.instrument.versions.get(),
        occasion="x",
        due_on=days(-60),
        closes_on=days(-50),
    )
    assert collected(plan.office.centre, 30).get(rule.line, Collected()).due == 0
    assert collected(plan.office.centre, 90)[rule.line].due == 1


def test_the_page_asks_the_same_few_questions_for_many_rules(plan: Plan, quirin: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            quirin.get(PAGE)
        return len(asked)

    plan.rule()
    queries()
    few = queries()
    for one in SUGGESTED[2:]:
        plan.rule(one.key, one.step, one.moment, days=one.days)
    assert queries() == few


def test_staff_write_down_that_somebody_does_not_want_questionnaires(plan: Plan, as_user: As) -> None:
    dilan = plan.person().participant
    toni = as_user(plan.personas.toni)
    page = toni.get(f"/personen/{dilan.pk}/briefe/").content.decode()
    assert "Fragebögen nach dem Plan der Datenerhebung" in page
    toni.post(f"/personen/{dilan.pk}/briefe/wahl/", {"channel": "", "reminders": "on", "version": "0"})
    stored = Preference.objects.get(participant=dilan)
    assert (stored.no_questions, stored.no_reminders) == (True, False)
