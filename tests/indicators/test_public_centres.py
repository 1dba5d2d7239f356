"""Several centres in public: tables by centre and segment, by centre and gender, and by segment and gender have one
table behind them that nobody prints. Its counts are not negative, and the attacker here knows that.
"""

import random
from datetime import date
from itertools import product

import duckdb
import numpy as np
import pytest
from scipy.optimize import linprog

from perspektiv.indicators import Period, figures
from perspektiv.indicators import protection as protecting
from perspektiv.indicators.limits import is_public
from perspektiv.indicators.question import Question
from perspektiv.package import Package
from tests.indicators.in_memory import Rows, package_of

PERIOD = Period(date(2015, 1, 1), date(2015, 12, 31))
SEGMENTS, GENDERS = ("s1", "s2", "s3"), ("female", "male", "diverse", "unknown")
PRINTED = [
    (),
    ("centre",),
    ("segment",),
    ("gender",),
    ("segment", "gender"),
    ("centre", "segment"),
    ("centre", "gender"),
]
SEEDS = range(6)


def made(centres: int, seed: int) -> Package:
    """One participation a person, few of most combinations."""
    chance = random.Random(seed)
    names = [f"c{number}" for number in range(1, centres + 1)]
    persons = [
        {"person_id": f"p{n}", "centre_id": chance.choice(names), "gender": chance.choices(GENDERS, [6, 5, 1, 1])[0]}
        for n in range(chance.choice([15, 25, 40]))
    ]
    rows: Rows = {
        "centres": [{"centre_id": name, "name": name} for name in names],
        "segments": [
            {"segment_id": name, "name": name, "position": place, "surveyed": False}
            for place, name in enumerate(SEGMENTS, start=1)
        ],
        "persons": persons,
        "participations": [
            {
                "participation_id": f"t{n}",
                "person_id": person["person_id"],
                "segment_id": chance.choices(SEGMENTS, [4, 2, 1])[0],
                "started_on": date(2015, chance.randint(1, 12), 10),
            }
            for n, person in enumerate(persons)
        ],
    }
    return package_of(rows, date(2016, 12, 31), duckdb.connect())


def narrowed(package: Package) -> list[dict[str, str]]:
    """The rows with one or two participations that all printed rows together narrow to less than [0, 3]."""
    cells = list(product(("c1", "c2"), SEGMENTS, GENDERS))
    truth = figures(package, PERIOD, breakdowns=PRINTED, names=["participations"]).figures
    told = figures(package, PERIOD, breakdowns=PRINTED, names=["participations"], public=True).figures

    def adds(by: dict[str, str]) -> list[float]:
        return [float(set(by.values()) <= set(cell)) for cell in cells]

    known = [(adds(dict(row.by)), row.value) for row in told if not row.withheld]
    found = []
    for row in truth:
        if row.value in (1, 2):
            low, high = (
                sign
                * float(
                    linprog(
                        sign * np.array(adds(dict(row.by))),
                        A_eq=np.array([sums for sums, _ in known]) if known else None,
                        b_eq=[float(value or 0) for _, value in known] if known else None,
                        bounds=(0, 1_000),
                    ).fun
                )
                for sign in (1, -1)
            )
            if low > 1e-6 or high < 3 - 1e-6:
                found.append(dict(row.by))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_count_of_two_centres_is_narrowed(seed: int) -> None:
    assert narrowed(made(2, seed)) == []


def test_without_the_table_that_nobody_prints_the_same_attacker_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protecting, "unprinted_tables", lambda *_: [])

    assert any(narrowed(made(2, seed)) for seed in SEEDS)


@pytest.mark.parametrize("dimension", ["", "segment", "gender", "quarter", "month"])
def test_an_only_centre_is_protected_like_the_total(dimension: str) -> None:
    package = made(1, seed=1)
    without = (dimension,) if dimension else ()
    plain = figures(package, PERIOD, breakdowns=[without], names=["participations"], public=True).figures
    by_centre = figures(
        package, PERIOD, breakdowns=[("centre", *without)], names=["participations"], public=True
    ).figures

    assert [row.withheld for row in by_centre] == [row.withheld for row in plain]
    assert any(row.withheld for row in plain) == (dimension in ("gender", "quarter", "month"))


def test_nothing_is_printed_that_no_pattern_protects() -> None:
    package = made(2, seed=1)
    question = Question(package, PERIOD, {})

    assert not is_public(("segment", "month"))
    with pytest.raises(AssertionError, match="no pattern protects"):
        protecting.patterns_of(question).withheld(
            question, 0, ["participations"], {"segment": "s1", "month": "2015-01"}
        )
