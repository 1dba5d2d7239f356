"""A version of ours as a form in XLSForm. Nothing in it computes: texts that look like formulas are texts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from perspektiv.records.feedback.contents import ItemContent, VersionContent
from perspektiv.records.feedback.models import Kind
from perspektiv.records.feedback.xlsform.columns import (
    CHOICES,
    OWN_NUMBERS,
    OWN_WORDS,
    SCALES,
    SETTINGS,
    SPOKEN,
    SURVEY,
    heading_of,
)
from perspektiv.records.letters.languages import FALLBACK, LANGUAGES

Row = Mapping[str, Any]
_NAME = re.compile(r"[A-Za-z_][-A-Za-z0-9_]*")


def written(content: VersionContent, *, key: str, number: int) -> bytes:
    """The bytes of a workbook."""
    from openpyxl import Workbook

    languages = _languages(content)
    book = Workbook()
    book.remove(book.worksheets[0])
    names = _names(content["items"])
    _write(book, SURVEY, list(_survey(content, languages, names)))
    _write(book, CHOICES, list(_choices(content["items"], names)))
    settings = {
        "form_title": content["words"].get(FALLBACK, {}).get("name", ""),
        "form_id": key,
        "version": str(number),
        "default_language": heading_of(FALLBACK),
    }
    _write(book, SETTINGS, [settings])
    _write(book, SPOKEN, [_spoken(language, content) for language in languages])
    if content["scales"]:
        _write(book, SCALES, [{**_filled(scale), **_in(scale["words"], "label")} for scale in content["scales"]])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _survey(content: VersionContent, languages: Sequence[str], names: Mapping[str, str]) -> Iterable[Row]:
    """First every language's label and hint, so that no tool calls one of them missing."""
    order = {f"{part}::{heading_of(language)}": "" for part in ("label", "hint") for language in languages}
    yield {"type": "note", "name": "intro", **order, **_said(content["words"], {"intro": "label"})}
    for item in content["items"]:
        name = names[item["key"]]
        yield {
            **_asked(item, name),
            **_said(item["words"], {"question": "label", "hint": "hint", **{part: part for part in OWN_WORDS}}),
            "required": "yes" if item["required"] else "",
            "reversed": "yes" if item["reversed"] else "",
            "scale": item["scale"],
            "key": item["key"] if name != item["key"] else "",
            **{part: item[part] for part in OWN_NUMBERS[2:]},  # type: ignore[literal-required]
        }
    yield {"type": "note", "name": "thanks", **_said(content["words"], {"thanks": "label"})}


def _asked(item: ItemContent, name: str) -> Row:
    lowest, highest = item["minimum"] or 0, item["maximum"] or 0
    if item["choices"]:
        return {"type": f"select_one {name}", "name": name, "kind": item["kind"], "minimum": item["minimum"]}
    if item["kind"] == Kind.TEXT:
        return {"type": "text", "name": name}
    if item["kind"] == Kind.NUMBER:
        return {"type": "decimal", "name": name, "constraint": f". >= {lowest:.15g} and . <= {highest:.15g}"}
    return {"type": "range", "name": name, "parameters": f"start={lowest:g} end={highest:g} step=1"}


def _choices(items: Iterable[ItemContent], names: Mapping[str, str]) -> Iterable[Row]:
    for item in items:
        for place, choice in enumerate(item["choices"]):
            step = f"{(item['minimum'] or 0) + place:g}" if item["kind"] == Kind.RATING else choice["key"]
            own = choice["key"] if step != choice["key"] else ""
            yield {"list_name": names[item["key"]], "name": step, **_in(choice["words"], "label"), "key": own}


def _names(items: Iterable[ItemContent]) -> dict[str, str]:
    """Names that XLSForm allows, by key: they begin with a letter, and none is that of a note."""
    found: dict[str, str] = {}
    for item in items:
        key = item["key"]
        name = key if _NAME.fullmatch(key) and key not in ("intro", "thanks", "meta") else f"q_{key}"
        while name in found.values():
            name = f"q_{name}"
        found[key] = name
    return found


def _spoken(language: str, content: VersionContent) -> Row:
    words = content["words"].get(language, {})
    return {"language": language, "name": words.get("name", ""), "reviewed": "yes" if words.get("reviewed") else "no"}


def _languages(content: VersionContent) -> list[str]:
    said: list[Mapping[str, Any]] = [content["words"], *(item["words"] for item in content["items"])]
    said += [choice["words"] for item in content["items"] for choice in item["choices"]]
    return [language for language in LANGUAGES if language == FALLBACK or any(language in words for words in said)]


def _said(words: Mapping[str, Mapping[str, Any]], columns: Mapping[str, str]) -> Row:
    return {
        f"{column}::{heading_of(language)}": words[language][part]
        for part, column in columns.items()
        for language in LANGUAGES
        if words.get(language, {}).get(part)
    }


def _in(words: Mapping[str, str], column: str) -> Row:
    return {f"{column}::{heading_of(language)}": words[language] for language in LANGUAGES if words.get(language)}


def _filled(scale: Mapping[str, Any]) -> Row:
    return {name: value for name, value in scale.items() if name != "words" and value not in (None, "")}


def _write(book: Any, name: str, rows: Sequence[Row]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    sheet = book.create_sheet(name)
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    if name == SURVEY:  # a column without a word says nothing
        headings = [heading for heading in headings if any(row.get(heading) not in (None, "") for row in rows)]
    for number, row in enumerate([dict(zip(headings, headings, strict=True)), *rows], start=1):
        for place, heading in enumerate(headings, start=1):
            value = row.get(heading)
            if value is None or value == "":
                continue
            cell = sheet.cell(number, place)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
