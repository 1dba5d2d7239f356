"""Many answers at once. A response has a profile, which says how its answers are spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from perspektiv.example.calendar import Calendar, Days, Integers
from perspektiv.example.catalogue import (
    BASICS,
    CLOSING,
    IMPROVEMENT,
    INSTRUMENTS,
    QUALITY,
    SATISFACTION,
    SATISFACTION_2,
    SATISFACTION_2_FROM,
    SESSION,
    Instrument,
)
from perspektiv.example.rows import Columns
from perspektiv.example.scaled.attendance import COUNSELLING, Attendance
from perspektiv.example.scaled.columns import Codes, draw, keys, words
from perspektiv.example.scaled.people import SEGMENT_KEYS, Block

PROFILES: tuple[tuple[Instrument, float, dict[int, float]], ...] = (
    # Instrument, share of its responses, spread of the answers.
    (IMPROVEMENT, 0.628, {4: 0.6, 5: 0.4}),
    (IMPROVEMENT, 0.304, {3: 0.6, 4: 0.3, 5: 0.1}),
    (IMPROVEMENT, 0.068, {1: 0.25, 2: 0.4, 3: 0.2, 4: 0.15}),
    (QUALITY, 1.0, {2: 0.003, 3: 0.008, 4: 0.289, 5: 0.7}),
    (CLOSING, 1.0, {2: 0.004, 3: 0.008, 4: 0.288, 5: 0.7}),
    (SATISFACTION, 1.0, {1: 0.01, 2: 0.04, 3: 0.27, 4: 0.68}),
    (SATISFACTION_2, 1.0, {1: 0.01, 2: 0.01, 3: 0.06, 4: 0.3, 5: 0.62}),
    (SESSION, 0.8, {7: 0.1, 8: 0.3, 9: 0.35, 10: 0.25}),
    (SESSION, 0.2, {3: 0.1, 4: 0.1, 5: 0.2, 6: 0.25, 7: 0.2, 8: 0.15}),
)
ANSWERING = {IMPROVEMENT: 0.85, QUALITY: 0.89, CLOSING: 0.6, SATISFACTION: 0.64, SESSION: 0.15}
NOBODY = -1


@dataclass
class Responses:
    """Responses of one block, in the order of centre and participation."""

    profile: Codes
    centre: Integers
    participation: Integers
    """Position in the block; NOBODY when anonymous."""
    day: Days


def respond(block: Block, attendance: Attendance, calendar: Calendar, rng: np.random.Generator) -> Responses:
    made = block.participations
    regular = made.ended & ~made.early
    surveyed = regular & (made.segment != SEGMENT_KEYS.index(BASICS))
    before_closing = np.maximum(made.end - rng.uniform(0.5, 5, len(made.end)), made.begin + 0.5)
    asked = np.flatnonzero(attendance.held & (attendance.kind == COUNSELLING))
    asked = asked[rng.random(len(asked)) < ANSWERING[SESSION]]
    parts = [
        _answering(IMPROVEMENT, regular, calendar.day(before_closing), rng),
        _answering(QUALITY, regular, calendar.day(before_closing), rng),
        _answering(CLOSING, regular, calendar.day(made.end), rng),
        _answering(SATISFACTION, surveyed, _first_of_quarter(calendar.day(made.end)), rng),
        (_profiles(SESSION, len(asked), rng), attendance.participation[asked], attendance.day[asked]),
    ]
    profile, participation, day = (np.concatenate(column) for column in zip(*parts, strict=True))
    centre = block.centre[made.person][participation]
    anonymous = np.array([instrument.anonymous for instrument, *_ in PROFILES])[profile]
    order = np.lexsort((rng.random(len(profile)) * anonymous, np.where(anonymous, -1, participation), centre))
    return Responses(profile[order], centre[order], np.where(anonymous, NOBODY, participation)[order], day[order])


def _answering(
    instrument: Instrument, asked: npt.NDArray[np.bool_], days: Days, rng: np.random.Generator
) -> tuple[Codes, Integers, Days]:
    """Profiles, participations and days of those who answer."""
    who = np.flatnonzero(asked & (rng.random(len(asked)) < ANSWERING[instrument]))
    profiles = _profiles(instrument, len(who), rng)
    if instrument is SATISFACTION:
        second = days[who] >= np.datetime64(SATISFACTION_2_FROM)
        profiles = np.where(second, _profiles(SATISFACTION_2, len(who), rng), profiles)
    return profiles, who, days[who]


def _profiles(instrument: Instrument, count: int, rng: np.random.Generator) -> Codes:
    of_instrument = [n for n, (other, *_) in enumerate(PROFILES) if other is instrument]
    drawn: Codes = of_instrument[0] + draw([PROFILES[n][1] for n in of_instrument], count, rng)
    return drawn


def _first_of_quarter(days: Days) -> Days:
    months = days.astype("datetime64[M]").astype(np.int64) // 3 * 3
    return months.astype("datetime64[M]").astype("datetime64[D]")


def response_rows(responses: Responses, first: int, block: Block) -> Columns:
    instruments = np.array([INSTRUMENTS.index(instrument) for instrument, *_ in PROFILES], dtype=np.int8)
    known = responses.participation != NOBODY
    return {
        "response_id": keys("r", first + np.arange(len(known))),
        "instrument_id": words(instruments[responses.profile], [instrument.key for instrument in INSTRUMENTS]),
        "centre_id": keys("c", responses.centre),
        "participation_id": keys("t", block.participations.number[responses.participation], known),
        "moment": words(np.zeros(len(known), dtype=np.int8), ("single",)),
        "submitted_on": responses.day,
    }


def answer_rows(responses: Responses, first: int, rng: np.random.Generator) -> Columns:
    items = list(dict.fromkeys(item.key for instrument in INSTRUMENTS for item in instrument.items))
    lengths = np.array([len(instrument.items) for instrument, *_ in PROFILES])
    most = int(lengths.max())
    codes = np.array([[items.index(item.key) for item in (i.items * most)[:most]] for i, *_ in PROFILES], dtype=np.int8)
    values = np.array([_spread(spread) for *_, spread in PROFILES])
    count = lengths[responses.profile]
    response = np.repeat(np.arange(len(count)), count)
    position = np.arange(len(response)) - np.repeat(np.cumsum(count) - count, count)
    profile = responses.profile[response]
    return {
        "response_id": keys("r", first + response),
        "item_id": words(codes[profile, position], items),
        "value": values[profile, rng.integers(0, values.shape[1], len(response), dtype=np.uint8)],
    }


def _spread(shares: dict[int, float]) -> npt.NDArray[np.float64]:
    """256 values that are spread like that: a random byte draws one."""
    bounds = np.cumsum(list(shares.values()))[:-1] / sum(shares.values())
    places = np.searchsorted(bounds, (np.arange(256) + 0.5) / 256)
    return np.array(list(shares), dtype=np.float64)[places]
