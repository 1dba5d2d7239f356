"""Columns of millions of rows, made at once: keys from numbers, words from codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from perspektiv.example.calendar import Integers
from perspektiv.example.catalogue import MARK
from perspektiv.example.rows import as_array, from_numpy, validity

if TYPE_CHECKING:
    import pyarrow as pa

Codes = npt.NDArray[np.int8]

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
THREE_DIGITS = np.array([a + b + c for a in DIGITS for b in DIGITS for c in DIGITS], dtype="S3")
MOST_KEYS = len(THREE_DIGITS) ** 2
"""Six digits of base 36: with the mark and a letter a key has eleven characters."""


def keys(letter: str, numbers: Integers, known: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    """Texts such as ``bsp-p00001z``; missing where not ``known``."""
    import pyarrow as pa

    prefix = f"{MARK}-{letter}".encode()
    texts = np.empty(len(numbers), dtype=[("prefix", f"S{len(prefix)}"), ("high", "S3"), ("low", "S3")])
    high, low = np.divmod(numbers, len(THREE_DIGITS))
    texts["prefix"], texts["high"], texts["low"] = prefix, THREE_DIGITS[high], THREE_DIGITS[low]
    offsets = np.arange(0, texts.itemsize * (len(texts) + 1), texts.itemsize, dtype=np.int32)
    buffers = [validity(known), pa.py_buffer(offsets), pa.py_buffer(texts.view(np.uint8))]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers)


def words(codes: Codes, vocabulary: Sequence[str], known: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    """The words that codes stand for; missing where not ``known``."""
    import pyarrow as pa

    indices = from_numpy(codes, known).cast(pa.int8())
    return pa.DictionaryArray.from_arrays(indices, as_array(list(vocabulary)))


def where_known(values: npt.NDArray[Any], known: npt.NDArray[np.bool_]) -> pa.Array:
    """Numbers, days or truth values; missing where not ``known``."""
    return from_numpy(values, known)


def draw(shares: Sequence[float], count: int, rng: np.random.Generator) -> Codes:
    """Codes 0, 1, … with these shares."""
    bounds = np.cumsum(shares)[:-1] / np.sum(shares)
    codes: Codes = np.searchsorted(bounds, rng.random(count, dtype=np.float32)).astype(np.int8)
    return codes
