"""A form in XLSForm as a version of ours. What cannot be taken is named with its place, and then nothing is taken."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.feedback.actions.instruments import key_of
from perspektiv.records.feedback.contents import ItemContent, ScaleContent, VersionContent
from perspektiv.records.feedback.models import Scale
from perspektiv.records.feedback.places import LONGEST
from perspektiv.records.feedback.publishing import faults_of_item, faults_of_numbers
from perspektiv.records.feedback.xlsform.columns import (
    CHOICES,
    NOT_TAKEN_SHEETS,
    SCALES,
    SETTINGS,
    SHEETS,
    SPOKEN,
    SURVEY,
    YES,
)
from perspektiv.records.feedback.xlsform.findings import Findings
from perspektiv.records.feedback.xlsform.questions import NO_LIST, Reader
from perspektiv.records.feedback.xlsform.workbook import Sheet, read_sheets
from perspektiv.records.letters.languages import FALLBACK

_SELECT = re.compile(r"select[_ ]one(?: from)?(?: (\S+))?\s*$", re.IGNORECASE)
_SHEET = re.compile(r"'(survey|choices|settings)' sheet")
_ROW = re.compile(r"\[row ?: ?(\d+)\]")


class Form(NamedTuple):
    """What a file holds: a short name for the questionnaire, and what it asks."""

    key: str
    content: VersionContent


def read_form(file: bytes) -> Form:
    """Raises NotTaken with every fault; Refused for what is no workbook, too large, or hostile."""
    findings = Findings()
    sheets = dict(read_sheets(file, (*SHEETS, *NOT_TAKEN_SHEETS), findings))
    if SURVEY not in sheets or not sheets[SURVEY].rows:
        raise Refused(NO_SURVEY)
    for name in NOT_TAKEN_SHEETS:
        if name in sheets and sheets[name].rows:
            findings.add(name, None, "", NO_SUCH_SHEET)
    findings.refuse()
    _check_names(sheets[SURVEY], findings)
    _check_lists(sheets, findings)
    findings.refuse()
    known = _understood(sheets, findings)
    findings.refuse()
    return _form(known, sheets, findings)


def _form(known: Mapping[str, Any], sheets: Mapping[str, Sheet], findings: Findings) -> Form:
    reader = Reader(known, sheets, findings)
    items = reader.items()
    scales = [_scale(number, row, reader) for number, row in sheets.get(SCALES, Sheet()).rows.items()]
    _check(items, scales, reader)
    words = _words(sheets, reader)
    findings.refuse()
    title = words[FALLBACK]["name"]
    settings = next(iter(sheets.get(SETTINGS, Sheet()).rows.values()), {})
    return Form(key_of(settings.get("form_id") or title), VersionContent(words=words, scales=scales, items=items))


def _understood(sheets: Mapping[str, Sheet], findings: Findings) -> Mapping[str, Any]:
    """The form as pyxform understands it: other spellings of columns and types resolved, lists attached."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    given: dict[str, Any] = {"sheet_names": list(sheets)}
    for name in (SURVEY, CHOICES, SETTINGS):
        if name in sheets:
            sheet = sheets[name]
            given[name] = sheet.padded()
            given[f"{name}_header"] = [dict.fromkeys(heading for heading in sheet.headings if heading)]
    try:
        known: Mapping[str, Any] = workbook_to_json(get_xlsform(given), form_name="data", warnings=[])
    except PyXFormError as faulty:
        why = str(faulty)
        row = _ROW.search(why)
        sentence = FAULTY.filled(why=_ROW.sub("", why).strip()[:300])
        named = _SHEET.search(why)
        findings.add(named.group(1) if named else SURVEY, int(row.group(1)) if row else None, "", sentence)
        return {}
    except Exception as stumbled:  # pyxform on a form that none of its own checks foresaw
        raise Refused(NOT_UNDERSTOOD) from stumbled
    return known


def _check_names(survey: Sheet, findings: Findings) -> None:
    """What pyxform would say in English alone: questions without a name, or with another's."""
    seen: dict[str, int] = {}
    for number, row in survey.rows.items():
        kind, name = row.get("type", "").casefold(), row.get("name", "")
        if not kind:
            findings.add(SURVEY, number, "type", NO_TYPE)
        if kind.startswith(("begin", "end")):
            findings.add(SURVEY, number, "type", NO_GROUPS)
        elif not name:
            findings.add(SURVEY, number, "name", NO_NAME)
        elif name in seen:
            findings.add(SURVEY, number, "name", NAME_TWICE.filled(row=seen[name]))
        else:
            seen[name] = number


def _check_lists(sheets: Mapping[str, Sheet], findings: Findings) -> None:
    """Every choice has its answers."""
    lists = {row.get("list_name") or row.get("list name") for row in sheets.get(CHOICES, Sheet()).rows.values()}
    for number, row in sheets[SURVEY].rows.items():
        asked = _SELECT.match(row.get("type", ""))
        if asked and asked.group(1) not in lists:
            findings.add(SURVEY, number, "type", NO_LIST)


