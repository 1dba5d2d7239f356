"""Somebody who holds everything that is written: the database file, its log of changes, copies of every day, web logs.

They know who answered when, in which order and with which code. They guess who gave which of the counted responses by
every order that the files have, and look for the answers in the bytes.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from perspektiv.records.feedback.codes import code_hash

Answers = tuple[float, ...]


def orders(database: Path) -> Mapping[str, list[Answers]]:
    """The counted responses by every order that the tables give away."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        found: dict[str, list[Answers]] = {}
        for name, order in {"rowid": "rowid", "key": "id", "backwards": "rowid DESC"}.items():
            responses = [
                row[0] for row in connection.execute(f"SELECT id FROM feedback_anonymousresponse ORDER BY {order}")
            ]
            found[name] = [_answers(connection, response) for response in responses]
        first = connection.execute("SELECT response_id, MIN(rowid) FROM feedback_anonymousanswer GROUP BY 1 ORDER BY 2")
        found["first answer"] = [_answers(connection, row[0]) for row in first.fetchall()]
    return found


def _answers(connection: sqlite3.Connection, response: str) -> Answers:
    values = connection.execute(
        "SELECT value FROM feedback_anonymousanswer a JOIN feedback_item i ON i.id = a.item_id "
        "WHERE response_id = ? ORDER BY i.position",
        (response,),
    )
    return tuple(row[0] for row in values)


def hits(guessed: Sequence[Answers], told: Sequence[Answers]) -> int:
    """How many people get the response that they gave, when the nth counted is given to the nth who answered."""
    return sum(one == other for one, other in zip(guessed, told, strict=False))


def found_in(files: Iterable[Path], needles: Iterable[str]) -> list[str]:
    """Which of these stand in plain in the files."""
    contents = [file.read_bytes() for file in files if file.exists()]
    return [needle for needle in needles if any(needle.encode() in content for content in contents)]


def rows_of_codes(database: Path, codes: Sequence[str]) -> list[int]:
    """The place of each code in the table, where it still stands: -1 where it does not."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        places = dict(connection.execute("SELECT code_hash, rowid FROM feedback_surveycode"))
    return [places.get(code_hash(code), -1) for code in codes]
