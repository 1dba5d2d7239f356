"""Somebody who holds all that is written: the database, its log of changes, copies of every day, the keys in them.

They know who answered when, in which order and with which code, and look after every single answer. Once the box is
open they guess who gave which of the counted responses by every order that anything gives away.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.db import connection

from perspektiv.records.access.vault import box
from perspektiv.records.feedback.box import unpacked
from perspektiv.records.feedback.codes import code_hash

Answers = tuple[float, ...]
ITEMS = ("welcome", "rooms", "reachable", "waiting", "counselling", "again")


class Attacker:
    """Looks once after each answer, and once after the box was opened."""

    def __init__(self) -> None:
        self.ballots: list[tuple[str, str]] = []
        """New ones, in the order in which they came: a look after each answer tells which is whose."""
        self.responses: list[str] = []
        """The same, of counted responses. What comes together is told in the order of their keys."""

    def look(self) -> None:
        known = dict(self.ballots)
        for (key,) in _rows("SELECT id FROM feedback_ballot ORDER BY id"):
            if str(key) not in known:
                self.ballots.append((str(key), _rows(f"SELECT sealed FROM feedback_ballot WHERE id = '{key}'")[0][0]))
        self.responses += [key for key in keys_by("id") if key not in self.responses]

    def opened_with(self, keys: Sequence[bytes]) -> list[Answers]:
        """What the ballots say to whoever has these keys, in the order in which they came: nothing, it is hoped."""
        found = []
        for _, sealed in self.ballots:
            content = sealed.encode()
            for _layer in range(3):
                content = _opened(content, keys)
            try:
                filled = unpacked(content)
            except ValueError:  # still sealed
                continue
            found.append(tuple(filled.numbers[item] for item in ITEMS))
        return found

    def guesses(self, codes: Sequence[str], files: Iterable[Path] = ()) -> Mapping[str, list[Answers]]:
        """Responses in the order of those who answered, as each trail would have it; and all of it backwards."""
        said = answers()
        orders = {name: keys_by(order) for name, order in _orders().items()}
        orders["day of a copy"] = self.responses
        for kind, marks in (
            ("ballot", [key for key, _ in self.ballots]),
            ("code", [code_hash(code) for code in codes]),
        ):
            if len(marks) == len(said):  # the smallest goes with the smallest, and so on
                place = {mark: at for at, mark in enumerate(sorted(marks))}
                by_key = keys_by("id")
                orders[f"key of the {kind}"] = [by_key[place[mark]] for mark in marks]
        for file in files:
            content = file.read_bytes()
            first = {key: content.find(key.encode()) for key in said}
            last = {key: content.rfind(key.encode()) for key in said}
            orders[f"first byte in {file.name}"] = sorted(said, key=first.__getitem__)
            orders[f"last byte in {file.name}"] = sorted(said, key=last.__getitem__)
        orders |= {f"{name}, backwards": order[::-1] for name, order in orders.items()}
        return {name: [said[key] for key in order] for name, order in orders.items()}


def hits(guessed: Sequence[object], told: Sequence[object]) -> int:
    """How many people get the response that they gave, when the nth counted is given to the nth who answered."""
    return sum(one == other for one, other in zip(guessed, told, strict=False))


def found_in(files: Iterable[Path], needles: Iterable[str]) -> list[str]:
    """Which of these stand in plain in the files."""
    contents = [file.read_bytes() for file in files if file.exists()]
    return [needle for needle in needles if any(needle.encode() in content for content in contents)]


def keys_by(order: str) -> list[str]:
    return [str(row[0]) for row in _rows(f"SELECT id FROM feedback_anonymousresponse r ORDER BY {order}")]


def answers() -> dict[str, Answers]:
    """Of each counted response, by its key."""
    found: dict[str, dict[str, float]] = {}
    for response, item, value in _rows(
        "SELECT response_id, i.key, value FROM feedback_anonymousanswer a JOIN feedback_item i ON i.id = a.item_id"
    ):
        found.setdefault(str(response), {})[item] = value
    return {response: tuple(values[item] for item in ITEMS) for response, values in found.items()}


def _orders() -> Mapping[str, str]:
    """Whatever the tables have that could tell an order."""
    first = "(SELECT MIN({0}) FROM feedback_anonymousanswer a WHERE a.response_id = r.id)"
    if connection.vendor != "sqlite":
        return {
            "key": "id",
            "place": "ctid",
            "transaction": "xmin::text::bigint, ctid",
            "first answer": first.format("a.ctid"),
            "key of an answer": first.format("a.id::text"),
        }
    orders = {"key": "id", "key of an answer": first.format("a.id")}
    if _has_rowids("feedback_anonymousresponse"):
        orders["rowid"] = "rowid"
    if _has_rowids("feedback_anonymousanswer"):
        orders["first answer"] = first.format("a.rowid")
    return orders


def _has_rowids(table: str) -> bool:
    try:
        _rows(f'SELECT rowid FROM "{table}" LIMIT 1')
    except sqlite3.OperationalError:
        return False
    return True


def rows_of_tables() -> dict[str, int]:
    return {table: _rows(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in connection.introspection.table_names()}


def texts_by_order() -> Mapping[str, list[str]]:
    """What was written, by every order that its table gives away; the attacker has the vault's keys."""
    known = ["id"] if connection.vendor == "sqlite" else ["id", "ctid"]
    if connection.vendor == "sqlite" and _has_rowids("feedback_anonymoustext"):
        known.append("rowid")
    read = {f"texts by {order}": _rows(f"SELECT words FROM feedback_anonymoustext ORDER BY {order}") for order in known}
    return {order: [box().decrypt(words).decode() for (words,) in rows] for order, rows in read.items()}


def _rows(sql: str) -> list[tuple[Any, ...]]:
    """From the file itself, as a copy of it would say."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(f"file:{database()}?mode=ro", uri=True)) as copy:
            return copy.execute(sql).fetchall()
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def database() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


def log_of_changes() -> Path:
    return database().with_name(f"{database().name}-wal")


def _opened(content: bytes, keys: Iterable[bytes]) -> bytes:
    for key in keys:
        with suppress(InvalidToken):
            return Fernet(key).decrypt(content)
    return content
