"""Questionnaires come in whole and go out whole; a package's is ours where it asks the same, else a further one."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from perspektiv.exchange.exporting import export_package
from perspektiv.exchange.importing import NotImported, import_package
from perspektiv.exchange.planning import Plan
from perspektiv.exchange.telling import plan_text
from perspektiv.package import check, open_package
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.feedback import shipped
from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import Answer, Instrument, InstrumentVersion, Item, Response, Scale
from perspektiv.records.feedback.sheets.sheet import SHEET_TABLES
from perspektiv.schema.questionnaires import ItemTexts
from tests.exchange.conftest import MakePackage, rows_of
from tests.exchange.small_package import SMALL
from tests.records.personas import Personas

pytestmark = pytest.mark.django_db(transaction=True)  # exports read through a connection of their own

Rows = dict[str, list[Mapping[str, Any]]]
TABLES = [table.resource for table in SHEET_TABLES]


def in_words() -> Rows:
    """The small package's first questionnaire, with all that a package of version 2 can say of it."""
    of = {"instrument_id": "gespraech"}
    form = {"reversed": False, "required": False, "threshold": None}
    return {
        "instrument_forms": [{**of, "questionnaire_id": "nach-dem-gespraech", "published_on": date(2018, 1, 2)}],
        "instrument_texts": [
            {**of, "language": "de", "name": "Gespräch", "intro": "Zwei Fragen.", "thanks": None, "reviewed": True},
            {**of, "language": "uk", "name": "Розмова", "intro": None, "thanks": "Дякуємо", "reviewed": False},
        ],
        "scales": [
            {**of, "scale": "Gespräch", "scoring": "sum", "needed": 1, "spread": 2.5, "reliability": 0.8, "mean": 12.0}
            | {"error_variant": "prediction", "source": "eigene Antworten 2017"}
        ],
        "scale_texts": [{**of, "scale": "Gespräch", "language": "de", "name": "Güte"}],
        "item_forms": [
            {**of, **form, "item_id": "gehoert", "kind": "rating", "position": 1, "threshold": 5.0, "required": True},
            {**of, **form, "item_id": "2. Themen", "kind": "choice", "position": 2, "reversed": True},
            {**of, **form, "item_id": "worte", "kind": "text", "position": 3},
        ],
        "item_texts": [
            {**of, "item_id": "gehoert", "language": "de", "question": "Gehört?", "low": "nein", "high": "ja"}
            | {"hint": "Von 0 bis 10", "suggestion": "Nachfragen."},
            {**of, "item_id": "2. Themen", "language": "de", "question": "Passte es?"},
            {**of, "item_id": "worte", "language": "de", "question": "Und sonst?"},
        ],
        "choices": [
            {**of, "item_id": "2. Themen", "value": 0.0, "position": 1, "choice_id": "no"},
            {**of, "item_id": "2. Themen", "value": 1.0, "position": 2, "choice_id": "yes"},
        ],
        "choice_texts": [
            {**of, "item_id": "2. Themen", "value": 0.0, "language": "de", "text": "nein"},
            {**of, "item_id": "2. Themen", "value": 1.0, "language": "de", "text": "ja"},
        ],
    }


def told(plan: Plan) -> dict[str, tuple[int, int, int]]:
    return {step.table.resource: (len(step.new), step.known, step.differing) for step in plan.steps}


def nothing_new(plan: Plan) -> bool:
    return all(new == differing == 0 for new, _, differing in told(plan).values())


def test_a_package_of_version_1_becomes_ratings_named_by_their_keys(make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)

    version = InstrumentVersion.objects.get(source_key="gespraech")
    first, second = version.items.order_by("position")
    assert (first.kind, first.key, first.words) == ("rating", "gehoert", {"de": {"question": "gehoert"}})
    assert (second.key, second.source_key) == ("2-themen", "2. Themen"), "fit for the field of a form"
    assert (version.words["de"]["name"], version.instrument.key, version.number) == ("Gespräch", "gespraech", 1)
    assert InstrumentVersion.objects.get(source_key="haus-2").instrument.key == "haus"


def test_nobody_is_asked_with_a_questionnaire_that_came_without_words(make_package: MakePackage) -> None:
    import_package(make_package(), by=SYSTEM)
    assert not Instrument.objects.filter(retired_at=None).exists()


