"""Turning a package from one form into another. Faults refuse it, and then nothing is written."""

from __future__ import annotations

import tempfile
import zipfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.package.assuming import assumed_sentences
from perspektiv.package.checking import Progress
from perspektiv.package.database import connect, literal, staged
from perspektiv.package.database import name as quoted
from perspektiv.package.describing import Described
from perspektiv.package.finding import Findings, PackageFaulty
from perspektiv.package.opening import seal, stage_and_check
from perspektiv.package.printing import section
from perspektiv.package.source import Source, find_source
from perspektiv.package.turning import turn_csv
from perspektiv.package.workbook import write_workbook
from perspektiv.package.writing import (
    FORMS,
    ROW_GROUP,
    Form,
    copy_csv,
    made_beside,
    package_descriptor,
    refuse_occupied,
    write_descriptor,
)
from perspektiv.schema import Table


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
    _refuse_form(target, form)
    refuse_occupied(target)
    given = {"name": name, "title": title, "data_as_of": data_as_of.isoformat() if data_as_of else None}
    words = {key: word for key, word in given.items() if word is not None}
    with ExitStack() as stack:
        findings = Findings()
        found = find_source(source, findings, stack, words)
        if found is None or findings.fault_count:
            raise NotConverted(source, findings)
        connection = stack.enter_context(connect())
        findings, assumed = _stage(connection, found, stack, progress)
        if findings.fault_count:
            raise NotConverted(source, findings)
        with made_beside(target) as made:
            _write(connection, found.described, made, target.suffix.lower(), form)
    return assumed


class NotConverted(PackageFaulty):
    """A package whose faults keep it from being converted; the sentence lists them as the check does."""

    def __init__(self, source: Path, findings: Findings) -> None:
        super().__init__(source.name, findings)
        lines = [NOT_CONVERTED.filled(source=source), *section(findings, fault=True)]
        self.sentence = Text("\n".join(line.de for line in lines), "\n".join(line.en for line in lines))


def _refuse_form(target: Path, form: str) -> None:
    """Refuse a form that is unknown, or not that of the target. A folder may be called 2015.06."""
    if form not in FORMS:
        raise Refused(UNKNOWN_FORM, form=form, forms=", ".join(FORMS))
    suffix = target.suffix.lower()
    if suffix in (".zip", ".xlsx"):
        if form != "csv":
            raise Refused(FOLDER_ONLY, target=target)
    elif suffix and not suffix[1:].isdigit() and not target.is_dir():
        raise Refused(UNKNOWN_TARGET, target=target)


def _stage(
    connection: duckdb.DuckDBPyConnection, source: Source, stack: ExitStack, progress: Progress | None
) -> tuple[Findings, list[Text]]:
    """Stage the tables, turned if need be; what was found, and what was assumed."""
    findings = Findings()
    stage_and_check(connection, source, findings, progress)
    assumed: dict[str, Counter[str]] = {}
    if findings.fault_count and source.form == "csv":
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="perspektiv-")))
        turned = Findings()
        for table, file in source.files.items():
            assumed[file.name] = turn_csv(file, table, folder / file.name, turned)
        findings = turned
        if not turned.fault_count:
            connection.execute("DROP SCHEMA staged CASCADE; CREATE SCHEMA staged")
            files = {table: folder / file.name for table, file in source.files.items()}
            stage_and_check(connection, replace(source, folder=folder, files=files), findings, progress)
    return findings, list(assumed_sentences(assumed))


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
    for table in described.tables:
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
        pseudonymous=described.pseudonymous,
        not_collected=described.not_collected,
        tables=described.tables,
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


NOT_CONVERTED = Text("{source} hat Fehler; es wurde nichts geschrieben.", "{source} has faults; nothing was written.")
UNKNOWN_FORM = Text("Die Form {form} gibt es nicht; möglich sind {forms}.", "There is no form {form}, only {forms}.")
UNKNOWN_TARGET = Text(
    "{target} kann nicht geschrieben werden; möglich sind ein Ordner, .zip und .xlsx.",
    "{target} cannot be written; a folder, .zip and .xlsx are possible.",
)
FOLDER_ONLY = Text(
    "Parquet wird nur in einen Ordner geschrieben, nicht nach {target}. Bitte einen Ordner nennen.",
    "Parquet is written into a folder only, not to {target}. Please name a folder.",
)
