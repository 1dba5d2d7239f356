"""Turning a package from one form into another. Faults refuse it, and then nothing is written."""

from __future__ import annotations

import tempfile
import zipfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from perspektiv.language import Text
from perspektiv.package.checking import Progress
from perspektiv.package.database import connect, literal, staged
from perspektiv.package.database import name as quoted
from perspektiv.package.describing import Described
from perspektiv.package.finding import Findings, PackageFaulty
from perspektiv.package.opening import seal, stage_and_check
from perspektiv.package.source import Source, find_source
from perspektiv.package.turning import turn_csv
from perspektiv.package.workbook import write_workbook
from perspektiv.package.writing import (
    ROW_GROUP,
    Form,
    copy_csv,
    made_beside,
    package_descriptor,
    refuse_occupied,
    write_descriptor,
)
from perspektiv.schema import TABLES, Table


def convert(
    source: Path | str,
    target: Path | str,
    *,
    form: Form = "csv",
    name: str | None = None,
    title: str | None = None,
    data_as_of: date | None = None,
    progress: Progress | None = None,
) -> list[Text]:
    """Write the package ``source`` anew as ``target``; the sentences say what was assumed.

    A target ``….zip`` becomes a zip of CSV, ``….xlsx`` a workbook, any other a folder of ``form``, Parquet sealed.
    CSV as spreadsheets write it is turned into the contract's. ``name``, ``title`` and ``data_as_of`` take the place
    of what the package says of itself, or of a missing descriptor. Raises PackageFaulty and Refused.
    """
    source, target = Path(source), Path(target)
    refuse_occupied(target)
    given = {"name": name, "title": title, "data_as_of": data_as_of.isoformat() if data_as_of else None}
    words = {key: word for key, word in given.items() if word is not None}
    with ExitStack() as stack:
        findings = Findings()
        found = find_source(source, findings, stack, words)
        if found is None or findings.fault_count:
            raise PackageFaulty(source.name, findings)
        connection = stack.enter_context(connect())
        assumed = _stage(connection, found, stack, progress)
        with made_beside(target) as made:
            _write(connection, found.described, made, target.suffix.lower(), form)
    return assumed


def _stage(
    connection: duckdb.DuckDBPyConnection, source: Source, stack: ExitStack, progress: Progress | None
) -> list[Text]:
    """Stage the tables, turned if need be; what was assumed. Raises PackageFaulty."""
    findings = Findings()
    stage_and_check(connection, source, findings, progress)
    assumed: list[Text] = []
    if findings.fault_count and source.form == "csv":
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="perspektiv-")))
        turned = Findings()
        for table, file in source.files.items():
            assumed += turn_csv(file, table, folder / file.name, turned)
        findings = turned
        if not turned.fault_count:
            connection.execute("DROP SCHEMA staged CASCADE; CREATE SCHEMA staged")
            files = {table: folder / file.name for table, file in source.files.items()}
            stage_and_check(connection, replace(source, folder=folder, files=files), findings, progress)
    if findings.fault_count:
        raise PackageFaulty(source.described.name, findings)
    return assumed


def _write(connection: duckdb.DuckDBPyConnection, described: Described, made: Path, suffix: str, form: Form) -> None:
    if suffix == ".xlsx":
        write_workbook(connection, described, made)
    elif suffix == ".zip":
        folder = made.with_name("unzipped")
        _write_folder(connection, described, folder, "csv")
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
    else:
        _write_folder(connection, described, made, form)


def _write_folder(connection: duckdb.DuckDBPyConnection, described: Described, folder: Path, form: Form) -> None:
    folder.mkdir()
    for table in TABLES:
        file = folder / f"{table.resource}.{form}"
        ordered = f"(FROM {staged(table)} ORDER BY rowid)"
        if form == "csv":
            copy_csv(connection, table, ordered, file)
        else:
            _copy_parquet(connection, table, ordered, file)
    words = package_descriptor(
        name=described.name,
        title=described.title,
        data_as_of=described.data_as_of,
        form=form,
        made_up=described.made_up,
    )
    write_descriptor(folder, words)
    if form == "parquet":
        seal(folder)


def _copy_parquet(connection: duckdb.DuckDBPyConnection, table: type[Table], source: str, file: Path) -> None:
    columns = ", ".join(quoted(column.name) for column in table.columns)
    connection.execute(
        f"COPY (SELECT {columns} FROM {source}) TO {literal(file)} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )
