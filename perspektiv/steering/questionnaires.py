"""The questionnaires of a frozen moment: what each is for, its versions, and its words in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from perspektiv.package import Package

Words = Mapping[tuple[str, ...], Mapping[str, str]]
"""By what is named, and by language."""


@dataclass(frozen=True)
class Questionnaire:
    """One version. ``first`` and ``last`` are the days of its responses in the centre."""

    id: str
    name: str  # as the package's table has it
    purpose: str
    version: int
    anonymous: bool
    responses: int
    first: date
    last: date


@dataclass(frozen=True)
class Wording:
    """The words of a version; what is not written in a language is said in German, else by its key."""

    names: Words
    questions: Words
    ends: Words  # low and high of an item
    choices: Words
    scales: Words

    def name(self, questionnaire: Questionnaire, language: str) -> str:
        return _said(self.names, (), language) or questionnaire.name

    def question(self, item: str, language: str) -> str:
        return _said(self.questions, (item,), language) or item

    def end(self, item: str, which: str, language: str) -> str:
        return _said(self.ends, (item, which), language)

    def choice(self, item: str, value: float, language: str) -> str:
        return _said(self.choices, (item, f"{value:g}"), language)

    def scale(self, scale: str, language: str) -> str:
        return _said(self.scales, (scale,), language) or scale


def questionnaires(package: Package, centre: str) -> Sequence[Questionnaire]:
    """Those that somebody of the centre answered, by purpose, the newest version first."""
    rows = package.connection.execute(ANSWERED, [centre]).fetchall()
    return [Questionnaire(*row) for row in rows]


def wording(package: Package, questionnaire: str) -> Wording:
    def words(statement: str) -> Words:
        found: dict[tuple[str, ...], dict[str, str]] = {}
        for language, said, *named in package.connection.execute(statement, [questionnaire]).fetchall():
            found.setdefault(tuple(named), {})[language] = said
        return found

    return Wording(
        names=words("SELECT language, name FROM instrument_texts WHERE instrument_id = ?"),
        questions=words("SELECT language, question, item_id FROM item_texts WHERE instrument_id = ?"),
        ends=words(ENDS),
        choices=words(CHOICES),
        scales=words("SELECT language, name, scale FROM scale_texts WHERE instrument_id = ?"),
    )


def _said(words: Words, named: tuple[str, ...], language: str) -> str:
    by_language = words.get(named, {})
    return by_language.get(language) or by_language.get("de") or ""


ANSWERED = """
SELECT i.instrument_id, i.name, i.purpose, i.version, i.anonymous, count(*), min(r.submitted_on), max(r.submitted_on)
FROM instruments i JOIN responses r ON r.instrument_id = i.instrument_id
WHERE r.centre_id = ?
GROUP BY ALL ORDER BY i.purpose, i.name, i.version DESC, i.instrument_id
"""
ENDS = """
SELECT language, said, item_id, which FROM item_texts UNPIVOT (said FOR which IN (low, high))
WHERE instrument_id = ?
"""
CHOICES = """
SELECT language, text, item_id, format('{:g}', value) FROM choice_texts WHERE instrument_id = ?
"""
