"""A goal drawn on its scale from 0 to 10: where it began, where it is now, where it shall be."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from perspektiv.records.cases.models import Goal, GoalStep

LEFT, UNIT = 12, 28
"""Where 0 lies, and how far it is from one place to the next, in a drawing 304 wide."""
APART = 62
"""What two words beside each other need."""


@dataclass(frozen=True)
class Mark:
    """A word at a place of the scale."""

    x: int
    words: str
    anchor: str


@dataclass(frozen=True)
class Scale:
    """Everything a template needs to draw, and to say it to those who do not see it."""

    ticks: tuple[int, ...]
    begin: int | None
    now: int | None
    target: int
    above: Mark
    below: tuple[Mark, ...]
    said: str


def drawn(goal: Goal, steps: list[GoalStep]) -> Scale:
    """``steps``: of this goal, the oldest first."""
    begin = steps[0].progress if steps else None
    now = steps[-1].progress if len(steps) > 1 else None
    return Scale(
        ticks=tuple(_x(place) for place in range(11)),
        begin=None if begin is None else _x(begin),
        now=None if now is None else _x(now),
        target=_x(goal.target),
        above=_mark(goal.target, _("Goal %(place)d") % {"place": goal.target}),
        below=_below(begin, now),
        said=_said(goal.target, begin, now),
    )


def _below(begin: int | None, now: int | None) -> tuple[Mark, ...]:
    if begin is None:
        return ()
    began = _("Begin %(place)d") % {"place": begin}
    if now is None:
        return (_mark(begin, began),)
    present = _("now %(place)d") % {"place": now}
    if abs(_x(begin) - _x(now)) < APART:
        return (_mark((begin + now) / 2, f"{began}, {present}" if begin <= now else f"{present}, {began}"),)
    return (_mark(begin, began), _mark(now, present))


def _said(target: int, begin: int | None, now: int | None) -> str:
    if begin is None:
        return _("Not placed yet, goal %(target)d") % {"target": target}
    if now is None:
        return _("At %(begin)d to begin with, goal %(target)d") % {"begin": begin, "target": target}
    places = {"begin": begin, "now": now, "target": target}
    return _("From %(begin)d to begin with to %(now)d now, goal %(target)d") % places


def _mark(place: float, words: str) -> Mark:
    anchor = "start" if place < 2 else "end" if place > 8 else "middle"
    x = LEFT - 8 if place < 2 and anchor == "start" else _x(place)
    return Mark(x + 10 if anchor == "end" and place > 9 else x, words, anchor)


def _x(place: float) -> int:
    return round(LEFT + UNIT * place)
