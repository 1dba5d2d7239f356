"""The engines: different ways to answer the same question of the same package."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bench.comparing import Cells


class Engine(Protocol):
    """An engine with its package at hand. Only ``answer`` is timed."""

    @property
    def statements(self) -> int | None:
        """How many statements the answer took; None for an engine without any."""

    def answer(self) -> None:
        """Computes all numbers, from the package's files to values in Python."""

    def cells(self) -> Cells:
        """The numbers of the last answer, in the form that is compared."""


def _ours(package: Path) -> Engine:
    from bench.engines.ours import AllAtOnce

    return AllAtOnce(package)


def _single(package: Path) -> Engine:
    from bench.engines.ours import OneByOne

    return OneByOne(package)


def _sql(package: Path) -> Engine:
    from bench.engines.handwritten import HandwrittenSql

    return HandwrittenSql(package)


def _pandas(package: Path) -> Engine:
    from bench.engines.frames import Pandas

    return Pandas(package)


ENGINES: dict[str, Callable[[Path], Engine]] = {"ours": _ours, "sql": _sql, "pandas": _pandas, "single": _single}
"""Each imports what it needs when it is made, so that its process carries nothing of the others."""

TITLES = {
    "ours": "Perspektiv",
    "sql": "SQL by hand",
    "pandas": "pandas",
    "single": "figure by figure",
}
