"""Where patterns are sought: here when they are needed, or ahead, in processes beside this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from multiprocessing import get_context

from perspektiv.indicators.disclosure.tables import Cell, Relation
from perspektiv.indicators.disclosure.withholding import withhold

_beside: ContextVar[ProcessPoolExecutor | None] = ContextVar("processes beside this one", default=None)


@contextmanager
def sought_beside(processes: int = 2) -> Iterator[None]:
    """Within it, patterns are sought in other processes, while this one goes on. They load what they need at once."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for _ in range(processes):
            pool.submit(import_module, "scipy.optimize")
        before = _beside.set(pool)
        try:
            yield
        finally:
            _beside.reset(before)


def sought(
    cells: Sequence[Cell], sums: Iterable[Relation], covers: Iterable[Relation] = ()
) -> Callable[[], frozenset[int]]:
    """``withhold``, begun now where there are processes beside this one: call what comes back for the answer."""
    pool = _beside.get()
    if pool is None or not any(cell.small for cell in cells):
        return lambda: withhold(cells, sums, covers)
    return pool.submit(withhold, cells, tuple(sums), tuple(covers)).result
