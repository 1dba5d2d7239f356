"""Three hundred broken packages: none is opened, none crashes, each fault has its place.

A good package is broken by a machine, one value, row, header or byte at a time.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from perspektiv.errors import Refused
from perspektiv.package import PackageFaulty, check, convert, open_package
from perspektiv.schema import TABLES, Column, Table, descriptor

Write = Callable[..., Path]

NOT_OF_TYPE = {
    "integer": ["x", "1.5", "1,5", "9" * 30],
    "number": ["x", "1,5", "NaN", "inf", "1e999"],
    "boolean": ["ja", "1", "TRUE", "wahr"],
    "date": ["31.12.2015", "2015-02-30", "2015-13-01", "2015-1-1"],
    "datetime": ["2015-01-08T09:00:00", "2015-01-08", "2015-02-30T09:00:00Z", "08.01.2015 09:00"],
    "string": [],
}


def broken_values(column: Column) -> list[str]:
    """Values that the column must not hold."""
    values = list(NOT_OF_TYPE[column.type])
    values += [""] if column.required else []
    values += ["otherwise", column.allowed[0].upper()] if column.allowed else []
    values += [str(column.minimum - 1)] if column.minimum is not None else []
    values += [str(column.maximum + 1)] if column.maximum is not None else []
    values += ["nowhere"] if column.references else []
    return values


VALUES = [(table, column, value) for table in TABLES for column in table.columns for value in broken_values(column)]
HEADERS = [(table, column, how) for table in TABLES for column in table.columns for how in ("left out", "misspelt")]
BYTES: dict[str, Callable[[bytes], bytes]] = {
    "Windows-1252": lambda content: content + "ä".encode("cp1252"),
    "UTF-16": lambda content: content.decode().encode("utf-16"),
    "semicolons": lambda content: content.replace(b",", b";"),
    "cut short": lambda content: content[: content.index(b",") + 1],
    "zero byte": lambda content: content + b"\0",
    "quotation mark": lambda content: content + b'"',
    "one field more": lambda content: content.rstrip(b"\n") + b",\n",
    "one field less": lambda content: content.rstrip(b"\n").rpartition(b",")[0] + b"\n",
    "empty": lambda _: b"",
}


def test_there_are_three_hundred() -> None:
    assert len(VALUES) + len(HEADERS) + len(BYTES) * len(TABLES) >= 300


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.resource)
def test_broken_value_is_a_fault_with_row_and_column(
    table: type[Table], write: Write, good_files: dict[str, str]
) -> None:
    """All broken values of a table at once, each in a row of its own, below the good ones."""
    good = good_files[f"{table.resource}.csv"].splitlines()
    broken = [(column, value) for of, column, value in VALUES if of is table]
    rows = []
    for column, value in broken:
        fields = dict(zip(good[0].split(","), good[1].split(","), strict=True))
        rows.append(",".join({**fields, column.name: f'"{value}"'}.values()))
    found = {(f.row, f.column) for f in check(write(**{table.resource: "\n".join([*good, *rows])})).faults}
    first = len(good) + 1
    assert {(first + n, column.name) for n, (column, _) in enumerate(broken)} <= found


@pytest.mark.parametrize(("table", "column", "how"), HEADERS[::3], ids=str)
def test_broken_header_is_a_fault(
    table: type[Table], column: Column, how: str, write: Write, good_files: dict[str, str]
) -> None:
    lines = [line.split(",") for line in good_files[f"{table.resource}.csv"].splitlines()]
    at = lines[0].index(column.name)
    for line in lines:
        del line[at]
        if how == "misspelt":
            line.insert(at, column.name.upper())
    with pytest.raises(PackageFaulty) as refused:
        open_package(write(**{table.resource: "\n".join(",".join(line) for line in lines)}))
    faults = refused.value.findings.faults
    assert ("missing column", f"{table.resource}.csv", 1, column.name) in [
        (fault.kind, fault.file, fault.row, fault.column) for fault in faults
    ]


@pytest.mark.parametrize("table", TABLES[::4], ids=lambda table: table.resource)
@pytest.mark.parametrize("how", BYTES)
def test_broken_bytes_are_a_fault_with_file_and_row(
    how: str, table: type[Table], write: Write, good_files: dict[str, str]
) -> None:
    content = BYTES[how](good_files[f"{table.resource}.csv"].encode())
    with pytest.raises(PackageFaulty) as refused:
        open_package(write(**{table.resource: content}))
    assert all(fault.file == f"{table.resource}.csv" and fault.row for fault in refused.value.findings.faults)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one small package in every form."""
    folder = tmp_path_factory.mktemp("packages")
    (folder / "csv").mkdir()
    for table in TABLES:
        header = ",".join(column.name for column in table.columns)
        (folder / "csv" / f"{table.resource}.csv").write_text(header + "\n")
    (folder / "csv" / "centres.csv").write_text('centre_id,name\nc1,"Köln, Nord"\nc2,Süd\n', encoding="utf-8")
    described = descriptor(name="klein", title="Klein", data_as_of="2015-12-31")
    (folder / "csv" / "datapackage.json").write_text(json.dumps(described))
    convert(folder / "csv", folder / "x.zip")
    convert(folder / "csv", folder / "x.xlsx")
    convert(folder / "csv", folder / "parquet", form="parquet")
    return folder


BROKEN_PLACES = [
    "x.zip", "x.xlsx", "csv/centres.csv", "csv/datapackage.json", "parquet/centres.parquet", "parquet/datapackage.json",
]  # fmt: skip


EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=8)), min_size=1, max_size=4)
"""Places in a file as a share of its length, bytes taken out there, bytes put in."""


@pytest.mark.parametrize("place", BROKEN_PLACES)
@settings(max_examples=12, deadline=None, phases=[Phase.generate])
@given(edits=EDITS)
def test_random_bytes_are_faults_or_refused_and_never_crash(
    place: str, packages: Path, edits: list[tuple[float, int, bytes]]
) -> None:
    content = bytearray((packages / place).read_bytes())
    for share, taken, put in edits:
        at = int(share * len(content))
        content[at : at + taken] = put
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "broken"
        shutil.copytree(packages, folder)
        (folder / place).write_bytes(content)
        package = folder / place.partition("/")[0]
        try:
            findings = check(package)
            assert findings.fault_count == len(findings.faults)
            open_package(package).close()
        except Refused as refused:
            assert refused.sentence.de


@settings(max_examples=30, deadline=None, phases=[Phase.generate])
@given(st.binary(max_size=200))
def test_any_bytes_for_a_table_are_faults_and_never_crash(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "x").mkdir()
        (folder / "x" / "centres.csv").write_bytes(b"centre_id,name\n" + content)
        with pytest.raises(Refused):
            convert(folder / "x", folder / "y")
        assert not (folder / "y").exists()
