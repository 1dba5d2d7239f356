"""What results pages show of a questionnaire, at small tables whose numbers can be reckoned by hand."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pytest

from perspektiv.indicators import Period
from perspektiv.indicators.series.changes import reliable_changes
from perspektiv.indicators.series.voices import Mean, Measured, asked, bounds, mean_of, measured, response_rate
from perspektiv.package import Package
from perspektiv.package.database import connect
from perspektiv.scales.reliability import alpha
from tests.indicators.in_memory import InMemory, package_of

YEAR = Period(date(2015, 1, 1), date(2015, 12, 31))
AS_OF = date(2016, 12, 31)

Table = list[dict[str, Any]]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as made:
        yield made


def drawn(table: str) -> list[list[str]]:
    """The cells of a drawn table, without its header."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    return rows[1:]


def filled_in(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    *,
    anonymous: bool = False,
    forms: Table | None = None,
    scales: Table | None = None,
) -> Package:
    """A package with one questionnaire ("Bogen", 1 to 5, scale "Mut"); its items are the columns after the fourth."""
    items = [cell.strip() for cell in table.strip().splitlines()[0].strip().strip("|").split("|")][4:]
    rows = drawn(table)
    people = sorted({who for _, who, *_ in rows if who})
    return package_of(
        {
            "centres": [{"centre_id": "Zentrum"}, {"centre_id": "anderes"}],
            "segments": [{"segment_id": "Einstieg", "position": 1}],
            "persons": [{"person_id": who, "centre_id": "Zentrum", "gender": "female"} for who in people],
            "participations": [
                {"participation_id": who, "person_id": who, "segment_id": "Einstieg", "started_on": date(2015, 1, 1)}
                for who in people
            ],
            "instruments": [{"instrument_id": "Bogen", "purpose": "self_evaluation", "anonymous": anonymous}],
            "items": [
                {"instrument_id": "Bogen", "item_id": item, "scale": "Mut", "minimum": 1, "maximum": 5}
                for item in items
            ],
            "item_forms": [{"instrument_id": "Bogen", **form} for form in forms or []],
            "scales": [{"instrument_id": "Bogen", **scale} for scale in scales or []],
            "responses": [
                {
                    "response_id": key,
                    "instrument_id": "Bogen",
                    "centre_id": "Zentrum",
                    "participation_id": who or None,
                    "moment": moment,
                    "submitted_on": date.fromisoformat(day),
                }
                for key, who, moment, day, *_ in rows
            ],
            "answers": [
                {"response_id": key, "item_id": item, "value": float(value)}
                for key, _, _, _, *values in rows
                for item, value in zip(items, values, strict=True)
                if value
            ],
        },
        AS_OF,
        connection,
    )


def only(found: Any) -> Measured:
    (one,) = found
    assert isinstance(one, Measured)
    return one


LINKED = """
| key | who | moment | day | a | b |
| 1 | Anna | single | 2015-01-01 | 5 | 1 |
| 2 | Anna | single | 2015-05-01 | 5 | 1 |
| 3 | Ben | single | 2015-05-02 | 2 | 4 |
| 4 | Cem | single | 2015-12-31 | 4 | |
| 5 | Dora | single | 2015-06-01 | | |
| 6 | Ben | single | 2016-01-01 | 1 | 5 |
"""


def test_answers_are_counted_as_they_were_given(connection: duckdb.DuckDBPyConnection) -> None:
    """Dora answered nothing and is no response; Ben's second lies after the year. A degree without answers is a 0."""
    found = only(measured(filled_in(connection, LINKED), "Bogen", YEAR))
    assert (found.moment, found.responses) == ("single", 4)
    a, b = found.items
    assert a.counts == {1: 0, 2: 1, 3: 0, 4: 1, 5: 2}
    assert b.counts == {1: 2, 2: 0, 3: 0, 4: 1, 5: 0}
    assert (a.mean.n, a.mean.value) == (4, 4)
    assert (b.mean.n, b.mean.value) == (3, 2)


def test_the_interval_of_a_mean_is_students_over_persons(connection: duckdb.DuckDBPyConnection) -> None:
    """Item a: mean 4; Anna off by 1 + 1 = 2, Ben by −2, Cem by 0. 3/2 · (4 + 4 + 0) = 12, √12 / 4 = 0.8660; with two
    degrees of freedom Student's quantile is 4.3027: 3.7262, so from 0.27, cut to 1, to 7.7, cut to 5."""
    mean = only(measured(filled_in(connection, LINKED), "Bogen", YEAR)).items[0].mean
    assert (mean.low, mean.high) == (1, 5)
    wide = mean_of(np.array([5.0, 5, 2, 4]), np.array([0, 0, 1, 2]), -100, 100)
    assert (wide.low, wide.high) == pytest.approx((4 - 3.7262, 4 + 3.7262), abs=1e-4)


