"""Disclosure control on tables small enough to be drawn."""

from __future__ import annotations

import pytest

from perspektiv.indicators.disclosure import Cell, Relation, withhold
from perspektiv.indicators.disclosure.attack import Attacker
from tests.indicators.linked_tables import Drawn, interval, learnt, two_way


def withheld_of(drawn: Drawn) -> set[str]:
    places = withhold(drawn.listed, drawn.sums, drawn.covers)
    assert learnt(drawn, places) == []
    assert learnt(drawn, places, whole=True) == []
    return drawn.names(places)


def split(total: int, *parts: int, cost: float | None = None) -> Drawn:
    """One total and its parts: "+", "0", "1", …"""
    drawn = Drawn()
    for place, part in enumerate(parts):
        drawn.put(str(place), part)
    drawn.put("+", total, cost=cost)
    drawn.sum("+", [str(place) for place in range(len(parts))])
    return drawn


@pytest.mark.parametrize(
    ("count", "persons", "small"),
    [(0, 0, False), (1, 1, True), (2, 2, True), (3, 3, False), (3, 2, True), (40, 1, True), (40, 3, False)],
)
def test_a_cell_is_small_if_its_count_is_1_or_2_or_fewer_than_three_persons_stand_behind_it(
    count: int, persons: int, small: bool
) -> None:
    assert Cell(count, persons, 1.0).small is small


def test_nothing_small_nothing_withheld() -> None:
    assert withheld_of(two_way([[5, 6], [7, 0]])) == set()


def test_no_tables_at_all() -> None:
    assert withhold([], []) == frozenset()


def test_a_small_cell_that_no_relation_touches_is_withheld_alone() -> None:
    drawn = Drawn()
    drawn.put("alone", 1)
    drawn.put("other", 9)
    assert withheld_of(drawn) == {"alone"}


def test_one_small_cell_of_a_table_costs_the_cheapest_rectangle() -> None:
    assert withheld_of(two_way([[1, 20, 30], [5, 40, 9], [50, 60, 70]])) == {"00", "02", "10", "12"}


