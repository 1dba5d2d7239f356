"""The command ``perspektiv``: every verb a few lines that call the rooms."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from perspektiv import __version__
from perspektiv.errors import Refused

USABLE, FINDINGS, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb. Exit status: 0 done, 1 a check found something, 2 unusable, with one sentence why."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        verb: Callable[[argparse.Namespace], int] = asked.verb
        return verb(asked)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return UNUSABLE


def figures(asked: argparse.Namespace) -> int:
    from perspektiv.indicators import Period, printing
    from perspektiv.indicators import figures as compute
    from perspektiv.package import open_package

    period = Period(asked.from_, asked.to)
    breakdown = tuple(part.strip() for part in asked.by.split(",")) if asked.by else ()
    with open_package(asked.package) as package:
        answer = compute(package, period, breakdowns=[breakdown], names=asked.indicator, public=asked.public)
        print(printing.as_json(answer, package, period))
    return USABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="perspektiv")
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(required=True)
    verb = verbs.add_parser("figures")
    verb.add_argument("package", type=Path)
    verb.add_argument("--from", dest="from_", type=date.fromisoformat, required=True)
    verb.add_argument("--to", type=date.fromisoformat, required=True)
    verb.add_argument("--by", default="")
    verb.add_argument("--indicator", action="append")
    verb.add_argument("--public", action="store_true")
    verb.add_argument("--format", choices=("json", "csv", "table"), default="table")
    verb.set_defaults(verb=figures)
    return parser


if __name__ == "__main__":
    sys.exit(main())
