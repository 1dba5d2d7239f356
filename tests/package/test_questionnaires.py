"""Packages of version 2: questionnaires whole, read in every form, checked, converted; older ones are as before."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.package import check, convert, open_package, seal
from perspektiv.schema import KNOWN, TABLES, Table, descriptor
from perspektiv.schema.questionnaires import FROM_VERSION_2

Write = Callable[..., Path]
ROWS: dict[str, tuple[str, ...]] = {
    "instrument_forms": ("q2,sitzung,2014-12-01,", "q1,zufrieden,2014-12-01,2015-12-01"),
    "instrument_texts": ("q2,de,Sitzung,,Danke,true", "q2,de-x-plain,Sitzung,Hallo,,true", "q2,ar,جلسة,,,false"),
    "scales": ("q2,bund,mean,1,1.2,0.8,,difference,Manual", "q2,rest,sum,,0.5,0.7,3,prediction,"),
    "scale_texts": ("q2,bund,de,Bündnis",),
    "item_forms": ("q2,i1,rating,1,false,0.5,true", "q2,worte,text,2,false,,false"),
    "item_texts": ('q2,i1,de,"Gut, oder?",gar nicht,sehr,,Fragen Sie nach.', "q2,worte,de,Was noch?,,,,"),
    "choices": ("q2,i1,-2,1,nein", "q2,i1,2,2,ja"),
    "choice_texts": ("q2,i1,2,de,Ja",),
    "invitations": ("e1,q2,c1,t1,before,2015-03-01,answered", "e2,q2,c1,,single,2015-03-02,left_out"),
}


def described(*tables: type[Table], version: str = "") -> str:
    made = descriptor(name="paket", title="Paket", data_as_of="2015-12-31", tables=[*TABLES, *tables])
    return json.dumps({**made, "version": version or made["version"]})


def file_of(table: str, *rows: str) -> str:
    columns = next([c.name for c in known.columns] for known in FROM_VERSION_2 if known.resource == table)
    return "\n".join([",".join(columns), *rows]) + "\n"


@pytest.fixture
def written(write: Write) -> Callable[..., Path]:
    """The package with all tables, some of them with other rows."""

    def made(name: str = "paket", **replaced: tuple[str, ...]) -> Path:
        files = {table: file_of(table, *rows) for table, rows in {**ROWS, **replaced}.items()}
        return write(name, **files, **{"datapackage.json": described(*FROM_VERSION_2)})

    return made


def faults(path: Path) -> set[tuple[str, str]]:
    return {(finding.kind, finding.file) for finding in check(path).faults}


def test_a_questionnaire_is_read_whole(written: Callable[..., Path]) -> None:
    assert not faults(written())
    with open_package(written("noch-eins")) as package:
        assert package.version == "2"
        assert not package.not_collected & {table.resource for table in FROM_VERSION_2}
        kinds = package.connection.execute("SELECT item_id, kind FROM item_forms ORDER BY position").fetchall()
        assert kinds == [("i1", "rating"), ("worte", "text")]


@pytest.mark.parametrize(
    ("table", "row", "kind"),
    [
        ("instrument_forms", "q9,x,,", "reference"),
        ("instrument_forms", "q2,sitzung,2015-02-01,2015-01-01", "end before start"),
        ("instrument_texts", "q2,Deutsch und mehr,Name,,,true", "language"),
        ("instrument_texts", "q2,de,Name,,,", "required"),
        ("scales", "q2,bund,median,,,,,difference,", "allowed"),
        ("scales", "q2,bund,mean,0,,,,difference,", "minimum"),
        ("scales", "q2,bund,mean,,0,0.8,,difference,", "spread"),
        ("scales", "q2,bund,mean,,1,1,,difference,", "reliability"),
        ("scales", "q2,bund,mean,,1,-0.1,,difference,", "reliability"),
        ("scales", "q2,bund,mean,,1,0.8,,prediction,", "prediction without mean"),
        ("scale_texts", "q2,anders,de,Name", "no such scale"),
        ("item_forms", "q2,i9,rating,1,false,,true", "item not in instrument"),
        ("item_forms", "q2,i1,text,1,false,,true", "text among items"),
        ("item_forms", "q2,i1,rating,1,false,3,true", "threshold outside range"),
        ("item_forms", "q2,worte,text,1,true,,true", "number of a text"),
        ("item_forms", "q2,i1,rating,0,false,,true", "minimum"),
        ("item_texts", "q2,i9,de,Frage,,,,", "item not in instrument"),
        ("item_texts", "q2,i1,de,,,,,", "required"),
        ("choices", "q2,worte,1,1,ja", "item not in instrument"),
        ("choices", "q2,i1,3,1,ja", "choice outside range"),
        ("choice_texts", "q2,i1,1,de,Ja", "no such choice"),
        ("invitations", "e1,q2,c1,t9,before,2015-03-01,answered", "reference"),
        ("invitations", "e1,q2,c1,,before,2015-03-01,open", "allowed"),
        ("invitations", "e1,q1,c1,,single,2015-03-01,answered", "invitation to an anonymous questionnaire"),
    ],
)
def test_rows_that_do_not_fit_are_faults(written: Callable[..., Path], table: str, row: str, kind: str) -> None:
    assert (kind, f"{table}.csv") in faults(written(**{table: (row,)}))


def test_a_scale_that_is_written_otherwise_is_odd(written: Callable[..., Path], with_rows: Callable[..., str]) -> None:
    items = ("i1,q1,,1,6,4,", "i2,q1,anders,1,6,,", "i1,q2,bund,-2,2,1,0")
    for name, scale, odd in (("gleich", "bund", False), ("anders", "bunt", True)):
        folder = written(name, scale_texts=(f"q2,{scale},de,Name",), scales=(f"q2,{scale},mean,,,,,difference,",))
        (folder / "items.csv").write_text(with_rows("items", *items), encoding="utf-8")
        found = {(warning.kind, warning.row) for warning in check(folder).warnings}
        assert (("scale not described", 4) in found) is odd, "q1 has no scales at all"
        assert not check(folder).fault_count


def test_words_of_a_question_need_the_question_where_forms_are_missing(write: Write) -> None:
    (item_texts,) = (table for table in FROM_VERSION_2 if table.resource == "item_texts")
    for name, item, expected in (("gut", "i1", set()), ("schlecht", "worte", {("item not in instrument",)})):
        text = file_of("item_texts", f"q2,{item},de,Frage,,,,")
        folder = write(name, item_texts=text, **{"datapackage.json": described(item_texts)})
        assert {(kind,) for kind, _ in faults(folder)} == expected


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_older_versions_know_none_of_them(write: Write, version: str) -> None:
    for table in FROM_VERSION_2:
        folder = write(f"{table.resource}-{version}", **{"datapackage.json": described(table, version=version)})
        assert ("descriptor", "datapackage.json") in faults(folder)


@pytest.mark.parametrize("target", ["paket.zip", "paket.xlsx", "als-parquet"])
def test_they_go_through_every_form_and_back(written: Callable[..., Path], tmp_path: Path, target: str) -> None:
    full = written()
    there, back, first = tmp_path / "there" / target, tmp_path / "back", tmp_path / "first"
    convert(full, first)
    convert(full, there, form="parquet" if target == "als-parquet" else "csv")
    convert(there, back)
    for table in (*TABLES, *FROM_VERSION_2):
        assert (back / f"{table.resource}.csv").read_text() == (first / f"{table.resource}.csv").read_text()
    assert json.loads((back / "datapackage.json").read_text())["version"] == "2"
    assert {file.stem for file in back.glob("*.csv")} == {table.resource for table in (*TABLES, *FROM_VERSION_2)}


def test_they_are_sealed_like_all_others(written: Callable[..., Path], tmp_path: Path) -> None:
    convert(written(), tmp_path / "p", form="parquet")
    seal(tmp_path / "p")
    with open_package(tmp_path / "p") as package:
        for table in FROM_VERSION_2:
            found = package.connection.execute(f"SELECT count(*) FROM {table.resource}").fetchall()
            assert found == [(len(ROWS[table.resource]),)]
    (tmp_path / "p" / "scales.parquet").unlink()
    assert check(tmp_path / "p").fault_count


def test_every_table_has_german_titles() -> None:
    for table in KNOWN:
        assert table.title.de != table.title.en
        assert all(column.title.de and column.title.en for column in table.columns)
