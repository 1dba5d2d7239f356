"""An attacker who solves the linear programs finds nothing, whatever the tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perspektiv.indicators.disclosure import withhold, withholding
from tests.indicators.linked_tables import Drawn, add_two_way, learnt, two_way

counts = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 4, 5, 7, 9, 12, 20, 40])
few_examples = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def with_margins(draw: st.DrawFn) -> Drawn:
    """Two-way tables; some cells hold many counts of few persons."""
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(counts, min_size=width, max_size=width), min_size=2, max_size=4))
    drawn = two_way(rows)
    if draw(st.booleans()):
        for name in draw(st.sets(st.sampled_from(sorted(drawn.cells)), max_size=3)):
            drawn.put(name, drawn.cells[name].count, persons=min(drawn.cells[name].count, draw(st.integers(1, 2))))
    return drawn


@st.composite
def with_measures(draw: st.DrawFn) -> Drawn:
    """Endings = early + regular in every cell of a two-way table with margins, one column a rare gender."""
    drawn = Drawn()
    rare = st.sampled_from([0, 0, 0, 1, 1, 2])
    height = draw(st.integers(2, 3))
    early, regular = ([[draw(counts), draw(counts), draw(rare)] for _ in range(height)] for _ in range(2))
    ended = [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(early, regular, strict=True)]
    for prefix, rows in (("ended ", ended), ("early ", early), ("regular ", regular)):
        add_two_way(drawn, rows, prefix)
    for name in [name.removeprefix("ended ") for name in drawn.cells if name.startswith("ended ")]:
        drawn.sum(f"ended {name}", [f"early {name}", f"regular {name}"])
    return drawn


@st.composite
def over_time(draw: st.DrawFn) -> Drawn:
    """Months that add up to quarters and these to a year, beside the year by gender; of two measures and their sum."""
    drawn = Drawn()
    months = [[draw(counts) for _ in range(6)] for _ in range(2)]
    measures = {"a": months[0], "b": months[1], "ab": [sum(pair) for pair in zip(*months, strict=True)]}
    women = {"a": draw(st.integers(0, sum(months[0]))), "b": draw(st.integers(0, sum(months[1])))}
    women["ab"] = women["a"] + women["b"]
    names = [*(f"month {month}" for month in range(6)), "quarter 0", "quarter 1", "year", "women", "men"]
    for measure, values in measures.items():
        year = sum(values)
        numbers = [*values, sum(values[:3]), sum(values[3:]), year, women[measure], year - women[measure]]
        for name, number in zip(names, numbers, strict=True):
            drawn.put(f"{measure} {name}", number)
    for measure in measures:
        for quarter in range(2):
            of_quarter = [f"{measure} month {month}" for month in range(3 * quarter, 3 * quarter + 3)]
            drawn.sum(f"{measure} quarter {quarter}", of_quarter)
        drawn.sum(f"{measure} year", [f"{measure} quarter 0", f"{measure} quarter 1"])
        drawn.sum(f"{measure} year", [f"{measure} women", f"{measure} men"])
    for name in names:
        drawn.sum(f"ab {name}", [f"a {name}", f"b {name}"])
    return drawn


@st.composite
def of_persons(draw: st.DrawFn) -> Drawn:
    """Distinct persons by quarter, by segment and by gender: only genders add up."""
    drawn = Drawn()
    persons = draw(
        st.lists(st.tuples(st.sets(st.integers(0, 3), min_size=1), st.integers(0, 2)), min_size=1, max_size=25)
    )
    for quarter in range(4):
        drawn.put(f"quarter {quarter}", sum(quarter in quarters for quarters, _ in persons))
    for gender in range(3):
        drawn.put(f"gender {gender}", sum(of == gender for _, of in persons))
    drawn.put("all", len(persons))
    drawn.sum("all", [f"gender {gender}" for gender in range(3)])
    drawn.cover("all", [f"quarter {quarter}" for quarter in range(4)])
    return drawn


@pytest.mark.parametrize("whole", [False, True], ids=["fractions", "integers"])
@pytest.mark.parametrize("tables", [with_margins, with_measures, over_time, of_persons])
@few_examples
@given(st.data())
def test_nothing_can_be_computed(
    tables: Callable[[], st.SearchStrategy[Drawn]], whole: bool, data: st.DataObject
) -> None:
    drawn = data.draw(tables())
    withheld = withhold(drawn.listed, drawn.sums, drawn.covers)
    assert learnt(drawn, withheld, whole=whole) == []
    assert all(drawn.listed[place].count > 0 for place in withheld)


@pytest.mark.parametrize("tables", [with_margins, with_measures, over_time, of_persons])
@few_examples
@given(data=st.data())
def test_nothing_can_be_computed_from_large_tables_either(
    tables: Callable[[], st.SearchStrategy[Drawn]], data: st.DataObject
) -> None:
    """Large tables are protected by adding cells step by step; drawn small here so that the attack is quick."""
    drawn = data.draw(tables())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(withholding, "LARGE", 0)
        withheld = withhold(drawn.listed, drawn.sums, drawn.covers)
    assert learnt(drawn, withheld, whole=True) == []


@pytest.mark.parametrize("tables", [with_margins, with_measures, over_time])
@few_examples
@given(data=st.data())
def test_nothing_can_be_computed_from_what_a_partial_choice_uses(
    tables: Callable[[], st.SearchStrategy[Drawn]], data: st.DataObject
) -> None:
    """Tables of several centres take the cells of a partial choice as they are; drawn small here, too."""
    drawn = data.draw(tables())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(withholding, "NEAR", 0)
        withheld = withhold(drawn.listed, drawn.sums, drawn.covers)
    assert learnt(drawn, withheld, whole=True) == []


@pytest.mark.parametrize("tables", [with_margins, with_measures, over_time])
@few_examples
@given(data=st.data())
def test_nothing_can_be_computed_from_tables_of_middling_size(
    tables: Callable[[], st.SearchStrategy[Drawn]], data: st.DataObject
) -> None:
    drawn = data.draw(tables())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(withholding, "EXACT", 0)
        patch.setattr(withholding, "FREE_CHOICES", 1)
        quick = withhold(drawn.listed, drawn.sums, drawn.covers)
    best = withhold(drawn.listed, drawn.sums, drawn.covers)
    assert learnt(drawn, quick) == []
    assert sum(drawn.listed[place].cost for place in best) <= sum(drawn.listed[place].cost for place in quick)


def test_without_complementary_cells_the_same_attacker_succeeds() -> None:
    drawn = two_way([[1, 20, 30], [5, 40, 9], [50, 60, 70]])
    small = {place for place, cell in enumerate(drawn.listed) if cell.small}
    assert learnt(drawn, small) == ["00"]


@few_examples
@given(st.data())
def test_a_cell_less_would_be_too_few(data: st.DataObject) -> None:
    """Small tables get the cheapest pattern: nothing withheld beside the small cells could be printed."""
    drawn = data.draw(with_margins())
    withheld = withhold(drawn.listed, drawn.sums)
    for place in withheld:
        if not drawn.listed[place].small:
            assert learnt(drawn, withheld - {place}, whole=True) or learnt(drawn, withheld - {place})
