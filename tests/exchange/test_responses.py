"""What was answered comes in with the name behind it, or with none; sent again it is here already."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import NotImported, import_package
from perspektiv.exchange.planning import Plan
from perspektiv.exchange.telling import plan_text
from perspektiv.package import open_package
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.models import (
    AnonymousAnswer,
    AnonymousResponse,
    Answer,
    Instrument,
    InstrumentVersion,
    Item,
    Response,
)
from tests.exchange.conftest import MakePackage, rows_of
from tests.exchange.small_package import SMALL
from tests.records.personas import Personas

pytestmark = pytest.mark.django_db(transaction=True)  # exports read through a connection of their own


def told(plan: Plan, table: str) -> tuple[int, int, int]:
    (step,) = [step for step in plan.steps if step.table.resource == table]
    return len(step.new), step.known, step.differing


def test_a_linked_response_belongs_to_its_participation(make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)

    response = Response.objects.get(source_key="r1")
    assert response.participation == Participation.objects.get(source_key="t1")
    assert (response.moment, response.submitted_on, response.imported) == ("single", date(2018, 4, 2), True)
    assert list(response.answers.values_list("item__source_key", "value")) == [("gehoert", 8.0), ("2. Themen", 6.5)]
    assert Response.objects.get(source_key="r2").participation is None


def test_an_anonymous_one_has_its_quarter_and_nobody(make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)

    response = AnonymousResponse.objects.get()
    assert (response.quarter, response.version_of.instrument.anonymous) == (date(2018, 4, 1), True)
    assert [answer.value for answer in response.answers.all()] == [4.0]
    assert not Response.objects.filter(source_key="r3").exists()


def test_anonymous_ones_do_not_lie_in_the_order_of_the_file(make_package: MakePackage) -> None:
    """Whoever wrote the package may have kept the order in which people answered."""
    many = [{**SMALL["responses"][2], "response_id": f"r{n:03}"} for n in range(100)]
    answers = [{"response_id": f"r{n:03}", "item_id": "raeume", "value": 1.0 + n % 4} for n in range(100)]
    plan = import_package(make_package(responses=many, answers=answers), by=SYSTEM)

    for table, models in (("responses", AnonymousResponse), ("answers", AnonymousAnswer)):
        (step,) = [step for step in plan.steps if step.table.resource == table]
        ids: list[UUID] = [made.pk for made in step.new]
        assert ids == sorted(ids) and len(ids) == models._default_manager.count() == 100
    written = list(AnonymousResponse.objects.order_by("pk").values_list("source_key", flat=True))
    assert written != sorted(written)


def test_sent_again_nothing_changes(make_package: MakePackage) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)
    plan = import_package(package, by=SYSTEM)

    for table in ("instruments", "items", "responses", "answers"):
        assert told(plan, table) == (0, len(SMALL[table]), 0), table
    assert (Response.objects.count(), AnonymousResponse.objects.count(), Answer.objects.count()) == (2, 1, 3)


def test_what_differs_is_told_and_stays(make_package: MakePackage) -> None:
    import_package(make_package("erst"), by=SYSTEM)
    responses = [{**SMALL["responses"][0], "moment": "after", "participation_id": "t2"}, *SMALL["responses"][1:]]
    answers = [{**SMALL["answers"][0], "value": 1.0}, *SMALL["answers"][1:3], {**SMALL["answers"][3], "value": 1.0}]

    plan = import_package(make_package("dann", responses=responses, answers=answers), by=SYSTEM)

    assert told(plan, "responses") == (0, 3, 1) and told(plan, "answers") == (0, 4, 2)
    text = plan_text(plan)
    assert "Ausgefüllte Fragebögen, Zeile 2 (r1): Welche Messung" in text
    assert "Antworten, Zeile 2 (r1, gehoert): Antwort auf der Skala der Frage" in text
    assert Response.objects.get(source_key="r1").moment == "single"
    assert Answer.objects.get(response__source_key="r1", item__key="gehoert").value == 8.0
    assert AnonymousAnswer.objects.get().value == 4.0


def test_a_later_package_adds_answers_and_responses(make_package: MakePackage) -> None:
    import_package(make_package("erst"), by=SYSTEM)
    later = {**SMALL["responses"][0], "response_id": "r7", "submitted_on": date(2018, 4, 20)}
    more = [{"response_id": id, "item_id": item, "value": 5.0} for id, item in (("r2", "2. Themen"), ("r7", "gehoert"))]
    package = make_package("dann", responses=[*SMALL["responses"], later], answers=[*SMALL["answers"], *more])
    plan = import_package(package, by=SYSTEM)

    assert (told(plan, "responses"), told(plan, "answers")) == ((1, 3, 0), (2, 4, 0))
    assert Response.objects.get(source_key="r2").answers.count() == 2


def test_an_answer_to_what_the_stored_response_was_not_asked_is_told(make_package: MakePackage) -> None:
    """The response is here with another questionnaire than the package says: its answers do not fit."""
    import_package(make_package("erst"), by=SYSTEM)
    other = InstrumentVersion.objects.create(
        centre=Centre.objects.get(), instrument=Instrument.objects.get(key="gespraech"), number=9
    )
    Response.objects.filter(source_key="r1").update(version_of=other)

    plan = import_package(make_package("dann"), by=SYSTEM)

    assert told(plan, "responses")[2] == 1 and told(plan, "answers") == (0, 4, 2)
    assert Answer.objects.filter(response__source_key="r1").count() == 2


def test_what_was_answered_here_goes_out_under_its_id_and_is_known_again(
    personas: Personas, make_package: MakePackage, tmp_path: Path
) -> None:
    import_package(make_package(), by=SYSTEM)
    version = InstrumentVersion.objects.get(source_key="gespraech")
    participation = Participation.objects.get(source_key="t3")
    response = Response.objects.create(
        centre=personas.centre, version_of=version, participation=participation, submitted_on=date(2019, 3, 1)
    )
    Answer.objects.create(response=response, item=Item.objects.get(key="gehoert"), value=2)

    export_package(tmp_path / "aus", by=SYSTEM, centre="musterplatz")

    keys = {row[0]: row for row in rows_of(tmp_path / "aus", "responses")}
    assert keys[str(response.pk)][1:] == ("gespraech", "musterplatz", "t3", "single", date(2019, 3, 1))
    plan = import_package(tmp_path / "aus", by=SYSTEM)
    assert (told(plan, "responses"), told(plan, "answers")) == ((0, 4, 0), (0, 5, 0))


def test_two_centres_that_use_the_same_keys(personas: Personas, make_package: MakePackage, tmp_path: Path) -> None:
    package = make_package()
    import_package(package, by=SYSTEM)
    import_package(package, by=SYSTEM, centre="anderswo")

    export_package(tmp_path / "aus", by=SYSTEM)

    assert [row[0] for row in rows_of(tmp_path / "aus", "instruments")] == ["gespraech", "haus-2"]
    assert [row[0] for row in rows_of(tmp_path / "aus", "responses")][:2] == ["anderswo:r1", "anderswo:r2"]
    again = import_package(tmp_path / "aus", by=SYSTEM)
    assert all((len(step.new), step.differing) == (0, 0) for step in again.steps)


def test_where_nobody_has_answered_that_is_not_collected(
    personas: Personas, make_package: MakePackage, tmp_path: Path
) -> None:
    import_package(make_package(responses=[], answers=[]), by=SYSTEM)
    export_package(tmp_path / "aus", by=SYSTEM)
    with open_package(tmp_path / "aus") as package:
        assert {"responses", "answers"} <= package.not_collected
        assert not {"instruments", "items"} & package.not_collected


def test_a_participation_of_another_centre_is_refused(make_package: MakePackage) -> None:
    centres = [*SMALL["centres"], {"centre_id": "anderswo", "name": "Zentrum Anderswo"}]
    responses = [{**SMALL["responses"][0], "centre_id": "anderswo"}, *SMALL["responses"][1:]]
    with pytest.raises(
        NotImported, match="responses, Zeile 2, Spalte centre_id: Die Teilnahme gehört zu einem anderen"
    ):
        import_package(make_package(centres=centres, responses=responses), by=SYSTEM)
    assert not Centre.objects.exists()
