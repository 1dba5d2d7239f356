"""Mandate and goals: in the participant's words, with where they see them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.actions import goals
from perspektiv.records.cases.models import Goal, GoalStep, Mandate
from perspektiv.records.cases.scale import drawn
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.models import Participant
from tests.records.personas import Personas


def a_goal(personas: Personas, dilan: Participant, begins_at: int | None = 2) -> Goal:
    return goals.set_goal(by=personas.jule, participant=dilan, words="Selbst anrufen", target=8, begins_at=begins_at)


def stepped(personas: Personas, goal: Goal, progress: int) -> GoalStep:
    return goals.step(by=personas.jule, goal=goal, progress=progress, on=timezone.localdate(), words="geübt")


def changed(personas: Personas, goal: Goal, words: str) -> Goal:
    """On a page that showed the first version."""
    return goals.change_goal(
        by=personas.jule, goal=goal, version=1, words=words, target=9, due_on=None, state=Goal.State.ACTIVE
    )


def test_what_was_said_before_stays(personas: Personas, dilan: Participant, jule: Client) -> None:
    for words in ("Ich weiß es nicht.", "Ich will draußen arbeiten."):
        jule.post(f"/personen/{dilan.pk}/auftrag/", {"id": uuid4(), "mandate-words": words})

    assert Mandate.objects.filter(participant=dilan).count() == 2
    page = jule.get(f"/personen/{dilan.pk}/ziele/").content.decode()
    assert page.index("Ich will draußen arbeiten.") < page.index("Ich weiß es nicht.")


def test_a_form_sent_twice_is_kept_once(personas: Personas, dilan: Participant, jule: Client) -> None:
    mandate = {"id": uuid4(), "mandate-words": "Hilfe beim Suchen"}
    goal = {"id": uuid4(), "goal-words": "Anrufen", "goal-target": "8", "goal-begins_at": "1"}
    for _ in range(2):
        jule.post(f"/personen/{dilan.pk}/auftrag/", mandate)
        jule.post(f"/personen/{dilan.pk}/ziele/neu/", goal)
    step = {
        "id": uuid4(),
        f"step-{goal['id']}-progress": "4",
        f"step-{goal['id']}-on": timezone.localdate().isoformat(),
    }
    for _ in range(2):
        assert jule.post(f"/ziele/{goal['id']}/schritt/", step).status_code == 302

    assert (Mandate.objects.count(), Goal.objects.count(), GoalStep.objects.count()) == (1, 1, 2)


def test_empty_words_and_places_off_the_scale_are_refused(personas: Personas, dilan: Participant) -> None:
    goal = a_goal(personas, dilan)
    with pytest.raises(Refused, match="schreiben"):
        goals.state_mandate(by=personas.jule, participant=dilan, words="  ")
    with pytest.raises(Refused, match="schreiben"):
        goals.set_goal(by=personas.jule, participant=dilan, words="", target=5)
    with pytest.raises(Refused, match="0 bis 10"):
        goals.set_goal(by=personas.jule, participant=dilan, words="x", target=0)
    with pytest.raises(Refused, match="0 bis 10"):
        stepped(personas, goal, 11)
    with pytest.raises(Refused, match="Zukunft"):
        goals.step(by=personas.jule, goal=goal, progress=1, on=timezone.localdate() + timedelta(days=1))


def test_what_could_not_be_kept_stays_in_its_form(personas: Personas, dilan: Participant, jule: Client) -> None:
    goal = a_goal(personas, dilan)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    step = {f"step-{goal.pk}-progress": "5", f"step-{goal.pk}-on": tomorrow, f"step-{goal.pk}-words": "noch nicht"}

    page = jule.post(f"/ziele/{goal.pk}/schritt/", step)
    assert page.status_code == 409
    assert "Zukunft" in page.content.decode()
    assert "noch nicht" in page.content.decode()
    assert jule.post(f"/personen/{dilan.pk}/ziele/neu/", {"goal-target": "99"}).status_code == 409
    assert jule.post(f"/personen/{dilan.pk}/auftrag/", {}).status_code == 409


def test_a_step_can_be_taken_back_for_a_while(personas: Personas, dilan: Participant, jule: Client) -> None:
    goal = a_goal(personas, dilan)
    step = stepped(personas, goal, 5)
    for _ in range(2):
        jule.post(f"/zielschritte/{step.pk}/zuruecknehmen/")
    assert list(goal.steps.values_list("progress", flat=True)) == [2]
    assert TrailRow.objects.filter(what="cases.goal_step_undone").count() == 1

    old = stepped(personas, goal, 6)
    GoalStep.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="nicht mehr zurücknehmen"):
        goals.take_step_back(by=personas.jule, step=old)


def test_a_change_on_an_old_page_overwrites_nothing(personas: Personas, dilan: Participant, jule: Client) -> None:
    goal = a_goal(personas, dilan)
    changed(personas, goal, "Im Betrieb anrufen")
    with pytest.raises(ChangedMeanwhile):
        changed(personas, goal, "Anders")

    prefix = f"change-{goal.pk}"
    typed = {f"{prefix}-words": "Anders", f"{prefix}-target": "7", f"{prefix}-state": "reached", "version": "1"}
    page = jule.post(f"/ziele/{goal.pk}/aendern/", typed)
    assert page.status_code == 409
    assert all(text in page.content.decode() for text in ("Im Betrieb anrufen", "Anders"))
    goal.refresh_from_db()
    assert goal.words == "Im Betrieb anrufen"

    assert jule.post(f"/ziele/{goal.pk}/aendern/", {**typed, "version": "2"}).status_code == 302
    goal.refresh_from_db()
    assert (goal.words, goal.state, goal.version) == ("Anders", "reached", 3)


def test_the_words_are_unreadable_in_the_database(personas: Personas, dilan: Participant) -> None:
    goal = a_goal(personas, dilan)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM cases_goal")
        stored = cursor.fetchone()[0]
    assert "anrufen" not in stored
    assert Goal.objects.get(pk=goal.pk).words == "Selbst anrufen"


@pytest.mark.parametrize(
    ("begin", "now", "below", "said"),
    [
        (None, None, [], "Noch kein Stand, Ziel 8"),
        (2, None, ["Beginn 2"], "Zu Beginn bei 2, Ziel 8"),
        (2, 6, ["Beginn 2", "jetzt 6"], "Von 2 zu Beginn auf jetzt 6, Ziel 8"),
        (4, 5, ["Beginn 4, jetzt 5"], "Von 4 zu Beginn auf jetzt 5, Ziel 8"),
        (5, 4, ["jetzt 4, Beginn 5"], "Von 5 zu Beginn auf jetzt 4, Ziel 8"),
        (0, 10, ["Beginn 0", "jetzt 10"], "Von 0 zu Beginn auf jetzt 10, Ziel 8"),
    ],
)
def test_the_scale_says_what_it_draws(
    personas: Personas, dilan: Participant, begin: int | None, now: int | None, below: list[str], said: str
) -> None:
    goal = a_goal(personas, dilan, begins_at=begin)
    if now is not None:
        stepped(personas, goal, now)

    scale = drawn(goal, list(goal.steps.all()))

    assert [mark.words for mark in scale.below] == below
    assert scale.said == said
    assert all(0 <= mark.x <= 304 for mark in (scale.above, *scale.below))


def test_more_goals_take_no_more_queries(personas: Personas, dilan: Participant, jule: Client) -> None:
    counted = []
    for _ in range(2):
        for _ in range(5):
            stepped(personas, a_goal(personas, dilan), 4)
        jule.get(f"/personen/{dilan.pk}/ziele/")
        with CaptureQueriesContext(connection) as queries:
            jule.get(f"/personen/{dilan.pk}/ziele/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
