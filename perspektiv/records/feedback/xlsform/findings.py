"""What of a form cannot be taken: where it stands, and why."""

from collections.abc import Sequence
from typing import NamedTuple

from perspektiv.errors import Refused
from perspektiv.language import Text

MOST = 50
"""Faults that are listed; of a hostile file there could be any number."""


class Finding(NamedTuple):
    sheet: str
    row: int | None
    column: str
    sentence: Text


class Findings:
    """Collects every fault once, up to a number that somebody would read."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, sheet: str, row: int | None, column: str, sentence: Text) -> None:
        finding = Finding(sheet, row, column[:60], sentence)
        if len(self.found) < MOST and finding not in self.found:
            self.found.append(finding)

    def refuse(self) -> None:
        """Raises what was found, if anything was."""
        if self.found:
            raise NotTaken(self.found)


class NotTaken(Refused):
    """The form cannot be taken as it is. Carries every reason."""

    def __init__(self, found: Sequence[Finding]) -> None:
        self.found = found
        super().__init__(NOT_TAKEN)


NOT_TAKEN = Text(
    "Das Formular konnte so nicht übernommen werden; es wurde nichts gespeichert.",
    "The form could not be taken as it is; nothing was stored.",
)
