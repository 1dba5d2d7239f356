"""The plan as it was written: which line a key or a piece of text stands on.

The TOML reader gives values without places; a fault in a plan must name its line. So the text is read a second time,
for tables, keys and nothing else. Where a place is not found, the nearest one above it is named.
"""

import re
from pathlib import Path

Place = tuple[str | int, ...]
"""Where a value stands in the plan: ``("sections", 2, "blocks", 0, "text")``."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*=""")


class Source:
    """The text of a plan with its places."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.places = _places(self.lines)

    @property
    def name(self) -> str:
        return self.path.name

    def line(self, place: Place, fragment: str | None = None) -> int:
        """The line of a place, counted from 1; with a fragment, the first line from there that contains it."""
        while place and place not in self.places:
            place = place[:-1]
        start = self.places.get(place, 1)
        if fragment:
            for number, line in enumerate(self.lines[start - 1 :], start=start):
                if fragment in line:
                    return number
        return start


def _places(lines: list[str]) -> dict[Place, int]:
    found: dict[Place, int] = {}
    table: Place = ()
    closing: str | None = None
    for number, line in enumerate(lines, start=1):
        if closing:
            closing = None if closing in line else closing
        elif header := _HEADER.match(line):
            table = _opened(found, header.group(2), repeated=header.group(1) == "[[")
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key.group(1))), number)
            closing = _left_open(line[key.end() :])
    return found


def _left_open(value: str) -> str | None:
    """The quotes that close a text of several lines, if the value begins one and does not end it."""
    for quotes in ('"""', "'''"):
        if quotes in value and value.count(quotes) % 2:
            return quotes
    return None


def _parts(dotted: str) -> list[str]:
    return [dotted[1:-1]] if dotted[0] in "\"'" else [part.strip().strip("\"'") for part in dotted.split(".")]


def _opened(found: dict[Place, int], dotted: str, *, repeated: bool) -> Place:
    """The place that a header opens: ``[[sections.blocks]]`` is the next block of the last section."""
    place: Place = ()
    parts = _parts(dotted)
    for depth, part in enumerate(parts, start=1):
        place = (*place, part)
        entries = sum(1 for p in found if len(p) == len(place) + 1 and p[:-1] == place and isinstance(p[-1], int))
        if repeated and depth == len(parts):
            return (*place, entries)
        if entries:
            place = (*place, entries - 1)
    return place
