"""A message's words, taken apart for paper, mail and text message: paragraphs, what is set off, links.

Blank lines part paragraphs. Lines that begin with ">" are set off: the appointment, an address. A line that is
nothing but a link is shown as a button in mails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

SET_OFF = ">"
COMMON_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
_BELONGS = re.compile(r"(?<=\d) (?=\d)|(?<=\d\.) (?=[^\W\d])")


class Kind(Enum):
    TEXT = "text"
    SET_OFF = "set_off"
    LINK = "link"


@dataclass(frozen=True)
class Block:
    kind: Kind
    lines: tuple[str, ...]

    @property
    def is_link(self) -> bool:
        return self.kind is Kind.LINK

    @property
    def is_set_off(self) -> bool:
        return self.kind is Kind.SET_OFF


def blocks(words: str) -> list[Block]:
    """
    >>> [block.kind.value for block in blocks("Hallo,\\n\\n> Montag\\n> 9 Uhr\\nhttps://a.example/1")]
    ['text', 'set_off', 'link']
    """
    return list(_blocks(words))


def _blocks(words: str) -> Iterator[Block]:
    for paragraph in words.split("\n\n"):
        lines = [line.strip() for line in paragraph.splitlines() if line.strip()]
        for kind, group in groupby(lines, key=_kind):
            if kind is Kind.LINK:
                yield from (Block(kind, (link,)) for link in group)
            elif kind is Kind.SET_OFF:
                yield Block(kind, tuple(line.removeprefix(SET_OFF).strip() for line in group))
            else:
                yield Block(kind, tuple(group))


def plain(words: str) -> str:
    """As text alone: what is set off is indented."""
    lines = (
        "    " + line.removeprefix(SET_OFF).strip() if line.startswith(SET_OFF) else line for line in words.splitlines()
    )
    return "\n".join(lines).strip() + "\n"


def short(words: str) -> str:
    """As a text message: without indents and blank lines, and without the rare spaces that halve its length."""
    lines = (line.removeprefix(SET_OFF).strip() for line in words.translate(COMMON_SPACES).splitlines())
    return "\n".join(line for line in lines if line)


def together(line: str) -> str:
    """Numbers in groups and days with their month stay on one line.

    >>> together("am 3. Dezember unter 0231 5550100.")
    'am 3.\\xa0Dezember unter 0231\\xa05550100.'
    """
    return _BELONGS.sub("\u00a0", line)


def _kind(line: str) -> Kind:
    if line.startswith(SET_OFF):
        return Kind.SET_OFF
    if line.startswith(("https://", "http://")) and " " not in line:
        return Kind.LINK
    return Kind.TEXT
