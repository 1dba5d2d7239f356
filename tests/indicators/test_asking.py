"""Asking for figures: what is answered, what is left out, what is refused, and in how many statements."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import duckdb
import pytest

from perspektiv.errors import Refused
from perspektiv.indicators import CATALOGUE, Period, figures
from perspektiv.indicators.facts.compiling import COMPILED, write
from perspektiv.indicators.family import DIMENSIONS
from perspektiv.indicators.limits import DIMENSION, REASONS
from perspektiv.package import Package
from perspektiv.package.database import connect
from tests.indicators.in_memory import package_of

YEAR = Period(date(2015, 1, 1), date(2015, 12, 31))
HALF = Period(date(2015, 1, 1), date(2015, 6, 30))
AS_OF = date(2016, 12, 31)
ROWS: dict[str, list[dict[str, Any]]] = {
    "centres": [{"centre_id": "north"}, {"centre_id": "south"}],
    "segments": [
        {"segment_id": "intake", "position": 1, "surveyed": True},
        {"segment_id": "coaching", "position": 2, "surveyed": True},
    ],
    "persons": [
        {"person_id": "a", "centre_id": "north", "gender": "female"},
        {"person_id": "b", "centre_id": "south", "gender": "diverse"},
    ],
    "participations": [
        {"participation_id": "1", "person_id": "a", "segment_id": "intake", "started_on": date(2015, 3, 1)},
        {"participation_id": "2", "person_id": "b", "segment_id": "intake", "started_on": date(2015, 4, 1)},
    ],
}


@pytest.fixture
def package() -> Iterator[Package]:
    with connect() as connection:
        yield package_of(ROWS, AS_OF, connection)


def counting(package: Package) -> tuple[Package, list[str]]:
    """The package with a connection that keeps a list of the statements put to it."""
    put: list[str] = []

    def execute(statement: str, *parameters: Any) -> duckdb.DuckDBPyConnection:
        put.append(statement)
        return package.connection.execute(statement, *parameters)

    counted = SimpleNamespace(**{**vars(package), "connection": SimpleNamespace(execute=execute)})
    return cast(Package, counted), put


def test_the_number_of_statements_does_not_depend_on_what_is_asked_for(package: Package) -> None:
    numbers = []
    for breakdowns in (
        [()],
        [(), ("centre",)],
        [(), ("segment",), ("gender",), ("year",), ("centre",), ("segment", "gender")],
        [
            (),
            *((one,) for one in DIMENSIONS),
            *((one, other) for one in DIMENSIONS for other in DIMENSIONS if one < other),
        ],
    ):
        counted, put = counting(package)
        figures(counted, YEAR, breakdowns=breakdowns)
        numbers.append(len(put))
    assert len(set(numbers)) == 1
    families = {family for indicator in CATALOGUE.values() for family in indicator.families}
    selects = [statement for statement in put if statement.startswith("WITH")]
    assert len(selects) == len(families)


def test_one_indicator_needs_only_its_own_statements(package: Package) -> None:
    counted, put = counting(package)
    figures(counted, YEAR, names=["weekly_hours"])
    assert sum(statement.startswith("WITH") for statement in put) == 1
    assert not any("fact_appointment" in statement for statement in put)


def test_the_shipped_sql_is_compiled_from_the_definitions(tmp_path: Path) -> None:
    (tmp_path / "gone.sql").write_text("of a fact that is no longer defined", encoding="utf-8")
    write(tmp_path)
    shipped, made = (
        {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} for folder in (COMPILED, tmp_path)
    )
    assert shipped == made, "renew it with: python -m perspektiv.indicators.facts.compiling"


def test_figures_stand_in_the_order_of_breakdowns_catalogue_and_rows(package: Package) -> None:
    told = figures(package, YEAR, breakdowns=[("segment",), ()], names=["endings", "participations"]).figures
    assert [(f.indicator, f.by.get("segment")) for f in told] == [
        ("participations", "intake"),
        ("participations", "coaching"),
        ("endings", "intake"),
        ("endings", "coaching"),
        ("participations", None),
        ("endings", None),
    ]


def test_every_indicator_is_told_when_none_is_named(package: Package) -> None:
    answer = figures(package, YEAR)
    assert [figure.indicator for figure in answer.figures] == list(CATALOGUE)
    assert not answer.left_out


def test_what_a_breakdown_cannot_have_is_left_out_and_named(package: Package) -> None:
    answer = figures(package, HALF, breakdowns=[(), ("segment",)])
    left_out = {(one.indicator, one.by) for one in answer.left_out}
    assert {name for name, by in left_out if by == ()} == {"budget_use", "plan_use"}
    without_segment = {name for name, indicator in CATALOGUE.items() if "segment" not in indicator.dimensions}
    assert {name for name, by in left_out if by == ("segment",)} == without_segment
    assert not {figure.indicator for figure in answer.figures if figure.by} & without_segment
    (exits,) = (one.why for one in answer.left_out if one.indicator == "persons_exited")
    assert exits.de.startswith("nicht nach Segment möglich: ein Austritt gehört zur Person")
    assert exits.en.startswith("not possible by segment: an exit belongs to the person")


def test_what_no_indicator_can_be_published_by_is_refused_even_if_none_is_named(package: Package) -> None:
    with pytest.raises(Refused, match="persons_entered") as refused:
        figures(package, YEAR, breakdowns=[("segment", "year")], public=True)
    assert "nicht nach Segment und Jahr veröffentlicht" in refused.value.sentence.de


def test_an_indicator_can_be_had_by_all_breakdowns_of_the_families_it_needs() -> None:
    for indicator in CATALOGUE.values():
        assert all(indicator.dimensions <= family.dimensions for family in indicator.families)


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("name", CATALOGUE)
def test_a_breakdown_that_cannot_be_had_has_a_reason_in_both_languages(name: str, dimension: str) -> None:
    indicator = CATALOGUE[name]
    if dimension not in indicator.dimensions:
        assert all(REASONS[indicator.family])
    assert all(DIMENSION[dimension])


@pytest.mark.parametrize(
    ("names", "breakdowns", "period", "said"),
    [
        (["no_show_rat"], [()], YEAR, "„no_show_rat“ gibt es nicht. Meinten Sie no_show_rate?"),
        (["xyz"], [()], YEAR, "„xyz“ gibt es nicht. Alle nennt: perspektiv catalogue."),
        (None, [("segments",)], YEAR, "Nach „segments“ lässt sich nicht aufteilen. Meinten Sie segment?"),
        (None, [("counsellor",)], YEAR, "Nach „counsellor“ lässt sich nicht aufteilen. Möglich sind: centre, segment"),
        (None, [("centre", "gender", "year")], YEAR, "höchstens zwei verschiedenen Merkmalen"),
        (None, [("gender", "gender")], YEAR, "höchstens zwei verschiedenen Merkmalen"),
        (["persons_exited"], [(), ("segment",)], YEAR, "(persons_exited): nicht nach Segment möglich"),
        (["satisfaction_mean"], [("month",)], YEAR, "die Befragung ist anonym"),
        (["spending_eur"], [("gender",)], YEAR, "Buchungen gehören zu einem Zentrum"),
        (["weekly_hours"], [("year",)], YEAR, "gelten am letzten Tag des Zeitraums"),
        (["budget_use"], [("quarter",)], YEAR, "ein ganzes Haushaltsjahr"),
        (["plan_use"], [()], HALF, "nur für ganze Haushaltsjahre möglich"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_the_reason(
    package: Package, names: list[str] | None, breakdowns: list[tuple[str, ...]], period: Period, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        figures(package, period, breakdowns=breakdowns, names=names)
    assert said in refused.value.sentence.de
    assert refused.value.sentence.en


@pytest.mark.parametrize(
    ("merge", "said"),
    [
        ({"gender": {"other": ["diverse", "martian"]}}, "gender: „martian“ ist keine Kategorie"),
        ({"segment": {"all": ["intake", "search"]}}, "segment: „search“ ist keine Kategorie"),
        ({"segment": {"coaching": ["intake"]}}, "segment: „coaching“ heißt schon eine Kategorie"),
    ],
)
def test_a_merge_of_what_is_no_category_or_into_one_that_stays_is_refused(
    package: Package, merge: dict[str, dict[str, list[str]]], said: str
) -> None:
    with pytest.raises(Refused) as refused:
        figures(package, YEAR, breakdowns=[("gender",)], merge=merge)
    assert said in refused.value.sentence.de


def test_a_merge_may_name_a_gender_that_nobody_here_has(package: Package) -> None:
    merge = {"gender": {"other": ["diverse", "unknown"]}}
    told = figures(package, YEAR, breakdowns=[("gender",)], names=["persons_entered"], merge=merge).figures
    assert [(figure.by["gender"], figure.value) for figure in told] == [("female", 1), ("other", 1)]


def test_a_merge_may_keep_the_name_of_one_of_the_merged(package: Package) -> None:
    merge = {"segment": {"coaching": ["intake", "coaching"]}}
    told = figures(package, YEAR, breakdowns=[("segment",)], names=["participations"], merge=merge).figures
    assert [(figure.by["segment"], figure.value) for figure in told] == [("coaching", 2)]


def test_a_second_question_does_not_remember_the_first(package: Package) -> None:
    merged = figures(package, YEAR, breakdowns=[("segment",)], merge={"segment": {"all": ["intake", "coaching"]}})
    assert {figure.by["segment"] for figure in merged.figures} == {"all"}
    march = Period(date(2015, 3, 1), date(2015, 3, 31))
    (told,) = figures(package, march, names=["participations"]).figures
    assert told.value == 1
