"""Change and alliance: judged as one by one; refused in public; absent where nobody collects scales."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perspektiv.errors import Refused
from perspektiv.indicators import Period, figures
from perspektiv.package.database import connect
from tests.indicators.in_memory import InMemory, package_of
from tests.indicators.plainly import Plainly
from tests.indicators.test_properties import AS_OF, DAYS, QUARTERS, SEGMENTS, Rows, questionnaires

PERIOD = Period(date(2015, 1, 1), date(2015, 12, 31))
NAMES = ("reliable_improvement_rate", "session_alliance_below_threshold_rate")
ROWS: Rows = {
    "centres": [{"centre_id": "north"}],
    "segments": [{"segment_id": "intake", "position": 1}],
    "persons": [{"person_id": "a", "centre_id": "north", "gender": "female"}],
}


@pytest.mark.parametrize("name", NAMES)
def test_none_of_it_is_published(name: str) -> None:
    with connect() as connection:
        package = package_of(ROWS, date(2016, 1, 1), connection)
        with pytest.raises(Refused, match="nicht veröffentlicht"):
            figures(package, PERIOD, names=[name], public=True)


def test_a_package_of_version_1_names_them_as_left_out() -> None:
    with connect() as connection:
        package = package_of(ROWS, date(2016, 1, 1), connection)
        assert isinstance(package, InMemory)
        package.not_collected = frozenset({"scales", "item_forms"})
        left = {one.indicator: one.why.de for one in figures(package, PERIOD).left_out}
        assert left == {
            "reliable_improvement_rate": "in diesem Paket nicht erhoben (scales, item_forms)",
            "session_alliance_below_threshold_rate": "in diesem Paket nicht erhoben (item_forms)",
        }


QUIET: Rows = {
    "centres": [{"centre_id": "north"}],
    "segments": [{"segment_id": s, "position": n} for n, s in enumerate(SEGMENTS, start=1)],
}
"""A centre where nothing happens."""


@st.composite
def changes(draw: st.DrawFn) -> Rows:
    """Two people in three participations, often asked before and after."""
    given_in = draw(
        st.lists(
            st.tuples(
                st.sampled_from("012"),
                st.sampled_from(DAYS[:10]),
                st.sampled_from(["before", "after", "before", "after", "then"]),
                st.sampled_from([1, 2, 4, 5]),
                st.sampled_from([1, 2, 4, 5, 5, None]),
            ),
            min_size=8,
            max_size=14,
        )
    )
    answers = [(str(n), "xy", values) for n, (_, _, _, *values) in enumerate(given_in)]
    return {
        **QUIET,
        **questionnaires(),
        "persons": [{"person_id": who, "centre_id": "north", "gender": "female"} for who in "ab"],
        "participations": [
            {"participation_id": str(n), "person_id": who, "segment_id": segment, "started_on": DAYS[0]}
            for n, (who, segment) in enumerate((("a", "intake"), ("a", "coaching"), ("b", "intake")))
        ],
        "responses": [
            {
                "response_id": str(n),
                "instrument_id": "self_evaluation",
                "centre_id": "north",
                "participation_id": of,
                "moment": moment,
                "submitted_on": day,
            }
            for n, (of, day, moment, *_) in enumerate(given_in)
        ],
        "answers": [
            {"response_id": number, "item_id": item, "value": value}
            for number, items, values in answers
            for item, value in zip(items, values, strict=True)
            if value is not None
        ],
    }


@settings(max_examples=25, deadline=None)
@given(rows=changes())
def test_changes_are_those_judged_one_by_one(rows: Rows) -> None:
    name = "reliable_improvement_rate"
    with connect() as connection:
        package = package_of(rows, AS_OF, connection)
        told = figures(package, PERIOD, names=[name], breakdowns=[(), ("segment",), ("quarter",)]).figures
    for figure in told:
        unit = dict(QUARTERS).get(figure.by.get("quarter", ""))
        plainly = Plainly(rows, PERIOD, AS_OF, segment=figure.by.get("segment", ""), unit=unit)
        assert (figure.numerator, figure.denominator) == plainly.comparisons()[name], figure
