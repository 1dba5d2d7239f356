"""Questionnaires go out as XLSForm and come back the same; what others made is taken whole, or not at all."""

import zipfile
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from pyxform.builder import create_survey_element_from_dict
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from perspektiv.errors import Refused
from perspektiv.records.feedback import shipped
from perspektiv.records.feedback.actions.instruments import shipped_content
from perspektiv.records.feedback.contents import VersionContent, empty_item
from perspektiv.records.feedback.xlsform.findings import NotTaken
from perspektiv.records.feedback.xlsform.reading import read_form
from perspektiv.records.feedback.xlsform.writing import written

Rows = list[list[Any]]
SETTINGS: Rows = [["form_title", "form_id"], ["Kurz gefragt", "kurz"]]
HEAD = ["type", "name", "label::Deutsch (de)"]


def book(**sheets: Rows) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in {"settings": SETTINGS, **sheets}.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def taken(**sheets: Rows) -> VersionContent:
    return read_form(book(**sheets)).content


def not_taken(**sheets: Rows) -> list[tuple[str, int | None, str, str]]:
    with pytest.raises(NotTaken) as caught:
        taken(**sheets)
    return [(one.sheet, one.row, one.column, one.sentence.de) for one in caught.value.found]


@pytest.mark.parametrize("key", shipped.KEYS)
def test_a_shipped_questionnaire_comes_back_the_same(key: str) -> None:
    content = shipped_content(key)
    read = read_form(written(content, key=key, number=1))
    assert read.key == key
    assert read.content["items"] == content["items"]
    assert read.content["scales"] == content["scales"]
    assert read.content["words"] == content["words"]


@pytest.mark.parametrize("key", shipped.KEYS)
def test_other_tools_can_read_it(key: str) -> None:
    """pyxform makes an XForm of it, as the tools for phones ask for."""
    file = BytesIO(written(shipped_content(key), key=key, number=1))
    said = workbook_to_json(get_xlsform(file, file_type=".xlsx"), form_name="data", warnings=[])
    xform = create_survey_element_from_dict(said).to_xml(validate=False)
    assert shipped_content(key)["words"]["tr"]["intro"] in xform


