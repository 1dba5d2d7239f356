"""The line, drawn: what is recorded of a person, and the stations that come of it.

Days are counted from the way in. ``+`` held, ``-`` missed, ``0`` cancelled, ``.`` planned, ``?`` undecided;
``!`` where the person is now, ``*`` what is ahead.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from perspektiv.records.desk.path import Bead, State, Station, Stretch, WayIn, path_of

START = date(2026, 1, 5)
STATUS = {"+": "held", "-": "no_show", "0": "cancelled_by_centre", ".": "planned", "?": "planned"}


def day(number: int | None) -> date | None:
    return None if number is None else START + timedelta(days=number)


def beads(drawn: str) -> tuple[Bead, ...]:
    at = datetime(2026, 2, 2, 9, tzinfo=UTC)
    return tuple(Bead(at + timedelta(days=7 * i), STATUS[sign], sign == "?") for i, sign in enumerate(drawn))


def way(
    on: int, result: str = "entered", reached: int | None = None, talks: str = "", waits: int | None = None
) -> WayIn:
    return WayIn(
        START + timedelta(days=on),
        result,
        first_contact_on=day(reached),
        waiting_since=day(waits),
        decided_on=None if result == "open" else day(on + 20),
        beads=beads(talks),
    )


def in_(name: str, start: int, end: int | None, talks: str = "", closing: str = "", ending: str = "regular") -> Stretch:
    return Stretch(
        name,
        name.lower(),
        START + timedelta(days=start),
        day(end),
        ending if end else "",
        beads=beads(talks),
        closing=beads(closing)[0] if closing else None,
    )


def drawn(stations: tuple[Station, ...]) -> str:
    return "  ".join(f"{_name(one)}{ {State.NOW: '!', State.AHEAD: '*'}.get(one.state, '') }" for one in stations)


def _name(one: Station) -> str:
    signs = "".join(
        "?" if bead.undecided else next(s for s, v in STATUS.items() if v == bead.status) for bead in one.beads
    )
    of = f"({one.name})" if one.name and one.kind in ("exit", "not_entered", "open") else ""
    name = one.name if one.kind == "segment" else str(one.kind)
    return name + of + (f"[{signs}]" if signs and one.kind in ("segment", "first_contact") else "")


CASES = {
    "proposed, nobody has called yet": (
        [way(0, "open")], [], "",
        "way_in  first_contact!",
    ),
    "reached, and waiting for a place": (
        [way(0, "open", reached=8, waits=9)], [], "",
        "way_in  first_contact  waiting!",
    ),
    "does not want to": (
        [way(0, "declined", reached=8)], [], "",
        "way_in  first_contact  not_entered(declined)",
    ),
    "never reached": (
        [way(0, "not_reached", talks="--")], [], "",
        "way_in  first_contact[--]  not_entered(not_reached)",
    ),
    "in the first segment, before the closing talk is booked": (
        [way(0, reached=8)], [in_("EB", 20, None, "++-?.")], "",
        "way_in  first_contact  EB[++-?.]!  closing*  open*",
    ),
    "between closing talk and the next segment": (
        [way(0, reached=8)], [in_("EB", 20, 60, "++-+", closing="+")], "BO",
        "way_in  first_contact  EB[++-+]  closing  open(BO)*",
    ),
    "in the second segment, its closing talk booked": (
        [way(0, reached=8)], [in_("EB", 20, 60, "++", closing="+"), in_("BO", 70, None, "+0.", closing=".")], "",
        "way_in  first_contact  EB[++]  closing  BO[+0.]!  closing*  open*",
    ),
    "left early": (
        [way(0, reached=8)], [in_("EB", 20, 60, "+-", ending="early")], "",
        "way_in  first_contact  EB[+-]  exit(early)",
    ),
    "left, and a closing talk that never took place is no station": (
        [way(0, reached=8)], [in_("EB", 20, 60, "+", closing="-")], "",
        "way_in  first_contact  EB[+]  exit(regular)",
    ),
    "left and back again": (
        [way(0, reached=8), way(200, reached=205)], [in_("EB", 20, 60, "+"), in_("ST", 220, None, "+")], "",
        "way_in  first_contact  EB[+]  exit(regular)  way_in  first_contact  ST[+]!  closing*  open*",
    ),
    "proposed again while the first segment runs": (
        [way(0, reached=8), way(30, "declined", reached=31)], [in_("EB", 20, None, "+")], "",
        "way_in  first_contact  EB[+]!  closing*  way_in  first_contact  not_entered(declined)  open*",
    ),
    "two segments side by side": (
        [way(0, reached=8)], [in_("CO", 20, None, "+"), in_("ST", 25, None, ".")], "",
        "way_in  first_contact  CO[+]!  closing*  ST[.]!  closing*  open*",
    ),
    "imported history without a way in": (
        [], [in_("EB", 0, 40), in_("BO", 50, 90, "++")], "",
        "EB  BO[++]  exit(regular)",
    ),
    "nothing is known yet": ([], [], "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("ways", "stretches", "ahead", "line"), CASES.values(), ids=CASES)
def test_the_line_is(ways: list[WayIn], stretches: list[Stretch], ahead: str, line: str) -> None:
    assert drawn(path_of(ways, stretches, ahead)) == line


def test_the_order_of_records_does_not_matter() -> None:
    ways, stretches = [way(0, reached=8), way(200)], [in_("EB", 20, 60), in_("ST", 220, None), in_("BO", 70, 90)]
    assert path_of(ways[::-1], stretches[::-1]) == path_of(ways, stretches)


def test_a_station_counts_its_beads_by_what_happened() -> None:
    station = next(one for one in path_of([], [in_("EB", 0, None, "++-0..?")]) if one.kind == "segment")
    assert (station.held, station.missed, station.off, station.open, station.undecided) == (2, 1, 1, 2, 1)


def test_the_first_contact_says_how_long_it_took() -> None:
    assert path_of([way(0, reached=8)], [])[1].days == 8


@pytest.mark.parametrize(("second", "line"), [
    (9, "way_in  first_contact  EB  exit(regular)  way_in  first_contact"),
    (7, "way_in  first_contact  way_in  first_contact  EB  exit(regular)"),
])  # fmt: skip
def test_on_one_day_what_was_recorded_first_comes_first(second: int, line: str) -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 1, 5, hour, tzinfo=UTC)

    ways = [replace(way(0, reached=0), recorded_at=at(hour)) for hour in (second, 6)]
    ended = replace(in_("EB", 0, 0), end=day(0), ending="regular", recorded_at=at(8))
    assert drawn(path_of(ways, [ended])) == line