def test_a_whole_questionnaire_comes_and_goes(make_package: MakePackage, tmp_path: Path) -> None:
    package, first, second = make_package(**in_words()), tmp_path / "erst", tmp_path / "dann"
    import_package(package, by=SYSTEM)
    scale = Scale.objects.get(key="gesprach")
    assert (scale.spread, scale.reliability, scale.error_variant) == (2.5, 0.8, "prediction")
    assert Item.objects.get(key="worte").minimum is None
    assert Instrument.objects.get(key="nach-dem-gespraech").retired_at is None, "it has words: it can be asked with"
    export_package(first, by=SYSTEM)
    call_command("flush", interactive=False, verbosity=0)
    import_package(first, by=SYSTEM)
    export_package(second, by=SYSTEM)

    assert check(first).fault_count == 0
    with open_package(first) as made:
        assert made.version == "2"
    for table in (*TABLES, "responses", "answers"):
        assert rows_of(first, table) == rows_of(package, table), table
        assert rows_of(second, table) == rows_of(package, table), table


@pytest.mark.parametrize("key", shipped.KEYS)
def test_every_shipped_one_comes_and_goes_in_all_its_languages(personas: Personas, tmp_path: Path, key: str) -> None:
    bring_in(by=SYSTEM, centre=personas.centre, key=key)
    export_package(tmp_path / "erst", by=SYSTEM, centre="musterplatz")
    assert check(tmp_path / "erst").fault_count == 0
    assert nothing_new(import_package(tmp_path / "erst", by=SYSTEM)), "it knows its own"
    call_command("flush", interactive=False, verbosity=0)

    import_package(tmp_path / "erst", by=SYSTEM)
    export_package(tmp_path / "dann", by=SYSTEM)

    assert Instrument.objects.filter(key=key).exists()
    assert len({row[2] for row in rows_of(tmp_path / "dann", ItemTexts.resource)}) >= 2
    for table in TABLES:
        assert rows_of(tmp_path / "dann", table) == rows_of(tmp_path / "erst", table), table


def test_centres_that_ask_the_same_share_one_row(personas: Personas, tmp_path: Path) -> None:
    for centre in (personas.centre, personas.elsewhere):
        bring_in(by=SYSTEM, centre=centre, key="session")
    bring_in(by=SYSTEM, centre=personas.centre, key="quality")
    changed = bring_in(by=SYSTEM, centre=personas.elsewhere, key="quality").items.earliest("position")
    Item.objects.filter(pk=changed.pk).update(threshold=2)

    export_package(tmp_path / "aus", by=SYSTEM)

    names = [row[0] for row in rows_of(tmp_path / "aus", "instruments")]
    assert names == ["anderswo:quality-1", "musterplatz:quality-1", "session-1"]
    assert nothing_new(import_package(tmp_path / "aus", by=SYSTEM)), "each finds its own again"


def test_a_draft_stays_here(personas: Personas, tmp_path: Path) -> None:
    version = bring_in(by=SYSTEM, centre=personas.centre, key="session")
    InstrumentVersion.objects.create(centre=personas.centre, instrument=version.instrument, number=2)
    export_package(tmp_path / "aus", by=SYSTEM)
    assert [row[0] for row in rows_of(tmp_path / "aus", "instruments")] == ["session-1"]


