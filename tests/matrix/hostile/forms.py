"""The forms of a page: where they lead, and what a browser would send if somebody filled them in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils import timezone

BUTTONS = frozenset({"reset", "button", "image"})


@dataclass
class Form:
    action: str
    method: str
    pairs: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def forms_of(page: str, address: str) -> list[Form]:
    """All of them. Only the first button of a form is pressed; the first choice is taken where none is made."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = self._area = ""
        self._options: list[tuple[str, bool]] = []
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = said.get("action", "").partition("?")[0] or self._address
            self._form = Form(action, said.get("method", "get").upper())
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag in ("input", "button") and said.get("name"):
            self._field(self._form, tag, said)
        elif tag == "select":
            self._select, self._options = said.get("name", ""), []
        elif tag == "option" and self._select:
            self._options.append((said.get("value", ""), "selected" in said))
        elif tag == "textarea":
            self._area, self._words = said.get("name", ""), ""

    def handle_data(self, data: str) -> None:
        self._words += data if self._area else ""

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "select" and self._select:
            chosen = next((value for value, selected in self._options if selected and value), "")
            first = next((value for value, _ in self._options if value), "")
            self._form.pairs.append((self._select, chosen or first))
            self._select = ""
        elif tag == "textarea" and self._area:
            self._form.pairs.append((self._area, self._words.strip() or "Ein Satz dazu."))
            self._area = ""
        elif tag == "form":
            self._form = None

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        kind, name, value = (
            said.get("type", "submit" if tag == "button" else "text"),
            said["name"],
            said.get("value", ""),
        )
        known = {known for known, _ in form.pairs}
        if kind == "file":
            form.files.append(name)
        elif kind in BUTTONS:
            return
        elif kind == "radio":
            if "checked" in said:
                form.pairs = [pair for pair in form.pairs if pair[0] != name]
            if "checked" in said or name not in known:
                form.pairs.append((name, value))
        else:
            form.pairs.append((name, value or _plausible(kind)))


def _plausible(kind: str) -> str:
    plausible = {
        "date": timezone.localdate().isoformat(),
        "time": "10:00",
        "number": "1",
        "email": "dilan.distel@example.org",
        "checkbox": "on",
        "hidden": "",
        "submit": "",
    }
    return plausible.get(kind, "Distel")
