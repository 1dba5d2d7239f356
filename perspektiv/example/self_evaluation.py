"""What made-up participants trust themselves to do, before and after: most a little more, some much more, a few less.

Made after everything else and with numbers of its own, so that all other tables stay as they are without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from perspektiv.example.calendar import Calendar, Floats, Integers
from perspektiv.example.catalogue import BASICS, MARK, SELF_EVALUATION
from perspektiv.example.person import Step
from perspektiv.example.questionnaires import RELIABILITY, SPREAD
from perspektiv.example.rows import Columns, numbered
from perspektiv.example.targets import AFTER_DATA

ASKED_BEFORE, ANSWERED_AFTER, LOOKED_BACK, LEFT_OUT = 0.6, 0.7, 0.25, 0.004
"""Shares: who answers at the start; who of them at the end, unless it came early; who looks back as well; and of
single answers that were left out."""
LEVEL = 2.9
KINDS, GAINS = (0.35, 0.55, 0.10), (1.1, 0.15, -0.8)
"""Shares of those who gain much, hardly anything, or lose."""
REMEMBERED = -0.3
"""Looking back, many place their start lower than they did then."""
MOMENTS = ("before", "then", "after")


@dataclass
class Evaluations:
    """Responses: whose (by position), at which of the moments, when, and what; 0 is an answer left out."""

    who: Integers
    moments: Integers
    times: Floats
    answers: Integers


def self_evaluations(
    steps: Sequence[Step], calendar: Calendar, rng: np.random.Generator, centre: str, first: int
) -> tuple[Columns, Columns]:
    """The rows of responses and answers, by day; keys go on from ``first``."""
    known = [s for s in steps if s.segment != BASICS]
    made = evaluate(
        np.array([s.begin for s in known]),
        np.array([s.end for s in known]),
        np.array([not s.early and s.end < calendar.at(AFTER_DATA) for s in known]),
        calendar,
        rng,
    )
    days = calendar.day(made.times)
    order = np.lexsort((made.who, made.moments, days))
    keys = numbered(f"{MARK}-r", first + len(order), 5)[first:]
    responses = {
        "response_id": keys,
        "instrument_id": [SELF_EVALUATION.key] * len(order),
        "centre_id": [centre] * len(order),
        "participation_id": [known[n].key for n in made.who[order]],
        "moment": [MOMENTS[n] for n in made.moments[order]],
        "submitted_on": days[order],
    }
    given = [
        (key, item.key, int(value))
        for key, values in zip(keys, made.answers[order], strict=True)
        for item, value in zip(SELF_EVALUATION.items, values, strict=True)
        if value > 0
    ]
    return responses, dict(zip(("response_id", "item_id", "value"), zip(*given, strict=True), strict=True))


def evaluate(
    begin: Floats, end: Floats, regular: npt.NDArray[np.bool_], calendar: Calendar, rng: np.random.Generator
) -> Evaluations:
    """What participations with these busy times answer by the day of the data; ``regular`` ones have ended so."""
    latest = calendar.at(AFTER_DATA)
    asked = np.flatnonzero((rng.random(len(begin)) < ASKED_BEFORE) & (begin + 0.2 < latest))
    last = np.maximum(end[asked] - 0.2, begin[asked] + 0.4)
    after = regular[asked] & (last < latest) & (rng.random(len(asked)) < ANSWERED_AFTER)
    back = after & (rng.random(len(asked)) < LOOKED_BACK)
    felt = LEVEL + rng.normal(0, SPREAD * np.sqrt(RELIABILITY), (len(asked), 2))
    gained = felt + rng.choice(GAINS, (len(asked), 2), p=KINDS) + rng.normal(0, 0.2, (len(asked), 2))
    first = begin[asked] + 0.2
    measured = ((np.ones(len(asked), dtype=bool), first, felt), (back, last, felt + REMEMBERED), (after, last, gained))
    return Evaluations(
        who=np.concatenate([asked[chosen] for chosen, *_ in measured]),
        moments=np.repeat(np.arange(len(MOMENTS)), [chosen.sum() for chosen, *_ in measured]),
        times=np.concatenate([times[chosen] for chosen, times, _ in measured]),
        answers=np.concatenate([_answers(levels[chosen], rng) for chosen, _, levels in measured]),
    )


def _answers(levels: Floats, rng: np.random.Generator) -> Integers:
    """Each item around the level of its scale, 0 where it was left out; a reversed one the other way round."""
    items = SELF_EVALUATION.items
    scales = list(dict.fromkeys(item.scale for item in items))
    of = np.array([scales.index(item.scale) for item in items])
    own = SPREAD * np.sqrt(1 - RELIABILITY) * np.sqrt(len(items) / len(scales))
    felt = levels[:, of] + rng.normal(0, own, (len(levels), len(items)))
    answers = np.clip(np.round(felt), SELF_EVALUATION.lowest, SELF_EVALUATION.highest).astype(np.int64)
    reverse = np.array([item.reversed for item in items])
    answers[:, reverse] = SELF_EVALUATION.lowest + SELF_EVALUATION.highest - answers[:, reverse]
    answers[rng.random(answers.shape) < LEFT_OUT] = 0
    return answers
