"""A copy of the database as it was at one moment, and back: SQLite by its online backup, PostgreSQL by its tools."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from perspektiv.errors import Refused
from perspektiv.language import Text

Kind = Literal["sqlite", "postgresql"]
FILES: dict[Kind, str] = {"sqlite": "perspektiv.sqlite3", "postgresql": "perspektiv.sql"}
PAGES = 2_000
"""Copied at a time; between, writers write."""


@dataclass(frozen=True)
class Copy:
    """The copy, and what it says it holds."""

    kind: Kind
    file: Path
    rows: dict[str, int]
    trail: tuple[int, str]


def copy_database(folder: Path) -> Copy:
    """A consistent copy in that folder, of the installation that is set up."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return _copy_sqlite(Path(connection.settings_dict["NAME"]), folder / FILES["sqlite"])
    return _copy_postgresql(folder / FILES["postgresql"])


def _copy_sqlite(source: Path, target: Path) -> Copy:
    target.touch(mode=0o600)
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here, pages=PAGES, sleep=0.01)
        here.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        names = [name for (name,) in here.execute(tables).fetchall()]
        rows = {name: here.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
        return Copy("sqlite", target, rows, _trail(here.execute(TRAIL).fetchone()))


def _copy_postgresql(target: Path) -> Copy:
    from django.db import connection, transaction

    target.touch(mode=0o600)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        rows = row_counts()
        cursor.execute(TRAIL)
        trail = _trail(cursor.fetchone())
        options = ["--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        _run("pg_dump", options, connection_environment())
    return Copy("postgresql", target, rows, trail)


def row_counts() -> dict[str, int]:
    """The rows of every table of the installation that is set up."""
    from django.db import connection

    names = sorted(connection.introspection.table_names())
    with connection.cursor() as cursor:
        rows = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")
            rows[name] = cursor.fetchone()[0]
    return rows


def connection_environment() -> dict[str, str]:
    """Where and how PostgreSQL's tools reach the installation's database; never as arguments, which others can see."""
    from django.db import connection

    said = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    return {variable: str(said[key]) for variable, key in named.items() if said.get(key)}


def environment_of(address: str) -> dict[str, str]:
    """The same, from a DATABASE_URL."""
    url = urlsplit(address)
    said = {
        "PGHOST": unquote(url.hostname or ""),
        "PGPORT": str(url.port or ""),
        "PGUSER": unquote(url.username or ""),
        "PGPASSWORD": unquote(url.password or ""),
        "PGDATABASE": unquote(url.path.lstrip("/")),
    }
    return {variable: value for variable, value in said.items() if value}


def fill_postgresql(dump: Path, address: str) -> None:
    """Brings a dump into an empty database, all or nothing."""
    environment = environment_of(address)
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    if _run("psql", ["--no-psqlrc", "-At", "-c", tables], environment).strip() != "0":
        raise Refused(NOT_EMPTY)
    strict = ["--no-psqlrc", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1"]
    _run("psql", [*strict, f"--file={dump}"], environment)


def empty_postgresql(address: str) -> None:
    """Takes back what ``fill_postgresql`` brought into a database that was empty."""
    _run("psql", ["--no-psqlrc", "--quiet", "-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public"],
         environment_of(address))  # fmt: skip


def _run(tool: str, arguments: list[str], environment: dict[str, str]) -> str:
    if shutil.which(tool) is None:
        raise Refused(NO_TOOL, tool=tool)
    done = subprocess.run(
        [tool, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(TOOL_FAILED, tool=tool, why=done.stderr.strip().partition("\n")[0])
    return done.stdout


def _trail(row: tuple[int, str] | None) -> tuple[int, str]:
    return (row[0], row[1]) if row else (0, "0" * 64)


TRAIL = "SELECT seq, hash FROM access_trailhead WHERE id = 1"
NO_TOOL = Text(
    "Es fehlt {tool}. Auf Debian: apt install postgresql-client, in der Version des Servers oder neuer.",
    "{tool} is missing. On Debian: apt install postgresql-client, of the server's version or newer.",
)
TOOL_FAILED = Text("{tool} meldet: {why}", "{tool} says: {why}")
NOT_EMPTY = Text(
    "Die Datenbank in DATABASE_URL ist nicht leer. Bitte eine neue, leere nennen.",
    "The database in DATABASE_URL is not empty. Please name a new, empty one.",
)
