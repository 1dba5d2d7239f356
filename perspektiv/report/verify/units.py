"""What a report's nouns count: persons, participations or appointments."""

import re
from typing import Literal

from perspektiv.language import Text

Unit = Literal["persons", "participations", "appointments"]

NAMES: dict[Unit, Text] = {
    "persons": Text("Personen", "persons"),
    "participations": Text("Teilnahmen", "participations"),
    "appointments": Text("Termine", "appointments"),
}

# Women and men are left out on purpose: they name persons, but as often the gender behind a participation.
_NOUNS: dict[Unit, re.Pattern[str]] = {
    "persons": re.compile(
        r"(?:Personen|Person|Menschen|Kund(?:en|innen|e|in)|Teilnehm(?:er|erinnen|ern|ende|enden|enden)|Klient(?:en|innen)|"
        r"Bürger(?:innen|n)?|Ratsuchenden?|Leistungsberechtigten?)(?:[*:_/]-?innen)?"
    ),
    "participations": re.compile(
        r"(?:\w*[Tt]eilnahmen?|Teilnahmebeendigung(?:en)?|Beendigung(?:en)?|Beratungsprozessen?)"
    ),
    "appointments": re.compile(
        r"(?:\w*[Tt]erminen?|Termin|\w*[Gg]esprächen?|Gespräch|Beratungseinheit(?:en)?|Einheiten|Sitzung(?:en)?)"
    ),
}
_NEAR = 3  # words after a number in which its noun stands


def unit_after(words: str) -> Unit | None:
    """The unit of a number from the words that follow it: the first noun that names one, if it comes soon enough."""
    for word in re.findall(r"[\w*:/-]+", words)[:_NEAR]:
        for unit, nouns in _NOUNS.items():
            if nouns.fullmatch(word):
                return unit
    return None


def names_persons(words: str) -> bool:
    """Whether a table's label counts persons, who may stand in several rows but only once in the total."""
    return any(_NOUNS["persons"].fullmatch(word) for word in re.findall(r"\w+", words))


COUNTED: dict[str, Text] = {
    "persons": NAMES["persons"],
    "participations": NAMES["participations"],
    "appointments": NAMES["appointments"],
    "responses": Text("Rückmeldungen", "responses"),
    "items": Text("Fragen", "items"),
    "comparisons": Text("Vergleiche", "comparisons"),
    "reminders": Text("Erinnerungen", "reminders"),
    "ways in": Text("Zugänge", "ways in"),
    "slots": Text("angebotene Zeiten", "offered times"),
    "money": Text("Geldbeträge", "amounts of money"),
    "hours": Text("Stunden", "hours"),
}
"""The counting units of the catalogue's indicators, by which a published figure may be labelled."""
