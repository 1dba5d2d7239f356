"""pandas, as an experienced user writes it: needed columns only, categories, merges, groupby; no loops over rows."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from bench.comparing import WITHHELD, Cell, Cells, Key
from bench.engines.frames_counting import TOPICS, Table
from bench.engines.frames_facts import Facts
from bench.question import Breakdown, breakdowns_of
from perspektiv.package.describing import DESCRIPTOR


class Pandas:
    """Frames read from the package's files."""

    statements = None

    def __init__(self, package: Path) -> None:
        self._package = package
        described = json.loads((package / DESCRIPTOR).read_text(encoding="utf-8"))
        self._data_as_of = pd.Timestamp(described["data_as_of"])
        self._results: list[tuple[Breakdown, Table]] = []

    def answer(self) -> None:
        facts = Facts(self._package, self._data_as_of)
        self._results = [
            (breakdown, topic(facts, list(breakdown)))
            for indicator, topic in TOPICS.items()
            for breakdown in breakdowns_of(indicator)
        ]

    def cells(self) -> Cells:
        return {key: cell for breakdown, table in self._results for key, cell in _cells(breakdown, table)}


def _cells(breakdown: Breakdown, table: Table) -> Iterator[tuple[Key, Cell]]:
    withheld = set(table["withheld"].query("withheld").index) if "withheld" in table else set()
    for name, numbers in table.items():
        if name != "withheld":
            for row, values in zip(numbers.index, numbers.to_dict("records"), strict=True):
                categories = (row if isinstance(row, tuple) else (row,))[: len(breakdown)]
                by = tuple((d, str(category)) for d, category in zip(breakdown, categories, strict=True))
                found: dict[str, Any] = {str(n): None if pd.isna(number) else number for n, number in values.items()}
                yield (name, by), WITHHELD if row in withheld else Cell(**found)
