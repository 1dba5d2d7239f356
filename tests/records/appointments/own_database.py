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
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        environment["DATABASE_URL"] = address(name)
        run(["django", "migrate", "--verbosity=0"], environment)
        run(["django", "createcachetable"], environment)
        yield environment
    finally:
        with psycopg.connect(address("postgres"), autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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
