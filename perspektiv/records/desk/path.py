"""The line: a person's way through the offers as stations, from their records. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum

EVER = datetime.min.replace(tzinfo=UTC)


class Kind(StrEnum):
    """What a station is."""

    WAY_IN = "way_in"
    FIRST_CONTACT = "first_contact"
    WAITING = "waiting"  # reached, and waiting for a place
    NOT_ENTERED = "not_entered"  # declined, not reached, not suitable
    SEGMENT = "segment"
    CLOSING = "closing"
    EXIT = "exit"
    OPEN = "open"  # what comes next is not decided


class State(StrEnum):
    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Bead:
    """One appointment: a bead on the line."""

    at: datetime
    status: str  # as the appointment's
    undecided: bool = False  # past, and still without what happened


@dataclass(frozen=True)
class WayIn:
    """A proposal or wish with what came of it."""

    on: date
    result: str = "open"
    by_jobcoach: bool = True
    first_contact_on: date | None = None
    first_contact_planned_on: date | None = None
    waiting_since: date | None = None
    decided_on: date | None = None
    beads: tuple[Bead, ...] = ()
    recorded_at: datetime | None = None


@dataclass(frozen=True)
class Stretch:
    """One participation with its appointments; closing talks apart."""

    segment: str
    colour: str
    start: date
    end: date | None = None
    ending: str = ""
    planned: int | None = None
    beads: tuple[Bead, ...] = ()
    closing: Bead | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True)
class Station:
    """One station of the line, in the order of the way."""

    kind: Kind
    state: State
    on: date | None = None
    until: date | None = None
    name: str = ""  # of the segment, or how it ended
    colour: str = ""
    days: int | None = None  # since the station before
    planned: int | None = None
    beads: tuple[Bead, ...] = field(default=())

    def count(self, *statuses: str) -> int:
        return sum(bead.status in statuses and not bead.undecided for bead in self.beads)

    @property
    def held(self) -> int:
        return self.count("held")

    @property
    def missed(self) -> int:
        return self.count("no_show")

    @property
    def off(self) -> int:
        return self.count("cancelled_by_centre", "cancelled_by_jobcoach")

    @property
    def excused(self) -> int:
        return self.count("excused")

    @property
    def open(self) -> int:
        return self.count("planned")

    @property
    def undecided(self) -> int:
        return sum(bead.undecided for bead in self.beads)


def path_of(ways: Sequence[WayIn], stretches: Sequence[Stretch], ahead: str = "") -> tuple[Station, ...]:
    """The stations of a person: each way in with its stretches, an exit before each return, and what is ahead.

    ``ahead`` is the segment that is to come, if one is known.
    """
    rounds = _rounds(ways, stretches)
    stations: list[Station] = []
    for at, (way, here) in enumerate(rounds):
        if way is not None:
            stations += _entrance(way, entered=bool(here))
        for stretch in here:
            stations += _stretch(stretch)
        last = at == len(rounds) - 1
        if here and all(one.end for one in here) and not (last and ahead):
            stations.append(_exit(here))
    running = any(one.end is None for one in stretches)
    if ahead or running:
        stations.append(Station(Kind.OPEN, State.AHEAD, name=ahead))
    return tuple(stations)


def _rounds(ways: Sequence[WayIn], stretches: Sequence[Stretch]) -> list[tuple[WayIn | None, list[Stretch]]]:
    """Each stretch under the last way in before it; those before the first way in come first, under none."""
    entrances: list[WayIn | None] = [None, *sorted(ways, key=lambda way: (way.on, way.recorded_at or EVER))]
    rounds: list[tuple[WayIn | None, list[Stretch]]] = [(way, []) for way in entrances]
    for stretch in sorted(stretches, key=lambda one: (one.start, one.end or date.max)):
        earlier = [here for way, here in rounds if way is None or _led_to(way, stretch)]
        earlier[-1].append(stretch)
    return [(way, here) for way, here in rounds if way is not None or here]


def _led_to(way: WayIn, stretch: Stretch) -> bool:
    """Whether the way in came first. Of one day, what was recorded first did."""
    if way.on == stretch.start and way.recorded_at and stretch.recorded_at:
        return way.recorded_at <= stretch.recorded_at
    return way.on <= stretch.start


def _entrance(way: WayIn, *, entered: bool) -> list[Station]:
    stations = [Station(Kind.WAY_IN, State.DONE, way.on, name="jobcoach" if way.by_jobcoach else "participant")]
    contact = Station(Kind.FIRST_CONTACT, State.DONE, way.first_contact_on, beads=way.beads)
    undecided = way.result == "open" and not entered
    if way.first_contact_on:
        stations.append(replace(contact, days=(way.first_contact_on - way.on).days))
    elif undecided:
        stations.append(replace(contact, state=State.NOW, on=way.first_contact_planned_on))
    elif way.beads:
        stations.append(contact)
    if undecided and way.waiting_since:
        stations.append(Station(Kind.WAITING, State.NOW, way.waiting_since))
    if way.result not in ("open", "entered"):
        stations.append(Station(Kind.NOT_ENTERED, State.DONE, way.decided_on, name=way.result))
    return stations


def _stretch(stretch: Stretch) -> list[Station]:
    running = stretch.end is None
    segment = Station(
        Kind.SEGMENT,
        State.NOW if running else State.DONE,
        stretch.start,
        stretch.end,
        stretch.segment,
        stretch.colour,
        planned=stretch.planned,
        beads=stretch.beads,
    )
    closing = stretch.closing
    if closing is None and not running:
        return [segment]
    if closing is None:
        return [segment, Station(Kind.CLOSING, State.AHEAD)]
    held = closing.status == "held"
    station = Station(Kind.CLOSING, State.DONE if held else State.AHEAD, closing.at.date(), beads=(closing,))
    return [segment, station] if held or running else [segment]


def _exit(stretches: Sequence[Stretch]) -> Station:
    last = max(stretches, key=lambda one: one.end or date.min)
    return Station(Kind.EXIT, State.DONE, last.end, name=last.ending)
