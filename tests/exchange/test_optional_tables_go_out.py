"""How appointments came about goes out with the package; coming in again, that alone is not taken, and told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command

from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import import_package
from perspektiv.exchange.kept import TABLES
from perspektiv.exchange.telling import NAMES, plan_text
from perspektiv.package import check, open_package
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, AppointmentChange, OfferedSlot, end_of
from perspektiv.records.cases.models import Participation
from perspektiv.records.letters.models import Message
from perspektiv.records.reminders.models import Lot, Reminder, Rule
from perspektiv.schema import KNOWN, Table
from tests.exchange.conftest import MakePackage, rows_of
from tests.records.personas import Personas, make_user

pytestmark = pytest.mark.django_db(transaction=True)  # exports read through a connection of their own

NINE = datetime(2019, 3, 20, 8, tzinfo=UTC)
TOO_MUCH = ("appointment_bookings", "offered_slots")


@pytest.fixture
def booked(personas: Personas, make_package: MakePackage) -> Iterator[UUID]:
    """An appointment booked nine days before, reminded of once, in a time that was offered; another time is free."""
    import_package(make_package(), by=SYSTEM)
    yield _booked(personas.centre, personas.jule)


@pytest.mark.parametrize("table", KNOWN, ids=lambda table: table.resource)
def test_every_table_has_a_name_by_which_an_import_tells_of_it(table: type[Table]) -> None:
    assert NAMES[table.resource]


def _booked(centre: Centre, counsellor: User) -> UUID:
    participation = Participation.objects.get(centre=centre, source_key="t3")
    appointment = Appointment.objects.create(
        centre=centre,
        participant=participation.participant,
        participation=participation,
        counsellor=counsellor,
        starts_at=NINE,
        ends_at=end_of(NINE, 75),
        status="held",
    )
    change = AppointmentChange.objects.create(centre=centre, appointment=appointment, kind="booked", actor="system")
    AppointmentChange.objects.filter(pk=change.pk).update(created_at=NINE - timedelta(days=9))
    id = uuid4()
    rule = Rule.objects.create(id=id, line=id, centre=centre, days_before=1, at="10:00", starts_on=date(2019, 1, 1))
    message = Message.objects.create(
        centre=centre,
        key=str(id),
        participant=participation.participant,
        purpose="reminder",
        channel="mail",
        state="sent",
    )
    Reminder.objects.create(centre=centre, appointment=appointment, rule=rule, starts_at=NINE, message=message)
    Lot.objects.create(centre=centre, appointment=appointment, arm="reminded", drawn_at=NINE)
    for hours in (0, 3):
        at = NINE + timedelta(hours=hours)
        OfferedSlot.objects.create(centre=centre, counsellor=counsellor, starts_at=at, ends_at=end_of(at, 75))
    return appointment.pk


def test_bookings_and_offered_times_go_out(booked: UUID, tmp_path: Path) -> None:
    out = tmp_path / "aus"
    export_package(out, by=SYSTEM)

    assert check(out).fault_count == 0
    with open_package(out) as package:
        assert package.version == "1.1"
    assert rows_of(out, "appointment_bookings") == [(str(booked), date(2019, 3, 11), 1, "reminded")]
    assert sorted((row[2][:16], row[3:]) for row in rows_of(out, "offered_slots")) == [
        ("2019-03-20 09:00", (75, True)),
        ("2019-03-20 12:00", (75, False)),
    ]


def test_a_centre_without_any_of_it_writes_version_1(make_package: MakePackage, tmp_path: Path) -> None:
    import_package(make_package(), by=SYSTEM)
    export_package(tmp_path / "aus", by=SYSTEM)
    with open_package(tmp_path / "aus") as package:
        assert package.version == "1"


def test_where_two_centres_use_the_same_keys_bookings_find_their_appointments(
    booked: UUID, personas: Personas, make_package: MakePackage, tmp_path: Path
) -> None:
    """The appointment is booked here and has a key that the other centre uses, too: of there, no booking is known."""
    import_package(make_package("zweites"), by=SYSTEM, centre="anderswo")
    _booked(personas.elsewhere, make_user(personas.elsewhere, "Ilse", "Ibis"))
    Appointment.objects.filter(pk=booked).update(source_key="a3")
    there = Appointment.objects.get(centre=personas.elsewhere, source_key="a2")
    Appointment.objects.filter(pk=there.pk).update(source_key="a3")

    export_package(tmp_path / "aus", by=SYSTEM)

    assert check(tmp_path / "aus").fault_count == 0
    assert "musterplatz:a3" in [row[0] for row in rows_of(tmp_path / "aus", "appointment_bookings")]


def test_out_and_into_an_empty_home_and_out_again(booked: UUID, tmp_path: Path) -> None:
    """All that an import takes is the same; the rest is named by it, with the number of rows."""
    first, second = tmp_path / "erst", tmp_path / "dann"
    export_package(first, by=SYSTEM)
    call_command("flush", interactive=False, verbosity=0)

    told = plan_text(import_package(first, by=SYSTEM))
    export_package(second, by=SYSTEM)

    assert "Gebuchte Termine (1)" in told and "Angebotene Zeiten (2)" in told
    for table in TABLES:
        assert rows_of(second, table.resource) == rows_of(first, table.resource), table
    with open_package(second) as package:
        assert package.version == "1"
        assert set(TOO_MUCH) <= package.not_collected
