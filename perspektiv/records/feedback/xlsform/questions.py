"""The questions of a form as pyxform understood it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from perspektiv.language import Text
from perspektiv.records.feedback.contents import ChoiceContent, ItemContent, empty_item
from perspektiv.records.feedback.models import Kind
from perspektiv.records.feedback.places import LONGEST, LONGEST_CHOICE
from perspektiv.records.feedback.publishing import LONGEST_KEY
from perspektiv.records.feedback.xlsform.columns import (
    CHOICES,
    OF_LOOKS,
    OWN,
    OWN_NUMBERS,
    OWN_WORDS,
    SURVEY,
    YES,
    language_called,
)
from perspektiv.records.feedback.xlsform.findings import Findings
from perspektiv.records.feedback.xlsform.workbook import Sheet
from perspektiv.records.letters.languages import FALLBACK

_KEY = re.compile(r"[-a-zA-Z0-9_]+")
_CONSTRAINT = re.compile(r"\s*\.\s*>=\s*(-?[\d.]+)\s+and\s+\.\s*<=\s*(-?[\d.]+)\s*")
_RESOLVED = frozenset({"type", "name", "label", "hint", "bind", "control", "parameters", *OWN, *OF_LOOKS})
_OF_LISTS = frozenset({"itemset", "list_name", "choices"})
_CALLED_TOO = {"label": "caption"}
_SAID_OTHERWISE = {"calculate": "calculation", "readonly": "read_only", "jr:preload": "type"}
_OF_BIND = frozenset({"required", "constraint", "type", "jr:constraintMsg", "jr:requiredMsg"})


class Reader:
    """Reads rows and remembers what it met: languages that are spoken, and what cannot be taken."""

    def __init__(self, known: Mapping[str, Any], sheets: Mapping[str, Sheet], findings: Findings) -> None:
        self.known, self.sheets, self.findings = known, sheets, findings
        self.children = [child for child in known["children"] if child["name"] != "meta"]
        self.rows = {row.get("name", ""): number for number, row in sheets[SURVEY].rows.items()}
        self.rows_of_keys: dict[str, int | None] = {}
        self.spoken: dict[str, None] = {}
        self.default = language_called(str(known.get("default_language") or "default")) or FALLBACK

    def items(self) -> list[ItemContent]:
        return [item for child in self._questions() if (item := self._item(child))]

    def around(self) -> dict[str, dict[str, str]]:
        """What is said before the first question and after the last: the form's notes there."""
        found: dict[str, dict[str, str]] = {"intro": {}, "thanks": {}}
        places = [place for place, child in enumerate(self.children) if child["type"] != "note"]
        for place, child in enumerate(self.children):
            if child["type"] != "note":
                continue
            part = "intro" if places and place < places[0] else "thanks" if places and place > places[-1] else ""
            row = self.rows.get(child["name"])
            if not part or found[part]:
                self.findings.add(SURVEY, row, "type", NOTE_BETWEEN)
                continue
            found[part] = self.words(SURVEY, row, "label", LONGEST[part])
        return found

    def row_of_key(self, key: str) -> int | None:
        return self.rows_of_keys.get(key)

    def _questions(self) -> Iterator[Mapping[str, Any]]:
        return (child for child in self.children if child["type"] != "note")

    def _item(self, child: Mapping[str, Any]) -> ItemContent | None:
        row, kind = self.rows.get(child["name"]), child["type"]
        self._name_what_is_left(child, row)
        if kind not in _KINDS:
            written = self.sheets[SURVEY].rows.get(row or 0, {}).get("type", kind).split(" ")[0]
            self.findings.add(SURVEY, row, "type", NO_SUCH_KIND.filled(type=written[:30]))
            return None
        item = empty_item(str(child.get("key") or child["name"]), _KINDS[kind])
        self.check_key(SURVEY, row, "name", item["key"])
        if item["key"] in self.rows_of_keys:
            self.findings.add(SURVEY, row, "key", KEY_TWICE)
        self.rows_of_keys[item["key"]] = row
        item["required"] = self.yes(SURVEY, row, "required", child.get("bind", {}).get("required", ""))
        item["reversed"] = self.yes(SURVEY, row, "reversed", child.get("reversed", ""))
        item["scale"] = child.get("scale", "")
        for name in OWN_NUMBERS:
            item[name] = self.number(SURVEY, row, child, name)  # type: ignore[literal-required]
        self._range(item, child, row)
        if kind == "select one":
            self._choices(item, child, row)
        said = child.get("kind", item["kind"])
        if said not in Kind.values:
            self.findings.add(SURVEY, row, "kind", ONE_OF.filled(these=", ".join(Kind.values)))
        item["kind"] = said
        item["words"] = self._words_of(row)
        return item

    def _words_of(self, row: int | None) -> dict[str, dict[str, str]]:
        words: dict[str, dict[str, str]] = {}
        for part, column in (("question", "label"), ("hint", "hint"), *((own, own) for own in OWN_WORDS)):
            for language, text in self.words(SURVEY, row, column, LONGEST[part]).items():
                words.setdefault(language, {})[part] = text
        return words

    def _range(self, item: ItemContent, child: Mapping[str, Any], row: int | None) -> None:
        if child["type"] == "range":
            given = child.get("parameters", {})
            for name, parameter in (("minimum", "start"), ("maximum", "end")):
                item[name] = self.number(SURVEY, row, given, parameter)  # type: ignore[literal-required]
            if self.number(SURVEY, row, given, "step") not in (None, 1):
                item["kind"] = Kind.NUMBER.value
        elif limits := child.get("bind", {}).get("constraint"):
            bounds = _CONSTRAINT.fullmatch(limits)
            if child["type"] not in ("integer", "decimal") or not bounds:
                self.findings.add(SURVEY, row, "constraint", NO_SUCH_LIMIT)
            else:
                for name, text in zip(("minimum", "maximum"), bounds.groups(), strict=True):
                    item[name] = self.number(SURVEY, row, {"constraint": text}, "constraint")  # type: ignore[literal-required]

    def _choices(self, item: ItemContent, child: Mapping[str, Any], row: int | None) -> None:
        """Numbers in sequence are the steps of a rating; other names are a choice."""
        listed = child.get("choices") or ()
        if not listed:  # from a file of its own, which is not sent
            self.findings.add(SURVEY, row, "type", NO_LIST)
            return
        names = [str(choice["name"]) for choice in listed]
        numeric = all(re.fullmatch(r"-?\d{1,6}", name) for name in names)
        if numeric and [int(name) for name in names] == list(range(int(names[0]), int(names[0]) + len(names))):
            item["kind"] = Kind.RATING.value
            lowest = float(names[0])
        else:
            lowest = 1.0
        lowest = lowest if item["minimum"] is None else item["minimum"]
        item["minimum"], item["maximum"] = lowest, lowest + len(names) - 1
        item["choices"] = [self._choice(choice, str(child.get("itemset"))) for choice in listed]

    def _choice(self, choice: Mapping[str, Any], list_name: str) -> ChoiceContent:
        name = str(choice["name"])
        rows = self.sheets.get(CHOICES, Sheet()).rows
        row = next((n for n, r in rows.items() if r.get("name") == name and list_name in r.values()), None)
        key = str(choice.get("key") or name)
        self.check_key(CHOICES, row, "name", key)
        for column in set(choice) - {"name", "label", "key", *OF_LOOKS}:
            self.findings.add(CHOICES, row, column, NOT_TAKEN_COLUMN)
        return {"key": key, "words": self.words(CHOICES, row, "label", LONGEST_CHOICE)}

    def _name_what_is_left(self, child: Mapping[str, Any], row: int | None) -> None:
        """Whatever stands in the row and has no meaning here is named: nothing gets lost without a word."""
        left = {name for name, value in child.items() if value and name not in _RESOLVED}
        if child["type"] == "select one":
            left -= _OF_LISTS
        bind = {_SAID_OTHERWISE.get(name, name) for name, value in child.get("bind", {}).items() if value}
        for column in sorted(left - _OF_LISTS | bind - _OF_BIND):
            self.findings.add(SURVEY, row, column, NOT_TAKEN_COLUMN)

    def words(self, sheet: str, row: int | None, column: str, longest: int) -> dict[str, str]:
        """A text by language, as it stands in the file: pyxform sets quotation marks and spaces its own way."""
        found: dict[str, str] = {}
        for heading, text in self.sheets[sheet].rows.get(row or 0, {}).items():
            named, _colons, spoken = heading.replace("::", ":").partition(":")
            if named.strip().casefold() not in (column, _CALLED_TOO.get(column)):
                continue
            if language := self.language(sheet, 1, heading, spoken) if spoken else self.default:
                found[language] = text
                self.spoken.setdefault(language)
                self.check_length(sheet, row, column, text, longest)
        return found

    def language(self, sheet: str, row: int | None, column: str, heading: str) -> str:
        found = language_called(heading)
        if not found:
            self.findings.add(sheet, row, column, NO_SUCH_LANGUAGE)
        return found

    def number(self, sheet: str, row: int | None, cells: Mapping[str, Any], column: str) -> float | None:
        text = str(cells.get(column) or "").replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text):
            self.findings.add(sheet, row, column, NO_NUMBER)
            return None
        return float(text)

    def yes(self, sheet: str, row: int | None, column: str, said: Any) -> bool:
        text = str(said).strip().casefold()
        if text not in YES:
            self.findings.add(sheet, row, column, YES_OR_NO)
        return YES.get(text, False)

    def check_key(self, sheet: str, row: int | None, column: str, key: str) -> None:
        if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
            self.findings.add(sheet, row, column, NO_KEY.filled(most=LONGEST_KEY))

    def check_length(self, sheet: str, row: int | None, column: str, text: str, longest: int) -> None:
        if len(text) > longest:
            self.findings.add(sheet, row, column, TOO_LONG.filled(most=longest))


