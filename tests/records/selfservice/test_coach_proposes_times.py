"""A jobcoach names another time: one that the page offers, a few at most, and none once the talk is booked."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.records.appointments.actions.closing_dates import book, propose
from perspektiv.records.appointments.models import ClosingDate, ClosingDay
from perspektiv.records.appointments.slots import key_of
from perspektiv.records.cases.models import Participation
from tests.records.appointments.office import Office, at
from tests.records.selfservice.test_coach import Coach, fee, running

__all__ = ["fee", "running"]


def offered(fee: Coach, running: Participation) -> list[str]:
    page = fee.look(f"abschluss/{running.pk}/zeit/").content.decode()
    return [part.split('"')[0] for part in page.split('name="at" value="')[1:]]


def named(fee: Coach, running: Participation, moment: datetime | str) -> int:
    key = moment if isinstance(moment, str) else key_of(moment)
    status: int = fee.send(f"abschluss/{running.pk}/zeit/", at=key, id=uuid4()).status_code
    return status


def test_every_offered_time_can_be_named(fee: Coach, running: Participation) -> None:
    times = offered(fee, running)
    assert len(times) == 6
    assert named(fee, running, times[-1]) == 303


@pytest.mark.parametrize("wrong", ["on Sunday at three", "at half past nine", "soon", "in 2030", "on a closing day"])
def test_other_times_cannot(fee: Coach, running: Participation, office: Office, wrong: str) -> None:
    day = at(10, days_ahead=8)
    sunday = at(3, days_ahead=7) + timedelta(days=6 - at(3, days_ahead=7).weekday())
    ClosingDay.objects.create(centre=office.centre, starts_on=day.date(), ends_on=day.date(), name="Betriebsausflug")
    moments = {
        "on Sunday at three": sunday,
        "at half past nine": at(10, days_ahead=9).replace(hour=9, minute=30),
        "soon": timezone.now() + timedelta(hours=5),
        "in 2030": at(10).replace(year=2030),
        "on a closing day": day,
    }
    assert named(fee, running, moments[wrong]) == 409
    assert not ClosingDate.objects.exists()


def test_three_are_enough(fee: Coach, running: Participation) -> None:
    for time in offered(fee, running)[:3]:
        assert named(fee, running, time) == 303
    assert fee.look(f"abschluss/{running.pk}/zeit/").status_code == 409
    assert named(fee, running, at(10, days_ahead=20)) == 409
    assert ClosingDate.objects.count() == 3


def test_declining_does_not_open_the_way_to_more_than_three(fee: Coach, running: Participation) -> None:
    for time in offered(fee, running)[:3]:
        named(fee, running, time)
    for date in ClosingDate.objects.all():
        fee.send(f"abschluss/{date.pk}/", says="no")
    assert named(fee, running, at(10, days_ahead=20)) == 409


def test_once_booked_no_other_search_begins(fee: Coach, running: Participation, office: Office) -> None:
    jule = office.personas.jule
    (date,) = propose(by=jule, participation=running, times=[at(10)], counsellor=jule)
    book(by=jule, closing_date=date)
    page = fee.look().content.decode()
    assert "Abschlussgespräch vorschlagen" not in page and "Andere Zeit erbitten" in page
