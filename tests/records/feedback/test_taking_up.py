"""What is to be taken up waits on the counsellor's Today, by name alone, until it is marked; on nobody else's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import Deputy, User
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Participation
from perspektiv.records.desk import daily_mail
from perspektiv.records.desk.models import DailyMail, NoticeChoice
from perspektiv.records.desk.todos import todos_of
from perspektiv.records.feedback.actions.signals import discuss, take_up_again
from perspektiv.records.feedback.models import Moment, Response
from tests.records.appointments.office import Office
from tests.records.feedback.answering import evaluated, normed, talked
from tests.records.feedback.inviting import questionnaire

As = Callable[[User], Client]
SAYS = "zum Ansprechen"


@pytest.fixture
def dilan(office: Office) -> Participation:
    dilan = office.participation()
    talked(office, dilan, 4, 8, 2, 9, days_ago=2)
    return dilan


def today(as_user: As, user: User) -> str:
    return " ".join(as_user(user).get("/").content.decode().split())


def appointment_today(of: Participation, hour: int = 12) -> Appointment:
    starts_at = timezone.localtime().replace(hour=hour, minute=0)
    return Appointment.objects.create(
        centre=of.centre,
        participant=of.participant,
        participation=of,
        counsellor=of.counsellor,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
    )


def test_responses_are_counted_and_people_named(office: Office, as_user: As, dilan: Participation) -> None:
    talked(office, office.participation("Alma Ahorn"), 3, days_ago=1)
    shown = today(as_user, office.personas.jule)
    assert "2 Rückmeldungen zum Ansprechen" in shown
    assert "Dilan Distel, Alma Ahorn" in shown
    assert f'href="/personen/{dilan.participant_id}/rueckmeldungen/"' in shown
    for what in ("angehört", "4 von 10", "Fragen Sie"):
        assert what not in shown


def test_beside_the_appointment_a_sign_says_it_to_everybody_who_reads_or_listens(
    office: Office, as_user: As, dilan: Participation
) -> None:
    alma = office.participation("Alma Ahorn")
    for hour, one in enumerate((dilan, alma), start=9):
        appointment_today(one, hour)
    shown = today(as_user, office.personas.jule)
    assert "Rückmeldung von Dilan Distel zum Ansprechen" in shown
    assert "Rückmeldung von Alma Ahorn" not in shown


def test_what_was_marked_leaves_today_and_comes_back_when_opened_again(
    office: Office, as_user: As, dilan: Participation
) -> None:
    jule, low = office.personas.jule, Response.objects.get()
    discuss(by=jule, response=low)
    assert SAYS not in today(as_user, jule)
    take_up_again(by=jule, response=low)
    assert SAYS in today(as_user, jule)


def test_good_news_and_no_change_call_nobody(office: Office, as_user: As) -> None:
    normed(questionnaire(office, "self_evaluation"))
    for name, after in (("Alma Ahorn", 5), ("Bekir Birke", 2)):
        one = office.participation(name)
        evaluated(office, one, 2, Moment.BEFORE, days_ago=60)
        evaluated(office, one, after, Moment.AFTER)
    assert SAYS not in today(as_user, office.personas.jule)


def test_history_from_elsewhere_calls_nobody(office: Office, as_user: As, dilan: Participation) -> None:
    Response.objects.update(source_key="alt-17")
    assert SAYS not in today(as_user, office.personas.jule)


@pytest.mark.parametrize("who", ["merle", "toni", "birte", "hanne", "quirin", "fee", "august", "ada", "fremd"])
def test_nobody_else_is_told(office: Office, as_user: As, dilan: Participation, who: str) -> None:
    appointment_today(dilan)
    other = getattr(office.personas, who)
    shown = as_user(other).get("/", follow=True).content.decode()
    assert SAYS not in shown
    assert not [todo for todo in todos_of(other, timezone.localdate()) if SAYS in todo.title]


def test_a_deputy_is_told_as_of_all_else(office: Office, as_user: As, dilan: Participation) -> None:
    day = timezone.localdate()
    Deputy.objects.create(
        centre=office.centre, absent=office.personas.jule, deputy=office.personas.merle, starts_on=day, ends_on=day
    )
    assert SAYS in today(as_user, office.personas.merle)


def test_the_daily_mail_has_the_number_and_no_name(
    office: Office, dilan: Participation, mailoutbox: list[EmailMessage]
) -> None:
    NoticeChoice.objects.create(user=office.personas.jule, daily_mail=True)
    claim = DailyMail.objects.create(
        user=office.personas.jule, day=timezone.localdate(), claimed_at=timezone.now() - timedelta(minutes=1)
    )
    mail = daily_mail.mail_of(claim)
    assert mail is not None
    assert "1 Rückmeldung zum Ansprechen" in str(mail.body)
    for what in ("Dilan", "Distel", str(dilan.participant_id), "angehört"):
        assert what not in str(mail.body)


def test_many_people_take_as_many_queries_as_few(office: Office, as_user: As, dilan: Participation) -> None:
    client, counted = as_user(office.personas.jule), []
    appointment_today(dilan)
    client.get("/")
    for more in (3, 12):
        for n in range(more):
            talked(office, office.participation(f"Alma Ahorn{n}"), 3, days_ago=1)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
