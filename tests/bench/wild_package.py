"""A small package that is as odd as the contract allows: whatever may happen happens in it, at random."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa

from perspektiv.package import PackageWriter, seal
from perspektiv.package.writing import arrow_schema
from perspektiv.schema import TABLES

DATA_AS_OF = date(2018, 8, 31)
CENTRES, SEGMENTS = ("Nord", "Süd", "leer"), ("Einstieg", "Coaching", "Kurs", "leer")
INSTRUMENTS = {
    "besser-1": ("improvement", False),
    "besser-2": ("improvement", False),
    "besser-anonym": ("improvement", True),
    "gut": ("quality", False),
    "gut-anonym": ("quality", True),
    "zufrieden": ("satisfaction", True),
    "zufrieden-genannt": ("satisfaction", False),
    "sitzung": ("session", False),
}
LEVELS: tuple[tuple[float | None, float | None], ...] = ((4.0, 3.0), (4.0, None), (None, None))
"""From where an item's answers count as positive, and as stable."""
Rows = list[dict[str, Any]]


def write_wild(out: Path, seed: int, *, followed_up: bool = True) -> Path:
    """Writes and seals the package; the same seed, the same package. Without ``followed_up`` nobody was asked later."""
    tables = _tables(Random(seed)) | ({} if followed_up else {"follow_ups": []})
    with PackageWriter(out, form="parquet", name="wild", title="Wild", data_as_of=DATA_AS_OF, made_up=True) as writer:
        for table in TABLES:
            schema = arrow_schema(table)
            rows = [{column: row.get(column) for column in schema.names} for row in tables.get(table.resource, [])]
            writer.write(table.resource, pa.Table.from_pylist(rows, schema=schema))
    seal(out)
    return out


def _tables(luck: Random) -> dict[str, Rows]:
    persons = [
        {"person_id": f"P{n}", "centre_id": luck.choice(CENTRES[:2]), "gender": _gender(luck)} for n in range(60)
    ]
    participations = [_participation(luck, n, luck.choice(persons)["person_id"]) for n in range(150)]
    responses = [_response(luck, n, participations) for n in range(160)]
    return {
        "centres": [{"centre_id": centre, "name": centre} for centre in CENTRES],
        "segments": [
            {"segment_id": s, "name": s, "position": n + 1, "surveyed": n != 2} for n, s in enumerate(SEGMENTS)
        ],
        "ending_reasons": [{"reason_id": v, "name": v, "valuation": v} for v in ("positive", "negative", "neutral")],
        "persons": persons,
        "participations": participations,
        "appointments": [_appointment(luck, n, luck.choice(participations)) for n in range(900)],
        "instruments": [
            {"instrument_id": name, "name": name, "purpose": purpose, "version": 1, "anonymous": anonymous}
            for name, (purpose, anonymous) in INSTRUMENTS.items()
        ],
        "items": [_item(name, n) for name in INSTRUMENTS for n in range(len(LEVELS))],
        "responses": responses,
        "answers": [answer for response in responses for answer in _answers(luck, response)],
        **_outcomes(luck, [person["person_id"] for person in persons]),
        **_means(luck),
    }


def _gender(luck: Random) -> str:
    return luck.choices(("female", "male", "diverse", "unknown"), (10, 8, 1, 2))[0]


def _day(luck: Random, first: date = date(2014, 6, 1), last: date = date(2019, 6, 30)) -> date:
    """Any day, and often one at the edge of something."""
    edges = (date(2014, 12, 31), date(2015, 1, 1), date(2016, 2, 29), date(2016, 8, 31), date(2018, 12, 31))
    if luck.random() < 0.2:
        return luck.choice([edge for edge in edges if first <= edge <= last] or [last])
    return first + timedelta(days=luck.randrange((last - first).days + 1))


def _participation(luck: Random, number: int, person: str) -> dict[str, Any]:
    started = _day(luck)
    ending = luck.choice(("regular", "regular", "early", None))
    return {
        "participation_id": f"T{number}",
        "person_id": person,
        "segment_id": luck.choice(SEGMENTS[:3]),
        "started_on": started,
        "ended_on": _day(luck, started, started + timedelta(days=400)) if ending else None,
        "ending": ending,
        "reason_id": luck.choice(("positive", "negative", "neutral")) if ending == "early" else None,
    }


