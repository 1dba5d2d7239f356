"""``python -m bench.snapshotting``: how long an import and a snapshot take, and how long writers wait meanwhile.

The installation is a new one on SQLite, or the empty database that ``DATABASE_URL`` names.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import packages, printing

PERSONS_OF_A_CENTRE = 571
ALONE = 5.0
"""Seconds that the writer is watched before the snapshot begins."""
MOST_SECONDS, MOST_WAIT = 20.0, 0.3
MOST_IMPORT = 60.0


@dataclass(frozen=True)
class Written:
    """What a writer found: how many changes, and the longest of them in seconds."""

    changes: int
    longest: float


@dataclass(frozen=True)
class Snapshotting:
    appointments: int
    imported: float
    frozen: float
    alone: Written
    beside: Written

    def table(self) -> printing.Table:
        def waits(written: Written) -> str:
            return f"{1000 * written.longest:.0f} ms in {written.changes:,} changes"

        return printing.Table(
            f"{self.appointments:,} appointments",
            ("", "measured", "target"),
            [
                ("import", f"{self.imported:.1f} s", f"< {MOST_IMPORT:g} s"),
                ("snapshot, beside a writer", f"{self.frozen:.1f} s", f"< {MOST_SECONDS:g} s"),
                ("longest wait of a writer alone", waits(self.alone), ""),
                ("longest wait during the snapshot", waits(self.beside), f"≤ {1000 * MOST_WAIT:g} ms"),
            ],
            "Whole processes, once each. A change marks an appointment and tells the trail, in one transaction.",
        )


SNAPSHOT = ("-m", "perspektiv", "snapshot")


def measure(centres: int, seed: int = 1, snapshot: Sequence[str] = SNAPSHOT) -> Snapshotting:
    """Import a made-up package into a new installation, and freeze it while somebody writes.

    ``snapshot``: what Python is told to do it; the place follows.
    """
    package = packages.scaled(centres, PERSONS_OF_A_CENTRE, seed)
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        environment = {
            **os.environ,
            "PERSPEKTIV_HOME": home,
            "DJANGO_SETTINGS_MODULE": "perspektiv.site.settings",
        }
        _run(environment, "-m", "django", "migrate", "-v0")
        imported = _run(environment, "-m", "perspektiv", "import", str(package))
        with _writer(environment) as alone:
            time.sleep(ALONE)
        with _writer(environment) as beside:
            frozen = _run(environment, *snapshot, str(Path(home) / "frozen"))
    return Snapshotting(packages.rows(package, "appointments"), imported, frozen, alone[0], beside[0])


def _run(environment: dict[str, str], *arguments: str) -> float:
    started = time.monotonic()
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - started


@contextmanager
def _writer(environment: dict[str, str]) -> Iterator[list[Written]]:
    """A process that writes until the end of the block; then the list has what it found."""
    found: list[Written] = []
    with subprocess.Popen(
        [sys.executable, "-m", "bench.snapshotting", "--writer"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it has begun
        yield found
        told, _ = process.communicate()
        changes, longest = told.split()
        found.append(Written(int(changes), float(longest)))


def write_until_told() -> None:
    """Marks one appointment after the other until standard input ends."""
    import select

    import django

    django.setup()
    from django.db import transaction

    from perspektiv.records.access.trail import SYSTEM, record
    from perspektiv.records.appointments.models import Appointment

    waits: list[float] = []
    appointments = list(Appointment.objects.order_by("pk")[:500])
    print("begun", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        appointment = appointments[len(waits) % len(appointments)]
        started = time.monotonic()
        with transaction.atomic():
            Appointment.objects.filter(pk=appointment.pk).update(version=len(waits))
            record(by=SYSTEM, what="appointments.marked", subject=appointment)
        waits.append(time.monotonic() - started)
    print(len(waits), max(waits))


def main() -> int:
    """Exit status 0; 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.snapshotting", description=__doc__)
    parser.add_argument("--centres", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writer", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.writer:
        write_until_told()
        return 0
    found = measure(asked.centres, asked.seed)
    printing.show(found.table())
    return int(found.frozen > MOST_SECONDS or found.imported > MOST_IMPORT or found.beside.longest > MOST_WAIT)


if __name__ == "__main__":
    sys.exit(main())