def test_one_answer_a_person_gives_students_interval() -> None:
    """1, 2, 3, 4: s² = 5/3, s/√4 = 0.6455, quantile with three degrees 3.1824: ± 2.0543."""
    mean = mean_of(np.array([1.0, 2, 3, 4]), np.arange(4), -10, 10)
    assert (mean.low, mean.high) == pytest.approx((2.5 - 2.0543, 2.5 + 2.0543), abs=1e-4)


@pytest.mark.parametrize(
    ("values", "persons", "expected"),
    [
        ([], [], Mean(0)),
        ([np.nan], [0], Mean(0)),
        ([3.0], [0], Mean(1, 3)),
        ([1.0, 5], [7, 7], Mean(2, 3)),  # one person, however often
        ([4.0, 4, 4], [0, 1, 2], Mean(3, 4)),  # all alike: nothing tells how others would differ
    ],
)
def test_too_little_has_no_interval(values: list[float], persons: list[int], expected: Mean) -> None:
    assert mean_of(np.array(values), np.array(persons, dtype=np.int64), 1, 5) == expected


def test_the_whole_and_scores_go_in_the_direction_of_the_scale(connection: duckdb.DuckDBPyConnection) -> None:
    """b is the reverse way: 1 counts as 5. Anna 5 and 5, twice; Ben 2 and 2; Cem's only answer is one of two, too few
    for a score. Scores 5, 5, 2; from 0 to 1 the responses are 1, 1, 1/4 and Cem's 3/4."""
    package = filled_in(connection, LINKED, forms=[{"item_id": "b", "kind": "rating", "reversed": True, "position": 1}])
    found = only(measured(package, "Bogen", YEAR))
    assert [item.item.key for item in found.items] == ["b", "a"], "b has a place, a has none"
    assert found.items[0].counts == {1: 2, 2: 0, 3: 0, 4: 1, 5: 0}, "as it was given"
    (scale,) = found.scales
    assert (scale.score.n, scale.score.value) == (3, 4)
    assert (found.whole.n, found.whole.value) == (4, 0.75)
    quarters = {q.quarter: (q.whole.n, q.whole.value, q.scales["Mut"].n) for q in found.quarters}
    assert quarters == {"2015-Q1": (1, 1, 1), "2015-Q2": (2, 0.625, 2), "2015-Q4": (1, 0.75, 0)}
    assert not any(q.partial for q in found.quarters)


def test_a_sum_and_how_many_answers_it_needs_are_those_of_the_scale(connection: duckdb.DuckDBPyConnection) -> None:
    scale = {"scale": "Mut", "scoring": "sum", "needed": 1, "error_variant": "difference"}
    found = only(measured(filled_in(connection, LINKED, scales=[scale]), "Bogen", YEAR))
    assert (found.scales[0].score.n, found.scales[0].score.value) == (4, (6 + 6 + 6 + 8) / 4)


def test_answers_to_choose_from_have_no_mean(connection: duckdb.DuckDBPyConnection) -> None:
    package = filled_in(connection, LINKED, forms=[{"item_id": "b", "kind": "choice", "position": 1}])
    found = only(measured(package, "Bogen", YEAR))
    assert found.items[0].counts == {1: 2, 2: 0, 3: 0, 4: 1, 5: 0}
    assert found.items[0].mean == Mean(3)
    assert found.whole.value == (1 + 1 + 0.25 + 0.75) / 4
    assert found.scales[0].items == 1


