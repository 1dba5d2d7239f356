"""The drill on PostgreSQL: back up, restore into an empty folder and an empty database, and everything is there."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.on_postgresql import find_programs, server
from tests.site.installation import python, run
from tests.site.test_backup import SET_UP, WHAT_IS_THERE

pytestmark = pytest.mark.soak

TRAIL = """
from perspektiv.records.access.models import TrailHead
head = TrailHead.objects.get(); print(head.seq, head.hash)
"""
TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The server's address, without the name of a database."""
    programs = find_programs()
    if programs is None:
        pytest.fail("PostgreSQL is missing: make tools installs it where it can; elsewhere please install it")
    with server(programs) as address:
        yield address.removesuffix("postgres")


@pytest.fixture(scope="module")
def home(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("installation") / "home"
    python(home, SET_UP, DATABASE_URL=f"{address}postgres")
    return home


@pytest.fixture(scope="module")
def backup(address: str, home: Path) -> Path:
    out = home.parent / "sicherung.perspektiv"
    done = run(home, "backup", str(out), DATABASE_URL=f"{address}postgres")
    assert done.returncode == 0, done.stderr
    return out


def test_the_drill(address: str, home: Path, backup: Path, tmp_path: Path) -> None:
    there, target = made(address, "neu"), tmp_path / "neu"
    done = run(home, "restore", str(backup), "--home", str(target), DATABASE_URL=there)
    assert done.returncode == 0, done.stderr
    assert "Das Protokoll hält" in done.stdout
    for question in (WHAT_IS_THERE, TRAIL):
        assert python(target, question, DATABASE_URL=there) == python(home, question, DATABASE_URL=f"{address}postgres")
    assert "Interessen besprochen." in python(target, WHAT_IS_THERE, DATABASE_URL=there)


def test_a_changed_byte_is_refused_and_nothing_is_left(address: str, home: Path, backup: Path, tmp_path: Path) -> None:
    there, changed = made(address, "beschaedigt"), tmp_path / "beschaedigt.perspektiv"
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    done = run(home, "restore", str(changed), "--home", str(tmp_path / "neu"), DATABASE_URL=there)
    assert done.returncode != 0
    assert not (tmp_path / "neu").exists()
    assert asked(there, TABLES) == "0"


def test_a_trail_that_was_rewritten_is_refused(address: str, home: Path, tmp_path: Path) -> None:
    """The backup is whole, but what it holds is not: the database is emptied again."""
    source, there = made(address, "veraendert", copy_of="postgres"), made(address, "danach")
    asked(source, "UPDATE access_trailrow SET what = 'people.changed' WHERE seq = 2")
    out = tmp_path / "veraendert.perspektiv"
    assert run(home, "backup", str(out), DATABASE_URL=source).returncode == 0
    done = run(home, "restore", str(out), "--home", str(tmp_path / "neu"), DATABASE_URL=there)
    assert done.returncode != 0
    assert "Das Protokoll hält nicht" in done.stderr + done.stdout
    assert not (tmp_path / "neu").exists()
    assert asked(there, TABLES) == "0"


def test_a_database_with_something_in_it_stays_as_it_is(address: str, home: Path, backup: Path, tmp_path: Path) -> None:
    there = made(address, "belegt", copy_of="postgres")
    before = asked(there, TABLES)
    done = run(home, "restore", str(backup), "--home", str(tmp_path / "neu"), DATABASE_URL=there)
    assert done.returncode != 0
    assert "nicht leer" in done.stderr
    assert asked(there, TABLES) == before != "0"


def made(address: str, name: str, *, copy_of: str = "template0") -> str:
    """A new database's address."""
    asked(f"{address}template1", f'CREATE DATABASE "{name}" TEMPLATE "{copy_of}"')
    return f"{address}{name}"


def asked(address: str, sql: str) -> str:
    command = ["psql", "--no-psqlrc", "-At", "-v", "ON_ERROR_STOP=1", "-c", sql, address]
    return subprocess.run(command, env=os.environ, capture_output=True, text=True, check=True).stdout.strip()
