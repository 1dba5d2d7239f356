"""Made-up packages of any size, for measuring: the cohort's ways and shares, millions of rows at once.

Persons are made block by block and written at once, so that memory does not grow with the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from perspektiv.errors import Refused
from perspektiv.example.calendar import Calendar
from perspektiv.example.fixed_tables import fixed_tables
from perspektiv.example.questionnaires import WHOLE, questionnaire_tables
from perspektiv.example.rows import Columns, as_arrow
from perspektiv.example.scaled.attendance import appointment_rows, attend
from perspektiv.example.scaled.centres import centre_rows
from perspektiv.example.scaled.columns import MOST_KEYS
from perspektiv.example.scaled.outcomes import outcome_rows
from perspektiv.example.scaled.people import Block, make_block, participation_rows, person_rows, referral_rows
from perspektiv.example.scaled.self_evaluation import evaluation_rows
from perspektiv.example.scaled.voices import answer_rows, respond, response_rows
from perspektiv.example.targets import DATA_AS_OF
from perspektiv.language import Text
from perspektiv.package import PackageWriter
from perspektiv.package.writing import Form

PERSONS_AT_ONCE = 25_000
CENTRES_AT_ONCE = 2_000
MOST_PERSONS = MOST_KEYS // 25
"""Nobody has more than 25 appointments on average: no key runs out."""

Progress = Callable[[int, int], None]


def write_scaled(
    out: Path,
    *,
    centres: int,
    persons: int,
    seed: int,
    form: Form = "parquet",
    questionnaires: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write a made-up package of ``centres`` centres with ``persons`` persons each; the same seed, the same package.

    ``progress`` is told, from time to time, how many persons of how many are written. 571 persons have about 9,800
    appointments. ``questionnaires``: with all that makes them whole, and self-evaluations. Refused for numbers below
    one or too large for the keys, or where ``out`` is not missing or empty.
    """
    if centres < 1 or persons < 1 or centres * persons > MOST_PERSONS:
        raise Refused(IMPOSSIBLE_SIZE, most=MOST_PERSONS)
    name = f"beispiel-erfunden-{centres}x{persons}"
    title = f"Erfundene Daten: {centres} Zentren mit je {persons} Personen, keine wirklichen Personen"
    with PackageWriter(
        out, form=form, name=name, title=title, data_as_of=date.fromisoformat(DATA_AS_OF), made_up=True
    ) as writer:
        _write(writer, centres, persons, seed, progress, questionnaires=questionnaires)


def _write(
    writer: PackageWriter, centres: int, persons: int, seed: int, progress: Progress | None, *, questionnaires: bool
) -> None:
    calendar = Calendar()
    written: Counter[str] = Counter()

    def write(tables: dict[str, Columns]) -> None:
        for table, columns in tables.items():
            rows = as_arrow(columns)
            written[table] += rows.num_rows
            writer.write(table, rows)

    write({**fixed_tables(WHOLE), **questionnaire_tables()} if questionnaires else fixed_tables())
    for first in range(0, centres, CENTRES_AT_ONCE):
        some = np.arange(first, min(first + CENTRES_AT_ONCE, centres))
        write(centre_rows(some, persons, calendar, np.random.default_rng((seed, 0, first))))
    everyone = centres * persons
    for first in range(0, everyone, PERSONS_AT_ONCE):
        rng = np.random.default_rng((seed, 1, first))
        count = min(PERSONS_AT_ONCE, everyone - first)
        block = make_block(first, count, persons, written["participations"], calendar, rng)
        write(_of_block(block, written, calendar, rng))
        if questionnaires:
            write(evaluation_rows(block, written["responses"], calendar, np.random.default_rng((seed, 2, first))))
        if progress:
            progress(first + count, everyone)


def _of_block(block: Block, written: Counter[str], calendar: Calendar, rng: np.random.Generator) -> dict[str, Columns]:
    attendance = attend(block, calendar, rng)
    responses = respond(block, attendance, calendar, rng)
    return {
        "persons": person_rows(block, rng),
        "referrals": referral_rows(block, calendar, rng),
        "participations": participation_rows(block, calendar, rng),
        "appointments": appointment_rows(attendance, written["appointments"], block, calendar, rng),
        "responses": response_rows(responses, written["responses"], block),
        "answers": answer_rows(responses, written["responses"], rng),
        **outcome_rows(block, written, calendar, rng),
    }


IMPOSSIBLE_SIZE = Text(
    "Ein Paket braucht mindestens ein Zentrum und eine Person und hat höchstens {most} Personen in allen Zentren.",
    "A package needs at least one centre and one person, and has at most {most} persons in all centres.",
)
