"""What the participants of the cohort answered: about their progress, the counselling, the house.

Each survey has so many answers to 31 October 2018, and so many of each kind, as the report's rates ask for; who
answered what is chance. Later answers have the same rates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from perspektiv.example.attendance import Appointment
from perspektiv.example.calendar import Calendar, Days, Floats, Integers
from perspektiv.example.catalogue import (
    BASICS,
    CLOSING,
    IMPROVEMENT,
    MARK,
    QUALITY,
    SATISFACTION,
    SATISFACTION_2,
    SATISFACTION_2_FROM,
    SESSION,
    Instrument,
)
from perspektiv.example.person import Step
from perspektiv.example.rows import Columns, numbered
from perspektiv.example.targets import (
    AFTER_DATA,
    AFTER_SURVEYS,
    CLOSING_NEGATIVE,
    CLOSING_RESPONSES,
    IMPROVED,
    IMPROVED_OR_STABLE,
    IMPROVEMENT_RESPONSES,
    QUALITY_NEGATIVE,
    QUALITY_RESPONSES,
    SATISFACTION_MEAN,
    SATISFACTION_RESPONSES,
)

SATISFACTION_RESUMED = "2019-01-01"
"""Nobody was asked in November and December 2018: their answers would bear the date of October and count as its."""
UNANSWERED = -1
"""An answer that was not given."""
QUESTIONS_LEFT_OUT = 6
"""Responses to the survey of progress with one question unanswered: odd but possible."""


@dataclass
class Survey:
    """Responses to one instrument: days, participations (None when anonymous), answers by response and item."""

    instrument: Instrument
    days: Days
    participations: list[str | None]
    answers: Integers


def surveys(steps: list[Step], held: list[Appointment], calendar: Calendar, rng: np.random.Generator) -> list[Survey]:
    """All responses. ``steps`` are all participations, ``held`` all held appointments."""
    regular = [s for s in steps if not s.early and s.end < calendar.at(AFTER_DATA)]
    return [
        _improvement(regular, calendar, rng),
        _quality(QUALITY, QUALITY_RESPONSES, QUALITY_NEGATIVE, regular, calendar, rng),
        _quality(CLOSING, CLOSING_RESPONSES, CLOSING_NEGATIVE, regular, calendar, rng),
        *_satisfaction([s for s in regular if s.segment != BASICS], calendar, rng),
        _session(held, calendar, rng),
    ]


def _answering(
    steps: list[Step], times: Floats, count: int, calendar: Calendar, rng: np.random.Generator
) -> tuple[list[Step], Floats, Integers]:
    """Who answers when: ``count`` up to the day of the report, afterwards as often; and the positions of the former."""
    counted = times < calendar.at(AFTER_SURVEYS)
    chosen = rng.choice(np.flatnonzero(counted), count, replace=False)
    later = np.flatnonzero(~counted)
    later = later[rng.random(len(later)) < count / counted.sum()]
    who = np.sort(np.concatenate([chosen, later]))
    return [steps[n] for n in who], times[who], np.flatnonzero(counted[who])


def _improvement(regular: list[Step], calendar: Calendar, rng: np.random.Generator) -> Survey:
    """Improved: every answer 4 or 5; stable: a 3 among them; else a 1 or 2."""
    before_the_closing_talk = np.array([max(s.end - rng.uniform(1, 5), s.begin + 0.5) for s in regular])
    steps, times, counted = _answering(regular, before_the_closing_talk, IMPROVEMENT_RESPONSES, calendar, rng)
    kinds = rng.choice(["improved", "stable", "worse"], len(steps), p=(0.63, 0.3, 0.07))
    kinds[counted] = rng.permutation(
        ["improved"] * IMPROVED
        + ["stable"] * (IMPROVED_OR_STABLE - IMPROVED)
        + ["worse"] * (IMPROVEMENT_RESPONSES - IMPROVED_OR_STABLE)
    )
    answers = rng.choice([4, 5], (len(steps), len(IMPROVEMENT.items)), p=(0.6, 0.4))
    marked = rng.integers(0, len(IMPROVEMENT.items), len(steps))
    everyone = np.arange(len(steps))
    answers[everyone, marked] = np.where(kinds == "stable", 3, answers[everyone, marked])
    answers[everyone, marked] = np.where(kinds == "worse", rng.choice([1, 2], len(steps)), answers[everyone, marked])
    for left_out in rng.choice(len(steps), QUESTIONS_LEFT_OUT, replace=False):
        answers[left_out, (marked[left_out] + 1) % len(IMPROVEMENT.items)] = UNANSWERED
    return Survey(IMPROVEMENT, calendar.day(times), [s.key for s in steps], answers)


def _quality(
    instrument: Instrument,
    count: int,
    negative: tuple[int, ...],
    regular: list[Step],
    calendar: Calendar,
    rng: np.random.Generator,
) -> Survey:
    """Nearly all answers are positive; ``negative`` says how many of the counted are not, item by item."""
    times = np.array([s.end for s in regular])
    if instrument is QUALITY:
        times = np.array([max(s.end - rng.uniform(0.5, 4), s.begin + 0.5) for s in regular])
    steps, times, counted = _answering(regular, times, count, calendar, rng)
    answers = rng.choice([4, 5], (len(steps), len(instrument.items)), p=(0.3, 0.7))
    unhappy = rng.permutation(counted)[: max(max(negative), sum(negative) * 2 // 3)]
    for item, number in enumerate(negative):
        answers[rng.choice(unhappy, number, replace=False), item] = rng.choice([2, 3], number)
    return Survey(instrument, calendar.day(times), [s.key for s in steps], answers)


def _satisfaction(surveyed: list[Step], calendar: Calendar, rng: np.random.Generator) -> list[Survey]:
    """Anonymous, so dated by the first day of the quarter; the second version has one more item and one more degree."""
    days = calendar.day(np.array([s.end for s in surveyed]))
    quarters = (days.astype("datetime64[M]").astype(np.int64) // 3 * 3).astype("datetime64[M]").astype("datetime64[D]")
    counted = days < np.datetime64(AFTER_SURVEYS)
    resumed = np.flatnonzero(days >= np.datetime64(SATISFACTION_RESUMED))
    who = np.concatenate(
        [
            rng.choice(np.flatnonzero(counted), SATISFACTION_RESPONSES, replace=False),
            resumed[rng.random(len(resumed)) < 0.6],
        ]
    )
    first = quarters[who] < np.datetime64(SATISFACTION_2_FROM)
    versions = []
    for instrument, of_version in ((SATISFACTION, first), (SATISFACTION_2, ~first)):
        chosen = np.sort(quarters[who[of_version]])
        degrees = instrument.highest - instrument.lowest
        answers = instrument.lowest + rng.binomial(degrees, SATISFACTION_MEAN, (len(chosen), len(instrument.items)))
        versions.append(Survey(instrument, chosen, [None] * len(chosen), answers))
    _meet_satisfaction_mean(versions, rng)
    return versions


def _meet_satisfaction_mean(versions: list[Survey], rng: np.random.Generator) -> None:
    """Move single answers of the second version by one degree until the mean is the report's, to four digits."""
    first, second = versions
    counted = np.flatnonzero(second.days < np.datetime64(AFTER_SURVEYS))
    of_first = _shares(first).sum()
    step = 1 / (4 * len(second.instrument.items))
    while True:
        mean = (of_first + _shares(second)[counted].sum()) / SATISFACTION_RESPONSES
        surplus = round((mean - SATISFACTION_MEAN) * SATISFACTION_RESPONSES / step)
        if surplus == 0:
            return
        response, item = rng.choice(counted), rng.integers(len(second.instrument.items))
        moved = second.answers[response, item] - np.sign(surplus)
        if second.instrument.lowest <= moved <= second.instrument.highest:
            second.answers[response, item] = moved


