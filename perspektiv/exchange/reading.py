"""What the records hold, read in the columns of the package: for writing it, and for comparing with one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from perspektiv.exchange.kept import Catalogue, Kept
from perspektiv.package.shared_keys import Shared, Version, shared_rows
from perspektiv.records.access.models import Centre
from perspektiv.records.people.models import Participant

AT_ONCE = 5_000


@dataclass(frozen=True)
class Held:
    """One record in the columns of its table. ``told`` and ``refers`` are in the order of the table's declaration."""

    id: UUID
    centre: UUID
    key: str  # that it came with, else its id
    told: tuple[Any, ...]
    refers: tuple[UUID | None, ...]


def held(
    kept: Kept,
    centres: Iterable[Centre],
    merged: dict[UUID, UUID],
    using: str = DEFAULT_DB_ALIAS,
    *,
    withdrawn: bool = False,
) -> Iterator[Held]:
    """The records of a table. Whoever was merged into somebody is left out, and meant as that somebody.

    ``withdrawn``: also those that do not go out, such as what was taken back as a mistake.
    """
    for part in (kept, *kept.also):
        yield from _held(part, centres, merged, using, withdrawn)


def _held(
    kept: Kept, centres: Iterable[Centre], merged: dict[UUID, UUID], using: str, withdrawn: bool
) -> Iterator[Held]:
    every = kept.model._base_manager if withdrawn else kept.model._default_manager
    names: list[str] = []
    places = []
    for field in kept.fields.values():
        places.append(range(len(names), len(names) + len(field.sources)))
        names += field.sources
    query = kept.rows(every.using(using).filter(centre__in=list(centres))).order_by("pk")
    rows = (query if withdrawn else kept.out(query)).values_list("id", "centre_id", "source_key", *_ids(kept), *names)
    first = 3 + len(kept.references)
    tells = [
        (field.told, [first + place for place in at]) for field, at in zip(kept.fields.values(), places, strict=True)
    ]
    for row in rows.iterator(chunk_size=AT_ONCE):
        if row[0] not in merged:
            told = tuple(_known(tell(*(row[place] for place in at))) for tell, at in tells)
            yield Held(row[0], row[1], row[2] or str(row[0]), told, tuple(merged.get(id, id) for id in row[3:first]))


def _ids(kept: Kept) -> list[str]:
    return [kept.read_as.get(name, f"{name}_id") for name in kept.references.values()]


def _known(value: Any) -> Any:
    return None if value == "" else value


def merged_people(centres: Iterable[Centre], using: str = DEFAULT_DB_ALIAS) -> dict[UUID, UUID]:
    """Those who were merged into somebody, with whom they are now."""
    merged = Participant.objects.using(using).filter(centre__in=list(centres), merged_into__isnull=False)
    into = dict(merged.values_list("id", "merged_into_id"))
    ends = {}
    for person, kept in into.items():
        while kept in into:
            kept = into[kept]
        ends[person] = kept
    return ends


def catalogue_rows(
    catalogue: Catalogue, centres: Iterable[Centre], using: str = DEFAULT_DB_ALIAS
) -> tuple[list[Shared], dict[UUID, str]]:
    """The table's rows, and by which key it names every version of every centre."""
    named = {centre.id: centre.key for centre in centres}
    fields = ("id", "centre_id", "key", "valid_from", "valid_to", *catalogue.says)
    stored = catalogue.model._default_manager.using(using).filter(centre__in=named).order_by("pk")
    versions = {row[0]: Version(named[row[1]], row[2], row[5:], row[3], row[4]) for row in stored.values_list(*fields)}
    return shared_rows(versions, dated=catalogue.dated)
