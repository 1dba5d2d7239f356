"""What a check finds: faults, which make a package unusable, and warnings, which are odd but possible."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from perspektiv.errors import Refused
from perspektiv.language import Text

EXAMPLES = 50
"""How many findings of one kind are kept; the others are only counted."""


@dataclass(frozen=True)
class Finding:
    """A place in a package and what is wrong or odd there. Rows count as a spreadsheet shows them, header = 1."""

    kind: str
    file: str
    row: int | None
    column: str | None
    sentence: Text
    fault: bool = True

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "sentence": {"de": self.sentence.de, "en": self.sentence.en}}


@dataclass
class Findings:
    """All findings of a check: how many of each kind, and the first examples of each."""

    counts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    examples: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        self.add_kind([finding], 1)

    def add_kind(self, examples: Sequence[Finding], count: int) -> None:
        """Findings of one kind: ``count`` of them, of which ``examples`` (at least one) are the first."""
        kind = (examples[0].kind, examples[0].fault)
        room = EXAMPLES - sum((known.kind, known.fault) == kind for known in self.examples)
        self.examples.extend(examples[: max(room, 0)])
        self.counts[kind] += count

    def fault(
        self, kind: str, file: str, row: int | None, column: str | None, sentence: Text, /, **values: object
    ) -> None:
        self.add(Finding(kind, file, row, column, sentence.filled(**values) if values else sentence))

    @property
    def faults(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.examples if finding.fault)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.examples if not finding.fault)

    @property
    def fault_count(self) -> int:
        return sum(n for (_, fault), n in self.counts.items() if fault)

    @property
    def warning_counts(self) -> dict[str, int]:
        """How many warnings of each kind."""
        return {kind: n for (kind, fault), n in self.counts.items() if not fault}

    @property
    def warning_count(self) -> int:
        return sum(n for (_, fault), n in self.counts.items() if not fault)


class PackageFaulty(Refused):
    """A package with faults. ``findings`` holds all that was found."""

    def __init__(self, name: str, findings: Findings) -> None:
        first = findings.faults[0]
        super().__init__(
            Text(
                "{name} hat {n} Fehler und wird nicht verwendet. Der erste: {place}: {first} "
                "„perspektiv check“ zeigt alle.",
                "{name} is not used; faults: {n}. The first: {place}: {first} “perspektiv check” shows them all.",
            ),
            name=name,
            n=findings.fault_count,
            place=place(first),
            first=first.sentence,
        )
        self.findings = findings


def place(finding: Finding) -> Text:
    """Where a finding is: file, row, column."""
    row = Text(f", Zeile {finding.row}", f", row {finding.row}") if finding.row else Text("", "")
    column = Text(f", Spalte {finding.column}", f", column {finding.column}") if finding.column else Text("", "")
    return Text(finding.file + row.de + column.de, finding.file + row.en + column.en)
