"""Runs the engines in turns, each run in its own process, and compares what they found."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.comparing import differences, read_cells

SMALL = 1_000_000
"""Appointments up to which a run is short: it is warmed up and repeated."""
LARGE = 10_000_000
MOST_APPOINTMENTS = {"single": SMALL, "pandas": LARGE}
"""Engines that are left out above a size unless they are asked for."""
MOST_SHOWN = 20
PATIENCE = 60.0
"""Seconds after which an engine is not run again: long runs vary little."""


class EnginesDisagree(Exception):
    """Two engines gave different numbers: one of them is wrong, and no time means anything."""


@dataclass
class Measured:
    """What the runs of one engine took: seconds and bytes. ``note`` tells why there is nothing."""

    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)
    statements: int | None = None
    opening: float = 0.0
    note: str = ""

    @property
    def median_seconds(self) -> float | None:
        return median(self.seconds) if self.seconds else None

    @property
    def peak(self) -> int | None:
        return max(self.peaks, default=None)


@dataclass(frozen=True)
class Comparison:
    """All engines on one package."""

    title: str
    appointments: int
    engines: dict[str, Measured]
    cells: int


def compare(
    package: Path,
    title: str,
    appointments: int,
    engines: Sequence[str],
    *,
    asked_for: bool,
    timeout: float,
    workshop: Path,
    tell: Callable[[str], None],
) -> Comparison:
    """Measures the engines on a sealed Parquet package. Raises EnginesDisagree.

    ``asked_for``: run also those that are too slow or too hungry for this size.
    """
    measured = {name: Measured() for name in engines}
    for name, most in MOST_APPOINTMENTS.items():
        if name in measured and appointments > most and not asked_for:
            measured[name].note = f"left out above {most:,} appointments"
    _read_once(package)
    for number in range(_rounds(appointments)):
        for name, found in measured.items():
            if not found.note and sum(found.seconds) < PATIENCE:
                tell(f"{title}: {name}, run {number + 1}")
                _run(name, package, appointments <= SMALL, found, timeout, workshop)
    cells = _cells_alike([name for name, found in measured.items() if found.seconds], workshop)
    return Comparison(title, appointments, measured, cells)


def _rounds(appointments: int) -> int:
    return 5 if appointments <= SMALL else 3 if appointments <= LARGE else 2


def _read_once(package: Path) -> None:
    """Brings the files into the system's memory, so that no engine pays for the disk."""
    for file in package.iterdir():
        with file.open("rb") as content:
            while content.read(1 << 24):
                pass


def _run(name: str, package: Path, warm_up: bool, found: Measured, timeout: float, workshop: Path) -> None:
    arguments = [name, str(package), "yes" if warm_up else "no", str(_kept(workshop, name))]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.running", *arguments], stdout=subprocess.PIPE, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        found.note = f"not done within {timeout:g} s"
        return
    if done.returncode < 0:
        found.note = "ended by the system, for want of memory"
        return
    done.check_returncode()
    told: dict[str, Any] = json.loads(done.stdout)
    found.seconds.append(told["seconds"])
    found.peaks.append(told["peak"])
    found.statements = told["statements"]
    found.opening = told["opening"]


def _cells_alike(names: Sequence[str], workshop: Path) -> int:
    """The number of cells of the first engine."""
    if not names:
        return 0
    first = read_cells(_kept(workshop, names[0]))
    for name in names[1:]:
        found = list(differences(first, read_cells(_kept(workshop, name))))
        if found:
            shown = "\n".join(found[:MOST_SHOWN])
            raise EnginesDisagree(f"{names[0]} and {name} differ in {len(found)} cells:\n{shown}")
    return len(first)


def _kept(workshop: Path, name: str) -> Path:
    return workshop / f"cells-{name}.json"