def _shares(survey: Survey) -> Floats:
    """Each response's mean on a scale from 0 to 1."""
    instrument = survey.instrument
    shares: Floats = (survey.answers - instrument.lowest).mean(axis=1) / (instrument.highest - instrument.lowest)
    return shares


def _session(held: list[Appointment], calendar: Calendar, rng: np.random.Generator) -> Survey:
    """A few words after about one held appointment in seven."""
    asked = [a for a in held if a.kind == "counselling" and rng.random() < 0.15]
    mood = rng.normal(8.6, 1.0, (len(asked), 1))
    answers = np.clip(np.round(mood + rng.normal(0, 0.7, (len(asked), len(SESSION.items)))), 1, 10).astype(np.int64)
    return Survey(SESSION, calendar.day(np.array([a.time for a in asked])), [a.step.key for a in asked], answers)


def responses_and_answers(made: list[Survey], centre: str) -> tuple[Columns, Columns]:
    """The two tables, in the order of their days."""
    days = np.concatenate([survey.days for survey in made])
    rows = [(survey, n) for survey in made for n in range(len(survey.days))]
    order = np.argsort(days, kind="stable")
    keys = numbered(f"{MARK}-r", len(rows), 5)
    answered = [
        (key, item.key, int(value))
        for key, position in zip(keys, order, strict=True)
        for survey, n in [rows[position]]
        for item, value in zip(survey.instrument.items, survey.answers[n], strict=True)
        if value != UNANSWERED
    ]
    responses = {
        "response_id": keys,
        "instrument_id": [rows[n][0].instrument.key for n in order],
        "centre_id": [centre] * len(rows),
        "participation_id": [rows[n][0].participations[rows[n][1]] for n in order],
        "moment": ["single"] * len(rows),
        "submitted_on": days[order],
    }
    return responses, dict(zip(("response_id", "item_id", "value"), zip(*answered, strict=True), strict=True))
