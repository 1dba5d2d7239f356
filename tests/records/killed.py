"""Workers as processes of their own: one that is killed after it began, or several at the same time."""

import os
import random
import select
import signal
from collections.abc import Callable

Work = Callable[[], None]
Worker = Callable[[Callable[[], object]], Work]
"""Makes the work, which calls what it is given each time before it writes something."""


def killed(worker: Worker, most: int, chance: random.Random) -> None:
    """Kills a worker at some moment after it began to write one of so many things."""
    reading, writing = os.pipe()
    child = _forked(worker(lambda: os.write(writing, b".")))
    os.close(writing)
    wanted, heard = chance.randint(1, most), b""
    while len(heard) < wanted and (piece := os.read(reading, 1)):
        heard += piece
    select.select([], [], [], chance.random() / 100)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)


def doubled(worker: Worker, workers: int) -> None:
    """Lets so many work at once, and waits until all are done."""
    for child in [_forked(worker(lambda: None)) for _ in range(workers)]:
        os.waitpid(child, 0)


def _forked(work: Work) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child
