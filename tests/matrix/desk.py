"""Today, the file, the board, the search."""

from tests.matrix.page import ALL, Page
from tests.matrix.side import Side


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


PAGES = [
    Page("desk:today", "GET", by=ALL),
    Page("desk:file", "GET", of=person, by="toni birte jule"),
    Page("desk:board", "GET", by="birte fremd"),
    Page("desk:search", "GET", by=ALL),
    Page("desk:help", "GET", by=ALL),
]
