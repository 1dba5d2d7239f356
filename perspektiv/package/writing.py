"""Writing packages: all tables or nothing."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import duckdb

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.database import connect, file_literal, literal, name
from perspektiv.package.describing import DESCRIPTOR
from perspektiv.schema import KNOWN, OPTIONAL, TABLES, Column, Table, descriptor

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

Form = Literal["csv", "parquet"]
FORMS: tuple[Form, ...] = ("csv", "parquet")

ROW_GROUP = 491_520
"""Rows of a Parquet row group: four DuckDB groups of 122,880, so that a scan can share a file among threads."""


class PackageWriter:
    """Writes a package of tables, table by table and piece by piece, into a new folder.

    The folder appears under its name only when everything is written; after an error nothing is left.
    An optional table without rows is left out.
    ``write`` takes pyarrow tables with the schema's columns in any order; an empty text is written as missing.
    """

    def __init__(
        self,
        out: Path,
        *,
        form: Form,
        name: str,
        title: str,
        data_as_of: date,
        made_up: bool = False,
        pseudonymous: bool = False,
        not_collected: Collection[str] = (),
    ) -> None:
        refuse_occupied(out)
        self._out = out
        self._form = form
        self._described = partial(
            package_descriptor,
            name=name,
            title=title,
            data_as_of=data_as_of,
            form=form,
            made_up=made_up,
            pseudonymous=pseudonymous,
            not_collected=not_collected,
        )
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._waiting: dict[str, list[pa.Table]] = {}

    def __enter__(self) -> Self:
        self._open = ExitStack()
        self._folder = self._open.enter_context(made_beside(self._out))
        self._folder.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._open:
            if error is not None:
                raise error
            self._finish()

    def write(self, table_name: str, rows: pa.Table) -> None:
        """Append rows to a table; KeyError for an unknown table or column, pyarrow.ArrowInvalid for a wrong type."""
        table = {table.resource: table for table in KNOWN}[table_name]
        if table in OPTIONAL and not rows.num_rows:
            return
        waiting = self._waiting.setdefault(table_name, [])
        waiting.append(_fitted(rows, table))
        if sum(piece.num_rows for piece in waiting) >= ROW_GROUP:
            self._flush(table)

    def _flush(self, table: type[Table]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = arrow_schema(table)
        if table.resource not in self._writers:
            file = self._folder / f"{table.resource}.parquet"
            self._writers[table.resource] = self._open.enter_context(pq.ParquetWriter(file, schema, compression="zstd"))
        waiting = self._waiting.pop(table.resource, None)
        rows = pa.concat_tables(waiting) if waiting else schema.empty_table()
        self._writers[table.resource].write_table(rows, row_group_size=2 * ROW_GROUP)

    def _finish(self) -> None:
        tables = [t for t in KNOWN if t in TABLES or t.resource in self._waiting or t.resource in self._writers]
        for table in tables:
            if table.resource in self._waiting or table.resource not in self._writers:
                self._flush(table)
            self._writers[table.resource].close()
        if self._form == "csv":
            with connect() as connection:
                for table in tables:
                    parquet = self._folder / f"{table.resource}.parquet"
                    copy_csv(connection, table, f"read_parquet({file_literal(parquet)})", parquet.with_suffix(".csv"))
                    parquet.unlink()
        write_descriptor(self._folder, self._described(tables=tables))


def refuse_occupied(out: Path) -> None:
    """Refuse a target that exists and is not an empty folder."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise Refused(FILE_THERE, out=out)
    if out.is_dir() and any(out.iterdir()):
        raise Refused(FOLDER_THERE, out=out)


