"""``python -m bench.pages``: how fast the pages are with much history, on SQLite and on PostgreSQL.

For each database a new installation with the made-up history of several centres is served as ``perspektiv serve`` does
it, by two workers on loopback. Exit status 1 where a request failed or a page takes too many times the empty answer;
``--write`` keeps the page of the reference.
"""

import argparse
import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench import printing
from bench.machine import Others
from bench.pages_asked import MARK, MOST_TIMES_OF_A_MARK, PAGES, Asked
from bench.pages_load import READERS, WRITERS, Times, alone, together
from tests.on_postgresql import find_programs, server

WRITTEN = Path("docs/reference/pages.md")
HOST = "127.0.0.1"
WORKERS = 2
MOST_SECONDS = 0.1
"""That 95 of 100 requests may take, on SQLite, beside the other readers and writers."""
PAUSE = 0.25
"""Seconds for which a reader looks at a page, and a writer at what was marked."""
PATIENCE = 60.0
NAMES = (*(page.name for page in PAGES), MARK)
MOST_TIMES = {**{page.name: page.most for page in PAGES}, MARK: MOST_TIMES_OF_A_MARK}


@dataclass(frozen=True)
class Measured:
    """One database."""

    database: str
    appointments: int
    queries: dict[str, int]
    cpu: dict[str, float]
    alone: Times
    together: Times
    hurried: Times  # together, and nobody pauses
    others: str  # what else the machine did

    @property
    def failed(self) -> list[str]:
        return [*self.alone.failed, *self.together.failed, *self.hurried.failed]

    def missed(self) -> Iterator[str]:
        """Sentences, for each target that is missed on any machine."""
        yield from (f"{self.database}: failed: {what}" for what in self.failed)
        for name in NAMES:
            most, times = MOST_TIMES[name], self.alone.times_empty(name)
            if most and times > most:
                yield f"{self.database}: {name} takes {times:.1f} times the empty answer, at most {most:g}"


def measure(
    database: str, address: str | None, size: "Size", turns: int, tell: Callable[[str], None] = lambda _: None
) -> Measured:
    """Makes an installation, serves it, and asks it. ``address``: of the database; None for SQLite in a file."""
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PERSPEKTIV_", "DATABASE_"))}
        environment = {**kept, "PERSPEKTIV_HOME": home, "DJANGO_SETTINGS_MODULE": "perspektiv.site.settings"}
        if address:
            environment["DATABASE_URL"] = address
        others = Others()
        tell(f"{database}: the installation")
        asked = _installed(environment, size)
        with _serving(environment) as port:
            tell(f"{database}: one reader")
            one = alone(HOST, port, asked, turns)
            tell(f"{database}: {READERS} readers and {WRITERS} writers")
            pausing, hurried = (together(HOST, port, asked, 2 * turns, pause) for pause in (PAUSE, 0))
    meanwhile = "" if address else others.sentence()  # a server of its own would count as another
    return Measured(database, asked.appointments, asked.queries, asked.cpu, one, pausing, hurried, meanwhile)


@dataclass(frozen=True)
class Size:
    centres: int
    persons: int  # of each centre
    seed: int = 1


def _installed(environment: dict[str, str], size: Size) -> Asked:
    command = [sys.executable, "-m", "bench.pages_installation"]
    command += ["--centres", str(size.centres), "--persons", str(size.persons), "--seed", str(size.seed)]
    return Asked(**json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout))


