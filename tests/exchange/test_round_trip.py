"""What came in goes out as it was, row by row."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from perspektiv.errors import Refused
from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import import_package
from perspektiv.exchange.kept import TABLES
from perspektiv.package import check
from perspektiv.records.access.models import Centre, TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import Participation, Referral, Segment
from perspektiv.records.people.models import Participant
from tests.exchange.conftest import MakePackage, rows_of
from tests.exchange.small_package import SMALL
from tests.records.personas import Personas

pytestmark = pytest.mark.django_db(transaction=True)  # exports read through a connection of their own

KEPT = [table.resource for table in TABLES]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_small_package(make_package: MakePackage, tmp_path: Path, form: str) -> None:
    package, out = make_package(), tmp_path / "aus"
    import_package(package, by=SYSTEM)

    export_package(out, by=SYSTEM, form=form)  # type: ignore[arg-type]

    assert check(out).fault_count == 0
    for table in KEPT:
        assert rows_of(out, table) == rows_of(package, table), table


def test_the_example_cohort(cohort_csv: Path, tmp_path: Path) -> None:
    import_package(cohort_csv, by=SYSTEM)

    export_package(tmp_path / "aus", by=SYSTEM)

    for table in KEPT:
        assert rows_of(tmp_path / "aus", table) == rows_of(cohort_csv, table), table


def test_two_centres_that_use_the_same_keys(personas: Personas, make_package: MakePackage, tmp_path: Path) -> None:
    """Keys of people are told apart by their centre, and each finds its own again."""
    package, out = make_package(), tmp_path / "aus"
    import_package(package, by=SYSTEM)
    import_package(package, by=SYSTEM, centre="anderswo")
    Segment.objects.filter(centre=personas.elsewhere, key="search").update(name="Stellen suchen")

    export_package(out, by=SYSTEM)

    assert check(out).fault_count == 0
    assert [row[0] for row in rows_of(out, "persons")] == [
        "anderswo:p1",
        "anderswo:p2",
        "musterplatz:p1",
        "musterplatz:p2",
    ]
    assert [row[0] for row in rows_of(out, "segments")] == ["anderswo:search", "intake", "musterplatz:search"]
    again = import_package(out, by=SYSTEM)
    assert [(len(step.new), step.differing) for step in again.steps] == [(0, 0)] * len(again.steps)


def test_one_centre_alone(personas: Personas, make_package: MakePackage, tmp_path: Path) -> None:
    import_package(make_package(), by=SYSTEM)
    import_package(make_package("zweites"), by=SYSTEM, centre="anderswo")

    export_package(tmp_path / "aus", by=SYSTEM, centre="anderswo")

    assert rows_of(tmp_path / "aus", "centres") == [("anderswo", "Zentrum Anderswo")]
    assert [row[0] for row in rows_of(tmp_path / "aus", "persons")] == ["p1", "p2"]


def test_what_was_made_here_goes_out_under_its_id_and_is_known_again(
    personas: Personas, make_package: MakePackage, tmp_path: Path
) -> None:
    person = Participant.objects.create(centre=personas.centre, file_number="2026-0001", family_name="Distel")
    segment = Segment.objects.create(
        centre=personas.centre, key="intake", name="Einstieg", letters="EB", position=1, valid_from=date(2026, 1, 1)
    )
    Participation.objects.create(
        centre=personas.centre,
        participant=person,
        segment=segment,
        counsellor=personas.jule,
        started_on=date(2026, 2, 1),
    )

    export_package(tmp_path / "aus", by=SYSTEM)

    (row,) = rows_of(tmp_path / "aus", "participations")
    assert row[1:4] == (str(person.id), "intake", str(personas.jule.id))
    again = import_package(tmp_path / "aus", by=SYSTEM)
    assert [(len(step.new), step.differing) for step in again.steps] == [(0, 0)] * len(again.steps)


def test_first_talks_without_a_participation_are_counted_with_the_way_in(
    personas: Personas, make_package: MakePackage, tmp_path: Path
) -> None:
    import_package(make_package(), by=SYSTEM)
    referral = Referral.objects.get(source_key="z2")
    start = Appointment.objects.get(source_key="a1").starts_at
    for status in ("held", "no_show", "excused", "planned"):
        Appointment.objects.create(
            id=uuid4(),
            centre=personas.centre,
            participant=referral.participant,
            referral=referral,
            kind="first_contact",
            starts_at=start,
            ends_at=start,
            status=status,
        )

    export_package(tmp_path / "aus", by=SYSTEM)

    talks = {row[0]: row[-2:] for row in rows_of(tmp_path / "aus", "referrals")}
    assert talks == {"z1": (None, None), "z2": (3, 1)}
    assert len(rows_of(tmp_path / "aus", "appointments")) == len(SMALL["appointments"])


def test_an_export_is_told_by_the_trail_and_overwrites_nothing(make_package: MakePackage, tmp_path: Path) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)

    with pytest.raises(Refused, match="gibt es schon"):
        export_package(package, by=SYSTEM)
    assert not TrailRow.objects.filter(what="exchange.exported").exists()

    export_package(tmp_path / "aus", by=SYSTEM)
    assert TrailRow.objects.get(what="exchange.exported").centre == Centre.objects.get().id


def test_where_there_is_no_centre_there_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="noch kein Zentrum"):
        export_package(tmp_path / "aus", by=SYSTEM)
    with pytest.raises(Refused, match="„x“ gibt es nicht"):
        export_package(tmp_path / "aus", by=SYSTEM, centre="x")
