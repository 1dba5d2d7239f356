"""Texts that no spreadsheet takes for a formula."""

import re

STARTS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")
MARK = "'"
NUMBER = re.compile(r"-\d+(?:[.,]\d+)?")


def harmless(text: str) -> str:
    """The text with a mark before what a spreadsheet would compute; a negative number stays one.

    >>> harmless("=1+1"), harmless("-12,5"), harmless("-1+1"), harmless("317A123456")
    ("'=1+1", '-12,5', "'-1+1", '317A123456')
    """
    if NUMBER.fullmatch(text):
        return text
    return MARK + text if text.lstrip(" ").startswith(STARTS) else text


def as_typed(text: str) -> str:
    """Without the mark.

    >>> as_typed("'=1+1"), as_typed("'s Heerenberg")
    ('=1+1', "'s Heerenberg")
    """
    return text[1:] if text.startswith(MARK) and text[1:].lstrip(" ").startswith(STARTS) else text
