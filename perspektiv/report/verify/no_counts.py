"""What looks like a count in a report but is none: days, laws, file and telephone numbers, durations, ranges."""

import re

_YEAR = r"(?:19|20)\d{2}"
_MONTH = (
    r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    r"(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\b\.?)"
)
_BEFORE_YEARS = (
    r"Jahr(?:e|es|en|gang)?|seit|Ende|Anfang|Mitte|im|Stand|Frühjahr|Sommer|Herbst|Winter|Haushaltsjahre?s?|Haushalt|"
    r"Berichtsjahr|Vorjahr|Quartal|Halbjahr"
)
_ABBREVIATED = r"Art|Abs|Nr|Ziff|Kap|Abb|Tab|Anl|S|Rn|Rz|Bd|Az|Tel|Fax|Fn|Lfd|BGBl|Pos|Kto|PLZ"
_NUMBERED = (
    r"Artikel|Absatz|Satz|Nummer|Ziffer|Kapitel|Abbildung|Tabelle|Anlage|Seiten?|Fußnote|Zeile|Punkt|TOP|Raum|Haus|Phase|"
    r"Modul|Stufe|Teil|Abschnitt|Band|Version|Fassung|Drucksache|Vorlage|Postfach|Buch|Ebene|Gruppe|Klasse|Frage|Item|"
    r"Telefon|Telefax|Fax|Mobil|Aktenzeichen|Linie|ISO|DIN|EN|Agenda|SGB|Kurs|Team|Zimmer|Note|Rang"
)
_MEASURED = (
    r"Uhr|Min(?:uten?|\.)|Std\.?|Stunden?|Wstd\.?|Wochenstunden|Tag(?:en?|e)?\b|Wochen?\b|Monat(?:en?|s)?\b|"
    r"Jahr(?:en?|e|s)?\b|Jährige|km|m²|qm|Mio\.?|Mrd\.?|Tsd\.?|Millionen|Milliarden|VZÄ|Vollzeit\w*|-?[Mm]al\b"
)
_TO = r"\s?(?:bis(?:\szu)?|[–—-])\s?"
_PERCENT = r"(?:\s?%|\s?Prozent)?"

_KINDS = {
    "day": rf"(?<!\d)\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?(?:{_YEAR}|\d{{2}}))?(?!\d)",
    "day with its month's name": rf"\b\d{{1,2}}\.?\s{_MONTH}(?:\s{_YEAR})?",
    "month": rf"{_MONTH}\s{_YEAR}",
    "day in figures": r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{4}-Q[1-4]\b",
    "quarter": rf"\b[1-4]\.\s?(?:Quartal|Halbjahr|Hj\.|Qu?\.)(?:\s{_YEAR})?",
    "year": rf"(?i:\b(?:{_BEFORE_YEARS})\s){_YEAR}(?:\s(?:und|bis|/)\s{_YEAR})?(?!\d)",
    "years": rf"\b{_YEAR}\s?(?:[-–—/]|bis|und)\s?(?:{_YEAR}|\d{{2}})\b(?!\s?%)",
    "paragraph": r"§§?\s*\d+[a-z]?(?:\s?(?:,|und|bis|ff?\.|Abs\.|Absatz|Satz|S\.|Nr\.|Nummer|§§?)\s?\d+[a-z]?)*",
    "abbreviated reference": rf"\b(?:{_ABBREVIATED})\.?:?\s?[\d(+][\d./()-]*[a-z]?",
    "reference": rf"\b(?:{_NUMBERED})\s\d[\d./-]*[a-z]?",
    "telephone": r"(?<![\d.,])(?:\+\d{2}\s?)?\(?0\d{2,5}\)?(?:[\s/-]{1,3}\d{2,})+|\+\d{2}[\s\d/()-]{6,}",
    "postal code": r"\bDE?-?\d{5}\b|(?:(?<=,\s)|(?<=\bin\s)|(?<=\baus\s))\d{5}\s(?=[A-ZÄÖÜ])",
    "street": r"(?i:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|\bring)\s\d+\s?[a-z]?\b",
    "file": r"[A-Za-zÄÖÜäöüß]+[/_-]+\d[\w/.-]*",
    "fraction or number of a year": r"(?<![\d.,])\d+(?:/\d+)+(?![\d]|\s?[wmdf]\b)",
    "time": r"\b\d{1,2}[:.]\d{2}\s?(?:Uhr|h\b)|\b\d{1,2}:\d{2}\b",
    "percentage points, or a 50%-post": r"\d[\d.,]*\s?(?:%-?|Prozent)(?=ig|-|[Pp]unkt|\s?Punkt)[\w-]*",
    "measure": rf"\d[\d.,]*[\s\u00a0-]?(?:{_MEASURED})",
    "range": rf"\d[\d.,]*{_TO}\d[\d.,]*\d{_PERCENT}|\d{_TO}\d\b{_PERCENT}",
    "ordinal": r"(?<![\d.,])\d{1,2}\.(?=\s+[A-Za-zÄÖÜäöüß])",
    "part of a word, such as 75minütig": r"\d[\d.,]*-?[A-Za-zäöüß]{2,}",
}

NO_COUNTS = re.compile("|".join(_KINDS.values()))
