"""Of what one or a few answered no page tells: quarters are put together until five persons stand behind them."""

from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pytest

from perspektiv.indicators import Period
from perspektiv.indicators.series.voices import measured
from perspektiv.package import PackageWriter, open_package
from perspektiv.package.writing import arrow_schema
from perspektiv.schema import KNOWN
from perspektiv.steering.questionnaires import questionnaires
from perspektiv.steering.results import Results, results
from perspektiv.steering.stretches import segments_told, stretches

Answered = list[tuple[date, int, str]]  # day, number of the person, segment
Frozen = Callable[[Answered], Path]
AS_OF = date(2026, 11, 26)


@pytest.fixture
def frozen(tmp_path: Path) -> Frozen:
    """A moment with one questionnaire, answered on these days by these persons; each answer is the person's number."""

    def made(answered: Answered) -> Path:
        people = sorted({(person, segment) for _, person, segment in answered})
        rows: dict[str, list[dict[str, object]]] = {
            "centres": [{"centre_id": "mitte", "name": "Mitte"}],
            "segments": [
                {"segment_id": key, "name": key, "position": at, "surveyed": True, "setting": "individual"}
                for at, key in enumerate(("eins", "zwei"), start=1)
            ],
            "persons": [
                {"person_id": f"p{n}", "centre_id": "mitte", "gender": "unknown"}
                for n in sorted({n for n, _ in people})
            ],
            "participations": [
                {
                    "participation_id": f"t{n}-{segment}",
                    "person_id": f"p{n}",
                    "segment_id": segment,
                    "started_on": date(2024, 1, 1),
                }
                for n, segment in people
            ],
            "instruments": [
                {"instrument_id": "b", "name": "b", "purpose": "improvement", "version": 1, "anonymous": False}
            ],
            "items": [
                {"instrument_id": "b", "item_id": "i", "minimum": 0, "maximum": 99, "positive_from": 4}
                | {"stable_from": 3}
            ],
            "responses": [
                {
                    "response_id": f"r{at}",
                    "instrument_id": "b",
                    "centre_id": "mitte",
                    "participation_id": f"t{n}-{segment}",
                    "moment": "single",
                    "submitted_on": day,
                }
                for at, (day, n, segment) in enumerate(answered)
            ],
            "answers": [{"response_id": f"r{at}", "item_id": "i", "value": n} for at, (_, n, _) in enumerate(answered)],
        }
        out = tmp_path / f"moment-{len(list(tmp_path.iterdir()))}"
        with PackageWriter(out, form="csv", name="m", title="m", data_as_of=AS_OF) as writer:
            for table in KNOWN:
                if of_table := rows.get(table.resource):
                    known = {column.name: [row.get(column.name) for row in of_table] for column in table.columns}
                    writer.write(table.resource, pa.Table.from_pydict(known, schema=arrow_schema(table)))
        return out

    return made


EVERYTHING = Period(date(2024, 1, 1), AS_OF)


def told(moment: Path, period: Period = EVERYTHING) -> Results:
    with open_package(moment) as package:
        (only,) = questionnaires(package, "mitte")
    return results(moment, "mitte", only, period)


def of(quarter: int, *people: int, year: int = 2025, segment: str = "eins") -> Answered:
    return [(date(year, 3 * quarter - 1, 5), n, segment) for n in people]


def named(moment: Path) -> list[str]:
    with open_package(moment) as package:
        return [str(each) for each in stretches(package, "b", "mitte").get("single", ())]


def test_a_quarter_with_five_persons_stands_alone(frozen: Frozen) -> None:
    assert named(frozen(of(1, 1, 2, 3, 4, 5) + of(2, 1, 2, 3, 4, 6))) == ["2025-Q1", "2025-Q2"]


def test_smaller_ones_are_put_together(frozen: Frozen) -> None:
    moment = frozen(of(1, 1, 2) + of(2, 3) + of(4, 4, 5, 6) + of(1, 1, year=2026))
    assert named(moment) == ["2025-Q1 – 2025-Q4"]
    counts = told(moment).moments[0].measured.items[0].counts or {}
    assert sorted(counts) == [1, 2, 3, 4, 5, 6]


def test_many_responses_of_one_person_are_one_person(frozen: Frozen) -> None:
    assert named(frozen(of(1, 1, 1, 1, 1, 1, 1, 2))) == []


def test_the_quarter_that_runs_is_not_shown(frozen: Frozen) -> None:
    """Else two frozen moments would tell what was answered between them."""
    running = [(date(2026, 11, 3), n, "eins") for n in range(1, 9)]
    assert named(frozen(running)) == []
    shown = told(frozen(running))
    assert (shown.counted, shown.figures, shown.moments, shown.by_segment) == (None, [], [], {})


