"""Numbers as places in a drawing, and days as periods."""

from datetime import date

import pytest

from perspektiv.errors import Refused
from perspektiv.indicators.period import Unit
from perspektiv.indicators.series.answers import AskedItem
from perspektiv.indicators.series.voices import ItemAnswers, Mean
from perspektiv.steering.periods import chosen, years
from perspektiv.steering.pictures import HEIGHT, SHORTEST, columns, trend
from perspektiv.steering.results import Course
from perspektiv.steering.stretches import Stretch

ITEM = AskedItem("heard", None, 1, 3)


def course(*means: tuple[str, float | None]) -> list[Course]:
    quarters = [(Unit.named(name), mean) for name, mean in means]
    return [Course(Stretch(quarter, quarter), Mean(9, mean, withheld=mean is None)) for quarter, mean in quarters]


class TestColumns:
    def test_the_most_frequent_answer_is_as_high_as_the_drawing(self) -> None:
        low, none, high = columns(ItemAnswers(ITEM, {1.0: 5, 2.0: 0, 3.0: 10}, Mean(15, 2.3)))
        assert (low.height, none.height, high.height) == (f"{HEIGHT / 2:.1f}", "0.0", f"{HEIGHT:.1f}")
        assert low.share == pytest.approx(1 / 3)

    def test_a_single_answer_among_thousands_is_seen(self) -> None:
        assert columns(ItemAnswers(ITEM, {1.0: 1, 2.0: 5000, 3.0: 0}, Mean(5001, 2.0)))[0].height == f"{SHORTEST:.1f}"

    def test_nothing_is_drawn_of_what_is_withheld_or_unanswered(self) -> None:
        assert columns(ItemAnswers(ITEM, None, Mean(None, withheld=True))) == []
        assert columns(ItemAnswers(ITEM, {1.0: 0, 2.0: 0, 3.0: 0}, Mean(0))) == []


class TestTrend:
    def test_stands_where_its_quarters_are(self) -> None:
        drawn = trend(course(("2025-Q1", 0.5), ("2025-Q2", 0.6), ("2025-Q4", 0.7)))
        assert drawn is not None
        assert drawn.line.count("M") == 2 and drawn.line.count("L") == 1
        first, second, last = (float(point.x) for point in drawn.points)
        assert last - second == pytest.approx(2 * (second - first), abs=0.2)

    def test_quarters_put_together_follow_those_before(self) -> None:
        quarters = [Unit.named(f"2025-Q{n}") for n in range(1, 5)]
        drawn = trend(
            [Course(Stretch(quarters[0], quarters[0]), Mean(9, 0.5)), Course(Stretch(*quarters[1::2]), Mean(9, 0.6))]
        )
        assert drawn is not None and drawn.line.count("M") == 1 and drawn.last == "2025-Q2 – 2025-Q4"

    def test_what_is_withheld_has_no_point(self) -> None:
        drawn = trend(course(("2025-Q1", 0.5), ("2025-Q2", None), ("2025-Q3", 0.5)))
        assert drawn is not None and len(drawn.points) == 2 and drawn.line.count("M") == 2

    def test_one_point_is_no_course(self) -> None:
        assert trend(course(("2025-Q1", 0.5))) is None
        assert trend([]) is None


class TestPeriods:
    AS_OF, FIRST, LAST = date(2026, 11, 26), date(2015, 3, 1), date(2026, 11, 20)

    @pytest.mark.parametrize(
        ("asked", "from_", "to"),
        [
            ({}, date(2025, 10, 1), AS_OF),
            ({"zeitraum": "2024"}, date(2024, 1, 1), date(2024, 12, 31)),
            ({"zeitraum": "alles"}, FIRST, AS_OF),
            ({"von": "2026-02-03", "bis": "2026-03-04"}, date(2026, 2, 3), date(2026, 3, 4)),
            ({"zeitraum": "eigener", "bis": "2020-01-01"}, FIRST, date(2020, 1, 1)),
            ({"zeitraum": "was?"}, date(2025, 10, 1), AS_OF),
        ],
    )
    def test_is_what_was_chosen(self, asked: dict[str, str], from_: date, to: date) -> None:
        period = chosen(asked, self.AS_OF, self.FIRST, self.LAST).period
        assert (period.from_, period.to) == (from_, to)

    def test_is_everything_where_nobody_answered_for_a_year(self) -> None:
        assert chosen({}, self.AS_OF, self.FIRST, date(2019, 10, 31)).name == "alles"

    @pytest.mark.parametrize("day", ["2026-02-30", "gestern", "0000-00-00"])
    def test_what_is_no_day_is_refused(self, day: str) -> None:
        with pytest.raises(Refused):
            chosen({"von": day}, self.AS_OF, self.FIRST, self.LAST)

    def test_years_are_those_with_responses(self) -> None:
        assert years(date(2024, 12, 31), date(2026, 1, 1)) == ["2026", "2025", "2024"]
