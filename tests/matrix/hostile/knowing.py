"""What is known of the addresses before anything hostile is sent: records of both sides, and the pages' own forms."""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from urllib.parse import unquote
from uuid import UUID

from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from perspektiv.errors import Refused
from tests.matrix.hostile.browsing import ask, browser, nothing_stays
from tests.matrix.hostile.forms import Form, forms_of
from tests.matrix.hostile.linked import with_real_links
from tests.matrix.hostile.listening import listening
from tests.matrix.page import EVERYBODY, Page
from tests.matrix.side import Side, ours, theirs
from tests.records.personas import Personas

RECORDS = ("person", "referral", "segment", "participation", "room", "appointment", "counsellor", "jobcoach", "centre")


class Known:
    """Browsers of all personas, records of both sides, and by address: forms that lead there, parameters heard."""

    def __init__(self, personas: Personas, pages: Iterable[Page]) -> None:
        self.personas, self.ours, self.theirs = personas, ours(personas), theirs(personas)
        self.ids = {f"{which}_{name}": id for which, side in self._sides() for name, id in ids_of(side).items()}
        self.pages = with_real_links(list(pages), self.ours)
        made = {name: browser(personas, name) for name in EVERYBODY.split()}
        self._browsers = {name: (client, deepcopy(client.cookies)) for name, client in made.items()}
        self.forms: dict[str, list[Form]] = defaultdict(list)
        self.heard: dict[str, set[str]] = defaultdict(set)
        with transaction.atomic():
            self._look_everywhere()
            nothing_stays()

    def browser(self, name: str) -> Client:
        """Logged in once; what an answer did to its cookies is forgotten, as what it wrote."""
        client, cookies = self._browsers[name]
        client.cookies = deepcopy(cookies)
        return client

    def _sides(self) -> tuple[tuple[str, Side], tuple[str, Side]]:
        return ("our", self.ours), ("their", self.theirs)

    def _look_everywhere(self) -> None:
        """While there is one of every kind of record: many a button only stands where there is something to press."""
        addresses = {page.name: address for page in self.pages if (address := self._address(page))}
        for page in self.pages:
            for name in page.by.split()[:2]:
                if "GET" in page.methods and page.name in addresses:
                    self._look(page, name, addresses[page.name])

    def _address(self, page: Page) -> str:
        """Of a record that is made now; none where another one is in its way."""
        try:
            with transaction.atomic():
                return reverse(page.name, kwargs=page.arguments(self.ours))
        except (DatabaseError, Refused):
            return ""

    def _look(self, page: Page, name: str, address: str) -> None:
        asked = page.posted(self.ours) if page.methods == "GET" or page.of else {}
        with transaction.atomic(), listening() as heard:
            answer = ask(self.browser(name), "GET", address, [(key, str(value)) for key, value in asked.items()])
        for form in forms_of(answer.text, address):
            if found := _name(form.action):
                self.forms[found].append(form)
        self.heard[page.name] |= heard


def ids_of(side: Side) -> dict[str, UUID]:
    """The records of a side, made now, so that no answer's end takes them away again."""
    return {name: getattr(side, name).pk for name in RECORDS}


def _name(address: str) -> str:
    try:
        return resolve(unquote(address)).view_name
    except Resolver404:
        return ""
