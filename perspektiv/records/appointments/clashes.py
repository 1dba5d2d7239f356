"""Appointments that take the same person's or the same room's time: imported ones may; named until they are solved."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from perspektiv.language import Text
from perspektiv.records.appointments.entries import Entry
from perspektiv.records.appointments.moments import moment

ROOM = Text("{who} ist am {when} Uhr doppelt belegt: {names}.", "{who} is taken twice on {when}: {names}.")
PERSON = Text(
    "{who} hat am {when} Uhr zwei Termine zugleich: {names}.", "{who} has two appointments at once on {when}: {names}."
)
AND = Text("{one} und {other}", "{one} and {other}")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two appointments at once; ``movable`` is the one that can still be moved."""

    sentence: Text
    movable: Entry
    ids: frozenset[UUID]


def clashes_in(rows: Iterable[Entry]) -> list[Clash]:
    """Those of which at least one is still ahead, by time; each pair once."""
    found: dict[frozenset[UUID], Clash] = {}
    taking = sorted((row for row in rows if not row.off), key=lambda row: row.at)
    for whose, sentence in (("room_id", ROOM), ("counsellor_id", PERSON), ("participant_id", PERSON)):
        for mine in _by(taking, whose).values():
            for place, one in enumerate(mine):
                for other in mine[place + 1 :]:
                    if other.at >= one.until:
                        break
                    if movable := _ahead(one, other):
                        said = _said(sentence, whose, one, other)
                        pair = frozenset((one.id, other.id))
                        found.setdefault(pair, Clash(said, movable, pair))
    return sorted(found.values(), key=lambda clash: clash.movable.at)


def _by(rows: list[Entry], whose: str) -> dict[UUID, list[Entry]]:
    groups: dict[UUID, list[Entry]] = defaultdict(list)
    for row in rows:
        if id := getattr(row, whose):
            groups[id].append(row)
    return groups


def _ahead(one: Entry, other: Entry) -> Entry | None:
    """The later of the two that is planned and has not begun; the one from elsewhere first."""
    movable = [row for row in (other, one) if row.open and not row.begun]
    return next((row for row in movable if row.imported), movable[0] if movable else None)


def _said(sentence: Text, whose: str, one: Entry, other: Entry) -> Text:
    who = {"room_id": one.where, "counsellor_id": one.counsellor, "participant_id": one.name}[whose]
    names = (one.counsellor, other.counsellor) if whose == "participant_id" else (one.name, other.name)
    return sentence.filled(who=who, when=moment(other.at), names=AND.filled(one=names[0], other=names[1]))
