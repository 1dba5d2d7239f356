"""Faults of whole files: encoding, header, descriptor, tables that are missing or unknown."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perspektiv.errors import Refused
from perspektiv.package import check, open_package
from perspektiv.schema import OPTIONAL

Write = Callable[..., Path]
Change = Callable[[dict[str, Any]], object]


def found(folder: Path) -> list[tuple[str, str, int | None, str | None]]:
    return [(fault.kind, fault.file, fault.row, fault.column) for fault in check(folder).faults]


HEADERS: dict[str, tuple[str, str, str | None]] = {
    "centre_id": ("missing column", "centres.csv", "name"),
    "centre_id,name,colour": ("unknown column", "centres.csv", "colour"),
    "centre_id,name,name": ("duplicate column", "centres.csv", "name"),
    "centre_id;name": ("delimiter", "centres.csv", None),
    "centre_id\tname": ("delimiter", "centres.csv", None),
    '"centre_id,name': ("header", "centres.csv", None),
    "": ("header", "centres.csv", None),
}


@pytest.mark.parametrize("header", HEADERS)
def test_header_is_held_against_the_schema(header: str, write: Write) -> None:
    kind, file, column = HEADERS[header]
    assert (kind, file, 1, column) in found(write(centres=header))


def test_header_with_other_case_is_unknown_and_missing(write: Write) -> None:
    faults = found(write(centres="centre_id,Name\nc1,Nord\n"))
    assert faults == [
        ("unknown column", "centres.csv", 1, "Name"),
        ("missing column", "centres.csv", 1, "name"),
    ]


def test_empty_file_lacks_its_header(write: Write) -> None:
    assert found(write(centres=b"")) == [("header", "centres.csv", 1, None)]


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        ("centre_id,name\nc1,Köln\n".encode("cp1252"), 2, "name"),
        ("centre_id,name\r\nc1,A\r\nö,B\r\n".encode("latin-1"), 3, "centre_id"),
        ('centre_id,name\nc1,"a\n,b"\nc2,ö\n'.encode("cp1252"), 3, "name"),
        ("zentrum_ö,name\n".encode("cp1252"), 1, None),
        (b"centre_id,name\nc1,A\xc3", 2, "name"),
        ("centre_id,name\nc1,A\n".encode("utf-16"), 1, None),
        ("centre_id,name\nc1,A\n".encode("utf-16-le"), 1, None),
        (b"centre_id,name\nc1,A\0\n" + b"c2,B\n" * 300, 2, "name"),
        (b"\0", 1, None),
        (b"centre_id,name\n" + b"c2,B\n" * 300 + b"c1,A\0\n", 302, "name"),
        (b"centre_id,name\nc1,a,b,c,\xff\n", 2, None),
    ],
)
def test_encoding_other_than_utf8_is_named_with_its_place(
    content: bytes, row: int, column: str | None, write: Write
) -> None:
    assert found(write(centres=content)) == [("encoding", "centres.csv", row, column)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("centre_id,name\n".encode("utf-16"), "UTF-16"),
        ("centre_id,name\n".encode("utf-16-be"), "UTF-16"),
        (b"centre_id,name\nc1,A\nc2,B\nc3,C\0\n", "NUL"),
        ("centre_id,name\nc1,Köln\n".encode("cp1252"), "Windows-1252"),
    ],
)
def test_encoding_is_guessed_from_what_it_looks_like(content: bytes, said: str, write: Write) -> None:
    assert said in check(write(centres=content)).faults[0].sentence.de


def test_semicolons_are_named_whatever_the_encoding(write: Write) -> None:
    faults = check(write(centres="centre_id;name\nc1;Köln\n".encode("cp1252"))).faults
    assert [(fault.kind, fault.row, fault.column) for fault in faults] == [
        ("delimiter", 1, None),
        ("encoding", 2, None),
    ]
    assert "Semikolons" in faults[0].sentence.de


@pytest.mark.parametrize("chunk", [1, 2, 5])
def test_place_of_a_wrong_byte_does_not_hang_on_how_the_file_is_read(
    chunk: int, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("perspektiv.package.scanning.CHUNK", chunk)
    folder = write(centres="centre_id,name\näöü,ß\n".encode() + b"c2,\xe4\n")
    assert found(folder) == [("encoding", "centres.csv", 3, "name")]


def test_missing_file_is_a_fault(write: Write) -> None:
    assert found(write(persons=None)) == [("missing table", "persons.csv", None, None)]


def test_unknown_file_of_rows_is_a_fault(write: Write) -> None:
    assert found(write(extra="a,b\n")) == [("unknown table", "extra.csv", None, None)]


def test_unknown_file_of_rows_in_a_folder_below_is_a_fault(good: Path) -> None:
    (good / "alt").mkdir()
    (good / "alt" / "persons.csv").write_text("a,b\n")
    assert found(good) == [("unknown table", "alt/persons.csv", None, None)]


def test_other_files_are_left_alone(write: Write) -> None:
    folder = write(**{"README.txt": "x", ".hidden.csv": "x"})
    (folder / ".versions").mkdir()
    (folder / ".versions" / "persons.csv").write_text("x")
    (folder / "notes.csv").mkdir()
    assert not found(folder)


def test_folder_in_place_of_a_table_is_one_fault(write: Write) -> None:
    folder = write(staff=None)
    (folder / "staff.csv").mkdir()
    (folder / "staff.csv" / "part.csv").write_text("x")
    faults = check(folder).faults
    assert [(fault.kind, fault.file) for fault in faults] == [("missing table", "staff.csv")]
    assert "Ordner" in faults[0].sentence.de


def changed(write: Write, good_files: dict[str, str], change: Change) -> Path:
    described = json.loads(good_files["datapackage.json"])
    change(described)
    return write(**{"datapackage.json": json.dumps(described)})


def resource(described: dict[str, Any], name: str = "persons") -> dict[str, Any]:
    entry: dict[str, Any] = next(entry for entry in described["resources"] if entry["name"] == name)
    return entry


CHANGES: dict[str, tuple[Change, str | None, str]] = {
    "no name": (lambda d: d.pop("name"), None, "(name)"),
    "name no text": (lambda d: d.update(name=5), None, "(name)"),
    "title no text": (lambda d: d.update(title=5), None, "(name)"),
    "no version": (lambda d: d.pop("version"), None, "(version)"),
    "unknown version": (lambda d: d.update(version="99"), None, "(version)"),
    "no day": (lambda d: d.pop("data_as_of"), None, "(data_as_of)"),
    "placeholder for a day": (lambda d: d.update(data_as_of="YYYY-MM-DD"), None, "(data_as_of)"),
    "impossible day": (lambda d: d.update(data_as_of="2015-02-30"), None, "(data_as_of)"),
    "German day": (lambda d: d.update(data_as_of="31.12.2015"), None, "(data_as_of)"),
    "no tables": (lambda d: d.pop("resources"), None, "resources"),
    "tables no list": (lambda d: d.update(resources="all"), None, "resources"),
    "table missing": (lambda d: d["resources"].remove(resource(d)), None, "persons"),
    "table unknown": (lambda d: d["resources"].append({"name": "colours", "path": "c.csv"}), None, "colours"),
    "table no object": (lambda d: d["resources"].append("persons"), None, "None"),
    "table twice": (lambda d: d["resources"].append(resource(d)), None, "persons"),
    "path climbs out": (lambda d: resource(d).update(path="../persons.csv"), None, "persons"),
    "path absolute": (lambda d: resource(d).update(path="/etc/passwd"), None, "persons"),
    "path of another system": (lambda d: resource(d).update(path="C:\\persons.csv"), None, "persons"),
    "path an address": (lambda d: resource(d).update(path="https://example.org/persons.csv"), None, "persons"),
    "path no text": (lambda d: resource(d).update(path=7), None, "persons"),
    "path empty": (lambda d: resource(d).update(path=""), None, "persons"),
    "several paths": (lambda d: resource(d).update(path=["a.csv", "b.csv"]), None, "persons"),
    "column unknown": (lambda d: resource(d)["schema"]["fields"].append({"name": "size"}), "size", "persons"),
    "column missing": (lambda d: resource(d)["schema"]["fields"].pop(), "birth_year", "persons"),
    "column of another type": (
        lambda d: resource(d)["schema"]["fields"][3].update(type="string"),
        "birth_year",
        "persons",
    ),
    "columns no list": (lambda d: resource(d)["schema"].update(fields="all"), None, "persons"),
    "columns no objects": (lambda d: resource(d)["schema"].update(fields=["person_id"]), None, "persons"),
    "schema no object": (lambda d: resource(d).update(schema="none"), None, "persons"),
    "mixed forms": (lambda d: resource(d).update(path="persons.parquet"), None, "Parquet"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_descriptor_is_held_against_the_schema(case: str, write: Write, good_files: dict[str, str]) -> None:
    change, column, named = CHANGES[case]
    faults = check(changed(write, good_files, change)).faults
    assert {(fault.kind, fault.file, fault.row) for fault in faults} == {("descriptor", "datapackage.json", None)}
    assert any(fault.column == column and named in fault.sentence.de for fault in faults)


GOOD_CHANGES: dict[str, Change] = {
    "no columns listed": lambda d: resource(d).pop("schema"),
    "one path in a list": lambda d: resource(d).update(path=["persons.csv"]),
    "no title": lambda d: d.pop("title"),
    "other keys": lambda d: d.update(licence="none", checked="yes"),
}


@pytest.mark.parametrize("case", GOOD_CHANGES)
def test_descriptor_may_say_less_or_more(case: str, write: Write, good_files: dict[str, str]) -> None:
    with open_package(changed(write, good_files, GOOD_CHANGES[case])) as package:
        assert package.title in ("Gutes Paket", "gutes-paket")


def test_a_table_that_is_not_collected_says_so(write: Write, good_files: dict[str, str]) -> None:
    folder = changed(write, good_files, lambda d: d.update(not_collected=["complaints"]))
    (folder / "complaints.csv").write_text(good_files["complaints.csv"].partition("\n")[0] + "\n")
    with open_package(folder) as package:
        assert package.not_collected == {"complaints", *(table.resource for table in OPTIONAL)}


@pytest.mark.parametrize("said", [["persons"], ["houses"], "complaints", [7]])
def test_and_then_it_has_no_rows_and_is_known(said: object, write: Write, good_files: dict[str, str]) -> None:
    faults = found(changed(write, good_files, lambda d: d.update(not_collected=said)))
    assert {fault[0] for fault in faults} == {"descriptor"}


def test_made_up_data_say_so(write: Write, good_files: dict[str, str]) -> None:
    with open_package(changed(write, good_files, lambda d: d.update(made_up=True))) as package:
        assert package.made_up


@pytest.mark.parametrize(
    ("content", "row"),
    [(b'{\n"name": }', 2), (b"[]", 1), (b"\xff\xfe", None), (b"[" * 100_000, None), (b"", 1), (b"9" * 5000, None)],
)
def test_broken_descriptor_is_a_fault(content: bytes, row: int | None, write: Write) -> None:
    assert found(write(**{"datapackage.json": content})) == [("descriptor", "datapackage.json", row, None)]


def test_missing_descriptor_is_a_fault(write: Write) -> None:
    assert found(write(**{"datapackage.json": None})) == [("descriptor", "datapackage.json", None, None)]


def test_descriptor_too_large_is_a_fault(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("perspektiv.package.describing.MOST_DESCRIPTOR_BYTES", 100)
    assert found(write()) == [("descriptor", "datapackage.json", None, None)]


def test_tables_may_lie_in_a_folder_of_their_own(write: Write, good_files: dict[str, str]) -> None:
    folder = changed(write, good_files, lambda d: resource(d).update(path="data/persons.csv"))
    (folder / "data").mkdir()
    (folder / "persons.csv").rename(folder / "data" / "persons.csv")
    assert not found(folder)


@pytest.mark.parametrize("place", ["missing", "file.txt", "empty", "/dev/null"])
def test_what_is_no_package_is_refused_with_a_sentence(place: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused, match=place):
        check(tmp_path / place)
