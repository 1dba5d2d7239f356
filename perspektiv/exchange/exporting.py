"""Records into a data package: with the keys that they came with, times as they are, and no names of people."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.exchange.kept import (
    APPOINTMENT_BOOKINGS,
    CATALOGUES,
    KEPT,
    OUT_ALONE,
    RESPONSES,
    TABLES,
    Catalogue,
    Kept,
)
from perspektiv.exchange.reading import AT_ONCE, Held, catalogue_rows, held, merged_people
from perspektiv.language import Text
from perspektiv.package import PackageWriter
from perspektiv.package.shared_keys import Shared
from perspektiv.package.writing import Form, arrow_schema, refuse_occupied
from perspektiv.records.access.frozen import frozen
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.feedback.models import AnonymousAnswer, AnonymousResponse, Answer, Response
from perspektiv.records.feedback.sheets.tabling import tabled
from perspektiv.schema import TABLES as ALL_TABLES
from perspektiv.schema import Table
from perspektiv.schema.tables import Answers, Centres, Responses

LONGEST_NAME = 100
GATHERED = (Response, AnonymousResponse)
VOICES = (Responses, Answers)

Columns = dict[str, list[Any]]
Progress = Callable[[int, int, Text], None]


def export_package(
    out: Path,
    *,
    by: Actor,
    centre: str | None = None,
    form: Form = "csv",
    progress: Progress | None = None,
) -> dict[str, int]:
    """Write the records of one centre (by its key), or of all, as a package into a new folder; the rows of tables."""
    refuse_occupied(out)
    centres = chosen_centres(centre)
    tell_the_trail(by=by, what="exchange.exported", centres=centres)
    with frozen() as using:
        return write_package(out, centres, using, form=form, progress=progress)


@transaction.atomic
def tell_the_trail(*, by: Actor, what: str, centres: Iterable[Centre]) -> None:
    """One row of the trail for each centre whose records are taken out."""
    for centre in centres:
        record(by=by, what=what, subject=centre)


def chosen_centres(key: str | None) -> list[Centre]:
    """The centre of that key, or all. Refused where there is none."""
    centres = list(Centre.objects.filter(key=key) if key else Centre.objects.order_by("key"))
    if not centres:
        raise Refused(NO_CENTRE.filled(key=key) if key else NO_CENTRES)
    return centres


def write_package(
    out: Path, centres: Sequence[Centre], using: str, *, form: Form = "csv", progress: Progress | None = None
) -> dict[str, int]:
    """Write what these centres' records hold at the moment that the connection ``using`` sees; the rows of tables."""
    day = timezone.localdate()
    rows: dict[str, int] = {}
    with PackageWriter(
        out,
        form=form,
        name="-".join(("perspektiv", *(centre.key for centre in centres)))[:LONGEST_NAME],
        title=TITLE.filled(day=f"{day:%d.%m.%Y}").de,
        data_as_of=day,
        made_up=any(centre.made_up for centre in centres),
        not_collected=_not_collected(centres, using),
    ) as writer:
        for done, (table, columns) in enumerate(_tables(centres, using)):
            if progress:
                progress(done, len(TABLES) + len(OUT_ALONE), table.title)
            made = pa.Table.from_pydict(columns, schema=arrow_schema(table))
            writer.write(table.resource, made)
            rows[table.resource] = made.num_rows
    return rows


def _not_collected(centres: Sequence[Centre], using: str) -> set[str]:
    """What the records do not keep; and what they keep, but nobody has answered so far: that is no nought."""
    asked = any(model._default_manager.using(using).filter(centre__in=centres).exists() for model in GATHERED)
    return {table.resource for table in ALL_TABLES if table not in TABLES or (table in VOICES and not asked)}


def _tables(centres: Sequence[Centre], using: str) -> Iterator[tuple[type[Table], Columns]]:
    """Every table with its columns, each after those that it refers to."""
    yield Centres, {"centre_id": [c.key for c in centres], "name": [c.name for c in centres]}
    called = {centre.id: centre.key for centre in centres}
    named: dict[UUID, str] = {}
    for catalogue in CATALOGUES:
        rows, keys = catalogue_rows(catalogue, centres, using)
        named.update(keys)
        yield catalogue.table, _catalogue_columns(catalogue, rows)
    merged = merged_people(centres, using)
    questionnaires = tabled(called, using)
    named.update(questionnaires.named)
    yield from questionnaires.columns.items()
    for kept in (*KEPT, RESPONSES, *OUT_ALONE):
        records = list(held(kept, centres, merged, using))
        keys = named if kept is APPOINTMENT_BOOKINGS else unique_keys(records, called)  # those of the appointments
        named.update(keys)
        yield kept.table, _columns(kept, records, keys, named, called)
    yield Answers, _answers(centres, named, using)


def _answers(centres: Sequence[Centre], named: dict[UUID, str], using: str) -> Columns:
    """Numbers alone: what somebody wrote in their own words is in no table."""
    rows: list[tuple[str, str, float]] = []
    for model in (Answer, AnonymousAnswer):
        given = model._default_manager.using(using).filter(response__centre__in=centres, value__isnull=False)
        told = given.order_by("pk").values_list("response_id", "item_id", "value").iterator(chunk_size=AT_ONCE)
        rows += [(named[response], named[item], value) for response, item, value in told if value is not None]
    rows.sort()
    return {column.name: [row[place] for row in rows] for place, column in enumerate(Answers.columns)}


def unique_keys(records: Sequence[Held], centres: dict[UUID, str]) -> dict[UUID, str]:
    """The key of every record: its own, with the centre's before it where two centres call theirs the same."""
    times = Counter(record.key for record in records)
    return {
        record.id: record.key if times[record.key] == 1 else f"{centres[record.centre]}:{record.key}"
        for record in records
    }


def _catalogue_columns(catalogue: Catalogue, rows: Sequence[Shared]) -> Columns:
    columns: Columns = {catalogue.table.key[0]: [row.key for row in rows]}
    columns.update({name: [row.says[place] for row in rows] for place, name in enumerate(catalogue.says)})
    if catalogue.dated:
        columns |= {"valid_from": [row.valid_from for row in rows], "valid_to": [row.valid_to for row in rows]}
    return columns


def _columns(
    kept: Kept, records: list[Held], keys: dict[UUID, str], named: dict[UUID, str], centres: dict[UUID, str]
) -> Columns:
    records.sort(key=lambda record: keys[record.id])
    columns: Columns = {kept.key: [keys[record.id] for record in records]}
    if any(column.name == "centre_id" for column in kept.table.columns):
        columns["centre_id"] = [centres[record.centre] for record in records]
    for place, name in enumerate(kept.fields):
        columns[name] = [record.told[place] for record in records]
    for place, name in enumerate(kept.references):
        refers = [record.refers[place] for record in records]
        columns[name] = [None if id is None else named[id] for id in refers]
    return columns


TITLE = Text("Bestand vom {day}", "Records of {day}")
NO_CENTRE = Text("Ein Zentrum mit dem Schlüssel „{key}“ gibt es nicht.", "There is no centre with the key “{key}”.")
NO_CENTRES = Text("Es gibt noch kein Zentrum.", "There is no centre yet.")