def _appointment(luck: Random, number: int, participation: dict[str, Any]) -> dict[str, Any]:
    hour = luck.choice((8, 9, 13, 21, 22, 23))  # in the evening Berlin and Greenwich may name different days
    day = datetime.combine(_day(luck), datetime.min.time(), UTC)
    return {
        "appointment_id": f"A{number}",
        "participation_id": participation["participation_id"],
        "kind": "counselling",
        "starts_at": day + timedelta(hours=hour),
        "minutes": 75,
        "status": luck.choice(
            ("planned", "held", "held", "no_show", "cancelled_by_centre", "cancelled_by_jobcoach", "excused")
        ),
    }


def _item(instrument: str, number: int) -> dict[str, Any]:
    positive, stable = LEVELS[number]
    return {
        "item_id": f"F{number}",
        "instrument_id": instrument,
        "minimum": 1.0,
        "maximum": 5.0 + number,
        "positive_from": positive,
        "stable_from": stable,
    }


def _response(luck: Random, number: int, participations: Rows) -> dict[str, Any]:
    instrument = luck.choice(tuple(INSTRUMENTS))
    anonymous, day = INSTRUMENTS[instrument][1], _day(luck)
    linked = not anonymous and luck.random() < 0.8
    return {
        "response_id": f"R{number}",
        "instrument_id": instrument,
        "centre_id": luck.choice(CENTRES),
        "participation_id": luck.choice(participations)["participation_id"] if linked else None,
        "moment": luck.choice(("single", "after", "before", "then")),
        "submitted_on": day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) if anonymous else day,
    }


def _answers(luck: Random, response: dict[str, Any]) -> Rows:
    """Answers to some of the questions, now and then to none."""
    return [
        {"response_id": response["response_id"], "item_id": f"F{n}", "value": float(luck.choice((1, 3, 4, 4, 5)))}
        for n in range(len(LEVELS))
        if luck.random() < 0.7
    ]


def _outcomes(luck: Random, persons: Sequence[str]) -> dict[str, Rows]:
    return {
        "job_starts": [
            {
                "job_start_id": f"J{n}",
                "person_id": luck.choice(persons),
                "started_on": _day(luck),
                "insured": luck.random() < 0.7,
            }
            for n in range(150)
        ],
        "follow_on_measures": [
            {"measure_id": f"M{n}", "person_id": luck.choice(persons), "started_on": _day(luck), "kind": "Kurs"}
            for n in range(120)
        ],
        "follow_ups": [
            {
                "follow_up_id": f"N{n}",
                "person_id": luck.choice(persons),
                "asked_on": _day(luck),
                "about": luck.choice(("job", "measure")),
                "answer": luck.choice(("yes", "no", "no", "unknown", "refused")),
            }
            for n in range(150)
        ],
    }


def _means(luck: Random) -> dict[str, Rows]:
    return {
        "staff": [
            {
                "staff_id": f"S{n}",
                "centre_id": luck.choice(CENTRES[:2]),
                "role": "Beratung",
                "employment": luck.choice(("employed", "freelance")),
                "weekly_hours": luck.choice((19.5, 39.0, 30.25)),
                "started_on": (started := _day(luck)),
                "ended_on": _day(luck, started, date(2022, 1, 1)) if luck.random() < 0.5 else None,
            }
            for n in range(20)
        ],
        "budgets": [
            {
                "budget_id": f"{centre}{year}",
                "centre_id": centre,
                "year": year,
                "ceiling_eur": 1000.0 * year,
                "planned_eur": None if luck.random() < 0.3 else 900.1 * year,
            }
            for centre in CENTRES
            for year in range(2014, 2020)
        ],
        "spending": [
            {
                "spending_id": f"B{n}",
                "centre_id": luck.choice(CENTRES[:2]),
                "booked_on": _day(luck),
                "amount_eur": luck.randrange(-10_000, 500_000) / 100,
                "budget_line": "Personal",
                "budget_year": luck.choice((None, 2014, 2016, 2018)),
            }
            for n in range(80)
        ],
    }
