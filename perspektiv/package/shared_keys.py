"""Keys of what every centre keeps for itself, but a package lists once for all: segments and ending reasons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Row = TypeVar("Row")
Says = tuple[object, ...]


@dataclass(frozen=True)
class Version:
    """One version of an offer or a reason in one centre. ``says`` is what the package's columns hold of it."""

    centre: str
    key: str
    says: Says
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Shared:
    """One row of a package's catalogue, and the versions that it stands for."""

    key: str
    says: Says
    valid_from: date | None
    valid_to: date | None


def shared_rows(versions: Mapping[Row, Version], *, dated: bool) -> tuple[list[Shared], dict[Row, str]]:
    """The rows of the package's table, by key, and the key in the package of every version.

    Versions of one centre that say the same are one row; a later one that says something else has its first day in
    its key ("search@2018-01-01"). What several centres call by one key is one row if it is the same everywhere, else
    the centre's key goes before it ("north:search"). ``dated``: whether the table has columns for the validity.
    """
    own: dict[tuple[str, str], Shared] = {}
    at_home: dict[Row, tuple[str, str]] = {}
    by_offer: dict[tuple[str, str], list[tuple[Row, Version]]] = defaultdict(list)
    for row, version in versions.items():
        by_offer[version.centre, version.key].append((row, version))
    for (centre, key), of_offer in by_offer.items():
        for shared, rows in _joined(key, of_offer, dated=dated):
            own[centre, shared.key] = shared
            at_home.update(dict.fromkeys(rows, (centre, shared.key)))
    called: dict[str, set[Shared]] = defaultdict(set)
    for shared in own.values():
        called[shared.key].add(shared)
    keys = {place: place[1] if len(called[place[1]]) == 1 else ":".join(place) for place in own}
    listed = {
        keys[place]: Shared(keys[place], shared.says, shared.valid_from, shared.valid_to)
        for place, shared in own.items()
    }
    return [listed[key] for key in sorted(listed)], {row: keys[place] for row, place in at_home.items()}


def _joined(key: str, of_offer: list[tuple[Row, Version]], *, dated: bool) -> Iterable[tuple[Shared, list[Row]]]:
    """Versions that say the same, joined to one row from their first day to their last."""
    alike: dict[Says, list[tuple[Row, Version]]] = defaultdict(list)
    for row, version in sorted(of_offer, key=lambda entry: entry[1].valid_from or date.min):
        alike[version.says].append((row, version))
    for number, (says, group) in enumerate(alike.items()):
        first = group[0][1].valid_from
        last = [version.valid_to for _, version in group]
        until = None if None in last else max(day for day in last if day)
        name = key if number == 0 else f"{key}@{first}"
        yield Shared(name, says, first if dated else None, until if dated else None), [row for row, _ in group]


def own_key(shared: str, centre: str) -> tuple[str, date | None]:
    """Back from a package's key to a centre's own key, and the first day of the version if the key says it."""
    key, _, day = shared.removeprefix(f"{centre}:").rpartition("@")
    try:
        return (key, date.fromisoformat(day)) if key else (day, None)
    except ValueError:
        return f"{key}@{day}", None


def foreign(shared: str, centre: str, centres: Iterable[str]) -> bool:
    """Whether the key says that the row belongs to another of these centres."""
    return any(other != centre and shared.startswith(f"{other}:") for other in centres)
