"""Offers and reasons of a package in the catalogue of every centre that uses them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from perspektiv.exchange.kept import Catalogue
from perspektiv.exchange.rows import Row
from perspektiv.package.shared_keys import foreign, own_key
from perspektiv.records.access.models import Centre
from perspektiv.records.cases.models import EndingReason, Segment

Entry = Segment | EndingReason

LETTERS = {"intake": "EB", "review": "SO", "orientation": "BO", "search": "ST", "coaching": "CO", "basics": "BK"}
"""Of the offers that the house's own words name; others get the first letters of their names."""

WORK = ("work", "arbeit aufgenommen", "arbeitsaufnahme")
"""How keys or names of reasons begin by which somebody leaves for work."""


@dataclass
class Entered:
    """What a table of the catalogue becomes: which record a centre means by a key, and the new records."""

    meant: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    new: list[tuple[int, Entry]] = field(default_factory=list)
    known: int = 0
    changed: list[tuple[int, str, str]] = field(default_factory=list)  # row, key, column


def enter(
    catalogue: Catalogue,
    rows: list[Row],
    centres: Mapping[str, Centre],
    used: Mapping[str, frozenset[str]],
    wished: Mapping[str, str],
) -> Entered:
    """Finds or makes the record of every row in every centre that uses it.

    ``centres`` by their keys in the package; ``used``: by which of them a key is used. ``wished``: the centre's own
    key to take for a key of the package.
    """
    entered = Entered()
    for said, centre in centres.items():
        stored = _stored(catalogue, centre)
        taken = {entry.letters for entry in stored if isinstance(entry, Segment)}
        for row in rows:
            users = used.get(row.key, frozenset())
            if users and said not in users:
                continue
            if not users and foreign(row.key, said, centres):
                continue
            key, first = own_key(row.key, said)
            found = _found(stored, wished.get(row.key, key), first or row.values.get("valid_from"))
            if found is None:
                found = _made(catalogue, centre, row, key, first, taken)
                entered.new.append((row.number, found))
            elif row.key not in wished:
                entered.known += 1
                entered.changed += [(row.number, row.key, column) for column in _other(catalogue, found, row)]
            else:
                entered.known += 1
            entered.meant[centre.id, row.key] = found.id
    return entered


def _stored(catalogue: Catalogue, centre: Centre) -> list[Entry]:
    return list(catalogue.model._default_manager.filter(centre=centre).order_by("pk"))


def _found(stored: Iterable[Entry], key: str, first: date | None) -> Entry | None:
    """The version of that first day, else the first version of the key."""
    versions = sorted((entry for entry in stored if entry.key == key), key=lambda e: e.valid_from or date.min)
    exact = [entry for entry in versions if entry.valid_from == first]
    return next(iter(exact or versions), None)


def _made(catalogue: Catalogue, centre: Centre, row: Row, key: str, first: date | None, taken: set[str]) -> Entry:
    values: dict[str, Any] = {name: row.values[name] for name in catalogue.says}
    if catalogue.model is EndingReason:
        values["is_work"] = tells_of_work(key, values["name"])
        return EndingReason(id=uuid4(), centre=centre, source_key=row.key, key=key, valid_from=first, **values)
    letters = letters_for(key, values["name"], taken)
    taken.add(letters)
    return Segment(
        id=uuid4(),
        centre=centre,
        source_key=row.key,
        key=key,
        letters=letters,
        valid_from=row.values["valid_from"],
        valid_to=row.values["valid_to"],
        **{**values, "setting": values["setting"] or Segment.Setting.INDIVIDUAL},
    )


def tells_of_work(key: str, name: str) -> bool:
    """Whether a new reason asks for a first day of work: packages do not say so, and it can be changed here."""
    return key in WORK or name.casefold().startswith(WORK)


def _other(catalogue: Catalogue, found: Entry, row: Row) -> list[str]:
    """The columns in which the catalogue says something else than the package."""
    return [
        name
        for name in catalogue.says
        if row.values[name] != getattr(found, name) and not (name == "setting" and row.values[name] is None)
    ]


def letters_for(key: str, name: str, taken: set[str]) -> str:
    """Two letters for an offer that no other of the centre has, as long as there are any."""
    words = [word for word in name.upper().split() if len(word) > 3 and word[0].isalpha()] or [f"{name.upper()}XX"]
    first, last = words[0], words[-1]
    likely = [LETTERS.get(key, ""), first[0] + last[0] if len(words) > 1 else first[:2]]
    rest = [first[0] + letter for letter in (*first[1:], *last, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789")]
    letters: list[str] = [pair for pair in (*likely, *rest) if len(pair) == 2]
    return next((pair for pair in letters if pair not in taken), letters[0])
