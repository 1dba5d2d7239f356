"""Words around figures: what is typed instead of bound, what is counted but called something else, what is unbacked."""

import re
from collections.abc import Iterator

from perspektiv.indicators import CATALOGUE
from perspektiv.language import Text
from perspektiv.report.binding import SLOT
from perspektiv.report.facts import Fact

UNITS = {
    "persons": ("person", "kund", "teilnehmende", "mensch", "frau", "männer", "mann"),
    "participations": ("teilnahme", "beendigung"),
    "appointments": ("termin", "gespräch", "einheit"),
    "responses": ("rückmeldung", "antwort", "fragebogen", "fragebög"),
    "comparisons": ("vergleich",),
}
"""How words begin that name a counting unit."""

GROUPS = ("frau", "männer", "mann")
"""Words for groups of persons: no fault beside participations by gender."""

_WORD_AFTER = re.compile(r"\s+(?:von\s+)?([A-ZÄÖÜ][a-zäöüß]+)")
_NUMBER = re.compile(
    r"(?<![\w/.,§])[-−]?\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\w/])|(?<![\w/.,§])\d+(?:,\d+)?(?:\s?%)?(?![\w/])"
)
_REFERENCE = re.compile(
    r"§+\s*\d+\w*(?:\s*(?:Abs\.|Nr\.|Satz)\s*\d+)*"  # law
    r"|\b[A-Z]+/\d+/\d{4}\b"  # council papers
    r"|\b\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4})?"  # days
    r"|\b\d{1,2}\.\s(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
    r"|\b\d{1,2}\.\s(?:Quartal|Halbjahr|Schritt|Monat)"
    r"|\b95[-\s]?(?:%|Prozent)"  # the level of all intervals
)
_FINDING = re.compile(
    r"\b(?:mehr|weniger|häufig\w*|selten\w*|meist\w*|fast|knapp|über|unter|höher|niedriger|kürzer|länger"
    r"|besser|schlechter|gleich|halb\w*|Hälfte|Drittel\w*|Viertel\w*|Fünftel\w*|doppelt|dreimal"
    r"|jede[rsnm]? \w+te[rsnm]?|kein\w*|alle\w*|größte\w*|steig\w*|sink\w*|nimmt|wächst|bleib\w*)\b",
    re.IGNORECASE,
)


def typed_numbers(text: str) -> Iterator[str]:
    """Numbers that look like figures but are typed: a percentage, or three digits and more that are no year.

    >>> list(typed_numbers("Am 27.11.2019 waren 571 Personen da, nach V/0583/2015 also 25 %."))
    ['571', '25 %']
    """
    bare = _REFERENCE.sub(" ", SLOT.sub(" ", text))
    for match in _NUMBER.finditer(bare):
        number = match.group(0)
        digits = re.sub(r"\D", "", number)
        year = len(number) == 4 and number[:2] in ("19", "20")
        if "%" in number or (len(digits) >= 3 and not year):
            yield number


def puts_a_finding_in_words(text: str) -> bool:
    """Whether a sentence compares or rates, so that a figure should back it."""
    return bool(_FINDING.search(SLOT.sub(" ", text)))


def miscounted(text: str, facts: dict[str, Fact]) -> Iterator[tuple[str, str, Text]]:
    """Slots followed by the name of another counting unit than theirs: (slot, word, what is counted).

    „152 Personen“ over 1,398 participations is such a one.
    """
    for match in SLOT.finditer(text):
        fact = facts.get(match.group(1))
        if fact is None or fact.limit or not _is_count(fact, match.group(2)):
            continue
        word = _WORD_AFTER.match(text, match.end())
        counted = CATALOGUE[fact.figure.indicator].counted
        if word is None or counted not in UNITS or _unit(word.group(1)) in ("", counted):
            continue
        if not (word.group(1).lower().startswith(GROUPS) and "gender" in fact.figure.by):
            yield match.group(0), word.group(1), CATALOGUE[fact.figure.indicator].counts


def _is_count(fact: Fact, part: str | None) -> bool:
    return part in ("n", "d", "rest") or (part in (None, "bare", "v") and fact.figure.unit == "count")


def _unit(word: str) -> str:
    return next((unit for unit, starts in UNITS.items() if word.lower().startswith(starts)), "")
