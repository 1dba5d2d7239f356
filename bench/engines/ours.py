"""Perspektiv's own engine: the whole question at once, or one indicator and one breakdown at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from duckdb import DuckDBPyConnection

from bench.comparing import Cell, Cells
from bench.question import BREAKDOWNS, NAMES, PERIOD, breakdowns_of
from perspektiv.indicators import Figure, figures
from perspektiv.package import open_package


class CountedConnection:
    """A connection that counts the statements it is given."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self.statements = 0

    def execute(self, *arguments: Any) -> DuckDBPyConnection:
        self.statements += 1
        return self._connection.execute(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class AllAtOnce:
    """All indicators in all breakdowns, as one question."""

    def __init__(self, package: Path) -> None:
        self._package = open_package(package)
        self._connection = CountedConnection(self._package.connection)
        self._package.connection = cast(DuckDBPyConnection, self._connection)
        self._figures: Sequence[Figure] = ()

    @property
    def statements(self) -> int:
        return self._connection.statements

    def answer(self) -> None:
        self._connection.statements = 0
        self._figures = figures(self._package, PERIOD, breakdowns=BREAKDOWNS).figures

    def cells(self) -> Cells:
        return {
            (figure.indicator, tuple(figure.by.items())): _cell(figure)
            for figure in self._figures
            if figure.indicator in NAMES
        }


class OneByOne(AllAtOnce):
    """Each indicator in each breakdown as a question of its own."""

    def answer(self) -> None:
        self._connection.statements = 0
        self._figures = [
            figure
            for name in NAMES
            for breakdown in breakdowns_of(name)
            for figure in figures(self._package, PERIOD, breakdowns=[breakdown], names=[name]).figures
        ]


def _cell(figure: Figure) -> Cell:
    return Cell(
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.low,
        figure.high,
        figure.bound_low,
        figure.bound_high,
        figure.open_windows,
        figure.withheld,
    )
