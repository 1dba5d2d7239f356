"""The tab "Rückmeldungen" of a file: the counsellor reads answers and signals, others only whether they came."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import Membership, TrailRow, User
from perspektiv.records.access.roles import Role
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.invitations import decline
from perspektiv.records.feedback.models import Discussed, Moment, WhyNot
from perspektiv.records.people.actions.cares import break_glass
from perspektiv.records.people.models import Care
from perspektiv.records.people.models.care import Cares
from tests.records.appointments.office import Office
from tests.records.feedback.answering import evaluated, normed, said, talked
from tests.records.feedback.inviting import asked, questionnaire

As = Callable[[User], Client]
OWN_WORDS = "Kanarienwort Regenbogen"


def page(office: Office, as_user: As, of: Participation, who: User | None = None) -> str:
    client = as_user(who or office.personas.jule)
    response = client.get(f"/personen/{of.participant_id}/rueckmeldungen/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def dilan(office: Office) -> Participation:
    """Somebody who answered: a low mark, a reflection of which one part is released."""
    dilan = office.participation()
    talked(office, dilan, 9, days_ago=30)
    talked(office, dilan, 4, 8, 9, 9, days_ago=2)
    texts = {"reflection": OWN_WORDS, "next": "Einen Kurs beginnen."}
    said(office, "improvement", dilan, {"behaviour": 5, "because": 2}, texts, shared={"next"}, days_ago=1)
    return dilan


def test_signals_come_first_with_what_to_raise(office: Office, as_user: As, dilan: Participation) -> None:
    shown = page(office, as_user, dilan)
    assert "Ich wurde angehört und ernst genommen." in shown
    assert "4 von 10" in shown
    assert "Fragen Sie, wo Sie nicht richtig zugehört haben" in shown
    assert shown.index("Zum Ansprechen") < shown.index('id="answers"')


def test_answers_stand_in_words(office: Office, as_user: As, dilan: Participation) -> None:
    shown = page(office, as_user, dilan)
    assert "viel besser geworden" in shown
    assert "an der Beratung und an anderem" in shown
    assert "1 gar nicht – 10 ganz und gar" in shown
    assert OWN_WORDS in shown


def test_it_says_which_words_are_released(office: Office, as_user: As, dilan: Participation) -> None:
    shown = page(office, as_user, dilan)
    assert shown.count("für das Abschlussgespräch freigegeben") == 1
    assert shown.index("Einen Kurs beginnen.") < shown.index("für das Abschlussgespräch freigegeben")


def test_the_course_is_drawn_and_stands_in_a_table(office: Office, as_user: As, dilan: Participation) -> None:
    shown = page(office, as_user, dilan)
    assert 'aria-label="2 Gespräche' in shown
    assert "zuerst 9, jetzt 7,5 von 10; Schwelle 7" in shown
    assert '<td class="n">7,5' in shown


def test_before_looking_back_and_afterwards_stand_side_by_side(office: Office, as_user: As) -> None:
    normed(questionnaire(office, "self_evaluation"))
    dilan = office.participation()
    for moment, mark, days_ago in ((Moment.BEFORE, 2, 90), (Moment.THEN, 1, 1), (Moment.AFTER, 4, 1)):
        evaluated(office, dilan, mark, moment, days_ago=days_ago)
    shown = page(office, as_user, dilan)
    row = shown[shown.index("Zutrauen<small>") :]
    assert [row.index(f">{value}<small>") for value in (2, 1, 4)] == sorted(
        row.index(f">{v}<small>") for v in (2, 1, 4)
    )
    assert "verbessert" in row
    assert "Zutrauen, verbessert: 4,42 Standardfehler" in row
    assert "Fehler der Differenz" in row


def test_without_looking_back_there_is_no_column_for_it(office: Office, as_user: As) -> None:
    dilan = office.participation()
    evaluated(office, dilan, 2, Moment.BEFORE, days_ago=90)
    shown = page(office, as_user, dilan)
    assert ">vorher</th>" in shown
    assert ">Rückblick</th>" not in shown


@pytest.mark.parametrize("who", ["toni", "birte"])
def test_who_hands_out_questionnaires_sees_their_state_alone(
    office: Office, as_user: As, dilan: Participation, who: str
) -> None:
    shown = page(office, as_user, dilan, getattr(office.personas, who))
    assert shown.count("beantwortet</span>") == 3
    assert "Die Antworten liest nur die Beratung." in shown
    for secret in (OWN_WORDS, "4 von 10", "viel besser", "Zum Ansprechen", "Einen Kurs", '<svg class="pv-chart'):
        assert secret not in shown


@pytest.mark.parametrize("who", ["merle", "hanne", "quirin", "fee", "august", "ada", "fremd"])
def test_for_all_others_the_page_is_not_there(office: Office, as_user: As, dilan: Participation, who: str) -> None:
    client = as_user(getattr(office.personas, who))
    assert client.get(f"/personen/{dilan.participant_id}/rueckmeldungen/").status_code == 404


def test_a_lead_who_opened_the_case_still_reads_no_answers(office: Office, as_user: As, dilan: Participation) -> None:
    """Also one who counsels others: what participants say of the counselling, nobody opens for another."""
    birte = office.personas.birte
    Membership.objects.create(user=birte, centre=office.centre, role=Role.COUNSELLOR, starts_on=timezone.localdate())
    break_glass(by=birte, participant=dilan.participant, reason="Frau Lerche ist krank, es eilt sehr.")
    assert OWN_WORDS not in page(office, as_user, dilan, birte)


def test_control_without_that_rule_she_would(
    office: Office, as_user: As, dilan: Participation, monkeypatch: pytest.MonkeyPatch
) -> None:
    birte = office.personas.birte
    Membership.objects.create(user=birte, centre=office.centre, role=Role.COUNSELLOR, starts_on=timezone.localdate())
    break_glass(by=birte, participant=dilan.participant, reason="Frau Lerche ist krank, es eilt sehr.")
    monkeypatch.setattr(Cares, "counselling", lambda cares: cares.all())
    assert OWN_WORDS in page(office, as_user, dilan, birte)


def test_a_substitute_reads_and_whoever_handed_on_does_not(office: Office, as_user: As, dilan: Participation) -> None:
    now, merle = timezone.now(), office.personas.merle
    care = {"centre": office.centre, "participant": dilan.participant, "user": merle}
    substitute = Care.objects.create(
        **care, kind=Care.Kind.SUBSTITUTE, since=now - timedelta(days=1), until=now + timedelta(days=3)
    )
    assert OWN_WORDS in page(office, as_user, dilan, merle)
    substitute.delete()
    Care.objects.filter(participant=dilan.participant).update(until=now + timedelta(days=7))
    Care.objects.create(**care, since=now - timedelta(minutes=1))
    client = as_user(office.personas.jule)
    assert client.get(f"/personen/{dilan.participant_id}/rueckmeldungen/").status_code == 404
    assert OWN_WORDS in page(office, as_user, dilan, merle)


def test_reading_leaves_a_row_that_says_what_was_read(office: Office, as_user: As, dilan: Participation) -> None:
    page(office, as_user, dilan)
    page(office, as_user, dilan, office.personas.toni)
    rows = TrailRow.objects.filter(person=dilan.participant_id, what__startswith="file_").order_by("seq")
    assert [row.what for row in rows] == ["file_feedback.read", "file_questionnaires.read"]


def test_what_was_asked_has_its_state(office: Office, as_user: As) -> None:
    dilan, today = office.participation(), timezone.localdate()
    asked(office, "session", of=dilan)
    decline(by=office.personas.toni, invitation=asked(office, "quality", of=dilan))
    asked(office, "closing", of=dilan, due_on=today + timedelta(days=3))
    asked(office, "improvement", of=dilan, due_on=today - timedelta(days=30), closes_on=today - timedelta(days=9))
    asked(office, "self_evaluation", of=dilan, why_not=WhyNot.LIMIT)
    shown = page(office, as_user, dilan)
    for state in ("offen</span>", "abgelehnt</span>", "noch nicht fällig", "nicht beantwortet", "nicht gefragt"):
        assert state in shown
    assert "genug Fragen in diesem Monat" in shown


def test_what_was_taken_up_is_marked_with_its_day_and_can_be_opened_again(
    office: Office, as_user: As, dilan: Participation
) -> None:
    client, low = (
        as_user(office.personas.jule),
        dilan.responses.get(submitted_on=timezone.localdate() - timedelta(days=2)),
    )
    for _twice in range(2):
        assert client.post(f"/rueckmeldungen/{low.pk}/besprochen/").status_code == 302
    assert Discussed.objects.filter(response=low).count() == 1
    shown = page(office, as_user, dilan)
    assert "besprochen am" in shown
    assert "4 von 10" in shown
    client.post(f"/rueckmeldungen/{low.pk}/wieder-offen/")
    assert not Discussed.objects.exists()
    assert "besprochen am" not in page(office, as_user, dilan)
    changes = TrailRow.objects.filter(what__startswith="feedback.signal").values_list("what", flat=True)
    assert list(changes.order_by("seq")) == ["feedback.signal_discussed", "feedback.signal_discussed_undone"]


def test_where_nothing_stands_out_there_is_nothing_to_mark(office: Office, as_user: As) -> None:
    fine = talked(office, office.participation(), 9)
    assert as_user(office.personas.jule).post(f"/rueckmeldungen/{fine.pk}/besprochen/").status_code == 409


def test_many_answers_take_as_many_queries_as_few(office: Office, as_user: As) -> None:
    counts = []
    for name, talks in (("Dilan Distel", 2), ("Alma Ahorn", 12)):
        one = office.participation(name)
        for at in range(talks):
            talked(office, one, 5, days_ago=at)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(office, as_user, one)
        counts.append(len(queries))
    assert counts[0] == counts[1]
