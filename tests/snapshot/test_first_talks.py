"""First talks of those who enter belong to their intake, with the day they had; of others they are only counted."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import import_package
from perspektiv.indicators import Period, figures
from perspektiv.package import check, open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, AppointmentChange, end_of
from perspektiv.records.cases.models import Contact, Participation, Referral
from perspektiv.records.letters.models import Message
from perspektiv.records.reminders.models import Lot, Reminder, Rule
from perspektiv.snapshot.making import make_snapshot
from tests.snapshot.conftest import Records

pytestmark = pytest.mark.django_db(transaction=True)  # snapshots read through a connection of their own

DAY = date(2019, 1, 1)
PERIOD = Period(date(2018, 1, 1), date(2018, 12, 31))
ON = datetime(2018, 3, 5, 9, tzinfo=UTC)
TALK = ("first_contact", "2018-03-05", "held")


@pytest.fixture
def entered(records: Records) -> Records:
    """Dilan's way in of the first of March led to the intake of the eighth, and later there is another segment."""
    Referral.objects.update(result="entered", decided_on=date(2018, 3, 8))
    Participation.objects.create(
        centre=records.centre, participant=records.dilan, segment=records.segment, started_on=date(2018, 9, 3)
    )
    return records


def frozen(tmp_path: Path) -> Path:
    out = tmp_path / "frozen"
    made = make_snapshot(out, by=SYSTEM, data_as_of=DAY)
    assert check(made).fault_count == 0
    return made


def told(package: Path) -> dict[str, tuple[Any, Any]]:
    with open_package(package) as opened:
        return {f.indicator: (f.numerator, f.denominator) for f in figures(opened, PERIOD).figures}


def talks(package: Path) -> list[tuple[Any, ...]]:
    """The first talks that are appointments of the person's first participation."""
    with open_package(package) as opened:
        return opened.connection.execute(
            "SELECT kind, starts_at::DATE::VARCHAR, status "
            "FROM appointments JOIN participations USING (participation_id) "
            "WHERE kind = 'first_contact' AND started_on = DATE '2018-03-08' ORDER BY ALL"
        ).fetchall()


def counted(package: Path) -> list[tuple[Any, ...]]:
    with open_package(package) as opened:
        return opened.connection.execute("SELECT talks_due, talks_held FROM referrals").fetchall()


def booked(records: Records, starts_at: datetime = ON, status: str = "held", **more: Any) -> Appointment:
    return Appointment.objects.create(
        centre=records.centre,
        participant=records.dilan,
        referral=records.referral,
        kind="first_contact",
        starts_at=starts_at,
        ends_at=end_of(starts_at, 75),
        status=status,
        **more,
    )


def noted(records: Records, at: datetime = ON, outcome: str = "talk_held") -> Contact:
    return Contact.objects.create(centre=records.centre, referral=records.referral, way="talk", outcome=outcome, at=at)


def test_a_booked_talk_ends_the_waiting_and_is_not_counted_twice(entered: Records, tmp_path: Path) -> None:
    booked(entered)

    package = frozen(tmp_path)

    assert talks(package) == [TALK]
    assert counted(package) == [(None, None)]
    assert told(package)["waiting_to_first_talk_days"] == (4, 1)
    assert told(package)["appointments_held"] == (2, None)


def test_a_talk_that_was_only_noted_has_its_day_too(entered: Records, tmp_path: Path) -> None:
    noted(entered)
    noted(entered, ON - timedelta(days=1), "talk_missed")
    noted(entered, ON - timedelta(days=2), "reached")

    package = frozen(tmp_path)

    assert talks(package) == [("first_contact", "2018-03-04", "no_show"), TALK]
    assert counted(package) == [(None, None)]
    assert told(package)["waiting_to_first_talk_days"] == (4, 1)


def test_a_talk_that_was_booked_and_noted_is_one(entered: Records, tmp_path: Path) -> None:
    booked(entered)
    noted(entered, ON + timedelta(hours=2))
    noted(entered, ON + timedelta(days=1))

    assert talks(frozen(tmp_path)) == [TALK, ("first_contact", "2018-03-06", "held")]


def test_of_those_who_have_not_entered_the_talks_are_only_counted(records: Records, tmp_path: Path) -> None:
    """Booked on one day, noted on another, and on one day both."""
    booked(records)
    noted(records, ON + timedelta(hours=2))
    noted(records, ON + timedelta(days=1), "talk_missed")

    package = frozen(tmp_path)

    assert talks(package) == []
    assert counted(package) == [(2, 1)]
    assert told(package)["waiting_to_first_talk_days"] == (0, 0)


def test_what_was_withdrawn_counts_nowhere(entered: Records, tmp_path: Path) -> None:
    booked(entered, withdrawn_at=ON)

    package = frozen(tmp_path)

    assert (talks(package), counted(package)) == ([], [(None, None)])


def test_their_booking_reminders_and_lot_count(entered: Records, tmp_path: Path) -> None:
    talk = booked(entered, status="no_show")
    _came_about(entered, talk)

    answer = told(frozen(tmp_path))

    assert answer["lead_time_days"] == (3, 1)
    assert answer["reminders_sent"] == (1, None)
    assert answer["no_show_rate_reminded_by_lot"] == (1, 1)


def test_they_go_out_with_an_export_and_are_known_when_they_come_in_again(entered: Records, tmp_path: Path) -> None:
    _came_about(entered, booked(entered))
    noted(entered, ON + timedelta(days=1))
    booked(entered, ON + timedelta(days=2), withdrawn_at=ON)
    out = tmp_path / "out"

    export_package(out, by=SYSTEM)
    again = import_package(out, by=SYSTEM)

    assert check(out).fault_count == 0
    assert talks(out) == [TALK, ("first_contact", "2018-03-06", "held")]
    assert counted(out) == [(None, None)]
    assert told(out)["waiting_to_first_talk_days"] == (4, 1)
    assert [(len(step.new), step.differing) for step in again.steps] == [(0, 0)] * len(again.steps)


def test_what_went_out_before_a_talk_was_booked_on_its_day_is_known_still(entered: Records, tmp_path: Path) -> None:
    noted(entered)
    export_package(tmp_path / "out", by=SYSTEM)
    booked(entered)

    again = import_package(tmp_path / "out", by=SYSTEM)

    assert [len(step.new) for step in again.steps] == [0] * len(again.steps)


def _came_about(records: Records, talk: Appointment) -> None:
    """Booked three days before, reminded of once, and drawn to be."""
    change = AppointmentChange.objects.create(centre=records.centre, appointment=talk, kind="booked", actor="system")
    AppointmentChange.objects.filter(pk=change.pk).update(created_at=ON - timedelta(days=3))
    rule = Rule.objects.create(
        id=talk.pk, line=talk.pk, centre=records.centre, days_before=1, at="10:00", starts_on=DAY
    )
    message = Message.objects.create(
        centre=records.centre,
        key=str(talk.pk),
        participant=records.dilan,
        purpose="reminder",
        channel="mail",
        state="sent",
    )
    Reminder.objects.create(
        centre=records.centre, appointment=talk, rule=rule, starts_at=talk.starts_at, message=message
    )
    Lot.objects.create(centre=records.centre, appointment=talk, arm="reminded", drawn_at=ON)