@contextmanager
def made_beside(out: Path) -> Iterator[Path]:
    """A free path beside ``out`` to make a file or folder at; on a clean exit it gets the name ``out``.

    After an error nothing is left. Raises Refused where the place cannot be written.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as workshop:
            made = Path(workshop) / out.name
            yield made
            if out.is_dir():
                out.rmdir()
            made.rename(out)
    except (OSError, duckdb.IOException) as failed:
        raise Refused(CANNOT_WRITE, out=out, why=failed) from failed


def package_descriptor(
    *,
    name: str,
    title: str,
    data_as_of: date,
    form: Form,
    made_up: bool = False,
    pseudonymous: bool = False,
    not_collected: Collection[str] = (),
    tables: Sequence[type[Table]] = TABLES,
) -> dict[str, object]:
    """The descriptor of a package of these tables in that form."""
    described = descriptor(name=name, title=title, data_as_of=data_as_of.isoformat(), tables=tables)
    if made_up:
        described["made_up"] = True
    if pseudonymous:
        described["pseudonymous"] = True
    if not_collected:
        described["not_collected"] = sorted(not_collected)
    if form == "parquet":
        for resource in described["resources"]:
            resource["path"] = f"{resource['name']}.parquet"
            resource["format"] = "parquet"
            del resource["encoding"], resource["dialect"]
    return described


def write_descriptor(folder: Path, described: dict[str, object]) -> None:
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")


def copy_csv(connection: duckdb.DuckDBPyConnection, table: type[Table], source: str, file: Path) -> None:
    """Write the rows of ``source`` (SQL) as the contract's CSV: comma, UTF-8, RFC 3339 in Berlin time."""
    columns = ", ".join(_as_csv(column) for column in table.columns)
    connection.execute(
        f"COPY (SELECT {columns} FROM {source}) TO {literal(file)} (FORMAT csv, HEADER true, DELIMITER ',', NULLSTR '')"
    )


def moment_text(instant: str) -> str:
    """SQL: an instant as RFC 3339 with the offset that Berlin's clocks had."""
    local = f"({instant} AT TIME ZONE 'Europe/Berlin')"
    offset = f"date_diff('second', {instant} AT TIME ZONE 'UTC', {local})"
    fraction = f"CASE WHEN microsecond({local}) % 1000000 = 0 THEN '' ELSE strftime({local}, '.%f') END"
    whole = f"strftime({local}, '%Y-%m-%dT%H:%M:%S') || {fraction}"
    utc = f"strftime({instant} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')"
    return f"CASE {offset} WHEN 3600 THEN {whole} || '+01:00' WHEN 7200 THEN {whole} || '+02:00' ELSE {utc} END"


def _as_csv(column: Column) -> str:
    quoted = name(column.name)
    return f"{moment_text(quoted)} AS {quoted}" if column.type == "datetime" else quoted


def arrow_schema(table: type[Table]) -> pa.Schema:
    """The Parquet types of a table."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", tz="UTC"),
    }
    return pa.schema([(column.name, types[column.type]) for column in table.columns])


def _fitted(rows: pa.Table, table: type[Table]) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    unknown = set(rows.column_names) ^ {column.name for column in table.columns}
    if unknown:
        raise KeyError(f"{table.resource}: {', '.join(sorted(unknown))}")
    fitted = rows.select([column.name for column in table.columns]).cast(arrow_schema(table))
    for position, column in enumerate(table.columns):
        values = fitted.column(position)
        if column.type == "string" and pc.min(pc.binary_length(values)).as_py() == 0:  # comparing would import pandas
            fitted = fitted.set_column(
                position, column.name, pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)
            )
    return fitted


FILE_THERE = Text(
    "{out} gibt es schon; überschrieben wird nichts. Bitte einen anderen Namen nennen.",
    "{out} exists already; nothing is overwritten. Please give another name.",
)
FOLDER_THERE = Text(
    "Den Ordner {out} gibt es schon, und er ist nicht leer. Bitte einen anderen nennen oder ihn vorher leeren.",
    "The folder {out} exists already and is not empty. Please name another or empty it first.",
)
CANNOT_WRITE = Text(
    "{out} lässt sich nicht schreiben: {why}. Bitte Ort, Rechte und freien Platz prüfen.",
    "{out} cannot be written: {why}. Please check place, permissions and free space.",
)
