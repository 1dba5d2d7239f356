"""Asking a server for pages: one after the other, and by many readers and writers at once."""

import http.client
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median, quantiles
from threading import Event, Thread
from time import perf_counter, sleep

from bench.pages_asked import EMPTY, MARK, PAGES, Asked, Page

READERS, WRITERS = 8, 2
TOKEN = "m" * 32
"""Of the protection against forged forms: any will do that stands in cookie and header."""
MISSED = "no_show"


@dataclass
class Times:
    """Seconds that each page took, by name; and what was answered otherwise than it should be."""

    lasted: float = 0.0
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)

    def take(self, other: "Times") -> None:
        for name, seconds in other.seconds.items():
            self.seconds[name] += seconds
        self.failed += other.failed

    @property
    def requests(self) -> int:
        return sum(map(len, self.seconds.values()))

    def middle(self, name: str) -> float:
        return median(self.seconds[name])

    def slow(self, name: str) -> float:
        """What 95 of 100 do not exceed."""
        return quantiles(self.seconds[name], n=20)[-1]

    def times_empty(self, name: str) -> float:
        return self.middle(name) / self.middle(EMPTY)


class Visitor:
    """A browser, as somebody with a session.

    One that does not keep its connection is like people, who look at a page for longer than a server waits: each page
    goes to whichever process is free, and no run depends on how ten kept connections fell to two processes.
    """

    def __init__(self, host: str, port: int, *, keeps: bool) -> None:
        self.connection = http.client.HTTPConnection(host, port, timeout=60)
        self.keeps = keeps
        self.times = Times()

    def look_at(self, page: Page, asked: Asked, turn: int) -> None:
        centre = turn % asked.centres
        headers = {"HX-Request": "true"} if page.fragment else {}
        self._ask(page.name, "GET", page.address(asked, centre, turn), page.session(asked, centre), headers)

    def mark(self, asked: Asked, centre: int) -> None:
        """Marks an appointment that was not marked before."""
        headers = {"HX-Request": "true", "X-CSRFToken": TOKEN, "Content-Type": "application/x-www-form-urlencoded"}
        address = f"/anwesenheit/{asked.marked[centre].pop()}/"
        self._ask(MARK, "POST", address, asked.assistants[centre], headers, f"status={MISSED}&version=1")

    def _ask(
        self, name: str, method: str, address: str, session: str, headers: dict[str, str], form: str | None = None
    ) -> None:
        cookies = {"Cookie": f"perspektiv={session}; csrftoken={TOKEN}"}
        started = perf_counter()
        try:
            self.connection.request(method, address, form, {**headers, **cookies})
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as failed:
            self.connection.close()
            self.times.failed.append(f"{name}: {type(failed).__name__}")
            return
        self.times.seconds[name].append(perf_counter() - started)
        if answer.status not in (200, 204):
            self.times.failed.append(f"{name}: {answer.status}")
        if not self.keeps:
            self.connection.close()


def alone(host: str, port: int, asked: Asked, turns: int) -> Times:
    """Each page again and again, in turn with the others, while nobody else asks."""
    visitor = Visitor(host, port, keeps=True)
    for page in PAGES:
        visitor.look_at(page, asked, 0)  # opened once before
    visitor.times = Times()
    for turn in range(turns):
        for page in PAGES:
            visitor.look_at(page, asked, turn)
        visitor.mark(asked, turn % asked.centres)
    visitor.connection.close()
    return visitor.times


def together(host: str, port: int, asked: Asked, turns: int, pause: float) -> Times:
    """Readers who each ask so many times, while writers mark until the last one is done; all pause after an answer."""
    done, started = Event(), perf_counter()
    readers = [Visitor(host, port, keeps=False) for _ in range(READERS)]
    writers = [Visitor(host, port, keeps=False) for _ in range(WRITERS)]
    reading = [Thread(target=_read, args=(one, asked, place, turns, pause)) for place, one in enumerate(readers)]
    writing = [Thread(target=_write, args=(one, asked, place, done, pause)) for place, one in enumerate(writers)]
    for thread in (*writing, *reading):
        thread.start()
    for thread in reading:
        thread.join()
    done.set()
    for thread in writing:
        thread.join()
    found = Times(perf_counter() - started)
    for visitor in (*readers, *writers):
        visitor.connection.close()
        found.take(visitor.times)
    return found


def _read(visitor: Visitor, asked: Asked, place: int, turns: int, pause: float) -> None:
    for turn in range(turns):
        visitor.look_at(PAGES[(place + turn) % len(PAGES)], asked, place * turns + turn)
        sleep(pause)


def _write(visitor: Visitor, asked: Asked, place: int, done: Event, pause: float) -> None:
    """Marks appointments of every other centre, as long as there are some."""
    for centre in cycle(range(place, asked.centres, WRITERS)):
        if done.wait(pause) or not asked.marked[centre]:
            return
        visitor.mark(asked, centre)