@contextmanager
def _serving(environment: dict[str, str]) -> Iterator[int]:
    """The port at which the installation is served until the end of the block."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "perspektiv", "serve", "--address", f"{HOST}:{port}", "--workers", str(WORKERS)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            _await(port, process)
            yield port
        finally:
            process.terminate()


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The application does not answer.")


def tables(found: list[Measured]) -> Iterator[printing.Table]:
    """One reader alone, then all at once; the databases side by side."""
    databases = [one.database for one in found]
    yield printing.Table(
        f"One reader: {found[0].appointments:,} appointments",
        ("page", "queries", *(head for name in databases for head in (f"{name} CPU ms", "ms", "times")), "at most"),
        [(name, str(found[0].queries[name]), *_alone(found, name), _most(name)) for name in NAMES],
        "Median of each page: the processor's time in a process that does nothing else (PostgreSQL works in another), "
        "which depends little on what else the machine does; the time until the answer; and how many times that of "
        "the empty answer in the same run. " + " ".join(f"{one.database}: {one.others}" for one in found if one.others),
    )
    people = f"{READERS} readers and {WRITERS} writers at once"
    yield printing.Table(
        f"With think-time: {people}, who pause {PAUSE:g} s after each answer",
        ("page", *(f"{name} {share}" for name in databases for share in ("p50", "p95"))),
        [(name, *_together([one.together for one in found], name)) for name in NAMES],
        f"Milliseconds. {_requests(found, [one.together for one in found])} On SQLite, 95 of 100 shall stay below "
        f"{_ms(MOST_SECONDS)} ms: shown, not enforced, since machines differ.",
    )
    yield printing.Table(
        f"Without think-time: {people}, who never pause",
        ("page", *(f"{name} {share}" for name in databases for share in ("p50", "p95"))),
        [(name, *_together([one.hurried for one in found], name)) for name in NAMES],
        f"Milliseconds, with all cores busy. {_requests(found, [one.hurried for one in found])} {_versions()}",
    )


def _alone(found: list[Measured], name: str) -> Iterator[str]:
    for one in found:
        yield _ms(one.cpu[name])
        yield _ms(one.alone.middle(name))
        yield f"{one.alone.times_empty(name):.1f}"


def _together(times: list[Times], name: str) -> Iterator[str]:
    for one in times:
        yield _ms(one.middle(name))
        yield _ms(one.slow(name))


def _most(name: str) -> str:
    most = MOST_TIMES[name]
    return f"{most:g}" if most else ""


def _requests(found: list[Measured], times: list[Times]) -> str:
    return " ".join(
        f"{one.database}: {of.requests:,} requests, {of.requests / of.lasted:.0f} a second, of which "
        f"{len(of.seconds[MARK]):,} marks; {len(of.failed)} failed."
        for one, of in zip(found, times, strict=True)
    )


def _versions() -> str:
    return f"Django {version('django')}, gunicorn {version('gunicorn')}, SQLite {sqlite3.sqlite_version}."


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f}" if seconds < 0.01 else f"{1000 * seconds:.0f}"


INTRODUCTION = """# Pages

Generated by `python -m bench.pages --write`. An installation with the made-up history of ten centres, shifted so that
it ends in two weeks, is served as `perspektiv serve` does it, by two workers on the machine that asks, too. Every
centre has its own assistant and lead, who are asked for in turn. SQLite and PostgreSQL both wait for the disk before
they say that something is kept. Every page that shows people leaves a row in the trail, so readers write, too.
The empty answer goes the way of every page, with session, account and permissions, and has no content.
Readers and writers open a connection for each page, as people do who look at it for more than two seconds.
Ten who never pause ask as often as some hundreds who look at each page for a few seconds."""


def main() -> int:
    """Exit status 0; 1 where a target is missed that holds on any machine."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--centres", type=int, default=10)
    parser.add_argument("--persons", type=int, default=571, help="of each centre")
    parser.add_argument(
        "--turns", type=int, default=50, help="how often each page is asked for alone; each reader: twice"
    )
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {WRITTEN}")
    asked = parser.parse_args()
    size = Size(asked.centres, asked.persons)
    found = [measure("SQLite", None, size, asked.turns, _tell)]
    if programs := find_programs():
        with server(programs, settings=()) as address:
            found.append(measure("PostgreSQL", address, size, asked.turns, _tell))
    shown = list(tables(found))
    for table in shown:
        printing.show(table)
    if asked.write:
        WRITTEN.write_text(printing.page(shown, INTRODUCTION), encoding="utf-8")
    missed = [sentence for one in found for sentence in one.missed()]
    print("\n".join(missed), file=sys.stderr)
    return int(bool(missed))


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
