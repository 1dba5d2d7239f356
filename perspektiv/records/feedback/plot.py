"""The course of a person's talks as a small drawing; everything it shows stands in a table beside it, too."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from perspektiv.records.feedback.courses import Course
from perspektiv.records.feedback.figures_in_words import day, figure

WIDTH, HEIGHT = 480, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 462, 16, 156
"""Where the field lies in the drawing."""
DAYS_SHOWN = 5
"""So many days have room below."""


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    on: date
    said: str  # its mean
    below: bool
    label: str  # the day below it, where there is room


@dataclass(frozen=True)
class Line:
    """A height that is named at the left."""

    y: float
    said: str


@dataclass(frozen=True)
class Plot:
    """Everything a template needs to draw, and to say it to those who do not see it."""

    dots: tuple[Dot, ...]
    path: str
    lines: tuple[Line, ...]
    threshold: Line | None
    highest: str
    said: str


def plotted(course: Course) -> Plot:
    """Talks stand at equal distances, however many days lie between."""
    threshold = course.threshold
    count = len(course.points)
    dots = tuple(
        Dot(
            x=_x(at, count),
            y=_y(point.mean, course),
            on=point.on,
            said=figure(point.mean),
            below=threshold is not None and point.mean < threshold,
            label=date_format(point.on, "j.n.") if _is_named(at, count) else "",
        )
        for at, point in enumerate(course.points)
    )
    return Plot(
        dots=dots,
        path="M" + "L".join(f"{dot.x} {dot.y}" for dot in dots) if count > 1 else "",
        lines=tuple(Line(_y(edge, course), figure(edge)) for edge in (course.highest, course.lowest)),
        threshold=None if threshold is None else Line(_y(threshold, course), figure(threshold)),
        highest=figure(course.highest),
        said=_said(course),
    )


def _x(at: int, count: int) -> float:
    return round((LEFT + RIGHT) / 2 if count == 1 else LEFT + 14 + at * (RIGHT - LEFT - 28) / (count - 1), 1)


def _y(mean: float, course: Course) -> float:
    return round(BOTTOM - (mean - course.lowest) / (course.highest - course.lowest) * (BOTTOM - TOP), 1)


def _is_named(at: int, count: int) -> bool:
    if count <= DAYS_SHOWN:
        return True
    every = -(-(count - 1) // (DAYS_SHOWN - 1))
    return at == count - 1 or (at % every == 0 and count - 1 - at >= every / 2)


def _said(course: Course) -> str:
    first, last = course.points[0], course.points[-1]
    if len(course.points) == 1:
        words = _("One talk, %(day)s: on average %(mean)s of %(highest)s") % {
            "day": day(last.on),
            "mean": figure(last.mean),
            "highest": figure(course.highest),
        }
    else:
        count = len(course.points)
        words = ngettext(
            "%(n)d talk, from %(first)s to %(last)s: on average %(begin)s at first, %(now)s now, of %(highest)s",
            "%(n)d talks, from %(first)s to %(last)s: on average %(begin)s at first, %(now)s now, of %(highest)s",
            count,
        ) % {
            "n": count,
            "first": day(first.on),
            "last": day(last.on),
            "begin": figure(first.mean),
            "now": figure(last.mean),
            "highest": figure(course.highest),
        }
    if course.threshold is None:
        return words
    return _("%(words)s; threshold %(threshold)s") % {"words": words, "threshold": figure(course.threshold)}
