"""A small good package that the tests break, one place at a time."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from perspektiv.schema import TABLES, descriptor

ROWS: dict[str, list[str]] = {
    "centres": ["c1,Zentrum Nord"],
    "segments": ["s1,Einstieg,1,true,individual,2010-01-01,", "s2,Coaching,2,false,,,"],
    "persons": ["p1,c1,female,1980", "p2,c1,male,", "p3,c1,diverse,1999"],
    "referrals": ["r1,p1,2015-01-05,entered,2015-01-07,both,2015-01-05,2,1"],
    "ending_reasons": ["e1,Umzug,neutral,false"],
    "participations": [
        "t1,p1,s1,k1,2015-01-08,2015-03-31,regular,",
        "t2,p2,s1,k1,2015-02-01,2015-02-20,early,e1",
        "t3,p3,s2,,2015-05-01,,,",
    ],
    "appointments": [
        "a1,t1,counselling,2015-01-08T09:00:00+01:00,75,held",
        "a2,t1,closing_talk,2015-03-31T23:30:00+02:00,75,held",
        "a3,t2,counselling,2015-02-03T08:00:00Z,75,no_show",
        "a4,t3,first_contact,2015-04-20T08:00:00Z,45,held",
    ],
    "instruments": ["q1,Zufriedenheit,satisfaction,1,true", "q2,Sitzung,session,1,false"],
    "items": ["i1,q1,,1,6,4,", "i2,q1,,1,6,,", "i1,q2,,-2,2,1,0"],
    "responses": ["R1,q1,c1,,single,2015-01-01", "R2,q2,c1,t1,single,2015-02-11"],
    "answers": ["R1,i1,6", "R1,i2,4.5", "R2,i1,-1"],
    "job_starts": ["j1,p1,2015-04-15,true,"],
    "follow_on_measures": ["m1,p2,2015-03-01,Sprachkurs"],
    "follow_ups": ["f1,p2,2015-09-01,job,unknown,"],
    "staff": ["m1,c1,Leitung,employed,39,2010-01-01,", "m2,c1,Beratung,freelance,,2014-01-01,2015-12-31"],
    "budgets": ["b1,c1,2015,100000,90000.50"],
    "spending": ["x1,c1,2015-02-01,-12.50,Honorare,"],
    "complaints": ["k1,c1,2015-03-01,2015-03-05,false"],
}

Write = Callable[..., Path]


def texts() -> dict[str, str]:
    """The files of the good package, by name."""
    files = {
        f"{table.resource}.csv": "\n".join([",".join(column.name for column in table.columns), *ROWS[table.resource]])
        + "\n"
        for table in TABLES
    }
    described = descriptor(name="gutes-paket", title="Gutes Paket", data_as_of="2015-12-31")
    return {**files, "datapackage.json": json.dumps(described)}


@pytest.fixture
def good_files() -> dict[str, str]:
    return texts()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the good package with some files replaced (text, bytes, or None for none); its folder."""

    def written(name: str = "paket", **files: str | bytes | None) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        replaced = {key if "." in key else f"{key}.csv": content for key, content in files.items()}
        for file, content in {**texts(), **replaced}.items():
            if content is not None:
                (folder / file).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return written


@pytest.fixture
def good(write: Write) -> Path:
    """The good package as a folder of CSV."""
    return write()


@pytest.fixture
def with_rows(good_files: dict[str, str]) -> Callable[..., str]:
    """The text of a table's file with its rows replaced."""

    def text(table: str, *rows: str) -> str:
        header = good_files[f"{table}.csv"].partition("\n")[0]
        return "\n".join([header, *rows]) + "\n"

    return text