def _scale(number: int, row: Mapping[str, str], reader: Reader) -> ScaleContent:
    for column, allowed in (("scoring", Scale.Scoring.values), ("error_variant", Scale.ErrorVariant.values)):
        if row.get(column, allowed[0]) not in allowed:
            reader.findings.add(SCALES, number, column, ONE_OF.filled(these=", ".join(allowed)))
    needed = reader.number(SCALES, number, row, "needed")
    scale = ScaleContent(
        key=row.get("key", ""),
        words=reader.words(SCALES, number, "label", LONGEST["name"]),
        scoring=row.get("scoring", "mean"),
        needed=int(needed) if needed is not None else None,
        spread=reader.number(SCALES, number, row, "spread"),
        reliability=reader.number(SCALES, number, row, "reliability"),
        mean=reader.number(SCALES, number, row, "mean"),
        error_variant=row.get("error_variant", "difference"),
        source=row.get("source", "")[:300],
    )
    reader.check_key(SCALES, number, "key", scale["key"])
    for fault in faults_of_numbers(scale):
        reader.findings.add(SCALES, number, "", fault.filled(key=scale["key"]))
    return scale


def _check(items: list[ItemContent], scales: list[ScaleContent], reader: Reader) -> None:
    keys = [scale["key"] for scale in scales]
    for key in {key for key in keys if keys.count(key) > 1}:
        reader.findings.add(SCALES, None, "key", SCALE_TWICE.filled(key=key))
    for place, item in enumerate(items, start=1):
        row = reader.row_of_key(item["key"])
        for fault in faults_of_item(item, place):
            reader.findings.add(SURVEY, row, "", fault)
        if item["scale"] and item["scale"] not in keys:
            reader.findings.add(SURVEY, row, "scale", NO_SUCH_SCALE.filled(scale=item["scale"]))


def _words(sheets: Mapping[str, Sheet], reader: Reader) -> dict[str, dict[str, Any]]:
    """Name, introduction and thanks by language. What nobody is said to have read, nobody has read."""
    around = reader.around()
    names: dict[str, str] = {}
    reviewed: dict[str, bool] = {FALLBACK: True}
    for number, row in sheets.get(SPOKEN, Sheet()).rows.items():
        if language := reader.language(SPOKEN, number, "language", row.get("language", "")):
            names[language] = row.get("name", "")
            reviewed[language] = YES.get(row.get("reviewed", "").casefold(), False)
            reader.check_length(SPOKEN, number, "name", names[language], LONGEST["name"])
    settings = next(iter(sheets.get(SETTINGS, Sheet()).rows.values()), {})
    if title := settings.get("form_title", ""):
        names.setdefault(FALLBACK, title)
        reader.check_length(SETTINGS, 2, "form_title", title, LONGEST["name"])
    if not names.get(FALLBACK):
        reader.findings.add(SETTINGS, 2, "form_title", NO_TITLE)
    spoken = [*names, *(language for said in around.values() for language in said), *reader.spoken]
    return {
        language: {
            "name": names.get(language, ""),
            **{part: said.get(language, "") for part, said in around.items()},
            "reviewed": reviewed.get(language, False),
        }
        for language in dict.fromkeys([FALLBACK, *spoken])
    }


NO_SURVEY = Text(
    "Das Blatt „survey“ fehlt oder ist leer. Ein Formular in XLSForm hat eines, mit einer Zeile je Frage.",
    "The sheet “survey” is missing or empty. A form in XLSForm has one, with a row for each question.",
)
NO_SUCH_SHEET = Text("Dieses Blatt kann nicht übernommen werden.", "This sheet cannot be taken.")
FAULTY = Text(
    "Nach den Regeln von XLSForm stimmt hier etwas nicht (englische Meldung): {why}",
    "By the rules of XLSForm something is wrong here: {why}",
)
NOT_UNDERSTOOD = Text(
    "Dieses Formular lässt sich nicht lesen. Bitte prüfen Sie es mit einem Werkzeug für XLSForm.",
    "This form cannot be read. Please check it with a tool for XLSForm.",
)
NO_TYPE = Text("Die Art der Frage fehlt.", "The type of the question is missing.")
NO_GROUPS = Text(
    "Gruppen und Wiederholungen gibt es hier nicht. Bitte entfernen Sie die Zeilen mit begin und end.",
    "There are no groups and repeats here. Please remove the rows with begin and end.",
)
NO_NAME = Text("Der Kurzname der Frage fehlt.", "The short name of the question is missing.")
NAME_TWICE = Text("Diesen Kurznamen hat schon die Frage in Zeile {row}.", "The question in row {row} has this name.")
ONE_OF = Text("Möglich sind: {these}.", "Possible are: {these}.")
SCALE_TWICE = Text("Die Skala „{key}“ gibt es zweimal.", "The scale “{key}” is there twice.")
NO_SUCH_SCALE = Text(
    "Die Skala „{scale}“ steht nicht auf dem Blatt „scales“.", "The scale “{scale}” is not on the sheet “scales”."
)
NO_TITLE = Text("Der Name des Fragebogens fehlt.", "The name of the questionnaire is missing.")
