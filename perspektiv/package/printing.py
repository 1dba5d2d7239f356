"""Findings as lines of text and as data, for the command line."""

from collections.abc import Iterator
from typing import Any

from perspektiv.language import Text
from perspektiv.package.finding import Finding, Findings, place

LISTED = 50
"""How many faults, and how many warnings, are listed one by one."""

KINDS: dict[str, Text] = {
    "descriptor": Text("Beschreibung des Pakets", "descriptor"),
    "missing table": Text("fehlende Tabelle", "missing table"),
    "unknown table": Text("unbekannte Tabelle", "unknown table"),
    "file": Text("unlesbare Datei", "unreadable file"),
    "encoding": Text("Zeichensatz", "encoding"),
    "header": Text("fehlende Kopfzeile", "missing header"),
    "delimiter": Text("Trennzeichen", "delimiter"),
    "unknown column": Text("unbekannte Spalte", "unknown column"),
    "missing column": Text("fehlende Spalte", "missing column"),
    "duplicate column": Text("doppelte Spalte", "duplicate column"),
    "fields": Text("Zahl der Felder", "number of fields"),
    "quoting": Text("Anführungszeichen", "quoting"),
    "clock change": Text("Zeitumstellung", "change of clocks"),
    "ambiguous number": Text("mehrdeutige Zahl", "ambiguous number"),
    "empty text": Text("leerer Text", "empty text"),
    "type": Text("falscher Typ", "wrong type"),
    "required": Text("fehlender Wert", "missing value"),
    "allowed": Text("nicht erlaubter Wert", "value not allowed"),
    "minimum": Text("zu kleiner Wert", "value too small"),
    "maximum": Text("zu großer Wert", "value too large"),
    "duplicate key": Text("doppelter Schlüssel", "duplicate key"),
    "reference": Text("Verweis ins Leere", "dangling reference"),
    "end before start": Text("Ende vor Anfang", "end before start"),
    "talks held over due": Text("mehr Gespräche gehalten als fällig", "more talks held than due"),
    "end without ending": Text("Ende ohne Art des Endes", "end without ending"),
    "ending without end": Text("Art des Endes ohne Ende", "ending without end"),
    "early without reason": Text("vorzeitiges Ende ohne Grund", "early without reason"),
    "reason without early": Text("Grund ohne vorzeitiges Ende", "reason without early"),
    "item range": Text("Spanne der Antworten", "range of answers"),
    "threshold outside range": Text("Schwelle außerhalb der Antworten", "threshold outside the answers"),
    "anonymous with participation": Text("anonyme Antwort mit Teilnahme", "anonymous response with participation"),
    "anonymous not on first day of quarter": Text(
        "anonyme Antwort nicht am Quartalsersten", "anonymous response not on the first day of a quarter"
    ),
    "item not in instrument": Text("Frage nicht im Fragebogen", "item not in the instrument"),
    "answer outside range": Text("Antwort außerhalb der Spanne", "answer outside its range"),
    "language": Text("kein Kürzel einer Sprache", "no sign of a language"),
    "spread": Text("unmögliche Streuung", "impossible spread"),
    "reliability": Text("unmögliche Reliabilität", "impossible reliability"),
    "prediction without mean": Text("Vorhersage ohne Mittel", "prediction without a mean"),
    "number of a text": Text("Schwelle oder Richtung einer Frage nach Worten", "threshold or direction of a text item"),
    "text among items": Text("Frage nach Worten unter den Fragen mit Zahlen", "text item among those with numbers"),
    "choice outside range": Text("Antwort zur Auswahl außerhalb der Spanne", "choice outside its range"),
    "no such choice": Text("Worte zu keiner Antwort zur Auswahl", "words of no choice"),
    "no such scale": Text("Name zu keiner Skala", "name of no scale"),
    "invitation to an anonymous questionnaire": Text(
        "Einladung zu einem anonymen Fragebogen", "invitation to an anonymous questionnaire"
    ),
    "scale not described": Text("Skala ohne Angaben", "scale without a description"),
    "after data_as_of": Text("nach dem Stand der Daten", "after the day of the data"),
    "still planned": Text("vergangen, aber noch geplant", "over but still planned"),
    "freelance with hours": Text("freiberuflich mit Wochenstunden", "freelance with weekly hours"),
    "parallel participations": Text("gleichzeitige Teilnahmen", "parallel participations"),
    "booked after the appointment": Text("nach dem Termin gebucht", "booked after the appointment"),
    "outside participation": Text("Termin außerhalb der Teilnahme", "appointment outside its participation"),
    "job start before exit": Text("Arbeitsaufnahme vor dem Austritt", "job start before the exit"),
    "unanswered question": Text("unbeantwortete Frage", "unanswered question"),
}
"""What each kind of finding is called."""


def findings_text(findings: Findings) -> str:
    """Faults, then warnings: the first of each line by line, then the counts by kind."""
    lines = [*section(findings, fault=True), *section(findings, fault=False)]
    return "\n".join(map(str, lines or [NOTHING]))


def findings_dict(findings: Findings) -> dict[str, Any]:
    """Counts by kind and examples, for JSON. ``examples`` holds the first findings of every kind."""

    def side(fault: bool, examples: tuple[Finding, ...]) -> dict[str, Any]:
        by_kind = {kind: n for (kind, is_fault), n in sorted(findings.counts.items()) if is_fault is fault}
        return {
            "count": sum(by_kind.values()),
            "by_kind": by_kind,
            "examples": [example.as_dict() for example in examples],
        }

    return {"faults": side(True, findings.faults), "warnings": side(False, findings.warnings)}


def section(findings: Findings, *, fault: bool) -> Iterator[Text]:
    """The lines on the faults, or on the warnings."""
    examples = findings.faults if fault else findings.warnings
    if not examples:
        return
    count = findings.fault_count if fault else findings.warning_count
    yield (FAULTS if fault else WARNINGS).filled(n=count)
    for finding in examples[:LISTED]:
        where = place(finding)
        yield Text(f"{where.de}: {finding.sentence.de}", f"{where.en}: {finding.sentence.en}")
    if count > LISTED:
        yield BY_KIND
        counts = ((n, kind) for (kind, is_fault), n in findings.counts.items() if is_fault is fault)
        for n, kind in sorted(counts, reverse=True):
            yield Text(f"  {n:>9}  {KINDS[kind].de}", f"  {n:>9}  {KINDS[kind].en}")


NOTHING = Text("Keine Fehler, keine Hinweise.", "No faults, no warnings.")
FAULTS = Text("Fehler: {n}", "Faults: {n}")
WARNINGS = Text("Hinweise (auffällig, aber möglich): {n}", "Warnings (odd but possible): {n}")
BY_KIND = Text("Alle, nach Art:", "All, by kind:")