def test_single_days_show_whole_stretches(frozen: Frozen) -> None:
    moment = frozen(of(1, 1, 2, 3, 4, 5) + of(2, 6, 7, 8, 9, 10))
    day = Period(date(2025, 2, 5), date(2025, 2, 5))
    assert told(moment, day).counted == Period(date(2025, 1, 1), date(2025, 3, 31))


def test_the_difference_of_any_two_periods_has_five_persons_or_none(frozen: Frozen) -> None:
    """The attack: whoever may choose days reads what lies between two choices."""
    answered = (
        of(1, 1, 2, 3, 4, 5, 6) + of(2, 7, 8, 9) + of(3, 1, 2, 10) + of(4, 11, 12, 13, 14, 15) + of(1, 3, year=2026)
    )
    moment = frozen(answered)
    days = [date(2025, month, 1) for month in range(1, 13)] + [date(2026, 3, 31)]
    seen = {told(moment, Period(first, last)).counted for first, last in combinations(days, 2)} - {None}

    def persons(period: Period) -> set[tuple[date, int]]:
        return {(day, n) for day, n, _ in answered if period.from_ <= day <= period.to}

    for one, other in combinations(seen, 2):
        assert one and other
        between = persons(one) ^ persons(other)
        assert not between or len({n for _, n in between}) >= 5


def test_without_the_stretches_the_attack_succeeds(frozen: Frozen) -> None:
    """The control: by the days themselves, one response is told by two periods that differ by its quarter."""
    answered = of(1, 1, 2, 3, 4, 5, 6) + of(2, 7)
    moment = frozen(answered)
    with open_package(moment) as package:
        half, quarter = (
            measured(package, "b", Period(date(2025, 1, 1), last), centre="mitte")[0].items[0].counts or {}
            for last in (date(2025, 6, 30), date(2025, 3, 31))
        )
    assert [value for value in half if half[value] != quarter.get(value, 0)] == [7]


class TestSegments:
    def test_with_fewer_than_five_persons_are_withheld_with_another(self, frozen: Frozen) -> None:
        moment = frozen(of(1, 1, 2, 3, 4, 5, 6) + of(1, 7, segment="zwei"))
        rows = told(moment).by_segment["improvement_rate"]
        assert [row.withheld for row in rows] == [True, True]

    def test_with_five_are_told(self, frozen: Frozen) -> None:
        moment = frozen(of(1, 1, 2, 3, 4, 5) + of(1, 6, 7, 8, 9, 10, segment="zwei"))
        rows = told(moment).by_segment["improvement_rate"]
        assert [(row.withheld, row.denominator) for row in rows] == [(False, 5), (False, 5)]

    def test_are_the_same_whatever_the_period(self, frozen: Frozen) -> None:
        moment = frozen(of(1, 1, 2, 3, 4, 5) + of(2, 6, 7, 8, 9, 10))
        quarter = told(moment, Period(date(2025, 1, 1), date(2025, 3, 31)))
        assert quarter.by_segment == told(moment).by_segment

    def test_one_person_in_several_withheld_segments_is_one_person(self) -> None:
        """Three persons in three segments of two: a fourth segment is withheld with them."""
        few = {"a": {"1", "2"}, "b": {"1", "3"}, "c": {"2", "3"}}
        assert segments_told([few | {"d": {"4", "5", "6", "7", "8"}, "e": {"1", "2", "3", "4", "5", "9"}}])[1] == {"e"}

    def test_two_frozen_moments_never_differ_by_one_person_of_a_segment(self, frozen: Frozen) -> None:
        """Segment one gains one person in the second quarter, four more in the third."""
        first = of(1, 1, 2, 3, 4, 5) + of(1, 11, 12, 13, 14, 15, segment="zwei")
        second = first + of(2, 21) + of(2, 31, 32, 33, 34, 35, segment="zwei")
        third = second + of(3, 22, 23, 24, 25) + of(3, 41, 42, 43, 44, 45, segment="zwei")

        def bases(answered: Answered) -> list[object]:
            return [row.denominator for row in told(frozen(answered)).by_segment["improvement_rate"]]

        assert [bases(some) for some in (first, second, third)] == [[5, 5], [5, 5], [10, 15]]


def test_a_quarter_is_told_when_papers_have_had_their_days(frozen: Frozen) -> None:
    late = [(date(2026, 11, 2), n, "eins") for n in range(1, 6)]
    assert named(frozen(late)) == []  # as of 26 November the quarter runs; one that ended less than 14 days ago, too
    with open_package(frozen(of(3, 1, 2, 3, 4, 5, year=2026))) as package:
        assert [str(each) for each in stretches(package, "b", "mitte")["single"]] == ["2026-Q3"]
