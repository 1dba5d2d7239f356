"""Who goes which way: paths through the segments whose counts by segment and gender are those of the report.

Three groups give the figures their room. Those who are under way at the end of January 2019 are listed one by one in
``UNDER_WAY``, because their number is fixed from two sides: 501 persons have left as of 31 January although 1,398
participations have ended by 30 June; so most of the many who are under way must be between two segments on that day.
All others have left for good by then; their paths are drawn from what remains of the report's counts.
Those who come in after June 2019 make the last months provisional.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from perspektiv.example.catalogue import BASICS, COACHING, INTAKE, ORIENTATION, REVIEW, SEARCH
from perspektiv.example.person import Part, Person, Step
from perspektiv.example.targets import LEFT_BEFORE_FIRST_EXIT, MEN, PARTICIPATIONS, SECOND_INTAKES, WOMEN

LETTERS = {"I": INTAKE, "R": REVIEW, "O": ORIENTATION, "S": SEARCH, "C": COACHING, "B": BASICS}

UNDER_WAY = (
    # "|" is the end of January, "~" a step that lies across it, "*" a step that is open at the end of June.
    # 65 are open then: 25 intakes, 24 reviews, 12 orientations, 2 searches, 2 coachings; persons as (women, men).
    ("| I*", 9, 11),
    ("| I R*", 8, 3),
    ("| I", 1, 2),
    ("| I R", 3, 1),
    ("I~", 1, 1),
    ("I~ R*", 4, 2),
    ("I~ R", 3, 1),
    ("I~ R O*", 2, 0),
    ("I R~", 2, 1),
    ("I R~ O*", 3, 1),
    ("I R~ O", 1, 1),
    ("I R O~", 1, 0),
    ("I R~ S*", 0, 1),
    ("I R~ C*", 1, 0),
    ("I | R*", 5, 2),
    ("I | R O*", 2, 1),
    ("I R | O*", 2, 1),
    ("I R | S*", 1, 0),
    ("I R O | C*", 0, 1),
    ("I R | I*", 3, 2),
    ("I | R", 14, 8),
    ("I | R O", 5, 3),
    ("I R | O", 10, 6),
    ("I R | S", 1, 2),
    ("I R | C", 1, 1),
    ("I R O | S", 1, 0),
)
INTAKE_ONLY = {WOMEN: 10, MEN: 16}
"""Of those who have left for good: how many did not go on after the intake."""
SECOND_REVIEW_AFTER_SECOND_INTAKE = {WOMEN: 5, MEN: 2}
PARALLEL_BASICS = 4
NEWCOMERS = (("I", 9, 6), ("I R", 8, 5))
"""After June 2019."""


def people(rng: np.random.Generator) -> list[Person]:
    """All who ever entered, with their paths, in no particular order."""
    under_way = [person(gender, path) for path, w, m in UNDER_WAY for gender in [WOMEN] * w + [MEN] * m]
    women, men = (_gone(gender, [p for p in under_way if p.gender == gender], rng) for gender in (WOMEN, MEN))
    gone = women + men
    _let_leave_at_once(gone)
    _let_go_on_after_june(under_way, rng)
    newcomers = [
        Person(gender, [Step(LETTERS[letter], Part.LATER) for letter in path.split()])
        for path, w, m in NEWCOMERS
        for gender in [WOMEN] * w + [MEN] * m
    ]
    return gone + under_way + newcomers


def person(gender: str, path: str) -> Person:
    """A person with the steps of a written path, as in ``UNDER_WAY``."""
    steps, part = [], Part.BEFORE
    for token in path.split():
        if token == "|":
            part = Part.AFTER
        elif token.endswith("~"):
            steps.append(Step(LETTERS[token[0]], Part.ACROSS))
            part = Part.AFTER
        else:
            steps.append(Step(LETTERS[token[0]], part, open_in_june=token.endswith("*")))
    return Person(gender, steps)


def _gone(gender: str, under_way: list[Person], rng: np.random.Generator) -> list[Person]:
    """The persons of one gender who have left for good by January, with what remains of the report's counts."""
    taken = Counter(step.segment for other in under_way for step in other.steps)
    left = {segment: counts[gender] - taken[segment] for segment, counts in PARTICIPATIONS.items()}
    again = SECOND_INTAKES[gender] - sum([s.segment for s in p.steps].count(INTAKE) == 2 for p in under_way)
    count = left[INTAKE] - again
    both = SECOND_REVIEW_AFTER_SECOND_INTAKE[gender]
    twice = left[REVIEW] - (count - INTAKE_ONLY[gender]) - both
    once = count - INTAKE_ONLY[gender] - again - twice
    paths = (
        ["I"] * INTAKE_ONLY[gender]
        + ["I R I R"] * both
        + ["I R I"] * (again - both)
        + ["I R R"] * twice
        + ["I R"] * once
    )
    gone = [person(gender, path) for path in paths]
    for segment in (ORIENTATION, SEARCH, COACHING):
        _lead_on(segment, left[segment], gone[INTAKE_ONLY[gender] :], rng)
    _add_basics(left[BASICS], gone, rng)
    return gone


def _lead_on(segment: str, count: int, persons: list[Person], rng: np.random.Generator) -> None:
    """Let that many persons go on to a segment; a third of those who search or are coached were oriented before."""
    weight = {REVIEW: 1.0, ORIENTATION: 0.4, SEARCH: 1.0 if segment == COACHING else 0.0}
    ready = [p for p in persons if weight.get(p.steps[-1].segment, 0.0)]
    weights = np.array([weight[p.steps[-1].segment] for p in ready])
    for chosen in rng.choice(len(ready), count, replace=False, p=weights / weights.sum()):
        ready[chosen].steps.append(Step(segment))


def _add_basics(count: int, persons: list[Person], rng: np.random.Generator) -> None:
    """Basics comes between intake and review for most; for a few it runs beside the review."""
    ready = [p for p in persons if len(p.steps) in (2, 3)]
    for number, chosen in enumerate(rng.choice(len(ready), count, replace=False)):
        parallel = number < PARALLEL_BASICS // 2
        ready[chosen].steps.insert(2 if parallel else 1, Step(BASICS, parallel=parallel))


def _let_leave_at_once(gone: list[Person]) -> None:
    intake_only = [p for p in gone if len(p.steps) == 1]
    for leaver in intake_only[:: max(len(intake_only) // LEFT_BEFORE_FIRST_EXIT, 1)][:LEFT_BEFORE_FIRST_EXIT]:
        leaver.left_at_once = True


def _let_go_on_after_june(persons: list[Person], rng: np.random.Generator) -> None:
    """What may follow after June 2019 for those under way: later figures, none of the published ones."""
    following = {INTAKE: (REVIEW, 0.8), REVIEW: (ORIENTATION, 0.4), ORIENTATION: (SEARCH, 0.2)}
    for under_way in persons:
        last = under_way.steps[-1]
        if last.part in (Part.AFTER, Part.ACROSS) and last.segment in following:
            segment, share = following[last.segment]
            if rng.random() < (share if last.open_in_june else share / 3):
                under_way.steps.append(Step(segment, Part.LATER))
