"""Names of versions and questions in packages, and keys of ours for them."""

import re
from collections.abc import Collection, Iterable
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from django.utils.text import slugify

LONGEST = 60
"""Letters of a key."""
PLAIN = re.compile(r"[-\w]+", re.ASCII)


class Named(NamedTuple):
    """What a version of one centre is named by."""

    id: UUID
    key: str
    number: int
    source_key: str


def key_and_number(instrument_id: str, number: int) -> tuple[str, int]:
    """
    >>> key_and_number("improvement-1", 1), key_and_number("zufrieden", 2)
    (('improvement', 1), ('zufrieden', 2))
    """
    return instrument_id.removesuffix(f"-{number}") or instrument_id, number


def names_of(versions: Iterable[Named]) -> dict[UUID, str]:
    """The name of every version of one centre, no two alike: our own "key-number"; of others, that they came with."""
    named: dict[UUID, str] = {}
    taken: set[str] = set()
    for version in sorted(versions, key=lambda one: (bool(one.source_key), one.key, one.number)):
        ours = f"{version.key}-{version.number}"
        name = next(name for name in chain((version.source_key,), _free(ours)) if name and name not in taken)
        taken.add(name)
        named[version.id] = name
    return named


def _free(name: str) -> Iterable[str]:
    yield name
    number = 2
    while True:
        yield f"{name}.{number}"
        number += 1


def own_key(said: str, taken: Collection[str]) -> str:
    """A key of ours for what a package calls so: short, fit for a form's field, and not taken.

    >>> own_key("haltung", ()), own_key("Frage 1: Räume", ()), own_key("q", {"q"})
    ('haltung', 'frage-1-raume', 'q-b')
    """
    key = said if PLAIN.fullmatch(said) and len(said) <= LONGEST else slugify(said)[:LONGEST] or "x"
    if key not in taken:
        return key
    stem = key[: LONGEST - 4]
    return next(other for letters in _letters() if (other := f"{stem}-{letters}") not in taken)


def _letters() -> Iterable[str]:
    letters = "bcdefghijklmnopqrstuvwxyz"
    yield from letters
    yield from (a + b for a in letters for b in letters)
