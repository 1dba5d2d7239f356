"""Columns of a table in the making, and their turn into Arrow.

Arrow arrays are put together from their buffers: ``pyarrow.array`` imports pandas wherever it is installed, which takes
longer than to make the whole cohort, and knows no short way from numbers to keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from perspektiv.example.calendar import Days

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Any]
"""A table as columns by name: sequences or numpy arrays of one length; None or NaT where there is no value."""


def as_arrow(columns: Columns) -> pa.Table:
    import pyarrow as pa

    return pa.table({name: as_array(values) for name, values in columns.items()})


def as_array(values: Any) -> pa.Array:
    """An Arrow array of a column; Arrow arrays pass unchanged."""
    import pyarrow as pa

    if isinstance(values, pa.Array):
        return values
    if isinstance(values, np.ndarray):
        return from_numpy(values)
    known = np.array([value is not None for value in values])
    if any(isinstance(value, str) for value in values):
        return _texts(values, known)
    return from_numpy(np.array([0 if value is None else value for value in values]), known)


def from_numpy(values: npt.NDArray[Any], known: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    """Numbers, truth values, days and instants (UTC); missing where not ``known`` or not a time."""
    import pyarrow as pa

    type_, stored = _stored(values)
    if values.dtype.kind == "M" and known is None:
        known = ~np.isnat(values)
    return pa.Array.from_buffers(type_, len(values), [validity(known), pa.py_buffer(stored)])


def _stored(values: npt.NDArray[Any]) -> tuple[pa.DataType, npt.NDArray[Any]]:
    """The Arrow type of a numpy array and the numbers that Arrow keeps for it."""
    import pyarrow as pa

    if values.dtype.kind == "b":
        return pa.bool_(), np.packbits(values, bitorder="little")
    if values.dtype.kind == "f":
        return pa.float64(), values
    if values.dtype.kind == "i":
        return pa.int64(), values.astype(np.int64)
    if values.dtype == np.dtype("datetime64[D]"):
        return pa.date32(), values.astype(np.int64).astype(np.int32)
    return pa.timestamp("us", tz="UTC"), values.astype("datetime64[us]").astype(np.int64)


def _texts(values: Sequence[str | None], known: npt.NDArray[np.bool_]) -> pa.Array:
    import pyarrow as pa

    encoded = [b"" if value is None else value.encode() for value in values]
    offsets = np.concatenate([[0], np.cumsum([len(text) for text in encoded])]).astype(np.int32)
    buffers = [validity(known), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def validity(known: npt.NDArray[np.bool_] | None) -> pa.Buffer | None:
    """Arrow's bit mask of the values that are there; None where all are."""
    import pyarrow as pa

    return None if known is None or known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))


def as_days(days: Iterable[str | None]) -> Days:
    """Days written YYYY-MM-DD; NaT where there is none."""
    return np.array([day or "NaT" for day in days], dtype="datetime64[D]")


def numbered(prefix: str, count: int, width: int) -> list[str]:
    """The keys ``prefix00001`` and so on."""
    return [f"{prefix}{n:0{width}}" for n in range(1, count + 1)]


def below(upper: Columns, lower: Columns) -> Columns:
    """The rows of two tables with the same columns, one below the other."""
    return {
        name: np.concatenate([values, lower[name]]) if isinstance(values, np.ndarray) else [*values, *lower[name]]
        for name, values in upper.items()
    }
