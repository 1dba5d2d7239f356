"""One engine in a process of its own, so that its peak memory is its own: ``python -m bench.running``.

Prints what was measured as JSON and keeps the cells in a file.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from bench.comparing import write_cells
from bench.engines import ENGINES
from bench.machine import peak_memory


def main(name: str, package: str, warm_up: str, cells: str) -> None:
    """Times one answer of the engine ``name``; ``warm_up`` is "yes" if one more shall go before it."""
    started = perf_counter()
    engine = ENGINES[name](Path(package))
    opened = perf_counter() - started
    if warm_up == "yes":
        engine.answer()
    started = perf_counter()
    engine.answer()
    seconds = perf_counter() - started
    peak = peak_memory()  # before the cells are gathered, which no engine is to blame for
    write_cells(engine.cells(), Path(cells))
    print(json.dumps({"opening": opened, "seconds": seconds, "peak": peak, "statements": engine.statements}))


if __name__ == "__main__":
    main(*sys.argv[1:])
