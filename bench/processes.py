"""Whole processes: what a person waits for at the command line, from start to end."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from statistics import median
from time import perf_counter

from bench import packages
from bench.question import PERIOD

RUNS = 5
PLAN = Path("perspektiv/report/plans/perspektivzentrum.toml")
CENTRES_OF_THE_CHECK, PERSONS_OF_THE_CHECK = 46, 571
"""A package of about 1.5 million rows."""


@dataclass(frozen=True)
class Command:
    """One command; ``target`` in seconds is shown beside what it took."""

    title: str
    target: float
    arguments: tuple[str, ...]
    runs: int = RUNS
    out: Path | None = None


@dataclass(frozen=True)
class Waited:
    """Median of the runs after one to warm up, in seconds."""

    title: str
    target: float
    seconds: float
    runs: int


def time_processes(workshop: Path, seed: int, tell: Callable[[str], None]) -> list[Waited]:
    """Times each command as a whole process. Raises subprocess.CalledProcessError if one fails."""
    return [_timed(command, tell) for command in _commands(workshop, seed)]


def _commands(workshop: Path, seed: int) -> Iterator[Command]:
    csv, parquet = packages.cohort()
    period = ("--from", PERIOD.from_.isoformat(), "--to", PERIOD.to.isoformat())
    yield Command("figures of one centre, Parquet", 0.5, ("figures", str(parquet), *period))
    yield Command("figures of one centre, CSV with the full check", 1.0, ("figures", str(csv), *period))
    out = workshop / "report"
    yield Command(
        "report of one centre, all formats", 4.0, ("report", str(PLAN), str(parquet), "--out", str(out)), out=out
    )
    large = packages.scaled_csv(CENTRES_OF_THE_CHECK, PERSONS_OF_THE_CHECK, seed)
    title = f"check of {packages.rows(large):,} rows, CSV"
    yield Command(title, 60.0, ("check", str(large)), runs=1)


def _timed(command: Command, tell: Callable[[str], None]) -> Waited:
    seconds = []
    for number in range(command.runs + 1):
        tell(f"{command.title}, run {number} of {command.runs}")
        if command.out and command.out.exists():
            rmtree(command.out)
        started = perf_counter()
        subprocess.run([sys.executable, "-m", "perspektiv", *command.arguments], check=True, capture_output=True)
        seconds.append(perf_counter() - started)
    return Waited(command.title, command.target, median(seconds[1:]), command.runs)
