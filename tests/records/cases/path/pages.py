"""Reading pages as somebody sees them."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client

CLOSED = {"hidden", "submit"}


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        name = known.get("name", "")
        if tag == "input" and known.get("type") == "hidden" and name != "csrfmiddlewaretoken":
            self.hidden[name] = known.get("value", "")
        elif tag in ("input", "select", "textarea") and name and known.get("type") not in CLOSED and name != "q":
            self.names.append(name)


def fields_of(page: Any) -> list[str]:
    """The names of the fields that somebody fills, each once."""
    read = _Fields()
    read.feed(page.content.decode())
    return list(dict.fromkeys(name for name in read.names if name != "csrfmiddlewaretoken"))


def hidden_of(page: Any) -> dict[str, str]:
    """What a form carries unseen: ids and versions."""
    read = _Fields()
    read.feed(page.content.decode())
    return read.hidden


def words_of(page: Any) -> str:
    """The text of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def undo(client: Client, page: Any) -> Any:
    """Presses the undo that a page offers."""
    found = re.search(r'action="(/schritte/[^"]+)"', page.content.decode())
    assert found, "the page offers no undo"
    return client.post(found.group(1), follow=True)
