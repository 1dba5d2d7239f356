"""``python -m bench``: compares the engines, times whole processes, prints tables, and with ``--write`` keeps them."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import packages, printing
from bench.engines import ENGINES
from bench.measuring import EnginesDisagree, compare
from bench.processes import time_processes
from perspektiv.errors import Refused

PAGE = Path("docs/reference/speed.md")
PERSONS_OF_A_CENTRE = 571


def main() -> int:
    """Exit status 0; 1 if two engines disagree, 2 for a package that cannot be measured."""
    asked = _arguments()
    tables = []
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            for table in _tables(asked, Path(folder)):
                printing.show(table)
                tables.append(table)
    except EnginesDisagree as disagree:
        print(disagree, file=sys.stderr)
        return 1
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    if asked.write:
        asked.write.parent.mkdir(parents=True, exist_ok=True)
        asked.write.write_text(printing.page(tables), encoding="utf-8")
    return 0


def _tables(asked: argparse.Namespace, workshop: Path) -> Iterator[printing.Table]:
    for package, title in _packages(asked):
        yield printing.compared(
            compare(
                package,
                title,
                packages.rows(package, "appointments"),
                asked.engines or list(ENGINES),
                asked_for=bool(asked.engines),
                timeout=asked.timeout,
                workshop=workshop,
                tell=_tell,
            )
        )
    if asked.processes:
        yield printing.waited(time_processes(workshop, asked.seed, _tell))


def _packages(asked: argparse.Namespace) -> Iterator[tuple[Path, str]]:
    """Each package with its title, made when its turn comes."""
    if asked.package:
        yield packages.sealed(asked.package), asked.package.name
        return
    for centres in asked.centres:
        title = "1 centre" if centres == 1 else f"{centres:,} centres"
        _tell(f"{title}: the package")
        yield packages.scaled(centres, asked.persons, asked.seed), title


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--centres", type=int, nargs="+", default=[1, 400], help="sizes of packages, made if missing")
    parser.add_argument("--persons", type=int, default=PERSONS_OF_A_CENTRE, help="persons a centre")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--package", type=Path, help="a sealed Parquet package instead")
    parser.add_argument("--engines", type=_engines, help=f"some of {','.join(ENGINES)}; these run at any size")
    parser.add_argument("--timeout", type=float, default=900, help="seconds that one run may take")
    parser.add_argument(
        "--processes", action=argparse.BooleanOptionalAction, default=True, help="whether to time whole processes, too"
    )
    parser.add_argument("--write", type=Path, nargs="?", const=PAGE, help=f"keep the tables in a page, else {PAGE}")
    return parser.parse_args()


def _engines(names: str) -> list[str]:
    chosen = names.split(",")
    if not set(chosen) <= ENGINES.keys():
        raise argparse.ArgumentTypeError(f"there are {', '.join(ENGINES)}")
    return chosen


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
