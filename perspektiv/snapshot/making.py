"""Freezing: one moment of the records becomes a sealed package, whole under its name or not at all."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package import PackageWriter, seal
from perspektiv.package.writing import arrow_schema, made_beside, refuse_occupied
from perspektiv.records.access.frozen import frozen
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.schema import KNOWN, TABLES
from perspektiv.schema.tables import Answers, Responses
from perspektiv.snapshot.pseudonyms import kept_pseudonyms
from perspektiv.snapshot.reading import Reader
from perspektiv.snapshot.signing import sign

Progress = Callable[[int, int, Text], None]


def make_snapshot(
    out: Path | None = None, *, by: Actor, data_as_of: date | None = None, progress: Progress | None = None
) -> Path:
    """Freeze the records into a new folder; without ``out``, one named by the time among the kept snapshots.

    The same records and the same day give the same bytes. ``data_as_of`` is today unless said otherwise; Refused where
    that day has not come: what will happen until then would count as known.
    """
    day = data_as_of or timezone.localdate()
    if day > timezone.localdate():
        raise Refused(NOT_YET, day=f"{day:%d.%m.%Y}")
    if out is not None:
        refuse_occupied(out)
        return _make(out, by, day, progress)
    with _alone_in(settings.SNAPSHOTS):
        out = settings.SNAPSHOTS / timezone.localtime().strftime("%Y-%m-%d-%H%M%S-%f")
        return _make(out, by, day, progress)


def _make(out: Path, by: Actor, day: date, progress: Progress | None) -> Path:
    tables = {table.resource: table for table in KNOWN}
    with frozen() as using:
        reader = Reader(using, kept_pseudonyms(), day)
        read: dict[str, pa.Table] = {}
        for name, columns in reader.tables():
            if progress:
                progress(len(read), 2 * len(tables), tables[name].title)
            read[name] = pa.Table.from_pydict(columns, schema=arrow_schema(tables[name]))
    with made_beside(out) as made:
        with PackageWriter(
            made,
            form="parquet",
            name=f"perspektiv-{day.isoformat()}",
            title=TITLE.filled(day=f"{day:%d.%m.%Y}").de,
            data_as_of=day,
            made_up=reader.made_up,
            pseudonymous=True,
            not_collected=_not_collected(read),
        ) as writer:
            for name, rows in read.items():
                writer.write(name, rows)
        for file in made.glob("*.parquet"):
            sign(file)
        seal(made, progress=progress)
        _settle(made)
        _tell_the_trail(by, list(reader.centres.values()))
    _sync(out.parent)
    return out


def _not_collected(read: Mapping[str, pa.Table]) -> set[str]:
    """What the records do not keep; and what they keep, but nobody has answered so far: that is no nought."""
    asked = read[Responses.resource].num_rows
    voices = set() if asked else {Responses.resource, Answers.resource}
    return {table.resource for table in TABLES} - read.keys() | voices


@transaction.atomic
def _tell_the_trail(by: Actor, centres: list[Centre]) -> None:
    """That the records of a centre were read for a snapshot."""
    for centre in centres:
        record(by=by, what="snapshot.made", subject=centre)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Nobody else makes a snapshot there meanwhile; what one that was killed left is removed."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in folder.glob(".*-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _settle(folder: Path) -> None:
    """On the disk, before it gets its name."""
    for path in (*folder.iterdir(), folder):
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


NOT_YET = Text(
    "Der {day} ist noch nicht gekommen: Was bis dahin geschieht, weiß der Bestand nicht. Bitte höchstens den heutigen "
    "Tag nennen.",
    "{day} has not come yet: the records do not know what happens until then. Please name no day after today.",
)
TITLE = Text("Momentaufnahme vom {day}", "Snapshot of {day}")
