"""Two versions of a text, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from perspektiv.records.letters.models import Template


@dataclass(frozen=True)
class Line:
    kind: str  # "same", "gone", "new"
    words: str


def compared(older: Template, newer: Template) -> list[Line]:
    before, after = _lines(older), _lines(newer)
    found: list[Line] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Line("same", line) for line in before[a:b]]
        else:
            found += [Line("gone", line) for line in before[a:b]]
            found += [Line("new", line) for line in after[c:d]]
    return found


def _lines(template: Template) -> list[str]:
    subject = [template.subject] if template.subject else []
    return [*subject, *template.body.splitlines()]