class TestWhatIsMeant:
    """A package's "quality-1" where there is a questionnaire of that key already."""

    @pytest.fixture
    def brought(self, personas: Personas, tmp_path: Path) -> Rows:
        """The tables of one that is here, as a package says them."""
        bring_in(by=SYSTEM, centre=personas.centre, key="quality")
        export_package(tmp_path / "alt", by=SYSTEM, centre="musterplatz")
        rows: Rows = {}
        for table in SHEET_TABLES:
            names = [column.name for column in table.columns]
            rows[table.resource] = [
                dict(zip(names, row, strict=True)) for row in rows_of(tmp_path / "alt", table.resource)
            ]
        return {**rows, "responses": [], "answers": []}

    def test_the_same_questions_are_that_one(self, brought: Rows, make_package: MakePackage) -> None:
        assert told(import_package(make_package(**brought), by=SYSTEM))["instruments"] == (0, 1, 0)

    def test_other_words_are_told_and_stay_as_they_are_here(self, brought: Rows, make_package: MakePackage) -> None:
        before = list(Item.objects.order_by("pk").values_list("words", flat=True))
        brought["item_texts"] = [{**row, "question": f"{row['question']}!"} for row in brought["item_texts"]]
        plan = import_package(make_package(**brought), by=SYSTEM)

        assert told(plan)["instruments"] == (0, 1, 0)
        assert told(plan)["items"][2] == len({row["item_id"] for row in brought["item_texts"]})
        assert "Worte der Fragen, Zeile 2 (quality-1, " in plan_text(plan)
        assert list(Item.objects.order_by("pk").values_list("words", flat=True)) == before

    def test_other_questions_are_added_under_another_key(self, brought: Rows, make_package: MakePackage) -> None:
        brought["items"] = [{**row, "maximum": 7.0} for row in brought["items"]]
        package = make_package(**brought)
        plan = import_package(package, by=SYSTEM)

        assert told(plan)["instruments"] == (1, 0, 0)
        assert "Einen anderen Fragebogen mit dem Schlüssel von „quality-1“" in plan_text(plan)
        assert {one.key for one in Instrument.objects.all()} == {"quality", "quality-b"}
        assert nothing_new(import_package(package, by=SYSTEM)), "and known from then on"

    def test_a_later_version_with_words_is_its_next_one(self, brought: Rows, make_package: MakePackage) -> None:
        later = {
            table: [{**row, "instrument_id": "quality-2", **({"version": 2} if table == "instruments" else {})}
                    for row in rows]
            for table, rows in brought.items()
        }  # fmt: skip
        import_package(make_package(**later), by=SYSTEM)
        assert list(Instrument.objects.get().versions.order_by("number").values_list("number", flat=True)) == [1, 2]

    def test_one_without_words_never_becomes_what_people_are_asked(
        self, brought: Rows, make_package: MakePackage
    ) -> None:
        instruments = [{**row, "instrument_id": "quality-2", "version": 2} for row in brought["instruments"]]
        items = [{**row, "instrument_id": "quality-2"} for row in brought["items"]]
        import_package(make_package(instruments=instruments, items=items, responses=[], answers=[]), by=SYSTEM)

        assert Instrument.objects.get(key="quality").versions.count() == 1
        assert Instrument.objects.get(key="quality-b").retired_at is not None

    def test_what_goes_out_is_never_called_the_same(
        self, brought: Rows, make_package: MakePackage, tmp_path: Path
    ) -> None:
        brought["items"] = [{**row, "maximum": 7.0} for row in brought["items"]]
        import_package(make_package(**brought), by=SYSTEM)
        export_package(tmp_path / "aus", by=SYSTEM, centre="musterplatz")

        assert [row[0] for row in rows_of(tmp_path / "aus", "instruments")] == ["quality-1", "quality-b-1"]
        assert check(tmp_path / "aus").fault_count == 0
        assert nothing_new(import_package(tmp_path / "aus", by=SYSTEM))


def test_choices_that_leave_a_gap_are_refused(make_package: MakePackage) -> None:
    rows = in_words()
    rows["choices"] = [rows["choices"][0], {**rows["choices"][1], "value": 3.0}]
    rows["choice_texts"] = [rows["choice_texts"][0]]
    with pytest.raises(NotImported, match="choices, Zeile 3, Spalte value: Die Antworten zur Auswahl zählen"):
        import_package(make_package(**rows), by=SYSTEM)
    assert not Centre.objects.exists()


def test_what_somebody_wrote_in_their_own_words_does_not_go_out(
    personas: Personas, make_package: MakePackage, tmp_path: Path
) -> None:
    import_package(make_package(**in_words()), by=SYSTEM)
    response = Response.objects.get(source_key="r1")
    item = Item.objects.get(key="worte")
    Answer.objects.create(response=response, item=item, words="Kanarienvogel", shared_at=timezone.now())

    export_package(tmp_path / "aus", by=SYSTEM)

    assert len(rows_of(tmp_path / "aus", "answers")) == len(SMALL["answers"])
    assert not [file for file in (tmp_path / "aus").iterdir() if b"Kanarienvogel" in file.read_bytes()]
