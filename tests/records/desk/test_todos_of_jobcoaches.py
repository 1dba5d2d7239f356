"""A jobcoach with an account hears of times to answer and results to read: to-dos, the bell, a number beside them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.closing_dates import JOBCOACH, answer, propose
from perspektiv.records.cases.models import ClosingResult, Participation
from perspektiv.records.desk.todos import todos_of
from perspektiv.records.desk.todos_of_jobcoaches import count_for_jobcoach
from perspektiv.records.people.models import Jobcoach
from tests.records.appointments.office import Office, at, open_office
from tests.records.personas import Personas

As = Callable[[User], Client]


@pytest.fixture
def office(personas: Personas) -> Office:
    return open_office(personas)


@pytest.fixture
def running(office: Office) -> Participation:
    running = office.participation()
    running.jobcoach = office.personas.wachtel
    running.save()
    return running


def titles(user: User) -> list[str]:
    return [todo.title for todo in todos_of(user, timezone.localdate())]


def test_times_that_wait_for_an_answer(office: Office, running: Participation, as_user: As) -> None:
    fee, jule = office.personas.fee, office.personas.jule
    assert titles(fee) == []
    dates = propose(by=jule, participation=running, times=[at(10), at(14)], counsellor=jule)
    assert titles(fee) == ["1 Abschlussgespräch: Zeiten warten auf Ihre Antwort"]
    page = as_user(fee).get("/ansteht/").content.decode()
    assert "Dilan Distel" in page and "/vorschlaege/abschluss/" in page
    assert count_for_jobcoach(fee) == 1
    for date in dates:
        answer(by=office.personas.wachtel, closing_date=date, who=JOBCOACH, says="no")
    assert (titles(fee), count_for_jobcoach(fee)) == ([], 0)


def test_a_released_result_that_is_not_read(office: Office, running: Participation, as_user: As) -> None:
    fee, now = office.personas.fee, timezone.now()
    result = ClosingResult.objects.create(
        centre=office.centre,
        participation=running,
        words="Pflege passt.",
        participant_released_at=now,
        counsellor_released_at=now,
        counsellor_released_by=running.counsellor,
    )
    assert titles(fee) == ["1 gemeinsames Ergebnis zu lesen"]
    assert "data-bell" in as_user(fee).get("/vorschlaege/").content.decode()
    ClosingResult.objects.filter(pk=result.pk).update(acknowledged_at=now)
    assert titles(fee) == []


def test_what_is_another_jobcoachs_is_not_counted(office: Office, running: Participation) -> None:
    running.jobcoach = Jobcoach.objects.create(centre=office.centre, family_name="Pirol")
    running.save()
    propose(by=office.personas.jule, participation=running, times=[at(10)], counsellor=office.personas.jule)
    assert (titles(office.personas.fee), count_for_jobcoach(office.personas.fee)) == ([], 0)