def test_answers_to_choose_from_have_a_mean_where_some_count_as_positive(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    package = filled_in(connection, LINKED, forms=[{"item_id": "b", "kind": "choice", "position": 1}])
    package.connection.execute("UPDATE items SET positive_from = 4 WHERE item_id = 'b'")
    found = only(measured(package, "Bogen", YEAR))
    assert found.items[0].mean.value == 2
    assert found.scales[0].items == 2


MOMENTS = """
| key | who | moment | day | a | b | c |
| 1 | Anna | before | 2015-01-01 | 1 | 2 | 1 |
| 2 | Anna | then | 2015-05-01 | 1 | 1 | 1 |
| 3 | Anna | after | 2015-05-01 | 5 | 5 | 4 |
| 4 | Ben | before | 2015-01-01 | 2 | 3 | 2 |
| 5 | Ben | after | 2015-05-01 | 2 | 3 | 3 |
| 6 | Cem | before | 2015-01-01 | 4 | 4 | 5 |
| 7 | Cem | after | 2015-05-01 | 1 | 2 | 1 |
| 8 | Dora | before | 2015-02-01 | 4 | 5 | |
"""


def test_before_looking_back_and_after_are_kept_apart(connection: duckdb.DuckDBPyConnection) -> None:
    found = measured(filled_in(connection, MOMENTS), "Bogen", YEAR)
    assert [(one.moment, one.responses) for one in found] == [("before", 4), ("then", 1), ("after", 3)]
    assert [one.items[0].mean.value for one in found] == pytest.approx([11 / 4, 1, 8 / 3])


def test_reliability_is_that_of_the_complete_responses(connection: duckdb.DuckDBPyConnection) -> None:
    before = measured(filled_in(connection, MOMENTS), "Bogen", YEAR)[0]
    (scale,) = before.scales
    rows = np.array([[1, 2, 1], [2, 3, 2], [4, 4, 5]], dtype=float)
    assert (scale.items, scale.score.n, scale.complete) == (3, 4, 3)
    assert scale.alpha == pytest.approx(alpha(rows))
    assert scale.alpha_interval is not None and scale.alpha_interval[0] < (scale.alpha or 0) < scale.alpha_interval[1]
    assert scale.omega is None, "as many persons as items"


def test_changes_are_those_of_the_indicator_scale_by_scale(connection: duckdb.DuckDBPyConnection) -> None:
    """Error 0.8, so 1.568: Anna from 4/3 to 14/3, Ben from 7/3 to 8/3, Cem from 13/3 to 4/3."""
    scale = {"scoring": "mean", "error_variant": "difference", "reliability": 0.68}
    scales = [{**scale, "scale": "Mut", "spread": 1, "source": "Handbuch"}, {**scale, "scale": "Ruhe"}]
    package = filled_in(connection, MOMENTS, scales=scales)
    (mut,) = reliable_changes(package, "Bogen", YEAR)
    assert (mut.scale, mut.comparisons, mut.improved, mut.unchanged, mut.worsened) == ("Mut", 3, 1, 1, 1)
    assert (mut.error_variant, mut.spread, mut.reliability, mut.source) == ("difference", 1, 0.68, "Handbuch")
    (elsewhere,) = reliable_changes(package, "Bogen", YEAR, centre="anderes")
    assert elsewhere.comparisons == 0
    assert reliable_changes(package, "Bogen", YEAR, centre="Zentrum") == [mut]
    assert measured(package, "Bogen", YEAR, centre="anderes") == []


def anonymous(*of_quarters: int, second: int | None = None) -> str:
    """So many responses in the quarters of the year; b is answered in the first ``second`` of them."""
    days = [day for day, n in zip(("01-01", "04-01", "07-01", "10-01"), of_quarters, strict=True) for _ in range(n)]
    rows = [
        f"| {n} | | single | 2015-{day} | {1 + n % 5} | {'' if second is not None and n >= second else 3 + n % 2} |"
        for n, day in enumerate(days)
    ]
    return "\n".join(["| key | who | moment | day | a | b |", *rows])


def test_under_five_anonymous_responses_tell_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    found = only(measured(filled_in(connection, anonymous(4, 0, 0, 0), anonymous=True), "Bogen", YEAR))
    assert found.responses is None and found.whole.withheld
    assert not (found.items or found.scales or found.quarters)
    enough = only(measured(filled_in(connection, anonymous(5, 0, 0, 0), anonymous=True), "Bogen", YEAR))
    assert (enough.responses, enough.items[0].mean.n, enough.whole.withheld) == (5, 5, False)
    linked = only(measured(filled_in(connection, anonymous(4, 0, 0, 0)), "Bogen", YEAR))
    assert linked.responses == 4, "what is not anonymous is not withheld"


def test_an_item_and_a_scale_with_few_anonymous_answers_are_withheld(connection: duckdb.DuckDBPyConnection) -> None:
    found = only(measured(filled_in(connection, anonymous(8, 0, 0, 0, second=4), anonymous=True), "Bogen", YEAR))
    a, b = found.items
    assert a.mean.n == 8 and b.mean.withheld and b.counts is None
    (scale,) = found.scales
    assert scale.score.withheld and scale.complete is None and scale.alpha is None


@pytest.mark.parametrize(
    ("of_quarters", "shown"),
    [
        ((8, 5, 6, 9), (8, 5, 6, 9)),
        ((8, 0, 6, 9), (8, 6, 9)),  # nobody is hidden by a quarter without responses
        ((8, 3, 6, 9), (8, None, None, 9)),  # 3 would be what is left over: the smallest other goes, too
        ((8, 3, 2, 9), (8, None, None, 9)),  # 5 are left over together
        ((8, 2, 1, 9), (None, None, None, 9)),
        ((8, 4, 0, 0), (None, None)),
    ],
)
def test_quarters_with_few_anonymous_responses_cannot_be_worked_out(
    connection: duckdb.DuckDBPyConnection, of_quarters: tuple[int, ...], shown: tuple[int | None, ...]
) -> None:
    found = only(measured(filled_in(connection, anonymous(*of_quarters), anonymous=True), "Bogen", YEAR))
    assert found.responses == sum(of_quarters)
    assert tuple(quarter.whole.n for quarter in found.quarters) == shown
    assert tuple(quarter.scales["Mut"].n for quarter in found.quarters) == shown
    assert all(quarter.whole.withheld is (quarter.whole.n is None) for quarter in found.quarters)


def test_the_period_cuts_a_quarter(connection: duckdb.DuckDBPyConnection) -> None:
    found = only(measured(filled_in(connection, LINKED), "Bogen", Period(date(2015, 1, 1), date(2015, 5, 1))))
    assert [(quarter.quarter, quarter.partial) for quarter in found.quarters] == [("2015-Q1", False), ("2015-Q2", True)]


def test_bounds_are_as_if_all_others_had_answered_worst_or_best() -> None:
    """4 answers with mean 4 of 10 asked: (16 + 6·1)/10 and (16 + 6·5)/10."""
    assert bounds(Mean(4, 4.0), 10, 1, 5) == pytest.approx((2.2, 4.6))
    assert bounds(Mean(4, 4.0), 4, 1, 5) == (4, 4)
    for mean, base in ((Mean(4, 4.0), 3), (Mean(0), 10), (Mean(None, withheld=True), 10)):
        assert bounds(mean, base, 1, 5) is None


def test_the_response_rate_has_wilsons_interval() -> None:
    rate, span = response_rate(3, 4) or (0, None)
    assert rate == 0.75 and span == pytest.approx((0.3006, 0.9544), abs=1e-4)
    assert response_rate(5, 4) == (1.25, None)
    assert response_rate(None, 4) is None and response_rate(3, 0) is None


def test_an_unknown_questionnaire_is_told_from_one_without_answers(connection: duckdb.DuckDBPyConnection) -> None:
    package = filled_in(connection, LINKED)
    assert measured(package, "Bogen", Period(date(2014, 1, 1), date(2014, 12, 31))) == []
    with pytest.raises(KeyError):
        measured(package, "Zettel", YEAR)


INVITED = """
| questionnaire | centre | moment | due | outcome |
| Bogen | Zentrum | single | 2015-01-01 | answered |
| Bogen | Zentrum | single | 2015-06-01 | declined |
| Bogen | Zentrum | single | 2015-12-31 | unanswered |
| Bogen | Zentrum | single | 2015-06-01 | left_out |
| Bogen | Zentrum | before | 2015-06-01 | answered |
| Bogen | Zentrum | before | 2016-01-01 | answered |
| Bogen | Zentrum | then | 2015-06-01 | left_out |
| Bogen | anderes | single | 2015-06-01 | unanswered |
| anderer | Zentrum | single | 2015-06-01 | answered |
"""


def test_asked_is_whoever_was_due_and_not_left_out(connection: duckdb.DuckDBPyConnection) -> None:
    """Once: three in the centre, on the first and the last day, too, and one elsewhere. Nobody was asked to look back:
    who was due was left out."""
    package = filled_in(connection, LINKED)
    for number, (questionnaire, centre, moment, due, outcome) in enumerate(drawn(INVITED)):
        connection.execute(
            "INSERT INTO invitations VALUES (?, ?, ?, NULL, ?, ?, ?)",
            [str(number), questionnaire, centre, moment, due, outcome],
        )
    assert asked(package, "Bogen", YEAR) == {"single": 4, "before": 1}
    assert asked(package, "Bogen", YEAR, "Zentrum") == {"single": 3, "before": 1}
    assert asked(package, "Bogen", Period(date(2014, 1, 1), date(2014, 12, 31))) == {}


def test_where_invitations_are_not_collected_nobody_knows(connection: duckdb.DuckDBPyConnection) -> None:
    package = filled_in(connection, LINKED)
    assert isinstance(package, InMemory)
    package.not_collected = frozenset({"invitations"})
    assert asked(package, "Bogen", YEAR) is None
