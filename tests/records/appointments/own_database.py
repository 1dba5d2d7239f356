"""A database of its own for tests in which other processes write: a file, or one beside the tests' own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).parents[3]
MIGRATED = "own_migrated"
"""On the tests' server: a fresh database, to be copied."""


@contextmanager
def own_database(folder: Path, template: Path) -> Iterator[dict[str, str]]:
    """The environment of a process that works on a fresh database of the kind that the tests run on."""
    environment = environment_of(folder)
    if connection.vendor == "sqlite":
        shutil.copytree(template, folder, dirs_exist_ok=True)
        yield environment
        return
    name = f"own_{uuid4().hex[:12]}"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        _migrate_once(server, folder)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{MIGRATED}"')
    try:
        environment["DATABASE_URL"] = address(name)
        yield environment
    finally:
        with psycopg.connect(address("postgres"), autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _migrate_once(server: psycopg.Connection, folder: Path) -> None:
    """The database that others are copies of. The server's own lock lets one worker make it, and one copy it."""
    server.execute("SELECT pg_advisory_lock(1)")
    if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MIGRATED]).fetchone():
        return
    server.execute(f'CREATE DATABASE "{MIGRATED}"')
    migrate(folder, DATABASE_URL=address(MIGRATED))


def migrate(folder: Path, **more: str) -> None:
    run(["django", "migrate", "--verbosity=0"], environment_of(folder) | more)
    run(["django", "createcachetable"], environment_of(folder) | more)


def environment_of(folder: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {**kept, "DJANGO_SETTINGS_MODULE": "tests.settings", "PERSPEKTIV_HOME": str(folder)}


def address(name: str) -> str:
    """Of a database on the tests' server."""
    server = settings.DATABASES["default"]
    password = f":{quote(server['PASSWORD'], safe='')}" if server["PASSWORD"] else ""
    who = f"{quote(server['USER'], safe='')}{password}@" if server["USER"] else ""
    port = f":{server['PORT']}" if server["PORT"] else ""
    return f"postgresql://{who}{quote(server['HOST'] or 'localhost', safe='')}{port}/{name}"


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
