"""The path through the segments: who goes on from each step, who leaves, who is still there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from perspektiv.indicators.categories import Merge
from perspektiv.indicators.period import Period
from perspektiv.indicators.question import Question
from perspektiv.package import Package


@dataclass(frozen=True)
class PathStep:
    """One step of the path: persons in it, by segment, and where they went. None where a count is withheld.

    ``segment`` is empty for all segments of the step together; ``goes_on`` is then by the next step's segment, too.
    """

    step: int
    segment: str
    persons: int | None
    goes_on: int | None
    onward: Mapping[str, int | None]
    leaves: int | None
    still_there: int | None


def path_steps(
    package: Package, period: Period, *, public: bool = False, merge: Merge | None = None
) -> Sequence[PathStep]:
    """Who goes on from each step to which segment, who leaves, who is still there at the end of the period."""
    question = Question(package, period, merge or {})
    question.make("path")
    segments = question.categories.labels["segment"]
    rows = package.connection.execute(
        "SELECT step, segment, onward, still_there, persons FROM fact_path ORDER BY ALL"
    ).fetchall()
    counts: Counter[tuple[int, str, str]] = Counter()
    for step, segment, onward, still_there, persons in rows:
        where = segments[onward] if onward is not None else STILL_THERE if still_there else LEAVES
        counts[step, segments[segment], where] += persons
    shown = _protected_path(counts) if public else _with_totals(counts)
    return [_path_step(step, segment, segments, shown) for step, segment in _nodes(counts, segments)]


KINDS = LEAVES, STILL_THERE, ALL, GOES_ON = "<leaves>", "<still there>", "<all>", "<goes on>"
Way = tuple[int, str, str]
"""Step, segment or ALL, and where from there: a segment, LEAVES, STILL_THERE, GOES_ON, or ALL of them."""


def _nodes(counts: Counter[Way], segments: Sequence[str]) -> list[tuple[int, str]]:
    steps = sorted({step for step, _, _ in counts})
    taken = {(step, segment) for step, segment, _ in counts}
    return [(step, segment) for step in steps for segment in ("", *segments) if not segment or (step, segment) in taken]


def _with_totals(counts: Mapping[Way, int]) -> dict[Way, int]:
    """The counts with all their sums: over segments, over where people go on to, over everything of a step."""
    shown: Counter[Way] = Counter()
    for (step, segment, where), persons in counts.items():
        kinds = [where, ALL] if where in (LEAVES, STILL_THERE) else [where, GOES_ON, ALL]
        for kind in kinds:
            shown[step, segment, kind] += persons
            shown[step, ALL, kind] += persons
    return dict(shown)


def _path_step(step: int, segment: str, segments: Sequence[str], shown: Mapping[Way, int | None]) -> PathStep:
    def count(where: str) -> int | None:
        return shown.get((step, segment or ALL, where), 0)

    return PathStep(
        step=step,
        segment=segment,
        persons=count(ALL),
        goes_on=count(GOES_ON),
        onward={s: count(s) for s in segments if (step, segment or ALL, s) in shown},
        leaves=count(LEAVES),
        still_there=count(STILL_THERE),
    )


def _protected_path(counts: Mapping[Way, int]) -> dict[Way, int | None]:
    from perspektiv.indicators.disclosure import Cell, Relation, sought

    shown = _with_totals(counts) | _over_all_steps(counts)
    ways = list(shown)
    place = {way: number for number, way in enumerate(ways)}
    relations = [Relation(place[total], tuple(place[part] for part in parts)) for total, parts in _sums(ways) if parts]
    cells = [Cell(shown[way], shown[way], cost=_worth(way)) for way in ways]
    withheld = sought(cells, relations)()
    return {way: None if number in withheld else shown[way] for number, way in enumerate(ways)}


def _over_all_steps(counts: Mapping[Way, int]) -> dict[Way, int]:
    """What other figures tell, as step 0: participations by segment, and all who left or are still there."""
    told: Counter[Way] = Counter()
    for (_, segment, where), persons in counts.items():
        told[0, segment, ALL] += persons
        if where in KINDS:
            told[0, ALL, where] += persons
    return dict(told)


def _sums(ways: Sequence[Way]) -> Iterator[tuple[Way, list[Way]]]:
    """What a reader knows to add up."""
    for step, segment, where in ways:
        if step == 0:
            yield (0, segment, where), [w for w in ways if w[0] and w[1:] == (segment, where)]
            continue
        if segment == ALL:
            yield (step, ALL, where), [w for w in ways if (w[0], w[2]) == (step, where) and w[1] != ALL]
            if where in KINDS:
                continue
            # those who go on from all segments to one are those who are in it one step later
            yield (step, ALL, where), [(step + 1, where, ALL)]
        if where == GOES_ON:
            yield (step, segment, GOES_ON), [w for w in ways if w[:2] == (step, segment) and w[2] not in KINDS]
        if where == ALL:
            ends = [(step, segment, kind) for kind in (GOES_ON, LEAVES, STILL_THERE)]
            yield (step, segment, ALL), [end for end in ends if end in ways]


def _worth(way: Way) -> float:
    """The sums of a step are worth more to a reader than a single way; what other figures tell is hardly withheld."""
    if way[0] == 0:
        return 100.0
    return 1.0 + 4.0 * (way[1] == ALL) + 2.0 * (way[2] == ALL)
