"""What a snapshot carries of the records, and what it does not."""

from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connections
from django.db.utils import DatabaseError
from django.utils import timezone
from pytest_django.fixtures import Settings

from perspektiv.errors import Refused
from perspektiv.package import Findings, check, open_package
from perspektiv.package.sealing import is_sealed
from perspektiv.package.source import find_source
from perspektiv.records.access.frozen import frozen
from perspektiv.records.access.models import Centre, TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Contact, Participation, Segment
from perspektiv.records.outcomes.models import FollowOnMeasure
from perspektiv.records.people.models import Participant
from perspektiv.snapshot.making import make_snapshot
from tests.records.personas import Personas
from tests.snapshot.conftest import Records

pytestmark = pytest.mark.django_db(transaction=True)  # snapshots read through a connection of their own

DAY = date(2019, 1, 1)


def snapshot(out: Path) -> Path:
    return make_snapshot(out, by=SYSTEM, data_as_of=DAY)


def rows(path: Path, table: str, *columns: str) -> list[tuple[Any, ...]]:
    with open_package(path) as package:
        return package.connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY ALL").fetchall()


def test_it_is_a_package_without_faults_and_sealed(records: Records, tmp_path: Path) -> None:
    out = snapshot(tmp_path / "s")

    assert check(out).fault_count == 0
    with ExitStack() as stack:
        source = find_source(out, Findings(), stack)
        assert source is not None
        assert is_sealed(source)


def test_nobody_is_named_and_nothing_that_was_typed_is_told(
    records: Records, personas: Personas, tmp_path: Path
) -> None:
    out = snapshot(tmp_path / "s")

    people = [*vars(personas).values(), records.dilan]
    words = {"Kanarienvogel", "Dilan", "Distel", "2018-0001"} | {person.id.hex for person in people}
    words |= {str(person.id) for person in people if not isinstance(person, Centre)}
    words |= {name for person in people for name in (getattr(person, "family_name", ""),) if name}
    with open_package(out) as package:
        told = "".join(
            str(package.connection.execute(f"SELECT * FROM {table}").fetchall())
            for (table,) in package.connection.execute(
                "SELECT view_name FROM duckdb_views() WHERE NOT internal"
            ).fetchall()
            if table != "appointments"
        )
    assert [word for word in words if word in told] == []
    assert rows(out, "follow_on_measures", "kind") == [("other",)]
    assert rows(out, "follow_ups", "source") == [(None,)]


def test_a_word_that_many_share_is_told(records: Records, tmp_path: Path) -> None:
    for number in range(2, 7):
        person = Participant.objects.create(centre=records.centre, file_number=f"2018-{number:04}")
        FollowOnMeasure.objects.create(
            centre=records.centre, participant=person, started_on=date(2018, 6, 1), kind="Sprachkurs"
        )

    assert rows(snapshot(tmp_path / "s"), "follow_on_measures", "kind") == [("Sprachkurs",)] * 5 + [("other",)]


def test_an_appointment_keeps_its_day_in_berlin_and_loses_its_hour(records: Records, tmp_path: Path) -> None:
    ((starts_at,),) = rows(snapshot(tmp_path / "s"), "appointments", "starts_at::VARCHAR")

    assert datetime.fromisoformat(starts_at) == datetime(2018, 3, 9, 12, tzinfo=ZoneInfo("Europe/Berlin"))


def test_whoever_was_merged_counts_as_the_one_who_was_kept(records: Records, tmp_path: Path) -> None:
    twice = Participant.objects.create(centre=records.centre, file_number="2018-0002")
    thrice = Participant.objects.create(centre=records.centre, file_number="2018-0003", merged_into=twice)
    Participation.objects.create(
        centre=records.centre, participant=thrice, segment=records.segment, started_on=date(2018, 9, 3)
    )
    Participant.objects.filter(pk=twice.pk).update(merged_into=records.dilan)

    out = snapshot(tmp_path / "s")

    ((person,),) = rows(out, "persons", "person_id")
    assert rows(out, "participations", "person_id") == [(person,), (person,)]


def test_first_talks_without_a_participation_count_with_the_way_in(records: Records, tmp_path: Path) -> None:
    first_talk(records, "held")
    first_talk(records, "no_show")
    first_talk(records, "planned")
    withdrawn = first_talk(records, "held")
    Appointment.objects.filter(pk=withdrawn.pk).update(withdrawn_at=withdrawn.starts_at)

    out = snapshot(tmp_path / "s")

    assert rows(out, "referrals", "talks_due", "talks_held") == [(2, 1)]
    assert len(rows(out, "appointments", "appointment_id")) == 1


def test_talks_that_were_only_noted_count_where_no_appointment_was_made(records: Records, tmp_path: Path) -> None:
    for outcome in ("talk_held", "talk_missed", "talk_missed", "not_reached"):
        Contact.objects.create(centre=records.centre, referral=records.referral, way="talk", outcome=outcome)

    assert rows(snapshot(tmp_path / "s"), "referrals", "talks_due", "talks_held") == [(3, 1)]


