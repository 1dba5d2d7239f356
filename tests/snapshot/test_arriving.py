"""How appointments come about goes into a snapshot: bookings with their reminders and lots, offered times; no names."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.indicators import Period, figures
from perspektiv.package import open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, AppointmentChange, OfferedSlot, end_of
from perspektiv.records.letters.models import Message
from perspektiv.records.reminders.models import Lot, Reminder, Rule
from perspektiv.snapshot.making import make_snapshot
from tests.records.personas import Personas
from tests.snapshot.conftest import Records

DAY = date(2018, 12, 31)
PERIOD = Period(date(2018, 1, 1), DAY)


def booked(records: Records, starts_at: datetime, on: datetime | None, status: str = "held") -> Appointment:
    appointment = Appointment.objects.create(
        centre=records.centre,
        participant=records.dilan,
        participation=records.participation,
        starts_at=starts_at,
        ends_at=end_of(starts_at, 75),
        status=status,
    )
    if on:
        change = AppointmentChange.objects.create(
            centre=records.centre, appointment=appointment, kind="booked", actor="system"
        )
        AppointmentChange.objects.filter(pk=change.pk).update(created_at=on)
    return appointment


def reminded(records: Records, appointment: Appointment, *states: str) -> None:
    for number, state in enumerate(states):
        id = uuid4()
        rule = Rule.objects.create(
            id=id, line=id, centre=records.centre, days_before=number, at="10:00", starts_on=date(2018, 1, 1)
        )
        message = Message.objects.create(
            centre=records.centre,
            key=str(id),
            participant=records.dilan,
            purpose="reminder",
            channel="mail",
            state=state,
        )
        Reminder.objects.create(
            centre=records.centre, appointment=appointment, rule=rule, starts_at=appointment.starts_at, message=message
        )


@pytest.mark.django_db(transaction=True)
def test_the_figures_are_those_of_the_records(records: Records, personas: Personas, tmp_path: Path) -> None:
    """Three appointments more: booked 9, 3 days before and unknown; two, one and no reminder sent."""
    noon = datetime(2018, 3, 20, 11, tzinfo=UTC)
    one = booked(records, noon, datetime(2018, 3, 11, 8, tzinfo=UTC))
    two = booked(records, noon + timedelta(days=1), datetime(2018, 3, 17, 23, 30, tzinfo=UTC), "no_show")
    three = booked(records, noon + timedelta(days=2), None)
    taken_back = booked(records, noon + timedelta(days=3), noon)
    Appointment.objects.filter(pk=taken_back.pk).update(withdrawn_at=timezone.now())
    reminded(records, one, "sent", "sent", "stopped")
    reminded(records, two, "uncertain")
    reminded(records, three, "sent")
    Lot.objects.create(centre=records.centre, appointment=two, arm="without", drawn_at=noon)
    Appointment.objects.filter(pk=one.pk).update(counsellor=personas.jule)
    for hours, withdrawn_at in ((0, None), (3, None), (6, timezone.now())):
        OfferedSlot.objects.create(
            centre=records.centre,
            counsellor=personas.jule,
            starts_at=noon + timedelta(hours=hours),
            ends_at=end_of(noon + timedelta(hours=hours), 75),
            withdrawn_at=withdrawn_at,
        )
    frozen = make_snapshot(tmp_path / "frozen", by=SYSTEM, data_as_of=DAY)
    with open_package(frozen) as package:
        assert package.version == "1.1"
        told = {figure.indicator: (figure.numerator, figure.denominator) for figure in figures(package, PERIOD).figures}
        rows = package.connection.execute("FROM appointment_bookings").fetchall()
        minutes = package.connection.execute("SELECT minutes, hour(starts_at) FROM offered_slots").fetchall()
    assert told["lead_time_days"] == (9 + 3, 2)
    assert told["reminders_sent"] == (3, None)
    assert told["appointments_reminded_share"] == (2, 3)
    assert told["no_show_rate_without_by_lot"] == (1, 1) and told["no_show_rate_reminded_by_lot"] == (0, 0)
    assert (told["slots_offered"], told["slots_used"]) == ((2, None), (1, None))
    assert told["waiting_to_entry_days"] == (0, 0), "the way in is still open"
    assert len(rows) == 3 and not any(str(one.pk) in str(row) for row in rows)
    assert minutes == [(75, 12), (75, 12)]


@pytest.mark.django_db(transaction=True)
def test_without_any_of_it_a_snapshot_is_of_version_1(records: Records, tmp_path: Path) -> None:
    with open_package(make_snapshot(tmp_path / "frozen", by=SYSTEM, data_as_of=DAY)) as package:
        assert package.version == "1"
        assert {"appointment_bookings", "offered_slots"} <= package.not_collected
