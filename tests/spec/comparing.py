"""Asks a package the questions of a case and compares every number, field by field."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from perspektiv.errors import Refused
from perspektiv.indicators import Figure, figures
from perspektiv.package import Package, open_package
from tests.spec.drawn import DIMENSIONS, Case, Question, Row, breakdown
from tests.spec.filling import write_package

NEAR = 1e-9
"""Two numbers alike but for the last bits of binary fractions."""


def differences(case: Case, folder: Path) -> list[str]:
    """What a case expects and does not find, one sentence each; empty if it holds."""
    with open_package(write_package(case, folder)) as package:
        found = sorted({warning.kind for warning in package.warnings})
        odd = [] if found == sorted(case.warnings) else [f"Hinweise der Prüfung: {found}, erwartet {case.warnings}"]
        return odd + [difference for question in case.questions for difference in _differences(package, question)]


def _differences(package: Package, question: Question) -> Iterator[str]:
    if question.refusal:
        yield from _refused(package, question)
        return
    wanted = {(row["indicator"], key(row)): row for row in question.expected}
    for breakdowns, names in together(question).items():
        answer = figures(package, question.period, breakdowns=breakdowns, names=names, merge=question.merge)
        for figure in answer.figures:
            row = wanted.pop((figure.indicator, key(figure.by)), None)
            place = f"{question.period.from_} bis {question.period.to}: {figure.indicator} {dict(figure.by) or ''}"
            yield from (f"{place}: {d}" for d in ([f"unerwartet {figure}"] if row is None else unlike(row, figure)))
    yield from (f"{name} {by}: fehlt" for name, by in wanted)


def together(question: Question) -> dict[tuple[tuple[str, ...], ...], list[str]]:
    """The indicators that are asked for with the same breakdowns: one call for all of them."""
    tables: dict[str, dict[tuple[str, ...], None]] = {}
    for row in question.expected:
        tables.setdefault(row["indicator"], {})[breakdown(row)] = None
    names: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for name, breakdowns in tables.items():
        names.setdefault(tuple(breakdowns), []).append(name)
    return names


def _refused(package: Package, question: Question) -> Iterator[str]:
    try:
        figures(package, question.period, breakdowns=[question.by], names=[question.asked], merge=question.merge)
    except Refused as refusal:
        if refusal.sentence.de != question.refusal:
            yield f"abgelehnt mit: {refusal.sentence.de}"
    else:
        yield f"{question.asked} nach {question.by} wurde nicht abgelehnt"


def key(row: Any) -> tuple[tuple[str, str], ...]:
    return tuple((dimension, row[dimension]) for dimension in DIMENSIONS if row.get(dimension))


def unlike(row: Row, figure: Figure) -> Iterator[str]:
    """The fields in which a figure differs from its row, and a value that is not numerator over denominator."""
    for name, cell in row.items():
        if name != "indicator" and name not in DIMENSIONS:
            found = getattr(figure, name)
            if not alike(cell, found):
                yield f"{name} ist {found}, erwartet {cell}"
    if (
        figure.numerator is not None
        and figure.denominator
        and float(figure.value or 0) != pytest.approx(float(figure.numerator) / float(figure.denominator), rel=NEAR)
    ):
        yield f"value {figure.value} ist nicht numerator / denominator"


def alike(cell: str, found: Any) -> bool:
    """Whether a cell says what was found: „–“ nothing, ja or nein, a word, a fraction, or a number as rounded there."""
    if cell in ("–", "ja", "nein"):
        return bool(found is {"–": None, "ja": True, "nein": False}[cell])
    if isinstance(found, str) or found is None:
        return cell == found
    number = Fraction(cell.replace(".", "").replace(",", "."))
    decimals = len(cell.partition(",")[2])
    within = Fraction(1, 2 * 10**decimals) if decimals else NEAR * max(1.0, abs(float(number)))
    return abs(Fraction(found) - number) <= within + NEAR
