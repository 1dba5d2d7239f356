"""Columns of a table in the making, and their turn into Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from perspektiv.example.calendar import Days

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Any]
"""A table as columns by name: lists, tuples or numpy arrays of one length; None or NaT where there is no value."""


def as_arrow(columns: Columns) -> pa.Table:
    import pyarrow as pa

    return pa.table({name: pa.array(values, from_pandas=True) for name, values in columns.items()})


def as_days(days: Iterable[str | None]) -> Days:
    """Days written YYYY-MM-DD; NaT where there is none."""
    return np.array([day or "NaT" for day in days], dtype="datetime64[D]")


def numbered(prefix: str, count: int, width: int) -> list[str]:
    """The keys ``prefix00001`` and so on."""
    return [f"{prefix}{n:0{width}}" for n in range(1, count + 1)]
