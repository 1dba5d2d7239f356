"""Every chart draws what is withheld as such, says what it shows, and compiles with the shipped fonts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image

from perspektiv.indicators import Figure, Period
from perspektiv.package import Package
from perspektiv.report.charts import CHARTS, SHORTEST_ALTERNATIVE, Drawing, Given
from perspektiv.report.charts import months as months_chart
from perspektiv.report.charts import path as path_chart
from perspektiv.report.charts.drawing import STAR, hatched, wrapped
from perspektiv.report.facts import Facts
from perspektiv.report.naming import Naming
from perspektiv.report.pictures import pngs, svgs
from perspektiv.report.plan import read_plan

WHOLE = Period(date(2015, 1, 1), date(2019, 6, 30))
YEARS = Period(date(2015, 1, 1), date(2018, 12, 31))
WITH_WITHHELD = ("segments", "quarters", "lengths", "improvement", "path", "months")


@pytest.fixture(scope="module")
def given(cohort: Package, reference_plan: Path) -> Callable[[str], Given]:
    """What a chart draws from, on the example cohort, without disclosure control."""
    plan = replace(read_plan(reference_plan), public=False)
    period = {"spending": YEARS, "months": Period(date(2015, 7, 1), date(2019, 1, 31))}
    wants = [(i, dims, period.get(name, WHOLE)) for name, chart in CHARTS.items() for i, dims in chart.needs]
    facts = Facts(cohort, plan, wants)
    limit = Figure("t", {}, None, None, 0.25, "share")
    segments = Naming.of(cohort).segments
    return lambda name: Given(cohort, facts, period.get(name, WHOLE), segments, False, {}, limit)


@pytest.fixture
def hidden(given: Callable[[str], Given], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Drawing]:
    """The same chart with everything withheld that it shows."""

    def draw(name: str) -> Drawing:
        one = given(name)
        facts = Facts.__new__(Facts)
        facts.known = {key: figure.hidden() for key, figure in one.facts.known.items()}
        steps = [path_chart.Step(1, 12, (("Einstieg", 12),), None, None, None)]
        months = [months_chart.Month(m, None, None, None, None, None) for m in range(7)]
        monkeypatch.setattr(path_chart, "steps_of", lambda _: steps)
        monkeypatch.setattr(months_chart, "months_of", lambda _: months)
        return CHARTS[name].draw(replace(one, facts=facts))

    return draw


@pytest.mark.parametrize("name", CHARTS)
def test_the_alternative_text_says_shape_and_every_printed_value(name: str, given: Callable[[str], Given]) -> None:
    drawing = CHARTS[name].draw(given(name))
    assert len(drawing.alternative) >= SHORTEST_ALTERNATIVE
    assert any(shape in drawing.alternative.lower() for shape in ("balken", "linie", "punkt"))
    for printed in _numbers_drawn(drawing):
        assert printed in drawing.alternative or printed in " ".join(sum(drawing.rows, ())), printed


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_compiles_to_a_picture_with_its_text(name: str, given: Callable[[str], Given]) -> None:
    (svg,) = svgs([CHARTS[name].draw(given(name)).specification])
    assert "Fira Sans" in svg
    assert "aria-" not in svg and "role=" not in svg
    assert pngs([svg])[0].startswith(b"\x89PNG")


def test_words_pictures_have_paper_behind_them(given: Callable[[str], Given]) -> None:
    """What is half seen through, such as the edge of a thin line, would be set in grey."""
    (png,) = pngs(svgs([CHARTS["quarters"].draw(given("quarters")).specification]))
    picture = Image.open(BytesIO(png)).convert("RGBA")
    assert picture.getchannel("A").getextrema() == (255, 255)
    assert picture.getpixel((0, 0)) == (255, 255, 255, 255)


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_beside_a_chart_is_square(name: str, given: Callable[[str], Given]) -> None:
    drawing = CHARTS[name].draw(given(name))
    assert drawing.rows
    assert {len(row) for row in drawing.rows} == {len(drawing.head)}


@pytest.mark.parametrize("name", WITH_WITHHELD)
def test_withheld_is_a_star_and_a_hatch_and_never_a_zero(name: str, hidden: Callable[[str], Drawing]) -> None:
    drawing = hidden(name)
    drawn = _texts(drawing)
    assert any(STAR in text for text in drawn)
    assert _slanting(drawing), "no hatch"
    assert "geschützt" in drawing.caption
    assert "geschützt" in drawing.alternative.lower()
    assert any("geschützt" in row for row in drawing.rows)
    assert not any(cell == "0" for row in drawing.rows for cell in row[1:])
    assert svgs([drawing.specification])


def test_the_example_reproduces_the_reference(given: Callable[[str], Given]) -> None:
    values = CHARTS["segments"].draw(given("segments")).values
    assert (values["intake_female"], values["intake_male"]) == (374, 211)
    assert CHARTS["quarters"].draw(given("quarters")).values["quarters"] == 18
    assert CHARTS["path"].draw(given("path")).values["total_1"] == 571


def test_the_quarters_base_is_withheld_only_where_it_is(given: Callable[[str], Given]) -> None:
    """Few no-shows withhold their share and not the number of appointments due, which stands elsewhere."""
    one = given("quarters")
    facts = Facts.__new__(Facts)
    facts.known = {
        key: figure.hidden() if key[0] == "no_show_rate" else figure for key, figure in one.facts.known.items()
    }
    rows = CHARTS["quarters"].draw(replace(one, facts=facts)).rows
    assert {row[2] for row in rows} == {"geschützt"}
    assert [row[1] for row in rows] == [row[1] for row in CHARTS["quarters"].draw(one).rows]


@pytest.mark.parametrize("name", CHARTS)
def test_no_mark_is_seen_through(name: str, given: Callable[[str], Given]) -> None:
    layers = CHARTS[name].draw(given(name)).specification["layer"]
    assert {layer["mark"].get("opacity", 1) for layer in layers} == {1}


def test_the_labels_of_withheld_parts_keep_off_the_band_above(
    given: Callable[[str], Given], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [
        path_chart.Step(1, 300, (("Einstieg", 300),), 200, 60, 40),
        path_chart.Step(2, 200, (("Suche", 200),), None, None, 3),
        path_chart.Step(3, None, (("Suche", None),), None, None, None),
    ]
    monkeypatch.setattr(path_chart, "steps_of", lambda _: steps)
    drawn = CHARTS["path"].draw(given("path"))
    rows = [
        row for layer in drawn.specification["layer"] for row in layer["data"]["values"] if STAR in str(row.get("t"))
    ]
    labels = {row["t"]: row["y"] for row in rows if row["x"] > path_chart.LABEL}
    assert labels.keys() == {"* gehen weiter, enden", "* gehen weiter, enden, noch dabei"}
    tops = [path_chart.HEAD + number * path_chart.PITCH for number in (1, 2)]
    assert all(y - 4 >= top for y, top in zip(labels.values(), tops, strict=True))


def test_the_shortest_words_say_enough(given: Callable[[str], Given]) -> None:
    """One segment of a short name, and everything of it withheld."""
    one = replace(given("lengths"), segments={"intake": "A"})
    facts = Facts.__new__(Facts)
    facts.known = {key: figure.hidden() for key, figure in one.facts.known.items()}
    assert len(CHARTS["lengths"].draw(replace(one, facts=facts)).alternative) >= SHORTEST_ALTERNATIVE


def test_hatching_stays_within_its_place() -> None:
    for row in hatched(10, 20, 14, 12):
        assert 10 <= row["x"] <= row["x2"] <= 24
        assert 20 <= row["y2"] <= row["y"] <= 32


def test_labels_break_between_words_only() -> None:
    assert wrapped("Persönliche und berufliche Standortbestimmung", 28) == [
        "Persönliche und berufliche",
        "Standortbestimmung",
    ]
    assert wrapped("Berufsorientierungsmaßnahme", 10) == ["Berufsorientierungsmaßnahme"]


def _texts(drawing: Drawing) -> list[str]:
    rows = [row for layer in drawing.specification["layer"] for row in layer["data"]["values"]]
    return [str(row["t"]) for row in rows if "t" in row]


def _numbers_drawn(drawing: Drawing) -> list[str]:
    """Counts that stand at marks: plain whole numbers of two digits and more, axis labels left out."""
    ticks = {"10", "15", "20", "25", "2015", "2016", "2017", "2018", "2019"}
    return [text for text in _texts(drawing) if text.isdigit() and len(text) > 1 and text not in ticks]


def _slanting(drawing: Drawing) -> list[dict[str, Any]]:
    layers = cast(list[dict[str, Any]], drawing.specification["layer"])
    rows = [row for layer in layers if layer["mark"]["type"] == "rule" for row in layer["data"]["values"]]
    return [row for row in rows if row["x"] != row["x2"] and row["y"] != row["y2"]]
