"""A package comes into the records: whole, marked as imported, and only once."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from perspektiv.errors import Refused
from perspektiv.exchange import importing
from perspektiv.exchange.importing import NotImported, import_package
from perspektiv.exchange.planning import Plan, Wishes
from perspektiv.exchange.telling import plan_text
from perspektiv.language import Text
from perspektiv.package import PackageFaulty
from perspektiv.records.access.models import Centre, TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import EndingReason, Participation, Referral, Segment
from perspektiv.records.outcomes.models import FollowUp, JobStart
from perspektiv.records.people.actions.participants import register
from perspektiv.records.people.models import Participant
from perspektiv.schema.tables import Appointments, JobStarts, Segments
from tests.exchange.conftest import MakePackage
from tests.exchange.small_package import SMALL
from tests.records.personas import Personas

pytestmark = pytest.mark.django_db


def counts(plan: Plan) -> dict[str, tuple[int, int, int]]:
    return {step.table.resource: (len(step.new), step.known, step.differing) for step in plan.steps}


def test_everything_that_is_kept_arrives(make_package: MakePackage) -> None:
    plan = import_package(make_package(), by=SYSTEM)

    assert counts(plan) == {
        "centres": (1, 0, 0),
        "segments": (2, 0, 0),
        "ending_reasons": (1, 0, 0),
        "persons": (2, 0, 0),
        "referrals": (2, 0, 0),
        "participations": (3, 0, 0),
        "appointments": (2, 0, 0),
        "job_starts": (1, 0, 0),
        "follow_on_measures": (1, 0, 0),
        "follow_ups": (1, 0, 0),
        "instruments": (2, 0, 0),
        "items": (3, 0, 0),
        "responses": (3, 0, 0),
        "answers": (4, 0, 0),
    }
    early = Participation.objects.get(source_key="t2")
    assert (early.participant.source_key, early.segment.key, early.reason and early.reason.key) == (
        "p1",
        "search",
        "job",
    )
    appointment = Appointment.objects.get(source_key="a1")
    assert appointment.starts_at == datetime(2018, 3, 8, 22, 30, tzinfo=UTC)
    assert appointment.ends_at - appointment.starts_at == timedelta(minutes=60)
    assert appointment.participant == Participant.objects.get(source_key="p1")
    assert appointment.imported


def test_a_centre_that_exists_is_found_by_its_key(personas: Personas, make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)

    assert {record.centre for record in Participant.objects.all()} == {personas.centre}


class TestMadeUpPeople:
    """Stay marked as such, wherever they come."""

    @pytest.fixture
    def made_up(self, make_package: MakePackage) -> Path:
        package = make_package()
        descriptor = package / "datapackage.json"
        descriptor.write_text(json.dumps({**json.loads(descriptor.read_text()), "made_up": True}))
        return package

    def test_an_empty_centre_becomes_made_up(self, personas: Personas, made_up: Path) -> None:
        import_package(made_up, by=SYSTEM)
        personas.centre.refresh_from_db()
        assert personas.centre.made_up
        assert not import_package(made_up, by=SYSTEM).become_made_up

    def test_a_new_centre_is_made_up(self, made_up: Path) -> None:
        import_package(made_up, by=SYSTEM)
        assert Centre.objects.get().made_up

    def test_they_do_not_come_among_real_people(self, personas: Personas, made_up: Path) -> None:
        register(by=personas.toni, centre=personas.centre, given_name="Dilan", family_name="Distel")
        with pytest.raises(Refused, match="sind schon Personen"):
            import_package(made_up, by=SYSTEM)
        personas.centre.refresh_from_db()
        assert not personas.centre.made_up

    def test_real_people_make_no_centre_made_up(self, personas: Personas, make_package: MakePackage) -> None:
        import_package(make_package(), by=SYSTEM)
        personas.centre.refresh_from_db()
        assert not personas.centre.made_up


def test_tables_that_are_not_kept_yet_are_named(make_package: MakePackage) -> None:
    plan = import_package(make_package(), by=SYSTEM)

    assert {table.resource: n for table, n in plan.not_kept.items()} == {"complaints": 1}
    assert "Wird nicht eingelesen: Beschwerden (1)" in plan_text(plan)


def test_the_same_package_again_changes_nothing(make_package: MakePackage) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)
    before = TrailRow.objects.count()

    plan = import_package(package, by=SYSTEM)

    assert all(new == 0 and differing == 0 for new, _, differing in counts(plan).values())
    assert TrailRow.objects.count() == before


def test_what_was_changed_since_is_told_and_stays(make_package: MakePackage) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)
    Appointment.objects.filter(source_key="a2").update(status="excused")
    Segment.objects.filter(key="search").update(name="Stellensuche und Bewerbung")

    plan = import_package(package, by=SYSTEM)

    assert [(d.table, d.row, d.key, d.column) for d in plan.differences] == [
        (Segments, 3, "search", "name"),
        (Appointments, 3, "a2", "status"),
    ]
    assert Appointment.objects.get(source_key="a2").status == "excused"
    assert "Termine, Zeile 3 (a2): Was daraus wurde" in plan_text(plan)


def test_a_later_package_adds_what_is_new(make_package: MakePackage) -> None:
    import_package(make_package("erstes"), by=SYSTEM)
    later = {"job_start_id": "j2", "person_id": "p2", "started_on": date(2019, 9, 2), "insured": False}

    plan = import_package(make_package("zweites", job_starts=[*SMALL["job_starts"], later]), by=SYSTEM)

    assert counts(plan)["job_starts"] == (1, 1, 0)
    assert JobStart.objects.count() == 2


def test_the_trail_has_one_row_a_table(make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)

    rows = TrailRow.objects.order_by("seq")
    assert [row.what for row in rows] == [
        "exchange.imported_centres",
        "exchange.imported_segments",
        "exchange.imported_ending_reasons",
        "exchange.imported_persons",
        "exchange.imported_referrals",
        "exchange.imported_participations",
        "exchange.imported_appointments",
        "exchange.imported_job_starts",
        "exchange.imported_follow_on_measures",
        "exchange.imported_follow_ups",
        "exchange.imported_instruments",
        "exchange.imported_items",
        "exchange.imported_responses",
    ]
    assert {row.centre for row in rows} == {Centre.objects.get().id}


def test_people_get_file_numbers_of_the_year_they_came_first(make_package: MakePackage) -> None:
    centre = Centre.objects.create(key="musterplatz", name="Zentrum Musterplatz")
    Participant.objects.create(centre=centre, file_number="2019-0041")

    import_package(make_package(), by=SYSTEM)

    numbers = dict(Participant.objects.exclude(source_key="").values_list("source_key", "file_number"))
    assert numbers == {"p1": "2018-0001", "p2": "2019-0042"}


def test_without_contacts_they_are_found_by_their_number(make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)

    person = Participant.objects.get(source_key="p1")
    assert str(person) == "2018-0001"
    assert " 2018 0001 " in person.search_name


def test_segments_have_letters_of_their_own(make_package: MakePackage) -> None:
    segments = [
        {"segment_id": key, "name": name, "position": n, "surveyed": False, "setting": "group"}
        for n, (key, name) in enumerate(
            [
                ("intake", "Einstiegsberatung"),
                ("eb2", "Eltern begleiten"),
                ("x", "Sprache"),
                ("y", "Spielen"),
                ("z", "7"),
            ],
            1,
        )
    ]

    import_package(make_package(segments=[*segments, SMALL["segments"][1]]), by=SYSTEM)

    letters = dict(Segment.objects.values_list("key", "letters"))
    assert letters["intake"] == "EB"
    assert len(set(letters.values())) == len(letters)


def test_a_person_merged_since_stays_merged(make_package: MakePackage) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)
    kept, merged = Participant.objects.get(source_key="p1"), Participant.objects.get(source_key="p2")
    for model in (Participation, Referral, Appointment, FollowUp):
        model._default_manager.filter(participant=merged).update(participant=kept)
    Participant.objects.filter(pk=merged.pk).update(merged_into=kept)

    plan = import_package(package, by=SYSTEM)

    assert counts(plan)["persons"] == (0, 2, 0)
    assert counts(plan)["participations"] == (0, 3, 0)
    assert counts(plan)["follow_on_measures"] == (0, 1, 0)


def test_a_booking_that_was_taken_back_as_a_mistake_does_not_come_back(make_package: MakePackage) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)
    Appointment.objects.filter(source_key="a2").update(withdrawn_at=datetime(2019, 1, 1, tzinfo=UTC))

    plan = import_package(package, by=SYSTEM)

    assert counts(plan)["appointments"] == (0, 2, 0)
    assert Appointment.objects.count() == 1


class TestCentres:
    def test_the_packages_only_centre_can_go_into_another(self, personas: Personas, make_package: MakePackage) -> None:
        import_package(make_package(), by=SYSTEM, centre="anderswo")

        assert {record.centre for record in Participant.objects.all()} == {personas.elsewhere}
        assert Centre.objects.get(key="musterplatz").name == "Zentrum Musterplatz"

    def test_which_must_exist(self, make_package: MakePackage) -> None:
        with pytest.raises(Refused, match="gibt es nicht"):
            import_package(make_package(), by=SYSTEM, centre="nirgends")

    def test_several_cannot_become_one(self, make_package: MakePackage) -> None:
        centres = [*SMALL["centres"], {"centre_id": "anderswo", "name": "Zentrum Anderswo"}]

        with pytest.raises(Refused, match="2 Zentren"):
            import_package(make_package(centres=centres), by=SYSTEM, centre="anderswo")

    def test_every_centre_gets_the_segments_that_it_uses(self, make_package: MakePackage) -> None:
        centres = [*SMALL["centres"], {"centre_id": "anderswo", "name": "Zentrum Anderswo"}]
        persons = [SMALL["persons"][0], {**SMALL["persons"][1], "centre_id": "anderswo"}]

        import_package(make_package(centres=centres, persons=persons), by=SYSTEM)

        used = Segment.objects.order_by("centre__key", "key").values_list("centre__key", "key")
        assert list(used) == [("anderswo", "intake"), ("musterplatz", "intake"), ("musterplatz", "search")]

    def test_a_user_imports_into_their_own_centres_only(self, make_package: MakePackage) -> None:
        with pytest.raises(Refused, match="musterplatz"):
            import_package(make_package(), by=SYSTEM, wishes=Wishes(only=frozenset({"anderswo"})))

        assert not Centre.objects.exists()


def test_a_segment_can_be_matched_with_one_that_is_there(personas: Personas, make_package: MakePackage) -> None:
    Segment.objects.create(
        centre=personas.centre, key="einstieg", name="Einstieg", letters="EI", position=1, surveyed=True
    )
    EndingReason.objects.create(centre=personas.centre, key="arbeit", name="In Arbeit", valuation="positive")
    wishes = Wishes(segments={"intake": "einstieg"}, reasons={"job": "arbeit"})

    plan = import_package(make_package(), by=SYSTEM, wishes=wishes)

    assert counts(plan)["segments"] == (1, 1, 0)
    assert set(Segment.objects.values_list("key", flat=True)) == {"einstieg", "search"}
    assert set(EndingReason.objects.values_list("key", flat=True)) == {"arbeit"}


def test_a_result_whose_day_nobody_wrote_down_is_kept(make_package: MakePackage) -> None:
    rows = [{**SMALL["referrals"][0], "decided_on": None}, *SMALL["referrals"][1:]]

    import_package(make_package(referrals=rows), by=SYSTEM)

    assert Referral.objects.get(source_key="z1").decided_on is None


class TestNothingIsWritten:
    def test_when_the_package_has_a_fault(self, make_package: MakePackage) -> None:
        package = make_package()
        persons = package / "persons.csv"
        persons.write_text(persons.read_text().replace("male", "masculine", 1))

        with pytest.raises(PackageFaulty, match=r"persons\.csv, Zeile 2, Spalte gender"):
            import_package(package, by=SYSTEM)

        assert not Centre.objects.exists()

    @pytest.mark.parametrize(
        ("table", "column", "value", "sentence"),
        [
            ("segments", "name", "x" * 121, "segments, Zeile 2, Spalte name: Höchstens 120 Zeichen"),
            ("follow_ups", "source", "x" * 201, "follow_ups, Zeile 2, Spalte source: Höchstens 200"),
            ("appointments", "minutes", 40_000, "appointments, Zeile 2, Spalte minutes: Höchstens 32767"),
            ("referrals", "result", "open", "referrals, Zeile 2, Spalte decided_on: Der Zugang ist noch offen"),
            (
                "appointments",
                "starts_at",
                datetime(9999, 12, 31, 20, tzinfo=UTC),
                "appointments, Zeile 2, Spalte starts_at: Dieser Tag",
            ),
        ],
    )
    def test_when_the_records_cannot_hold_it(
        self, make_package: MakePackage, table: str, column: str, value: object, sentence: str
    ) -> None:
        rows = [{**SMALL[table][0], column: value}, *SMALL[table][1:]]

        with pytest.raises(NotImported, match=sentence):
            import_package(make_package(**{table: rows}), by=SYSTEM)

        assert not Centre.objects.exists()

    def test_when_it_breaks_half_way(self, make_package: MakePackage) -> None:
        def cut_the_power(done: int, total: int, label: Text) -> None:
            if label == JobStarts.title and Appointment.objects.exists():
                raise RuntimeError("power cut")

        with pytest.raises(RuntimeError, match="power cut"):
            import_package(make_package(), by=SYSTEM, progress=cut_the_power)

        assert not Appointment.objects.exists()
        assert not TrailRow.objects.exists()


def test_records_that_changed_while_the_plan_was_made_are_looked_at_again(
    personas: Personas, make_package: MakePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two send the same package at once: the second finds everything known."""
    package, plan_of = make_package(), importing.planned
    calls: list[Plan] = []

    def planned_slowly(*args: object, **kwargs: object) -> Plan:
        plan = plan_of(*args, **kwargs)  # type: ignore[arg-type]
        calls.append(plan)
        if len(calls) == 1:
            monkeypatch.setattr(importing, "planned", plan_of)
            import_package(package, by=SYSTEM)
            monkeypatch.setattr(importing, "planned", planned_slowly)
        return plan

    monkeypatch.setattr(importing, "planned", planned_slowly)
    plan = import_package(package, by=SYSTEM)

    assert len(calls) == 2
    assert counts(plan)["appointments"] == (0, 2, 0)
    assert Appointment.objects.count() == 2


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="gibt es nicht"):
        import_package(tmp_path / "nichts", by=SYSTEM)
