"""The packages that are measured, made once and kept under ``build/bench/``."""

from pathlib import Path

import duckdb

from perspektiv.example import write_cohort, write_scaled
from perspektiv.package import convert, seal

KEPT = Path("build/bench")


def scaled(centres: int, persons: int, seed: int) -> Path:
    """A sealed Parquet package of that size."""
    package = KEPT / f"{centres}x{persons}-{seed}"
    if not package.exists():
        write_scaled(package, centres=centres, persons=persons, seed=seed)
        seal(package)
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


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    found = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(found[0]) if found else 0
