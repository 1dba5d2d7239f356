"""One engine in a process of its own, so that its peak memory is its own: ``python -m bench.running``.

Prints what was measured as JSON and keeps the cells in a file.
"""

import json
import resource
import sys
from pathlib import Path
from time import perf_counter

from bench.comparing import write_cells
from bench.engines import ENGINES


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
    peak = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    )  # before cells are gathered, which is our own doing
    write_cells(engine.cells(), Path(cells))
    print(json.dumps({"opening": opened, "seconds": seconds, "peak": peak, "statements": engine.statements}))


if __name__ == "__main__":
    main(*sys.argv[1:])
