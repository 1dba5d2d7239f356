"""What a check says: one verdict for each claim, with the place, what was printed and what comes out."""

from dataclasses import dataclass, field
from enum import StrEnum

from perspektiv.language import Text


class Outcome(StrEnum):
    """What can be said of a printed figure; one figure may have several."""

    HOLDS = "holds"
    DIFFERS = "differs"
    TRUNCATED = "truncated"
    OTHER_UNIT = "other_unit"
    NOT_RECOMPUTED = "not_recomputed"
    REMARK = "remark"
    QUESTIONABLE = "questionable"


FINDINGS = frozenset(Outcome) - {Outcome.HOLDS, Outcome.QUESTIONABLE}

TITLES = {
    Outcome.HOLDS: Text("stimmt", "holds"),
    Outcome.DIFFERS: Text("weicht ab", "differs"),
    Outcome.TRUNCATED: Text("abgeschnitten statt gerundet", "truncated instead of rounded"),
    Outcome.OTHER_UNIT: Text("andere Zähleinheit als benannt", "another counting unit than its label"),
    Outcome.NOT_RECOMPUTED: Text("nicht nachrechenbar", "cannot be recomputed"),
    Outcome.REMARK: Text("zu beachten", "to be noted"),
    Outcome.QUESTIONABLE: Text("fraglich, bitte prüfen", "questionable, please check"),
}


@dataclass(frozen=True)
class Remark:
    """One thing said of a figure."""

    outcome: Outcome
    sentence: Text


@dataclass(frozen=True)
class Verdict:
    """Everything said of one printed figure.

    ``place`` names line or page (or the entry of a list), ``words`` are the words around it as printed; ``shown`` is
    what people read instead of them, where they are names of a list.
    """

    place: Text
    words: str
    remarks: tuple[Remark, ...]
    position: int = 0  # of the line or the entry, for the order
    recomputed: float | None = None  # a share between 0 and 1, a total, or the indicator's value
    shown: Text | None = None

    @property
    def outcomes(self) -> frozenset[Outcome]:
        return frozenset(remark.outcome for remark in self.remarks)

    @property
    def has_finding(self) -> bool:
        return bool(self.outcomes & FINDINGS)


@dataclass(frozen=True)
class Verification:
    """The check of one report or of one list of figures.

    ``questionable`` are numbers that do not fit those beside them, and may be about something else: no findings.
    ``unchecked`` are printed percentages to which no counts could be related: nothing is said of them.
    ``notes`` tell how the source was read and what it is made of; they are no findings.
    """

    source: str
    verdicts: tuple[Verdict, ...]
    unchecked: tuple[Verdict, ...] = ()
    notes: tuple[Text, ...] = field(default=())
    questionable: tuple[Verdict, ...] = ()

    @property
    def findings(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.has_finding)

    @property
    def exit_status(self) -> int:
        """0 if something was checked and all of it holds; 1 if there is a finding, or nothing that could be checked.

        A report in which nothing was checked has not passed. (What cannot be read is Refused: 2.)
        """
        return 1 if self.findings or not self.verdicts else 0
