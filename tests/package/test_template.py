"""Whoever fills in the template has a package."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from perspektiv.errors import Refused
from perspektiv.package import check, open_package, write_template
from perspektiv.schema import TABLES
from perspektiv.schema.questionnaires import FROM_VERSION_2


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "vorlage.xlsx")
    return tmp_path / "vorlage.xlsx"


def test_every_table_has_a_sheet_in_order_and_every_column_a_head(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    assert workbook.sheetnames == ["Erläuterung", "package", *(table.resource for table in TABLES)]
    for table in TABLES:
        assert [cell.value for cell in workbook[table.resource][1]] == [column.name for column in table.columns]
        assert workbook[table.resource].freeze_panes == "A2"


def test_every_column_is_explained(template: Path) -> None:
    rows = list(openpyxl.load_workbook(template)["Erläuterung"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert rows == [(table.resource, column.name) for table in TABLES for column in table.columns]


def test_required_columns_stand_out(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["participations"]
    fills = {cell.value: cell.fill.fgColor.rgb for cell in sheet[1]}
    assert fills["started_on"] != fills["ended_on"]


def test_columns_offer_what_is_allowed(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    offered = {
        (sheet.title, str(validation.sqref).partition(":")[0]): (
            validation.type,
            validation.formula1,
            validation.prompt,
        )
        for sheet in workbook
        for validation in sheet.data_validations.dataValidation
    }
    assert offered["persons", "C2"][:2] == ("list", '"female,male,diverse,unknown"')
    assert offered["segments", "D2"][:2] == ("list", '"true,false"')
    assert offered["persons", "B2"][:2] == ("list", "centres!$A$2:$A$1048576")
    assert offered["participations", "E2"][:2] == ("date", "1")
    assert offered["persons", "D2"][:2] == ("whole", "1900")
    assert offered["centres", "A2"][0] in (None, "none")
    assert "Muss ausgefüllt sein" in str(offered["centres", "A2"][2])
    assert all(0 < len(str(prompt)) <= 255 for *_, prompt in offered.values())


def test_lists_of_allowed_values_fit_into_a_workbook(template: Path) -> None:
    """A spreadsheet refuses a file whose list of values is longer than 255 characters."""
    workbook = openpyxl.load_workbook(template)
    lists = [v.formula1 for sheet in workbook for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert all(len(formula) <= 257 for formula in lists)


def test_unfilled_template_lacks_name_and_day_only(template: Path) -> None:
    said = [fault.sentence.de for fault in check(template).faults]
    assert [sentence.partition(": ")[0] for sentence in said] == [
        "Blatt package, Zelle B1",
        "Blatt package, Zelle B4",
    ]


def test_filled_in_template_is_a_package(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    workbook["package"]["B1"] = "zentrum"
    workbook["package"]["B2"] = "Zentrum"
    workbook["package"]["B4"] = date(2015, 12, 31)
    workbook["centres"].append(["c1", "Nord"])
    workbook["segments"].append(["s1", "Einstieg", 1, True, "individual", None, None])
    workbook["persons"].append(["007", "c1", "female", 1980])
    workbook["participations"].append(["t1", "007", "s1", None, date(2015, 1, 8), datetime(2015, 3, 31), "regular"])
    workbook["appointments"].append(["a1", "t1", "counselling", datetime(2015, 1, 8, 9, 30), 75, "held"])
    workbook["spending"].append(["x1", "c1", date(2015, 1, 1), -12.5, "Honorare"])
    workbook.save(template)
    with open_package(template) as package:
        assert package.warnings == ()
        assert package.connection.execute("SELECT person_id FROM persons").fetchall() == [("007",)]
        assert package.connection.execute("SELECT starts_at::VARCHAR FROM appointments").fetchall() == [
            ("2015-01-08 09:30:00+01",)
        ]


def test_template_never_replaces_a_file(template: Path) -> None:
    with pytest.raises(Refused, match="gibt es schon"):
        write_template(template)


def test_template_is_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="xlsx"):
        write_template(str(tmp_path / "vorlage.ods"))


def test_questionnaires_have_sheets_where_they_are_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "fragebögen.xlsx"
    write_template(out, questionnaires=True)
    workbook = openpyxl.load_workbook(out)
    tables = (*TABLES, *FROM_VERSION_2)
    assert workbook.sheetnames == ["Erläuterung", "package", *(table.resource for table in tables)]
    explained = list(workbook["Erläuterung"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert explained == [(table.resource, column.name) for table in tables for column in table.columns]
    package = workbook["package"]
    assert package["B3"].value == "2"
    package["B1"], package["B4"] = "fragebögen", date(2019, 12, 31)
    workbook["instruments"].append(["q1", "Sitzung", "session", 1, "false"])
    workbook["item_forms"].append(["q1", "worte", "text", 1, "false", None, "false"])
    workbook["item_texts"].append(["q1", "worte", "de", "Was noch?"])
    workbook.save(out)
    assert check(out).fault_count == 0
    with open_package(out) as filled:
        assert filled.version == "2"
        assert filled.connection.execute("SELECT question FROM item_texts").fetchall() == [("Was noch?",)]
