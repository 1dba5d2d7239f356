"""What holds for any package: figures are those counted plainly, rows add up, the order of rows means nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perspektiv.indicators import Figure, Period, figures
from perspektiv.package.database import connect
from tests.indicators.in_memory import package_of
from tests.indicators.plainly import NORM, Plainly

PERIOD = Period(date(2015, 1, 1), date(2015, 12, 31))
AS_OF = date(2016, 3, 31)
DAYS = [
    date.fromisoformat(day)
    for day in (
        *("2014-06-30", "2014-12-31", "2015-01-01", "2015-02-28", "2015-03-01", "2015-06-30", "2015-07-01"),
        *("2015-08-31", "2015-12-31", "2016-01-01", "2016-02-28", "2016-02-29", "2016-03-01", "2016-06-30"),
    )
]
INSTANTS = [
    *("2014-12-31T22:59:59Z", "2014-12-31T23:00:00Z", "2015-03-29T00:30:00+00:00", "2015-03-31T22:30:00Z"),
    *("2015-10-25T02:30:00+02:00", "2015-10-25T02:30:00+01:00", "2016-01-01T12:59:59+14:00"),
    *("2015-12-31T12:00:00-11:00", "2015-12-31T23:30:00Z", "2016-04-01T09:00:00+02:00"),
]
STATUSES = ("planned", "held", "no_show", "cancelled_by_centre", "cancelled_by_jobcoach", "excused")
GENDERS = ("female", "male", "diverse")
SEGMENTS = ("intake", "coaching")
QUARTERS = [
    (f"2015-Q{q}", Period(date(2015, 3 * q - 2, 1), date(2015, 3 * q, 31 if q in (1, 4) else 30))) for q in range(1, 5)
]

PURPOSES = ("improvement", "quality", "satisfaction", "session", "self_evaluation")

Rows = dict[str, list[dict[str, Any]]]
often = settings(max_examples=15, deadline=None)
sometimes = settings(max_examples=8, deadline=None)
seldom = settings(max_examples=4, deadline=None)
SEVERAL_ROWS = {"segment", "year", "quarter", "month"}
"""In breakdowns by these one person can stand in several rows."""


@st.composite
def participation(draw: st.DrawFn) -> dict[str, Any]:
    started_on = draw(st.sampled_from(DAYS[:-1]))
    ended_on = draw(st.none() | st.sampled_from([day for day in DAYS if day >= started_on]))
    ending = draw(st.sampled_from(["regular", "early"])) if ended_on else None
    return {
        "person_id": draw(st.sampled_from("abcd")),
        "segment_id": draw(st.sampled_from(SEGMENTS)),
        "started_on": started_on,
        "ended_on": ended_on,
        "ending": ending,
        "reason_id": draw(st.sampled_from(["positive", "negative"])) if ending == "early" else None,
    }


def of_persons(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({"person_id": st.sampled_from("abcd"), **columns}), max_size=5)


@st.composite
def packages(draw: st.DrawFn) -> Rows:
    """A centre of four persons and two segments, with everything happening on the days that matter."""
    taken = draw(st.lists(participation(), min_size=1, max_size=8))
    participations = [{"participation_id": str(number), **row} for number, row in enumerate(taken)]
    ids = st.sampled_from([row["participation_id"] for row in participations])
    kept = st.fixed_dictionaries(
        {
            "participation_id": ids,
            "kind": st.sampled_from(["first_contact", "counselling"]),
            "starts_at": st.sampled_from(INSTANTS),
            "status": st.sampled_from(STATUSES),
        }
    )
    appointments = [{"appointment_id": str(n), **row} for n, row in enumerate(draw(st.lists(kept, max_size=12)))]
    days = st.sampled_from(DAYS)
    return {
        "centres": [{"centre_id": "north"}, {"centre_id": "south"}],
        "segments": [{"segment_id": s, "position": n, "surveyed": n == 1} for n, s in enumerate(SEGMENTS, start=1)],
        "persons": [
            {"person_id": who, "centre_id": draw(st.sampled_from(["north", "south"])), "gender": gender}
            for who, gender in zip("abcd", (*GENDERS, "female"), strict=True)
        ],
        "ending_reasons": [{"reason_id": valued, "valuation": valued} for valued in ("positive", "negative")],
        "participations": participations,
        "appointments": appointments,
        **draw(arrivals([row["appointment_id"] for row in appointments])),
        "job_starts": draw(of_persons(started_on=days, insured=st.booleans())),
        "follow_on_measures": draw(of_persons(started_on=days)),
        "follow_ups": draw(
            of_persons(
                asked_on=days,
                about=st.sampled_from(["job", "measure"]),
                answer=st.sampled_from(["yes", "no", "unknown"]),
            )
        ),
        **draw(responses(ids)),
    }


@st.composite
def arrivals(draw: st.DrawFn, appointments: list[str]) -> Rows:
    """Ways in, of one person several and on the same day; what is known of some bookings; offered times."""
    days, known = st.sampled_from(DAYS), st.booleans()
    results = st.sampled_from(["entered", "declined", "open"])
    booked = st.fixed_dictionaries(
        {
            "booked_on": st.none() | days,
            "reminders": st.integers(0, 2),
            "lot": st.sampled_from([None, "reminded", "without"]),
        }
    )
    slots = st.fixed_dictionaries(
        {
            "centre_id": st.sampled_from(["north", "south"]),
            "starts_at": st.sampled_from(INSTANTS),
            "used": st.booleans(),
        }
    )
    return {
        "referrals": [
            {"referral_id": str(n), **row} for n, row in enumerate(draw(of_persons(referred_on=days, result=results)))
        ],
        "appointment_bookings": [{"appointment_id": id, **draw(booked)} for id in appointments if draw(known)],
        "offered_slots": [{"slot_id": str(n), **row} for n, row in enumerate(draw(st.lists(slots, max_size=4)))],
    }


def questionnaires() -> Rows:
    """One of each purpose: two items of one scale, one of them the reverse way round, and one without a level."""
    items = (("x", 4, "s"), ("y", 3, "s"), ("z", None, None))
    return {
        "instruments": [{"instrument_id": p, "purpose": p, "anonymous": False} for p in PURPOSES],
        "items": [
            {
                "instrument_id": p,
                "item_id": item,
                "scale": scale,
                "minimum": 1,
                "maximum": 5,
                "positive_from": level,
                "stable_from": 2,
            }
            for p in PURPOSES
            for item, level, scale in items
        ],
        "item_forms": [{"instrument_id": p, "item_id": "x", "reversed": True, "threshold": 3} for p in PURPOSES],
        "scales": [
            {
                "instrument_id": p,
                "scale": "s",
                "scoring": "mean",
                "error_variant": "difference",
                "spread": NORM.spread,
                "reliability": NORM.reliability,
            }
            for p in PURPOSES
        ],
    }


@st.composite
def responses(draw: st.DrawFn, ids: st.SearchStrategy[str]) -> Rows:
    """Questionnaires of each purpose, three items each, one of them without a level; most are linked."""
    given_in = draw(
        st.lists(
            st.tuples(
                st.sampled_from(PURPOSES),
                st.none() | ids,
                st.sampled_from(DAYS),
                st.sampled_from(["single", "after", "before", "then"]),
            ),
            max_size=8,
        )
    )
    values = st.none() | st.integers(1, 5)
    return {
        **questionnaires(),
        "responses": [
            {
                "response_id": str(number),
                "instrument_id": purpose,
                "centre_id": "north",
                "participation_id": of,
                "moment": moment,
                "submitted_on": day,
            }
            for number, (purpose, of, day, moment) in enumerate(given_in)
        ],
        "answers": [
            {"response_id": str(number), "item_id": item, "value": value}
            for number in range(len(given_in))
            for item in "xyz"
            if (value := draw(values)) is not None
        ],
    }


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as made:
        made.execute("SET threads = 1")
        yield made


def asked(rows: Rows, connection: duckdb.DuckDBPyConnection, *breakdowns: tuple[str, ...]) -> list[Figure]:
    return list(figures(package_of(rows, AS_OF, connection), PERIOD, breakdowns=breakdowns).figures)


@often
@given(rows=packages())
def test_figures_are_those_counted_plainly(rows: Rows, connection: duckdb.DuckDBPyConnection) -> None:
    units = dict(QUARTERS)
    told = asked(rows, connection, (), ("segment",), ("segment", "gender"), ("quarter",), ("gender", "quarter"))
    for figure in told:
        unit = units.get(figure.by.get("quarter", ""))
        gender, segment = figure.by.get("gender", ""), figure.by.get("segment", "")
        plainly = Plainly(rows, PERIOD, AS_OF, gender, segment, unit)
        known, mean = plainly.counts().get(figure.indicator), plainly.means().get(figure.indicator)
        if mean is not None:
            assert (figure.denominator, figure.value) == pytest.approx(mean), figure
        if known is not None:
            numerator, denominator = known
            assert (figure.numerator, figure.denominator) == known, figure
            ratio = numerator if denominator is None else numerator / denominator if denominator else None
            assert figure.value == ratio, figure


ONCE_A_PERSON = {"persons_entered", "persons_repeating_a_segment"}


@pytest.mark.parametrize(
    "breakdown", [("gender",), ("centre",), ("segment",), ("year",), ("gender", "quarter")], ids=str
)
@seldom
@given(rows=packages())
def test_counts_add_up_over_the_rows_of_a_breakdown(
    breakdown: tuple[str, ...], rows: Rows, connection: duckdb.DuckDBPyConnection
) -> None:
    """But persons do not where one person can stand in several rows."""
    told = [figure for figure in asked(rows, connection, (), breakdown) if figure.unit in ("count", "eur")]
    for name in {figure.indicator for figure in told} - (ONCE_A_PERSON if set(breakdown) & SEVERAL_ROWS else set()):
        rows_of_it = [figure.value for figure in told if figure.indicator == name and figure.by]
        (total,) = (figure.value for figure in told if figure.indicator == name and not figure.by)
        assert not rows_of_it or sum(float(value or 0) for value in rows_of_it) == total, name


@sometimes
@given(rows=packages(), seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(rows: Rows, seed: Any, connection: duckdb.DuckDBPyConnection) -> None:
    breakdowns = [(), ("segment",), ("gender",), ("segment", "quarter")]
    before = asked(rows, connection, *breakdowns)
    shuffled = {table: seed.sample(list(found), len(found)) for table, found in rows.items()}
    after = asked(shuffled, connection, *breakdowns)
    assert [figure.by for figure in after] == [figure.by for figure in before]
    for one, other in zip(before, after, strict=True):
        assert same(one, other), (one, other)


def same(one: Figure, other: Figure) -> bool:
    return all(
        a == b or (isinstance(a, float) and a == pytest.approx(b))
        for a, b in zip(one.as_json().values(), other.as_json().values(), strict=True)
    )


@sometimes
@given(rows=packages())
def test_a_share_lies_within_its_interval_and_its_bounds(rows: Rows, connection: duckdb.DuckDBPyConnection) -> None:
    for figure in asked(rows, connection, (), ("segment",), ("gender", "year")):
        if figure.value is None:
            assert figure.low is figure.high is figure.bound_low is figure.bound_high is None
        for low, high in ((figure.low, figure.high), (figure.bound_low, figure.bound_high)):
            if low is not None and high is not None:
                assert low - 1e-9 <= float(figure.value or 0) <= high + 1e-9, figure
