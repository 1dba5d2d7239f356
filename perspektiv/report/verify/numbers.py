"""German numbers in a text, each with its place and what it is: a count, a percentage, an amount, or another number.

What looks like a count but is none (days, years, paragraphs of laws, telephone and file numbers, hours, ranges,
ordinals, numbers of pages and footnotes) is passed over.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["count", "percent", "amount", "number"]

GROUP = ".\u202f\u2009\u00a0'"  # between thousands: point, narrow, thin or no-break space, Swiss apostrophe
WHOLE = rf"(?:\d{{1,3}}(?:[{GROUP}]\d{{3}})+|\d+)"

_MONTH = (
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?)"
)
_YEAR = r"(?:19|20)\d{2}"
_NO_COUNTS = re.compile(
    "|".join(
        [
            rf"(?<!\d)\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?(?:{_YEAR}|\d{{2}}))?(?!\d)",  # 01.01.15
            rf"\b\d{{1,2}}\.?\s{_MONTH}(?:\s{_YEAR})?",  # 6. April 2012
            rf"{_MONTH}\s{_YEAR}",
            r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{4}-Q[1-4]\b",
            rf"\b[1-4]\.\s?(?:Quartal|Halbjahr|Hj\.|Qu?\.)(?:\s{_YEAR})?",
            rf"(?i:\b(?:Jahr(?:e|es|en|gang)?|seit|Ende|Anfang|Mitte|im|Stand|Frühjahr|Sommer|Herbst|Winter|Haushaltsjahre?s?|"
            rf"Haushalt|Berichtsjahr|Vorjahr|Quartal|Halbjahr))\s{_YEAR}(?:\s(?:und|bis|/)\s{_YEAR})?(?!\d)",
            rf"\b{_YEAR}\s?(?:[-–—/]|bis|und)\s?(?:{_YEAR}|\d{{2}})\b(?!\s?%)",
            r"§§?\s*\d+[a-z]?(?:\s?(?:,|und|bis|ff?\.|i\.\s?V\.\s?m\.|Abs\.|Absatz|Satz|S\.|Nr\.|Nummer|§§?)\s?\d+[a-z]?)*",
            r"\b(?:Art|Abs|Nr|Ziff|Kap|Abb|Tab|Anl|S|Rn|Rz|Bd|Az|Tel|Fax|Fn|Lfd|BGBl|Pos|Kto|PLZ)"
            r"\.?:?\s?[\d(+][\d./()-]*[a-z]?",
            r"\b(?:Artikel|Absatz|Satz|Nummer|Ziffer|Kapitel|Abbildung|Tabelle|Anlage|Seiten?|Fußnote|Zeile|Punkt|TOP|Raum|"
            r"Haus|Phase|Modul|"
            r"Stufe|Teil|Abschnitt|Band|Version|Drucksache|Vorlage|Postfach|Buch|Ebene|Gruppe|Klasse|Frage|"
            r"Item|Telefon|Telefax|Fax|Mobil|Aktenzeichen|Linie|ISO|DIN|EN|Windows|Agenda|SGB)\s\d[\d./-]*[a-z]?",
            r"(?<![\d.,])(?:\+\d{2}\s?)?\(?0\d{2,5}\)?(?:[\s/-]{1,3}\d{2,})+|\+\d{2}[\s\d/()-]{6,}",  # telephone
            r"\bDE?-?\d{5}\b|(?i:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|\bring)\s\d+\s?[a-z]?\b",
            r"\d{5}\s(?=[A-ZÄÖÜ][a-zäöüß]+(?:\s\([A-Z]|[\s,.]*$))",  # 12345 Musterstadt at the end of a line
            r"[A-Za-zÄÖÜäöüß]+[/_-]+\d[\w/.-]*",  # V/0860/2013
            r"(?<![\d.,])\d+(?:/\d+)+(?![\d]|\s?[wmdf]\b)",
            r"\b\d{1,2}[:.]\d{2}\s?(?:Uhr|h\b)|\b\d{1,2}:\d{2}\b",
            r"\d[\d.,]*\s?(?:%-?|Prozent)(?=ig|-|[Pp]unkt|\s?Punkt)[\w-]*",  # percentage points, a 50%-post
            r"\d[\d.,]*[\s\u00a0-]?(?:Uhr|Min(?:uten?|\.)|Std\.?|Stunden?|Wstd\.?|Wochenstunden|Tag(?:en?|e)?\b|Wochen?\b|"
            r"Monat(?:en?|s)?\b|Jahr(?:en?|e|s)?\b|Jährige|km|m²|qm|Mio\.?|Mrd\.?|Tsd\.?|"
            r"Millionen|Milliarden|VZÄ|Vollzeit\w*|-?[Mm]al\b)",
            r"\d[\d.,]*\s?(?:bis(?:\szu)?|[–—]|-)\s?\d[\d.,]*\d(?:\s?%|\s?Prozent)?|\d\s?(?:bis|[–—-])\s?\d\b(?:\s?%)?",  # ranges
            r"(?<![\d.,])\d{1,2}\.(?=\s+[A-Za-zÄÖÜäöüß])",  # ordinals
            r"\d[\d.,]*-?[A-Za-zäöüß]{2,}",  # 75minütig, 6-monatig
        ]
    )
)
_NUMBER = re.compile(
    rf"(?<![\w.,:/])(?P<sign>[+−±-]\s?)?(?P<whole>{WHOLE})(?P<decimals>[,.]\d+)?(?![.,]?\d)(?![A-Za-zÄÖÜäöüß])"
    r"(?P<unit>[\s\u00a0\u202f]?(?:%|Prozent\b|v\.[\s\u00a0]?H\.|vom\sHundert)|[\s\u00a0\u202f]?(?:€|Euro\b|EUR\b))?"
)


@dataclass(frozen=True)
class Number:
    """A number as printed. ``value`` of a percentage is in per cent; ``decimals`` is the number of printed decimals."""

    value: Decimal
    decimals: int
    kind: Kind
    start: int
    end: int

    @property
    def may_be_a_year(self) -> bool:
        return self.decimals == 0 and 1900 <= self.value <= 2099 and self.end - self.start == 4


def numbers_in(text: str) -> list[Number]:
    """The numbers that may be figures of a report, in their order."""
    masked = _NO_COUNTS.sub(lambda match: "¤" * len(match[0]), text)
    return [_number(match) for match in _NUMBER.finditer(masked)]


def plain_number(cell: str) -> Number | None:
    """The number that is all a table cell holds (a footnote mark aside), else None. In a cell, 2017 is a number."""
    match = _NUMBER.fullmatch(re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹*]+$", "", cell.strip()).strip())
    return _number(match) if match else None


def _number(match: re.Match[str]) -> Number:
    whole = re.sub(f"[{GROUP}]", "", match["whole"])
    decimals = (match["decimals"] or "")[1:]
    value = Decimal(f"{whole}.{decimals or 0}")
    sign = (match["sign"] or "").strip()
    return Number(-value if sign in ("-", "−") else value, len(decimals), _kind(match), match.start(), match.end())


def _kind(match: re.Match[str]) -> Kind:
    unit = (match["unit"] or "").strip()
    if match["sign"]:  # a change, such as + 5 %, is no share
        return "number"
    if unit:
        return "amount" if unit in ("€", "Euro", "EUR") else "percent"
    return "number" if match["decimals"] else "count"
