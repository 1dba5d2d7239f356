"""The packages that are measured, made once and kept under ``build/bench/``."""

from contextlib import ExitStack
from pathlib import Path

import duckdb

from perspektiv.errors import Refused
from perspektiv.example import write_cohort, write_scaled
from perspektiv.language import Text
from perspektiv.package import Findings, convert, seal
from perspektiv.package.sealing import is_sealed
from perspektiv.package.source import find_source

KEPT = Path("build/bench")


def scaled(centres: int, persons: int, seed: int) -> Path:
    """A sealed Parquet package of that size."""
    package = KEPT / f"{centres}x{persons}-{seed}"
    if not package.exists():
        write_scaled(package, centres=centres, persons=persons, seed=seed)
    if not _is_sealed(package):
        seal(package)
    return package


def sealed(package: Path) -> Path:
    """The package. Refused if it is not sealed: opening would check it, whose memory would count as the engine's."""
    if not _is_sealed(package):
        raise Refused(NOT_SEALED, package=package)
    return package


def scaled_csv(centres: int, persons: int, seed: int) -> Path:
    """A package of that size as CSV."""
    package = KEPT / f"{centres}x{persons}-{seed}-csv"
    if not package.exists():
        write_scaled(package, centres=centres, persons=persons, seed=seed, form="csv")
    return package


def cohort() -> tuple[Path, Path]:
    """The example cohort, one centre, as CSV and as sealed Parquet."""
    csv, parquet = KEPT / "cohort-csv", KEPT / "cohort"
    if not csv.exists():
        write_cohort(csv)
    if not parquet.exists():
        convert(csv, parquet, form="parquet")
    return csv, parquet


def rows(package: Path, table: str = "*") -> int:
    """How many rows a package of Parquet or CSV has, in one table or all of them."""
    with duckdb.connect() as connection:
        counted = 0
        for file in package.glob(f"{table}.parquet"):
            counted += _count(connection, f"read_parquet('{file}')")
        for file in package.glob(f"{table}.csv"):
            counted += _count(connection, f"read_csv('{file}', all_varchar = true)")
        return counted


def _is_sealed(package: Path) -> bool:
    with ExitStack() as stack:
        source = find_source(package, Findings(), stack)
        return source is not None and is_sealed(source)


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(found[0]) if found else 0


NOT_SEALED = Text(
    "{package} ist kein versiegeltes Parquet-Paket. Bitte vorher umwandeln: perspektiv convert.",
    "{package} is no sealed Parquet package. Please turn it into one first: perspektiv convert.",
)
