"""A verification as text for a terminal of 80 columns, and as JSON."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from perspektiv.language import Text
from perspektiv.report.verify.verdict import TITLES, Outcome, Verdict, Verification

_WIDTH = 80
_QUOTED = Text("„{words}“", "“{words}”")
_HEADING = Text("Prüfung von {source}", "Check of {source}")
_NOTHING = Text(
    "Nichts gefunden, was sich prüfen ließe. Das heißt nicht, dass alles stimmt.",
    "Nothing was found that could be checked. This does not mean that all is right.",
)
_COUNTS = Text(
    "{n} Angaben geprüft: {good} ohne Befund, {bad} mit Befund.", "{n} checked: {good} hold, {bad} with a finding."
)
_FINDINGS, _HOLDING = Text("Befunde", "Findings"), Text("Ohne Befund", "These hold")
_ASKED = Text("Fraglich, bitte prüfen", "Questionable, please check")
_MORE = Text("{summary} {n} fraglich.", "{summary} {n} questionable.")
_UNCHECKED = Text(
    "Nicht prüfbar: Prozentangaben, denen keine Grundzahlen zuzuordnen sind",
    "Not checked: percentages to which no counts could be related",
)
_NOTES = Text("Hinweise", "Notes")


def as_text(result: Verification) -> str:
    """The result for people, in the user's language: findings first, each with its place and the words around it."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: Verification) -> Iterator[str]:
    findings = result.findings
    holding = [verdict for verdict in result.verdicts if not verdict.has_finding]
    yield from _wrapped(str(_HEADING.filled(source=result.source)))
    yield from _wrapped(str(_summary(result)))
    sections = (_FINDINGS, findings), (_ASKED, result.questionable), (_HOLDING, holding), (_UNCHECKED, result.unchecked)
    for heading, verdicts in sections:
        yield from _section(heading, verdicts)
    if result.notes:
        yield from ("", str(_NOTES))
        for note in result.notes:
            yield from _wrapped(str(note), "  ")


def _summary(result: Verification) -> Text:
    n, bad = len(result.verdicts), len(result.findings)
    summary = _COUNTS.filled(n=n, good=n - bad, bad=bad) if n else _NOTHING
    return _MORE.filled(summary=summary, n=len(result.questionable)) if result.questionable else summary


def _section(heading: Text, verdicts: Sequence[Verdict]) -> Iterator[str]:
    if not verdicts:
        return
    yield ""
    yield from _wrapped(f"{heading} ({len(verdicts)})")
    for verdict in verdicts:
        titles = [str(TITLES[outcome]) for outcome in Outcome if outcome in verdict.outcomes and verdict.has_finding]
        if heading is _UNCHECKED:
            titles = []
        yield from _wrapped(
            ": ".join([str(verdict.place), ", ".join(titles)] if titles else [str(verdict.place)]), "  "
        )
        if verdict.shown:
            yield from _wrapped(str(verdict.shown), "    ")
        elif verdict.words:
            yield from _wrapped(str(_QUOTED.filled(words=verdict.words)), "    ")
        for remark in verdict.remarks if heading is not _UNCHECKED else ():
            yield from _wrapped(str(remark.sentence), "    ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Lines of at most 80 columns. What a terminal would obey (escape sequences in a hostile file) is not passed on."""
    shown = "".join(sign if sign.isprintable() or sign in "\u00a0\u202f" else " " for sign in text)
    return textwrap.wrap(shown, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def as_json(result: Verification) -> dict[str, Any]:
    """The result for programs: the same, with every sentence in both languages."""
    return {
        "source": result.source,
        "exit_status": result.exit_status,
        "summary": _summary(result)._asdict(),
        "checked": len(result.verdicts),
        "findings": len(result.findings),
        "verdicts": [_verdict(verdict) for verdict in result.verdicts],
        "questionable": [_verdict(verdict) for verdict in result.questionable],
        "unchecked": [_verdict(verdict) for verdict in result.unchecked],
        "notes": [note._asdict() for note in result.notes],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "place": verdict.place._asdict(),
        "words": verdict.words,
        "outcomes": [outcome.value for outcome in Outcome if outcome in verdict.outcomes],
        "finding": verdict.has_finding,
        "recomputed": verdict.recomputed,
        "remarks": [{"outcome": remark.outcome.value, **remark.sentence._asdict()} for remark in verdict.remarks],
    }
