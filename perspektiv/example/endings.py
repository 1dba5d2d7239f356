"""How participations end, and how many units they take: the integer sums of the report, before any day is chosen."""

from __future__ import annotations

import numpy as np

from perspektiv.example.catalogue import BASICS, INTAKE, ORIENTATION, REASONS, REVIEW, SEGMENTS, WORK
from perspektiv.example.person import Part, Person, Step
from perspektiv.example.targets import EARLY_ENDINGS, LEAVERS_DUE, MEAN_UNITS

FEWEST, MOST = 2, 19
"""Due units of a regular participation; an early one may have ended after the first."""
LAST = {REVIEW: 4.0, ORIENTATION: 2.0}
"""How likely the last participation of a path ended early, against 0.4 of those that others follow."""
UNITS = {segment.key: segment.units for segment in SEGMENTS}


def end_participations(people: list[Person], rng: np.random.Generator) -> None:
    """Choose the early endings and their reasons, and give every participation its units."""
    _end_early(people, rng)
    _give_reasons(people, rng)
    ended = [s for p in people for s in p.counted if not s.open_in_june]
    for step in (s for p in people for s in p.steps):
        step.units = _usual_units(step, rng)
        step.excused = int(rng.poisson(0.06 * step.units)) if step.units > 1 else 0
    for segment, mean in MEAN_UNITS.items():
        of_segment = [s for s in ended if s.segment == segment]
        spread(of_segment, round(mean * len(of_segment)), rng)
    of_leavers = [s for p in people if p.has_left for s in p.counted]
    basics = [s for s in of_leavers if s.segment == BASICS]
    spread(basics, LEAVERS_DUE - sum(s.units for s in of_leavers if s.segment != BASICS), rng)


def spread(steps: list[Step], total: int, rng: np.random.Generator) -> None:
    """Add or take single units, at random, until the steps' units have that sum."""
    while missing := total - sum(step.units for step in steps):
        change = 1 if missing > 0 else -1
        able = [step for step in steps if not step.early and FEWEST <= step.units + change <= MOST]
        for chosen in rng.choice(len(able), min(abs(missing), len(able)), replace=False):
            able[chosen].units += change


def _usual_units(step: Step, rng: np.random.Generator) -> int:
    mean, deviation = UNITS[step.segment]
    units = float(np.clip(rng.normal(mean, deviation), FEWEST, MOST))
    return max(round(units * rng.uniform(0.15, 0.9)), 1) if step.early else round(units)


def _end_early(people: list[Person], rng: np.random.Generator) -> None:
    """Early endings are most likely where someone left after the intake, or came back to the same segment."""
    ended = [(p, s) for p in people for s in p.counted if not s.open_in_june]
    weights = np.array([_early_weight(p, s) for p, s in ended])
    for chosen in rng.choice(len(ended), EARLY_ENDINGS, replace=False, p=weights / weights.sum()):
        ended[chosen][1].early = True
    for step in (s for p in people for s in p.steps if s.open_in_june or s.part is Part.LATER):
        step.early = bool(rng.random() < 0.08)


def _early_weight(person: Person, step: Step) -> float:
    last = person.steps[-1] is step
    if step.segment == INTAKE and last:
        return 20.0
    if step.segment == REVIEW and person.repeats(step):
        return 40.0
    if step.segment == BASICS:
        return 2.0
    return LAST.get(step.segment, 1.5) if last else 0.4


def _give_reasons(people: list[Person], rng: np.random.Generator) -> None:
    """Each reason as often as the catalogue says; work is the reason only where nothing but coaching follows."""
    early = [(p, s) for p in people for s in p.counted if s.early and not s.open_in_june]
    order = rng.permutation(len(early))
    last_first = sorted(order, key=lambda n: early[n][0].steps[-1] is not early[n][1])
    number_of_work = next(reason.among_early for reason in REASONS if reason.key == WORK)
    for position in last_first[:number_of_work]:
        early[position][1].reason = WORK
    others = [reason.key for reason in REASONS if reason.key != WORK for _ in range(reason.among_early)]
    for position, reason in zip(last_first[number_of_work:], rng.permutation(others), strict=True):
        early[position][1].reason = str(reason)
    for step in (s for p in people for s in p.steps if s.early and s.reason is None):
        step.reason = str(rng.choice([reason.key for reason in REASONS if reason.key != WORK]))
