"""CSV files as staged tables: every field is read as text and typed by SQL, in one statement."""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from perspektiv.language import Text
from perspektiv.package.database import file_literal, literal, name, staged, unreadable
from perspektiv.package.finding import Findings
from perspektiv.package.rows import Rows
from perspektiv.package.scanning import Scanned, scan_csv
from perspektiv.package.typing_sql import typed
from perspektiv.schema import Table


def stage_csv(connection: duckdb.DuckDBPyConnection, table: type[Table], file: Path, findings: Findings) -> Rows | None:
    """Stage the file's rows; None where it cannot be read as this table."""
    scanned = scan_csv(file, table, findings)
    if scanned is None:
        return None
    if not scanned.has_rows:
        stage_empty(connection, table)
        return Rows(0)
    if scanned.plain:
        try:
            return Rows(load_csv(connection, table, file, scanned.columns))
        except duckdb.Error:
            connection.execute(f"DROP TABLE IF EXISTS {staged(table)}")  # the slow way names the rows at fault
    return _stage_row_by_row(connection, table, file, scanned, findings)


def stage_empty(connection: duckdb.DuckDBPyConnection, table: type[Table]) -> None:
    """Stage a table without rows."""
    columns = ", ".join(f"NULL::VARCHAR AS {name(column.name)}" for column in table.columns)
    stage_texts(connection, table, f"(SELECT {columns} LIMIT 0)")


def stage_texts(connection: duckdb.DuckDBPyConnection, table: type[Table], source: str) -> int:
    """Stage rows whose columns are all text, from SQL; the number of rows."""
    created = connection.execute(f"CREATE TABLE {staged(table)} AS {_typed_select(table, source)}").fetchall()
    return int(created[0][0])


def _typed_select(table: type[Table], source: str) -> str:
    columns = []
    for column in table.columns:
        columns.append(f"{typed(column)} AS {name(column.name)}")
        if column.type != "string":
            columns.append(
                f"CASE WHEN {typed(column)} IS NULL THEN t.{name(column.name)} END AS {unreadable(column.name)}"
            )
    return f"SELECT {', '.join(columns)} FROM {source} t"


def load_csv(connection: duckdb.DuckDBPyConnection, table: type[Table], file: Path, columns: tuple[str, ...]) -> int:
    """Stage a well-formed file with these columns; the number of rows. Raises duckdb.Error for a broken row."""
    names = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
    return stage_texts(
        connection,
        table,
        f"read_csv({file_literal(file)}, auto_detect = false, hive_partitioning = false, header = true, delim = ',', "
        f"quote = '\"', escape = '\"', strict_mode = true, columns = {{{names}}})",
    )


def _stage_row_by_row(
    connection: duckdb.DuckDBPyConnection, table: type[Table], file: Path, scanned: Scanned, findings: Findings
) -> Rows:
    """The slow way, for files with blank rows, mixed line endings or broken rows: rows that can be read are staged."""
    left_out: list[int] = []
    before = findings.fault_count
    with tempfile.TemporaryDirectory(prefix="perspektiv-") as folder:
        mended = Path(folder) / file.name
        with mended.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
            writer.writerow(scanned.columns)
            for number, row in _records(file, len(scanned.columns), findings):
                if row:
                    writer.writerow(row)
                else:
                    left_out.append(number)
        count = load_csv(connection, table, mended, scanned.columns)
    return Rows(count, tuple(left_out), complete=findings.fault_count == before)


def _records(file: Path, width: int, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """Row number and fields of each record; no fields for a blank row or one that cannot be read (then a fault)."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        next(reader)
        number = 1
        while True:
            number += 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                findings.fault("quoting", file.name, number, None, QUOTING)
                yield number, []
                continue
            if row and len(row) != width:
                findings.fault("fields", file.name, number, None, FIELDS, found=len(row), wanted=width)
                row = []
            yield number, row


QUOTING = Text(
    "Ein Anführungszeichen ist nicht geschlossen, steht am falschen Ort, oder ein Text ist überlang. "
    "Bitte die Zeile berichtigen.",
    "A quotation mark is not closed or misplaced, or a text is overlong. Please mend the row.",
)
FIELDS = Text(
    "Die Zeile hat {found} statt {wanted} Felder. Bitte Kommas und Anführungszeichen prüfen.",
    "The row has {found} fields instead of {wanted}. Please check commas and quotation marks.",
)
