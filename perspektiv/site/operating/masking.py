"""No log holds the token of an address: whoever reads one could open the pages of the person it was made for."""

import logging
import re
from typing import Any

BEFORE_TOKENS = ("p", "j", "f", "antwort", "nachrichten/wahl", "einladung", "kalender/abo", "passwort/neu")
"""What stands before the token in the addresses of pages that open without a login."""

_TOKEN = re.compile(rf"/({'|'.join(BEFORE_TOKENS)})/([^/\s?#\"'<>]+)")
_MASKED = r"/\1/***"


def masked(text: str) -> str:
    """
    >>> masked("Unprocessable Entity: /j/ImFiYyI:1tQ:x9/vorschlag/")
    'Unprocessable Entity: /j/***/vorschlag/'
    """
    return _TOKEN.sub(_MASKED, text)


class WithoutTokens(logging.Filter):
    """Lets every record through, and masks tokens in its words, in what they are filled with and in its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.args = _without(record.args) if record.args else record.args
        record.msg = masked(str(record.msg))
        if record.exc_info and record.exc_info[0] and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = masked(record.exc_text)
        return True


def _without(args: Any) -> Any:
    """Numbers stay numbers, for the formats that want one."""
    if isinstance(args, dict):  # gunicorn's log of accesses
        return {name: _text(value) for name, value in args.items()}
    return tuple(_text(value) for value in args)


def _text(value: Any) -> Any:
    return value if isinstance(value, int | float) or value is None else masked(str(value))
