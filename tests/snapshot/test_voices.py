"""What a snapshot carries of what people answered: numbers, a day or a quarter, and pseudonyms."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from perspektiv.package import open_package
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import (
    AnonymousAnswer,
    AnonymousResponse,
    AnonymousText,
    Answer,
    InstrumentVersion,
    Response,
)
from perspektiv.snapshot.making import make_snapshot
from tests.snapshot.conftest import Records

pytestmark = pytest.mark.django_db(transaction=True)  # snapshots read through a connection of their own

DAY, QUARTER = date(2018, 4, 17), date(2018, 4, 1)


@pytest.fixture
def answered(records: Records) -> Records:
    """One linked response in numbers and words, and six without a name."""
    centre = records.centre
    talk = bring_in(by=SYSTEM, centre=centre, key="improvement")
    response = Response.objects.create(
        centre=centre, version_of=talk, participation=records.participation, submitted_on=DAY, language="uk"
    )
    Answer.objects.create(response=response, item=talk.items.get(key="behaviour"), value=4)
    Answer.objects.create(
        response=response, item=talk.items.get(key="reflection"), words="Kanarienvogel", shared_at=timezone.now()
    )
    house = bring_in(by=SYSTEM, centre=centre, key="satisfaction")
    item = house.items.filter(minimum__isnull=False).earliest("position")
    for number in range(6):
        one = AnonymousResponse.objects.create(
            centre=centre, version_of=house, quarter=QUARTER, source_key=f"gezählt-{number}"
        )
        AnonymousAnswer.objects.create(response=one, item=item, value=1 + number % 2)
    AnonymousText.objects.create(centre=centre, item=item, quarter=QUARTER, words="Kanarienvogel", state="shown")
    return records


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    """In the order in which they stand in the file."""
    with open_package(path) as package:
        told = package.connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in told.description or ()]
        return [dict(zip(names, row, strict=True)) for row in told.fetchall()]


def snapshot(out: Path) -> Path:
    return make_snapshot(out, by=SYSTEM, data_as_of=date(2019, 1, 1))


def test_a_linked_response_has_its_day_and_the_participations_pseudonym(answered: Records, tmp_path: Path) -> None:
    out = snapshot(tmp_path / "s")

    (linked,) = [row for row in rows(out, "responses") if row["participation_id"]]
    (participation,) = rows(out, "participations")
    assert linked["participation_id"] == participation["participation_id"] != str(answered.participation.pk)
    assert (linked["instrument_id"], linked["moment"], linked["submitted_on"]) == ("improvement-1", "single", DAY)
    answers = [row for row in rows(out, "answers") if row["response_id"] == linked["response_id"]]
    assert [(row["item_id"], row["value"]) for row in answers] == [("behaviour", 4.0)]


def test_an_anonymous_one_has_its_quarter_and_nothing_else(answered: Records, tmp_path: Path) -> None:
    out = snapshot(tmp_path / "s")

    unnamed = [row for row in rows(out, "responses") if not row["participation_id"]]
    said = {tuple(value for name, value in row.items() if name != "response_id") for row in unnamed}
    assert (len(unnamed), said) == (6, {("satisfaction-1", answered.centre.key, None, "single", QUARTER)})
    keys = {row["response_id"] for row in unnamed}
    known = {str(id) for id in AnonymousResponse.objects.values_list("pk", flat=True)}
    assert not keys & (known | {UUID(id).hex for id in known} | {f"gezählt-{n}" for n in range(6)})


def test_rows_stand_by_pseudonym_whoever_came_first(answered: Records, tmp_path: Path) -> None:
    out = snapshot(tmp_path / "s")

    keys = [row["response_id"] for row in rows(out, "responses")]
    assert keys == sorted(keys)
    places = [(row["response_id"], row["item_id"]) for row in rows(out, "answers")]
    assert places == sorted(places)


def test_questionnaires_are_carried_whole_but_drafts(answered: Records, tmp_path: Path) -> None:
    version = InstrumentVersion.objects.get(instrument__key="improvement")
    InstrumentVersion.objects.create(centre=answered.centre, instrument=version.instrument, number=2)
    out = snapshot(tmp_path / "s")

    assert [row["instrument_id"] for row in rows(out, "instruments")] == ["improvement-1", "satisfaction-1"]
    questions = {row["item_id"] for row in rows(out, "item_texts") if row["instrument_id"] == "improvement-1"}
    assert questions == set(version.items.values_list("key", flat=True))
    assert {row["kind"] for row in rows(out, "item_forms")} >= {"choice", "text"}


def test_nothing_that_somebody_wrote_is_in_it(answered: Records, tmp_path: Path) -> None:
    out = snapshot(tmp_path / "s")
    said = repr([rows(out, file.stem) for file in out.glob("*.parquet")])
    assert "behaviour" in said and "Kanarienvogel" not in said


def test_while_nobody_has_answered_that_is_not_collected(records: Records, tmp_path: Path) -> None:
    bring_in(by=SYSTEM, centre=records.centre, key="session")
    with open_package(snapshot(tmp_path / "s")) as package:
        assert {"responses", "answers"} <= package.not_collected
        assert not {"instruments", "items"} & package.not_collected