def test_odd_content_comes_back_the_same() -> None:
    words = {"de": {"question": "=1+1 oder „-x“?", "hint": "zwei\nZeilen"}, "ar": {"question": "سؤال"}}
    content = VersionContent(
        words={"de": {"name": "#N/A", "intro": "", "thanks": "", "reviewed": True}, "ar": _nothing()},
        scales=[
            {
                "key": "s",
                "words": {"de": "Skala", "ar": "م"},
                "scoring": "sum",
                "needed": 2,
                "spread": 0.75,
                "reliability": 0.8,
                "mean": 3.5,
                "error_variant": "prediction",
                "source": "=eigene Daten",
            }
        ],
        items=[
            {**empty_item("1", "number"), "minimum": -0.5, "maximum": 1e6, "threshold": 0.25, "words": words},
            {**empty_item("intro", "text"), "words": {"de": {"question": "Text?"}}, "required": True},
            {
                **empty_item("2-x", "choice"),
                "words": {"de": {"question": "Wahl?"}},
                "minimum": 0.0,
                "maximum": 1.0,
                "choices": [{"key": "1", "words": {"de": "=eins"}}, {"key": "2", "words": {"de": "zwei", "ar": "x"}}],
            },
            {
                **empty_item("q_1", "rating"),
                "words": {"de": {"question": "Stufen?"}},
                "minimum": 3.0,
                "maximum": 4.0,
                "positive_from": 4.0,
                "stable_from": 3.0,
                "scale": "s",
                "reversed": True,
                "choices": [{"key": "wenig", "words": {"de": "wenig"}}, {"key": "4", "words": {"de": "viel"}}],
            },
        ],
    )
    file = written(content, key="x", number=3)
    assert read_form(file).content == content
    cells = [cell for sheet in load_workbook(BytesIO(file)).worksheets for row in sheet.rows for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")], "nothing that a spreadsheet would compute"


def _nothing() -> dict[str, Any]:
    return {"name": "", "intro": "", "thanks": "", "reviewed": False}


def test_a_form_of_another_tool() -> None:
    content = taken(
        survey=[
            [
                "type",
                "name",
                "label::German",
                "label::Turkish",
                "hint::de",
                "required",
                "parameters",
                "constraint",
            ],
            ["note", "hello", "Guten Tag", "Merhaba"],
            [],
            ["select one from ja_nein", "wieder", "Kämen Sie wieder?", "Tekrar?", None, "yes"],
            ["select_one stufen", "gut", "Wie gut?", None, "von 0 bis 2"],
            ["range", "heute", "Wie heute?", None, None, "", "start=1 end=10 step=1"],
            ["integer", "alter", "Wie alt?", None, None, None, None, ". >= 16 and . <= 99"],
            ["text", "sonst", "Was noch?"],
            ["note", "bye", "Danke"],
        ],
        choices=[
            ["list_name", "name", "label::German", "label::Turkish"],
            ["ja_nein", "no", "nein", "hayır"],
            ["ja_nein", "yes", "ja", "evet"],
            ["stufen", 0, "gar nicht"],
            ["stufen", 1, "etwas"],
            ["stufen", 2, "sehr"],
        ],
    )
    assert [(item["key"], item["kind"], item["minimum"], item["maximum"]) for item in content["items"]] == [
        ("wieder", "choice", 1, 2),
        ("gut", "rating", 0, 2),
        ("heute", "rating", 1, 10),
        ("alter", "number", 16, 99),
        ("sonst", "text", None, None),
    ]
    first, second = content["items"][:2]
    assert first["required"] and first["words"]["tr"] == {"question": "Tekrar?"}
    assert first["choices"][1] == {"key": "yes", "words": {"de": "ja", "tr": "evet"}}
    assert second["words"]["de"] == {"question": "Wie gut?", "hint": "von 0 bis 2"}
    assert content["words"]["de"] == {"name": "Kurz gefragt", "intro": "Guten Tag", "thanks": "Danke", "reviewed": True}
    assert content["words"]["tr"]["intro"] == "Merhaba" and not content["words"]["tr"]["reviewed"]


def test_a_form_in_one_language_is_german_unless_it_says_otherwise() -> None:
    survey = [["type", "name", "label"], ["text", "a", "Was?"]]
    assert taken(survey=survey)["items"][0]["words"] == {"de": {"question": "Was?"}}
    settings = [["form_title", "default_language"], ["T", "English (en)"]]
    assert not_taken(survey=survey, settings=settings) == [("survey", 2, "", "Frage 1 (a): Die deutsche Frage fehlt.")]


def test_what_cannot_be_taken_is_named_with_its_place() -> None:
    """Negative control: test_a_form_of_another_tool, whose rows are all taken."""
    found = not_taken(
        survey=[
            [*HEAD, "relevant", "calculation", "default", "required", "appearance", "constraint"],
            ["select_multiple farben", "viele", "Welche?"],
            ["calculate", "summe", None, None, "1 + 1"],
            ["text", "dann", "Dann?", "${viele} = 'a'"],
            ["text", "vor", "Vor?", None, None, "x"],
            ["geopoint", "wo", "Wo?"],
            ["text", "muss", "Muss?", None, None, None, "${vor} = 'x'"],
            ["note", "mitte", "Hinweis"],
            ["integer", "zahl", "Zahl?", None, None, None, None, None, ". > 5"],
            ["integer", "offen", "Offen?", None, None, None, None, "minimal"],
        ],
        choices=[["list_name", "name", "label::Deutsch (de)"], ["farben", "a", "A"], ["farben", "b", "B"]],
    )
    assert [(sheet, row, column) for sheet, row, column, _ in found] == [
        ("survey", 2, "type"),
        ("survey", 3, "calculation"),
        ("survey", 3, "type"),
        ("survey", 4, "relevant"),
        ("survey", 5, "default"),
        ("survey", 6, "type"),
        ("survey", 7, "required"),
        ("survey", 9, "constraint"),
        ("survey", 9, ""),
        ("survey", 10, ""),
        ("survey", 8, "type"),
    ]
    assert "„select_multiple“" in found[0][3] and "leeren Sie die Zelle" in found[3][3]
    assert "kleinsten und den größten" in found[-2][3]


@pytest.mark.parametrize(
    ("survey", "place", "words"),
    [
        ([HEAD, ["begin repeat", "r", "R"]], (2, "type"), "Wiederholungen"),
        ([HEAD, ["text", None, "A"]], (2, "name"), "Kurzname der Frage fehlt"),
        ([HEAD, ["text", "a", "A"], ["text", "a", "B"]], (3, "name"), "Zeile 2"),
        ([HEAD, [None, "a", "A"]], (2, "type"), "Art der Frage"),
        ([HEAD, ["text", "ä.b", "A"]], (2, "name"), "ohne Umlaute"),
        ([[*HEAD, "label::Français (fr)"], ["text", "a", "A", "B"]], (1, "label::Français (fr)"), "Sprache gibt es"),
        ([[*HEAD, "threshold"], ["range", "a", "A", "acht"]], (2, "threshold"), "keine Zahl"),
        ([[*HEAD, "scale"], ["range", "a", "A", "x"]], (2, "scale"), "nicht auf dem Blatt"),
        ([HEAD, ["text", "a", "A" * 501]], (2, "label"), "Höchstens 500"),
        ([HEAD, ["text", "a", "A" * 5001]], (2, "label::Deutsch (de)"), "Höchstens 5000"),
        ([[*HEAD, "name"], ["text", "a", "A"]], (1, "name"), "zweimal"),
        ([HEAD, ["text", "a", "=HYPERLINK(1)"]], (2, "label::Deutsch (de)"), "Formel"),
        ([HEAD, ["select_one weg", "a", "A"]], (2, "type"), "auf dem Blatt „choices“"),
        ([HEAD, ["frage", "a", "A"]], (2, "type"), "der Art „frage“"),
        ([[*HEAD, "kind"], ["text", "a", "A", "slider"]], (2, "kind"), "Möglich sind"),
    ],
)
def test_each_fault_has_its_sentence(survey: Rows, place: tuple[int, str], words: str) -> None:
    found = not_taken(survey=survey)
    assert [(row, column) for _, row, column, sentence in found if words in sentence] == [place], found


def test_what_only_pyxform_finds_is_said_in_its_words() -> None:
    found = not_taken(
        survey=[HEAD, ["select_one farben", "a", "A"]],
        choices=[["list_name", "name", "label::Deutsch (de)"], ["farben", "rot", "rot"], ["farben", "rot", "Rot"]],
    )
    assert [one[:3] for one in found] == [("choices", 3, "")] and "XLSForm stimmt hier" in found[0][3]


def bomb() -> bytes:
    """A sheet of zeros: 60 MB that pack to a thousandth."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book(survey=[HEAD]))) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, b"0" * 60_000_000 if "sheet" in name else good.read(name))
    return out.getvalue()


def entities() -> bytes:
    """XML that swells: ten times ten times ten of one word."""
    swelling = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return swapped(f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">{swelling}]><worksheet>&e9;</worksheet>')


def swapped(sheet: str, **more: str) -> bytes:
    """A workbook whose first sheet is replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book(survey=[HEAD]))) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, sheet if name.endswith(("sheet1.xml", "sheet2.xml")) else good.read(name))
        for name, text in more.items():
            bad.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "beschädigt"),
        (b"PK\x03\x04" + b"\0" * 100, "beschädigt"),
        (b"kein Zip", "beschädigt"),
        (book(survey=[HEAD, ["text", "a", "A"]])[:-300], "beschädigt"),
        (bomb(), "anschwellen"),
        (entities(), "beschädigt"),
        (swapped("<worksheet><sheetData><row><c r='A1'>"), "beschädigt"),
        (swapped("<x/>", **{"../../weg": "x"}), "hinausführt"),
        (b"PK" + b"0" * 10_000_001, "zu groß"),
        (book(fragen=[HEAD, ["text", "a", "A"]]), "survey"),
        (book(survey=[HEAD]), "survey"),
        (book(survey=[HEAD, *[["text", f"a{n}", "A"] for n in range(2_001)]]), "zu groß"),
        (book(survey=[[*HEAD, *[f"x{n}" for n in range(200)]], ["text", "a", "A"]]), "zu groß"),
    ],
    ids=range(13),
)
def test_a_hostile_file_is_refused_kindly(file: bytes, words: str) -> None:
    with pytest.raises(Refused) as caught:
        read_form(file)
    assert words in caught.value.sentence.de


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_damaged_file_is_refused_or_read(at: int, byte: int) -> None:
    """Whatever byte is changed: no parser's own error reaches the page."""
    damaged = bytearray(WHOLE)
    damaged[at % len(damaged)] = byte
    with suppress(Refused):
        read_form(bytes(damaged))


WHOLE = written(shipped_content("session"), key="session", number=1)
