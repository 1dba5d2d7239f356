"""A report's lines as blocks: paragraphs joined over line ends, footnotes, and table rows with their cells."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from perspektiv.report.verify.numbers import plain_number
from perspektiv.report.verify.reading import Line, Place

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)

_MARKS = re.compile(r"<sup>\s*(\d{1,3})\s*</sup>|\[\^(\d{1,3})\]:?")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)\]]+|\S+@\S+\.\w+")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\*\*|__|\u00ad|\u200b|^\s{0,3}#{1,6}\s+|\\(?=[_*|\[\]])")
_LINK = re.compile(r"\[([^\]\[]+)\]\([^()\s]*\)")
_NOTE_START = re.compile(rf"\s*([{SUPERSCRIPTS}]{{1,3}})\s*(?=\S)")
_ITEM_START = re.compile(r"\s*(?:[•●▪◦–*-]|\(?[a-z]\)|\d{1,2}[.)])\s+")
_BULLET = re.compile(r"[•●▪◦–*-]\s+")  # no minus sign
_NAMED = re.compile(r"\s*([^:]{1,60}):\s+(.+)")  # "2015: 386.948,38 €" is a row of a table, too
_RULE = re.compile(r"[\s|+:=_–—-]*")
_CELL_END = re.compile(r"\s*\t\s*|\s*\|\s*|\s{3,}")


@dataclass(frozen=True)
class Block:
    """Text that belongs together: a paragraph or a cell; ``note`` is the number of a footnote."""

    text: str
    starts: tuple[tuple[int, Place], ...]
    note: int | None = None

    def place(self, offset: int) -> Place:
        """The line or page on which this character stands."""
        return self.starts[bisect_right(self.starts, offset, key=lambda start: start[0]) - 1][1]


@dataclass(frozen=True)
class Row:
    """A line with cells, and whether a blank line or other text stands between it and the row before."""

    cells: tuple[str, ...]
    blocks: tuple["Block", ...]
    place: Place
    blank_before: bool
    prose_before: bool


@dataclass
class Layout:
    """A report by its form."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def laid_out(lines: Iterable[Line]) -> Layout:
    """Blocks and table rows of a report; markup, addresses and hyphens at line ends taken away."""
    layout = Layout()
    paragraph: list[tuple[str, Place]] = []
    blank = prose = False
    for line in lines:
        text = cleaned(line.text)
        cells = _cells(text)
        is_row = len(cells) > 1 and not _RULE.fullmatch(text)
        if paragraph and (is_row or _RULE.fullmatch(text) or _starts_anew(text)):
            layout.blocks.append(_paragraph(paragraph))
            paragraph = []
        if is_row:
            blocks = tuple(Block(cell, ((0, line.place),)) for cell in cells)
            layout.rows.append(Row(cells, blocks, line.place, blank, prose))
            layout.blocks += blocks
            blank = prose = False
        elif not text.strip():
            blank = True
        elif not _RULE.fullmatch(text):
            paragraph.append((text, line.place))
            prose = True
    if paragraph:
        layout.blocks.append(_paragraph(paragraph))
    return layout


def _cells(text: str) -> tuple[str, ...]:
    cells = tuple(_CELL_END.split(text.strip().strip("|").strip()))
    named = _NAMED.fullmatch(text) if len(cells) == 1 else None
    return (named[1], named[2]) if named and plain_number(named[2]) else cells


def cleaned(line: str) -> str:
    """The line without markup; footnote marks as superscripts, so that they are no part of a number."""
    text = _MARKS.sub(lambda mark: (mark[1] or mark[2]).translate(_RAISED), html.unescape(line))
    text = _ADDRESS.sub("…", _LINK.sub(r"\1", text))
    return _MARKUP.sub("", text)


def _starts_anew(text: str) -> bool:
    return bool(_NOTE_START.match(text) or _ITEM_START.match(text))


def _paragraph(lines: list[tuple[str, Place]]) -> Block:
    text, starts = "", []
    for line, place in lines:
        part = _BULLET.sub("", line.strip())
        if re.search(r"\w-$", text) and part[:1].islower():
            text = text[:-1]
        elif text:
            text += " "
        starts.append((len(text), place))
        text += part
    mark = _NOTE_START.match(text)
    note = int("".join(str(SUPERSCRIPTS.index(sign)) for sign in mark[1])) if mark else None
    return Block(text, tuple(starts), note=note)


_SHORT = (
    r"ca|bzw|ggf|Nr|Abs|bspw|vgl|inkl|max|min|rd|usw|evtl|sog|gem|Art|Std|Wstd|Str|Dr|Prof|Mio|Mrd|Tsd|Tel|einschl|"
    r"zzgl|exkl|Jg|Kap|Abb|Tab|Ziff|Hr|Fr|St|Anm|Aufl|insb|insg|Pers|TN|durchschn|[A-Za-zÄÖÜäöü]|\d{1,2}"
)
_SENTENCE_END = re.compile(rf"[.!?][“\")»{SUPERSCRIPTS}]*\s+(?=[„\"(»A-ZÄÖÜ0-9])")
_SHORT_END = re.compile(rf"\b(?:{_SHORT})\.$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence. An unknown abbreviation may part one, a day ("2. Mai") may not."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if not _SHORT_END.search(text[start : end.start() + 1]):
            yield start, end.end()
            start = end.end()
    if text[start:].strip():
        yield start, len(text)
