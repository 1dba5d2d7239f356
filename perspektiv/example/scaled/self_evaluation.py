"""Many self-evaluations at once, before and after."""

from __future__ import annotations

import numpy as np

from perspektiv.example.calendar import Calendar
from perspektiv.example.catalogue import BASICS, SELF_EVALUATION
from perspektiv.example.rows import Columns
from perspektiv.example.scaled.columns import keys, words
from perspektiv.example.scaled.people import SEGMENT_KEYS, Block
from perspektiv.example.self_evaluation import MOMENTS, evaluate


def evaluation_rows(block: Block, first: int, calendar: Calendar, rng: np.random.Generator) -> dict[str, Columns]:
    """The rows of responses and answers of a block, in the order of its participations; keys go on from ``first``."""
    made = block.participations
    known = np.flatnonzero(made.segment != SEGMENT_KEYS.index(BASICS))
    found = evaluate(made.begin[known], made.end[known], (made.ended & ~made.early)[known], calendar, rng)
    order = np.lexsort((found.moments, found.who))
    whose = known[found.who[order]]
    answers = found.answers[order]
    response, item = np.nonzero(answers)
    return {
        "responses": {
            "response_id": keys("r", first + np.arange(len(order))),
            "instrument_id": words(np.zeros(len(order), dtype=np.int8), (SELF_EVALUATION.key,)),
            "centre_id": keys("c", block.centre[made.person[whose]]),
            "participation_id": keys("t", made.number[whose]),
            "moment": words(found.moments[order].astype(np.int8), MOMENTS),
            "submitted_on": calendar.day(found.times[order]),
        },
        "answers": {
            "response_id": keys("r", first + response),
            "item_id": words(item.astype(np.int8), [item.key for item in SELF_EVALUATION.items]),
            "value": answers[response, item].astype(np.float64),
        },
    }
