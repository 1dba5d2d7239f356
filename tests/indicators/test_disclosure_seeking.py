"""Patterns can be sought in processes beside this one; the answer is the same."""

from perspektiv.indicators.disclosure import Cell, Relation, sought, sought_beside, withhold

ROW = [Cell(20, 20, 5.0), Cell(2, 2, 1.0), Cell(8, 8, 1.0), Cell(10, 10, 1.0)]
TOTAL = [Relation(0, (1, 2, 3))]


def test_sought_here_and_beside_is_the_same() -> None:
    here = sought(ROW, TOTAL)()
    with sought_beside(1):
        beside = sought(ROW, TOTAL)
        nothing_small = sought([Cell(5, 5, 1.0)], [])
        assert beside() == here == withhold(ROW, TOTAL)
        assert nothing_small() == frozenset()
    assert len(here) == 2, "the small one, and one more"
