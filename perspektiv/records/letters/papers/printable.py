"""What the letters' font can write: Latin, Cyrillic and Greek writing with their marks."""

import re

from perspektiv.errors import Refused
from perspektiv.language import Text

UNPRINTABLE = Text(
    "Die Schrift der Briefe kennt „{character}“ nicht. Bitte schreiben Sie den Brief ohne dieses Zeichen.",
    "The letters' font does not know “{character}”. Please write the letter without it.",
)
_KNOWN = (
    "\t\n -~\u00a0-\u017f\u0218-\u021b"  # Latin
    "\u0384-\u03cf\u0400-\u045f\u0490-\u049f"  # Greek, Cyrillic
    "\u2009\u2010-\u2027\u202f-\u2033\u2039\u203a€№\u2190-\u2193ẞ"  # dashes, quotes, arrows
)
_UNKNOWN = re.compile(f"[^{_KNOWN}]")


def unprintable(words: str) -> str:
    """The first character that the font does not have; empty where it has all of them.

    >>> unprintable("Łukasz, Оксана – Άννα"), unprintable("م")
    ('', 'م')
    """
    found = _UNKNOWN.search(words)
    return found[0] if found else ""


def check_printable(words: str) -> None:
    if character := unprintable(words):
        raise Refused(UNPRINTABLE, character=character)
