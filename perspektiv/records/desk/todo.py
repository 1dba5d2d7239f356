"""One thing that needs somebody: a sentence with names, and the way to the page that settles it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

NAMED = 2
"""So many people are named, the others counted."""


@dataclass(frozen=True)
class Todo:
    title: str
    detail: str
    address: str
    icon: str
    colour: str = ""  # of pv-bubble--…


def names(people: Iterable[object]) -> str:
    """ "Alma Ahorn, Dilan Distel and 3 more"; each person once."""
    each = list(dict.fromkeys(str(person) for person in people))
    shown, more = ", ".join(each[:NAMED]), len(each) - NAMED
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", more) % {"names": shown, "n": more}
