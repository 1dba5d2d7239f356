"""The text of a PDF report: lines and table rows with their pages, footnote marks kept apart from numbers.

A raised "8" beside 2017 is a footnote, not part of the number 20178: such digits become superscripts (⁸).
"""

import logging
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.report.verify.reading import Line, Place, Source

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLER = 0.8  # a footnote mark's size is less than this part of an ordinary digit's
_NARROWER = 0.75  # and its glyph's width of this; a 1 or 7 without fixed width is narrower, too, but less so
_CELL_GAP = 1.5  # a gap between words of more than so many font sizes parts the cells of a table without rules

_Char = dict[str, Any]


def read_pdf(path: Path) -> Source:
    """Read a PDF's text layer. Raises Refused for a PDF that is locked, broken, or only a picture."""
    try:
        lines = tuple(_lines(path))
    except Exception as error:  # pdfminer raises errors of any kind on broken files
        raise _refusal(path, error) from None
    if not any(line.text.strip() for line in lines):
        raise Refused(
            Text(
                "{path} hat keinen Text, nur Bilder (ein Scan). Bitte nehmen Sie die ursprüngliche Datei.",
                "{path} has no text, only pictures (a scan). Please take the original file.",
            ),
            path=path,
        )
    return Source(lines)


def _refusal(path: Path, error: Exception) -> Refused:
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    if any(isinstance(part, PDFEncryptionError | PDFPasswordIncorrect) for part in (error, *error.args)):
        sentence = Text(
            "{path} ist mit einem Kennwort geschützt. Bitte speichern Sie das PDF ohne Kennwort.",
            "{path} is protected by a password. Please save the PDF without one.",
        )
    else:
        sentence = Text(
            "{path} ist kein lesbares PDF: Die Datei ist beschädigt oder unvollständig.",
            "{path} is no readable PDF: the file is damaged or incomplete.",
        )
    return Refused(sentence, path=path)


def _lines(path: Path) -> Iterator[Line]:
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its warnings on odd but readable files help no user
    with pdfplumber.open(path) as pdf:
        line = 0
        for number, page in enumerate(pdf.pages, start=1):
            _mark_raised_digits(page.chars)
            for text in (*_page_lines(page), ""):
                line += 1
                yield Line(text, Place(line, number))
            page.close()


def _mark_raised_digits(chars: list[_Char]) -> None:
    ordinary: dict[tuple[str, str], float] = {}
    for char in chars:
        if char["text"].isdecimal():
            ordinary[_cut(char)] = max(ordinary.get(_cut(char), 0), _width(char))
    raised = [i for i, char in enumerate(chars) if char["text"].isdecimal() and _is_raised(chars, i, ordinary)]
    for i in raised:
        chars[i]["text"] = chars[i]["text"].translate(RAISED)


def _cut(char: _Char) -> tuple[str, str]:
    return char["fontname"], char["text"]


def _width(char: _Char) -> float:
    """In parts of the font's size, so that a mark in a heading is compared with the digits of the text."""
    width: float = char["width"] / char["size"]
    return width


def _is_raised(chars: list[_Char], i: int, ordinary: dict[tuple[str, str], float]) -> bool:
    """Smaller and higher than its neighbour on the line, or drawn with the font's narrower raised glyph."""
    char = chars[i]
    if _width(char) < _NARROWER * ordinary[_cut(char)]:
        return True
    for other in chars[max(0, i - 3) : i + 4]:
        overlaps = other["top"] < char["bottom"] and char["top"] < other["bottom"]
        if overlaps and char["size"] < _SMALLER * other["size"] and char["bottom"] < other["bottom"]:
            return True
    return False


def _page_lines(page: Any) -> Iterator[str]:
    """The page's lines from top to bottom; a ruled table's rows stand where the table stands."""
    tables = [table for table in page.find_tables() if len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    words = [w for w in page.extract_words(extra_attrs=["size"]) if not any(_inside(w, box) for box in boxes)]
    pending = sorted(zip(boxes, tables, strict=True), key=lambda pair: pair[0][1])
    for top, text in _text_lines(words):
        while pending and pending[0][0][1] <= top:
            yield from _rows(pending.pop(0)[1])
        yield text
    for _, table in pending:
        yield from _rows(table)


def _inside(word: _Char, box: tuple[float, float, float, float]) -> bool:
    x: float
    y: float
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _rows(table: Any) -> Iterator[str]:
    yield ""
    for row in table.extract():
        yield "\t".join(_joined(cell or "") for cell in row)
    yield ""


def _joined(cell: str) -> str:
    """A cell's wrapped lines as one."""
    return cell.replace("\u00ad\n", "").replace("-\n", "").replace("\n", " ")


def _text_lines(words: list[_Char]) -> Iterator[tuple[float, str]]:
    """(top, text) of each line; a blank line where the distance between lines tells a new paragraph."""
    rows: list[list[_Char]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if rows and word["top"] < (rows[-1][0]["top"] + rows[-1][0]["bottom"]) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    previous: _Char | None = None
    for row in rows:
        row.sort(key=lambda w: w["x0"])
        if previous is not None and row[0]["top"] - previous["bottom"] > 0.9 * row[0]["size"]:
            yield row[0]["top"], ""
        yield row[0]["top"], _spaced(row)
        previous = row[0]


def _spaced(row: list[_Char]) -> str:
    text: str = row[0]["text"]
    for left, right in pairwise(row):
        text += ("\t" if right["x0"] - left["x1"] > _CELL_GAP * right["size"] else " ") + right["text"]
    return text
