"""Three hundred damaged files: packages, contacts and lists of the Jobcenter, each with at least one fault."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from perspektiv.records.outcomes.lists.columns import COLUMNS, KIND, MEASURE, NUMBER, START, UNKNOWN
from perspektiv.schema import TABLES

Content = bytes


@dataclass(frozen=True)
class Damaged:
    """What was done to which file, and what the file became."""

    what: str
    name: str
    content: Content


def packages(good: Path) -> Iterator[Damaged]:
    """Of a package as zip: every table with rows damaged in many ways; then the zip itself."""
    files = {file.name: file.read_bytes() for file in sorted(good.iterdir())}
    for table in TABLES:
        name = f"{table.resource}.csv"
        if len(files[name].splitlines()) > 1:
            for what, broken in _broken_tables(files[name]):
                yield Damaged(f"{name}: {what}", "paket.zip", zipped({**files, name: broken}))
    for what, name, row in _impossible_responses():
        broken = files[name].rstrip(b"\n") + b"\n" + row.encode() + b"\n"
        yield Damaged(f"{name}: {what}", "paket.zip", zipped({**files, name: broken}))
    whole = zipped(files)
    for what, content in _broken_archives(whole):
        yield Damaged(what, "paket.zip", content)
    for name in ("../fremd.csv", "/etc/fremd.csv"):
        yield Damaged(f"with {name!r}", "paket.zip", zipped({**files, name: b"a,b\n1,2\n"}))
    described = json.loads(files["datapackage.json"])
    for what, of in {
        "of version 9": {**described, "version": "9"},
        "without tables": {**described, "resources": []},
    }.items():
        yield Damaged(f"described {what}", "paket.zip", zipped({**files, "datapackage.json": json.dumps(of).encode()}))
    yield Damaged("swelling", "paket.zip", _swelling("persons.csv"))


def contacts() -> Iterator[Damaged]:
    """Of a contacts file: each broken value alone and below good ones, in CSV and XLSX; then the file itself."""
    good = [["person_id", "given_name", "birth_date", "email"], ["p1", "Dilan", "1980-05-01", "dilan@example.org"]]
    wrong = {
        "unknown person": ["p9", "Alma", "", ""],
        "no person": ["", "Alma", "", ""],
        "the same person again": ["p1", "Alma", "", ""],
        "no day": ["p2", "Alma", "31.02.1980", ""],
        "a day to come": ["p2", "Alma", "2999-01-01", ""],
        "a month for a day": ["p2", "Alma", "1980-05", ""],
        "no address": ["p2", "Alma", "", "alma(at)example.org"],
        "too long": ["p2", "A" * 500, "", ""],
        "zero byte": ["p2", "Al\0ma", "", ""],
    }
    for what, row in wrong.items():
        for copies in range(3):
            rows = [*good, *([["p2", "Bekir", "", ""]] if copies == 2 and row[0] != "p2" else []), row]
            for delimiter in ",;":
                yield Damaged(f"{what}, {copies}", "kontakte.csv", _csv([*rows, *[row] * copies], delimiter))
            if what != "zero byte":
                yield Damaged(f"{what}, {copies}", "kontakte.xlsx", _workbook([*rows, *[row] * copies]))
    for what, content in _broken_archives(_workbook(good)):
        yield Damaged(what, "kontakte.xlsx", content)
    for what, content in {
        "without a key": b"name\nDilan\n",
        "empty": b"",
        "open quote": b'person_id,city\np1,"A',
    }.items():
        yield Damaged(what, "kontakte.csv", content)


def lists() -> Iterator[Damaged]:
    """Of a list that the Jobcenter sends back."""
    head = list(COLUMNS)
    number, start, measure, kind, unknown = (head.index(name) for name in (NUMBER, START, MEASURE, KIND, UNKNOWN))
    wrong: dict[str, dict[int, str]] = {
        "no number": {start: "01.03.2026"},
        "unknown number": {number: "999Z999999", start: "01.03.2026"},
        "no day": {number: "1", start: "bald"},
        "no such day": {number: "1", start: "31.02.2026"},
        "no day of a measure": {number: "1", measure: "x"},
        "a kind alone": {number: "1", kind: "Sprachkurs"},
        "a kind too long": {number: "1", measure: "01.03.2026", kind: "A" * 200},
        "no mark": {number: "1", unknown: "vielleicht"},
        "known and unknown": {number: "1", start: "01.03.2026", measure: "01.03.2026", unknown: "x"},
    }
    for what, cells in wrong.items():
        row = [cells.get(place, "") for place in range(len(head))]
        for copies in range(1, 3):
            for delimiter in ",;":
                yield Damaged(f"{what}, {copies}", "liste.csv", _csv([head, *[row] * copies], delimiter))
            yield Damaged(f"{what}, {copies}", "liste.xlsx", _workbook([head, *[row] * copies]))
    for place in (number, start, measure):
        rest = [name for at, name in enumerate(head) if at != place]
        yield Damaged(f"without {head[place]}", "liste.csv", _csv([rest, ["1"] * len(rest)], ";"))
        yield Damaged(f"without {head[place]}", "liste.xlsx", _workbook([rest, ["1"] * len(rest)]))
    for what, content in _broken_archives(_workbook([head])):
        yield Damaged(what, "liste.xlsx", content)
    for what, content in {
        "empty": b"",
        "zero bytes": b"\0" * 50,
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(50),
    }.items():
        yield Damaged(what, "liste.csv", content)
    yield Damaged("swelling", "liste.xlsx", _swelling("xl/worksheets/sheet1.xml"))


def _broken_tables(content: Content) -> Iterator[tuple[str, Content]]:
    lines = content.decode().splitlines()
    head, first = lines[0].split(","), lines[1].split(",")
    yield "two delimiters", content.replace(b",", b";", 1) + b";" * len(head) + b"\n"
    yield "Windows-1252", content + "ä".encode("cp1252") + b"," * (len(head) - 1) + b"\n"
    yield "half of UTF-16", content.decode().encode("utf-16")[:-1]
    yield "zero byte", content + b"\0"
    yield "open quotation mark", content + b'"'
    yield "one field more", content.rstrip(b"\n") + b",x\n"
    yield "one field less", b"\n".join([lines[0].encode(), ",".join(first[:-1]).encode()]) + b"\n"
    yield "the key twice", content + lines[1].encode() + b"\n"
    yield "without a key", content + ",".join(["", *first[1:]]).encode() + b"\n"
    yield "without its first column", "\n".join(line.partition(",")[2] for line in lines).encode() + b"\n"
    yield "a column misspelt", content.replace(head[0].encode(), b"Schluessel", 1)
    yield "empty", b""
    for place, name in enumerate(head):
        if name.endswith("_id") and name != "counsellor_id" and place:
            yield f"{name} leads nowhere", content + _row(first, {0: "neu", place: "nirgends"})
        if name.endswith(("_on", "_at")):
            yield f"{name} is no day", content + _row(first, {0: "neu", place: "31.02.2019"})


def _impossible_responses() -> Iterator[tuple[str, str, str]]:
    """Of the small package: what, in which file, and the row that is added."""
    for what, row in {
        "below the answers": "r2,2. Themen,-1",
        "above the answers": "r2,2. Themen,10.5",
        "no number": "r2,2. Themen,viel",
        "endless": "r2,2. Themen,inf",
        "not asked there": "r2,raeume,3",
        "answered twice": "r1,gehoert,8",
        "no response": "r9,gehoert,8",
        "in words": "r2,2. Themen,Es war gut",
    }.items():
        yield what, "answers.csv", row
    for what, row in {
        "anonymous with a participation": "r4,haus-2,musterplatz,t1,single,2018-04-01",
        "anonymous with its day": "r4,haus-2,musterplatz,,single,2018-04-17",
        "anonymous and before": "r4,haus-2,musterplatz,,before,2018-04-01",
        "of nobody's participation": "r4,gespraech,musterplatz,t9,single,2018-04-02",
        "of no questionnaire": "r4,gespenst,musterplatz,t1,single,2018-04-02",
        "of no centre": "r4,gespraech,nirgends,t1,single,2018-04-02",
        "of another measurement": "r4,gespraech,musterplatz,t1,later,2018-04-02",
        "the same again": "r1,gespraech,musterplatz,t1,single,2018-04-02",
        "before there were days": "r4,gespraech,musterplatz,t1,single,0900-04-02",
    }.items():
        yield what, "responses.csv", row
    yield "upside down", "items.csv", "hell,gespraech,,10,0,,"
    yield "positive beyond the end", "items.csv", "hell,gespraech,,0,10,11,"
    yield "no purpose", "instruments.csv", "leer,Leer,nothing,1,false"
    yield "version 0", "instruments.csv", "leer,Leer,session,0,false"
    yield "a name of 300 letters", "instruments.csv", f"{'x' * 300},Lang,session,1,false"


IMPOSSIBLE = frozenset(f"{name}: {what}" for what, name, _ in _impossible_responses())


def _row(first: list[str], values: dict[int, str]) -> Content:
    return ",".join(values.get(place, value) for place, value in enumerate(first)).encode() + b"\n"


def _broken_archives(whole: Content) -> Iterator[tuple[str, Content]]:
    for share in range(1, 20):
        yield f"cut at {5 * share} of 100", whole[: len(whole) * share // 20]
    yield "a byte short", whole[:-1]
    yield "its directory overwritten", whole.replace(b"PK\x01\x02", b"PK\x09\x09")
    yield "only its beginning", b"PK\x03\x04"


def zipped(files: dict[str, Content]) -> Content:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _swelling(name: str) -> Content:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w", force_zip64=True) as file:
        for _ in range(600):
            file.write(bytes(1_000_000))
    return out.getvalue()


def _csv(rows: list[list[str]], delimiter: str) -> Content:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _workbook(rows: list[list[str]]) -> Content:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()