_KINDS = {
    "select one": Kind.CHOICE.value,
    "range": Kind.RATING.value,
    "integer": Kind.NUMBER.value,
    "decimal": Kind.NUMBER.value,
    "text": Kind.TEXT.value,
}
"""What pyxform calls them, and what they are here."""

NO_SUCH_KIND = Text(
    "Fragen der Art „{type}“ gibt es hier nicht. Möglich sind select_one, range, integer, decimal, text und note.",
    "There are no questions of the type “{type}” here. Possible are select_one, range, integer, decimal, text, note.",
)
NOT_TAKEN_COLUMN = Text(
    "Was in dieser Spalte steht, kann nicht übernommen werden. Bitte leeren Sie die Zelle.",
    "What stands in this column cannot be taken. Please empty the cell.",
)
NOTE_BETWEEN = Text(
    "Hinweise haben vor der ersten und nach der letzten Frage Platz, je einer.",
    "There is room for one note before the first question and one after the last.",
)
NO_SUCH_LIMIT = Text(
    "Grenzen stehen hier als „. >= 0 and . <= 10“, bei integer und decimal.",
    "Limits are written as “. >= 0 and . <= 10” here, for integer and decimal.",
)
NO_LIST = Text(
    "Die Antworten zu dieser Frage fehlen auf dem Blatt „choices“.",
    "The answers of this question are missing on the sheet “choices”.",
)
KEY_TWICE = Text("Diesen Kurznamen hat schon eine andere Frage.", "Another question has this short name.")
ONE_OF = Text("Möglich sind: {these}.", "Possible are: {these}.")
NO_SUCH_LANGUAGE = Text(
    "Diese Sprache gibt es hier nicht. Bitte entfernen Sie die Spalte, oder nennen Sie sie wie „Deutsch (de)“.",
    "There is no such language here. Please remove the column, or call it like “Deutsch (de)”.",
)
NO_NUMBER = Text("Hier steht keine Zahl.", "This is no number.")
YES_OR_NO = Text("Hier steht yes oder no.", "This is yes or no.")
NO_KEY = Text(
    "Kurznamen bestehen aus Buchstaben ohne Umlaute, Ziffern, - und _, höchstens {most}.",
    "Short names are made of letters, digits, - and _, at most {most}.",
)
TOO_LONG = Text("Höchstens {most} Zeichen haben hier Platz.", "There is room for {most} characters at most.")
