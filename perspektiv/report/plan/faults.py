"""What is wrong with a plan: each fault with its line, all of them at once."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.report.plan.source import Place, Source

SHOWN = 20
AT = Text("{file}, Zeile {line}: {sentence}", "{file}, line {line}: {sentence}")
MORE = Text("… und {n} weitere.", "… and {n} more.")
MEANT = Text(" Meinten Sie „{word}“?", " Did you mean “{word}”?")
POSSIBLE = Text(" Möglich: {words}.", " Possible: {words}.")


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a plan, in the words of its author."""

    line: int
    sentence: Text

    def at(self, file: str) -> Text:
        """The sentence with file and line before it."""
        return AT.filled(file=file, line=self.line, sentence=self.sentence)


class PlanFaulty(Refused):
    """A plan that cannot be printed. ``faults`` has all that was found, in the order of the lines."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        sentences = [fault.at(file) for fault in self.faults[:SHOWN]]
        if len(self.faults) > SHOWN:
            sentences.append(MORE.filled(n=len(self.faults) - SHOWN))
        super().__init__(Text("\n".join(s.de for s in sentences), "\n".join(s.en for s in sentences)))


class Faults:
    """Collects the faults of one plan, so that its author mends them in one go."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Fault] = []

    def add(self, place: Place, sentence: Text, *, fragment: str | None = None, **values: object) -> None:
        """Notes a fault at a place of the plan; the fragment is the very piece of text that is wrong."""
        words = sentence.filled(**values) if values else sentence
        self.found.append(Fault(self.source.line(place, fragment), words))

    def stop(self) -> None:
        """Raises PlanFaulty if any fault was found."""
        if self.found:
            raise PlanFaulty(self.source.name, self.found)


def meant(word: str, known: Iterable[str]) -> Text:
    """„Meinten Sie …?“ for a mistyped word, else the list of what is possible."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return MEANT.filled(word=near[0])
    return POSSIBLE.filled(words=", ".join(names)) if names else Text("", "")
