"""Figures bound into text: ``{no_show_rate}`` prints the value and its footnote, ``{no_show_rate|ci}`` a part alone.

No figure is typed. A name that does not exist, or a figure that is withheld or absent, stops the report with the line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from perspektiv.language import Text
from perspektiv.report.facts import Fact
from perspektiv.report.notes import Notes
from perspektiv.report.plan import Faults, meant
from perspektiv.report.plan.source import Place
from perspektiv.report.printing import ABSENT, PARTS, part

SLOT = re.compile(r"\{([a-z0-9_]+)(?:\|([a-z]+))?\}")
BRACED = re.compile(r"\{[^{}]*\}|[{}]")

UNKNOWN = Text(
    "Die Kennzahl „{name}“ steht weder unter [figures] noch unter [limits].{meant}",
    "The figure “{name}” is neither under [figures] nor under [limits].{meant}",
)
MALFORMED = Text(
    "„{slot}“ ist kein Platz für eine Kennzahl. Er sieht so aus: {{name}} oder {{name|ci}}.",
    "“{slot}” is no place for a figure. It looks like {{name}} or {{name|ci}}.",
)
NO_PART = Text("Den Teil „{part}“ gibt es nicht.{meant}", "There is no part “{part}”.{meant}")
WITHHELD = Text(
    "„{name}“ ist geschützt, weil Einzelne erkennbar wären. Bitte den Satz ohne diese Zahl schreiben "
    "oder seltene Gruppen mit „merge“ zusammenfassen.",
    "“{name}” is withheld, because persons could be recognised. Please write the sentence without it, "
    "or merge rare groups with “merge”.",
)
ABSENT_HERE = Text(
    "„{name}“ hat für diesen Zeitraum keinen Wert für „{part}“. Bitte den Satz ohne diese Zahl schreiben.",
    "“{name}” has no value for “{part}” in this period. Please write the sentence without it.",
)


@dataclass(frozen=True)
class Run:
    """A stretch of text, or one bound figure; ``note`` is the number of its footnote, ``first`` where it is new."""

    text: str
    figure: str | None = None
    note: int | None = None
    first: bool = False


class Binder:
    """Fills the slots of a plan's texts."""

    def __init__(self, facts: Mapping[str, Fact], notes: Notes, faults: Faults, names: frozenset[str]) -> None:
        self.facts = facts
        self.notes = notes
        self.faults = faults
        self.names = names
        self.used: set[str] = set()

    def prose(self, text: str, place: Place, *, noted: bool = True) -> tuple[Run, ...]:
        """A sentence as stretches of text and figures; a slot without a part carries its footnote.

        The first page has no footnotes: its table names basis and period of every figure.
        """
        self._braces(text, place)
        runs, at = [], 0
        for match in SLOT.finditer(text):
            runs.append(Run(text[at : match.start()]))
            runs.append(self._figure(match, place, noted=noted))
            at = match.end()
        runs.append(Run(text[at:]))
        return tuple(run for run in runs if run.text)

    def plain(self, text: str, place: Place) -> str:
        """A sentence as one piece of text, without footnotes."""
        self._braces(text, place)
        return SLOT.sub(lambda match: self._text(match, place, strict=True), text)

    def cell(self, text: str, place: Place) -> str:
        """A cell of a table: here, withheld is printed as such and absent as a dash."""
        self._braces(text, place)
        return SLOT.sub(lambda match: self._text(match, place, strict=False), text)

    def fact(self, name: str, place: Place, fragment: str | None = None) -> Fact | None:
        """A figure by its name; None, with a fault noted, if the plan does not have it."""
        if name not in self.names:
            self.faults.add(place, UNKNOWN, fragment=fragment or name, name=name, meant=meant(name, self.names))
        self.used.add(name)
        return self.facts.get(name)

    def _figure(self, match: re.Match[str], place: Place, *, noted: bool) -> Run:
        text = self._text(match, place, strict=True)
        fact = self.facts.get(match.group(1))
        if fact is None or match.group(2) or not noted:
            return Run(text, match.group(1))
        known = len(self.notes.all)
        note = self.notes.number(fact)
        return Run(text, match.group(1), note, first=note > known)

    def _text(self, match: re.Match[str], place: Place, *, strict: bool) -> str:
        name, what = match.group(1), match.group(2) or "value"
        fact = self.fact(name, place, match.group(0))
        if what not in PARTS:
            self.faults.add(place, NO_PART, fragment=match.group(0), part=what, meant=meant(what, PARTS))
            return ""
        if fact is None:
            return ""
        printed = part(fact.figure, what)
        if strict and fact.figure.withheld:
            self.faults.add(place, WITHHELD, fragment=match.group(0), name=name)
        elif strict and printed == ABSENT:
            self.faults.add(place, ABSENT_HERE, fragment=match.group(0), name=name, part=what)
        return printed

    def _braces(self, text: str, place: Place) -> None:
        for match in BRACED.finditer(text):
            if not SLOT.fullmatch(match.group(0)):
                self.faults.add(place, MALFORMED, fragment=match.group(0), slot=match.group(0))