def test_the_published_pattern_of_fischetti_and_salazar() -> None:
    """Investments by activity and region; 22 is sensitive. Their figure 1 withholds 8, 22, 17 and 12."""
    drawn = two_way([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
    drawn.put("12", 22, persons=1)
    places = withhold(drawn.listed, drawn.sums)
    assert drawn.names(places) == {"10", "12", "20", "22"}
    assert interval(drawn, places, list(drawn.cells).index("12")) == pytest.approx((5, 30))


def test_two_in_a_total_with_one_other_part_needs_that_part_or_the_total() -> None:
    assert withheld_of(split(12, 2, 10)) == {"0", "1"}
    assert withheld_of(split(12, 2, 10, cost=1)) == {"0", "+"}


def test_one_and_one_under_a_printed_two_would_be_between_0_and_2_so_the_total_goes_too() -> None:
    assert withheld_of(split(2, 1, 1)) == {"0", "1", "+"}


def test_one_and_two_under_a_printed_three_are_hidden() -> None:
    assert withheld_of(split(3, 1, 2)) == {"0", "1"}


def test_a_true_zero_is_printed_even_where_it_could_hide_others() -> None:
    assert withheld_of(split(1, 1, 0, 0)) == {"0", "+"}
    assert withheld_of(two_way([[1, 0, 0], [0, 30, 40], [0, 50, 60]])) >= {"00", "0+", "+0"}


def test_everything_small_is_withheld_up_to_the_total() -> None:
    assert withheld_of(two_way([[1, 0], [0, 1]])) == {"00", "11", "0+", "1+", "+0", "+1", "++"}


def test_many_counts_of_one_person_stay_open_by_three() -> None:
    drawn = Drawn()
    drawn.put("one person", 40, persons=1)
    drawn.put("few", 4)
    drawn.put("many", 90)
    drawn.put("all", 134)
    drawn.sum("all", ["one person", "few", "many"])
    assert withheld_of(drawn) == {"one person", "few"}


def test_a_partner_of_two_leaves_many_counts_of_one_person_room_in_one_direction_only() -> None:
    drawn = split(42, 40, 2)
    drawn.put("0", 40, persons=1)
    assert withheld_of(drawn) == {"0", "1"}


def test_distinct_persons_do_not_add_up_but_bound_each_other() -> None:
    """9 persons in two quarters of 8 and 2: whoever sees 9 and 8 knows that the 2 are at least 1."""
    drawn = Drawn()
    drawn.put("spring", 8)
    drawn.put("summer", 2)
    drawn.put("year", 9, cost=100)
    drawn.cover("year", ["spring", "summer"])
    assert learnt(drawn, {1}) == ["summer"]
    assert withheld_of(drawn) == {"spring", "summer"}


def test_distinct_persons_need_no_partner_where_others_can_be_all() -> None:
    drawn = Drawn()
    drawn.put("spring", 9)
    drawn.put("summer", 2)
    drawn.put("year", 9)
    drawn.cover("year", ["spring", "summer"])
    assert withheld_of(drawn) == {"summer"}


def test_a_total_of_distinct_persons_under_three() -> None:
    drawn = Drawn()
    for name, count in (("first", 2), ("second", 1), ("all", 2)):
        drawn.put(name, count)
    drawn.cover("all", ["first", "second"])
    assert withheld_of(drawn) == {"first", "second", "all"}


def test_a_difference_counts_as_a_cell() -> None:
    """Due 20, held 19: the one that was missed must not follow from the other two."""
    drawn = Drawn()
    for name, count, cost in (("due", 20, 9), ("held", 19, 5), ("missed", 1, 1)):
        drawn.put(name, count, cost=cost)
    drawn.sum("due", ["held", "missed"])
    assert withheld_of(drawn) == {"held", "missed"}


def test_a_rare_gender_costs_others_theirs_and_merging_saves_it() -> None:
    apart = two_way([[120, 90, 1], [80, 70, 2], [60, 50, 4]])
    merged = two_way([[120, 91], [80, 72], [60, 54]])
    assert len(withheld_of(apart)) > len(apart.cells) - 14
    assert withheld_of(merged) == set()


def test_the_order_of_relations_and_their_repetition_change_nothing() -> None:
    drawn = two_way([[1, 7, 7], [7, 2, 7], [7, 7, 1]])
    once = withhold(drawn.listed, drawn.sums)
    turned = [Relation(relation.total, relation.parts[::-1]) for relation in reversed(drawn.sums)]
    assert withhold(drawn.listed, drawn.sums) == once
    assert withhold(drawn.listed, turned + drawn.sums) == once


@pytest.mark.parametrize("counts", [(3, 1, 1), (0, 1, 0)])
def test_counts_that_break_a_relation_are_a_mistake_of_the_caller(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="break a relation"):
        withhold([Cell(count, count, 1.0) for count in counts], [Relation(0, (1, 2))])


def test_a_cover_below_one_of_its_parts_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="break a relation"):
        withhold([Cell(3, 3, 1.0), Cell(4, 4, 1.0)], [], [Relation(0, (1,))])


def pairs_only() -> Drawn:
    """A printed 9 is one small cell and twice another, so that whole numbers move the small one by two at a time."""
    drawn = Drawn()
    for name, count, cost in (("small", 1, 1), ("once", 4, 1), ("again", 4, 1), ("both", 4, 1), ("all", 9, 50)):
        drawn.put(name, count, cost=cost)
    drawn.sum("once", ["both"])
    drawn.sum("again", ["both"])
    drawn.sum("all", ["small", "once", "again"])
    return drawn


def test_an_attacker_who_knows_that_counts_are_whole_learns_no_more() -> None:
    drawn = pairs_only()
    beside_all = {place for place, name in enumerate(drawn.cells) if name != "all"}
    assert learnt(drawn, beside_all) == []
    assert learnt(drawn, beside_all, whole=True) == ["small"]
    assert "all" in withheld_of(drawn)


def test_where_linear_programs_show_only_fractions_whole_tables_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Attacker, "_sweep", lambda _self, _view: None)
    monkeypatch.setattr(Attacker, "_attack", lambda _self, _view, _goals: [])
    assert withheld_of(split(12, 2, 10)) == {"0", "1"}
    assert withheld_of(two_way([[2, 20, 30], [5, 40, 9], [50, 60, 70]])) >= {"00"}