def test_a_booking_that_was_a_mistake_does_not_count(records: Records, tmp_path: Path) -> None:
    Appointment.objects.update(withdrawn_at=records.appointment.starts_at)

    assert rows(snapshot(tmp_path / "s"), "appointments", "*") == []


def test_counsellors_of_imported_history_are_told_apart_by_centre(
    records: Records, personas: Personas, tmp_path: Path
) -> None:
    Participation.objects.update(counsellor=None, counsellor_key="b1")
    Participation.objects.create(
        centre=personas.elsewhere,
        participant=Participant.objects.create(centre=personas.elsewhere, file_number="2018-0001"),
        segment=Segment.objects.create(
            centre=personas.elsewhere, key="intake", name="Einstiegsberatung", letters="EB", position=1
        ),
        counsellor_key="b1",
        started_on=date(2018, 9, 3),
    )

    counsellors = rows(snapshot(tmp_path / "s"), "participations", "counsellor_id")

    assert len(set(counsellors)) == 2
    assert ("b1",) not in counsellors


def test_several_centres_share_what_means_the_same(records: Records, personas: Personas, tmp_path: Path) -> None:
    other = Segment.objects.create(
        centre=personas.elsewhere, key="intake", name="Einstiegsberatung", letters="XX", position=1
    )
    assert rows(snapshot(tmp_path / "alike"), "segments", "segment_id") == [("intake",)]

    Segment.objects.filter(pk=other.pk).update(surveyed=True)
    assert rows(snapshot(tmp_path / "apart"), "segments", "segment_id") == [
        ("anderswo:intake",),
        ("musterplatz:intake",),
    ]


def test_rows_stand_by_centre_then_participation(records: Records, personas: Personas, tmp_path: Path) -> None:
    for number in range(20):
        first_talk(records, "held", participation=number % 2 == 0)
    out = snapshot(tmp_path / "s")

    with open_package(out) as package:
        stand = package.connection.execute("SELECT participation_id, starts_at::VARCHAR FROM appointments").fetchall()
    assert stand == sorted(stand)


def test_the_same_records_give_the_same_bytes(records: Records, tmp_path: Path) -> None:
    first, second = snapshot(tmp_path / "eins"), snapshot(tmp_path / "zwei")

    assert contents(first) == contents(second)
    assert b"perspektiv" in contents(first)["persons.parquet"]
    assert b"parquet-cpp" not in contents(first)["persons.parquet"]

    Appointment.objects.update(status="no_show")
    assert contents(first) != contents(snapshot(tmp_path / "drei"))


def test_a_day_to_come_is_refused(records: Records, tmp_path: Path) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    with pytest.raises(Refused, match="noch nicht gekommen"):
        make_snapshot(tmp_path / "s", by=SYSTEM, data_as_of=tomorrow)

    assert not (tmp_path / "s").exists()
    with open_package(make_snapshot(tmp_path / "s", by=SYSTEM, data_as_of=timezone.localdate())) as package:
        assert package.pseudonymous


def test_made_up_centres_make_a_made_up_package(records: Records, tmp_path: Path) -> None:
    Centre.objects.update(made_up=True)

    with open_package(snapshot(tmp_path / "s")) as package:
        assert package.made_up


def test_without_a_place_it_is_kept_with_the_others(records: Records, settings: Settings, tmp_path: Path) -> None:
    settings.SNAPSHOTS = tmp_path / "snapshots"
    (settings.SNAPSHOTS / ".2018-01-01-left").mkdir(parents=True)  # by one that was killed

    made = make_snapshot(by=SYSTEM)

    assert [path.name for path in sorted(settings.SNAPSHOTS.iterdir())] == [".lock", made.name]
    with open_package(made) as package:
        assert package.data_as_of > DAY


def test_nothing_is_overwritten_and_the_trail_tells(records: Records, tmp_path: Path) -> None:
    out = snapshot(tmp_path / "s")
    assert {row.centre for row in TrailRow.objects.filter(what="snapshot.made")} == set(
        Centre.objects.values_list("id", flat=True)
    )

    with pytest.raises(Refused, match="gibt es schon"):
        snapshot(out)


def test_who_reads_one_moment_cannot_write(records: Records) -> None:
    with pytest.raises(DatabaseError), frozen() as using:
        Participant.objects.using(using).update(birth_year=1990)

    assert "frozen" not in [connection.alias for connection in connections.all(initialized_only=True)]


def first_talk(records: Records, status: str, *, participation: bool = False) -> Appointment:
    starts_at = records.appointment.starts_at + timedelta(days=Appointment.objects.count())
    return Appointment.objects.create(
        id=uuid4(),
        centre=records.centre,
        participant=records.dilan,
        participation=records.participation if participation else None,
        referral=None if participation else records.referral,
        kind="first_contact",
        starts_at=starts_at,
        ends_at=starts_at,
        status=status,
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}
