"""Every page of the matrix in German: no sentence of the English originals is left."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.db import transaction
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import User
from tests.journeys.furnished import furnished
from tests.matrix.addresses import lines
from tests.matrix.page import Page
from tests.matrix.side import Side
from tests.records.personas import make_personas

CATALOGUES = sorted((Path(__file__).parents[2] / "perspektiv").rglob("locale/de/LC_MESSAGES/django.po"))
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]")
UNSEEN = re.compile(r'<!--.*?-->|<(\w+)[^>]*\slang="(?!de)[^"]*"[^>]*>.*?</\1>|<[^>]*>', re.DOTALL)
SHORTEST = 12


def originals() -> set[str]:
    """What stands between the places of the English originals, as far as no German words say the same."""
    english, german = set[str](), list[str]()
    for path in CATALOGUES:
        with path.open("rb") as written:
            for message in read_po(written, locale="de"):
                english.update(part.strip() for one in _both(message.id) for part in PLACE.split(one))
                german.extend(_both(message.string))
    said = "\n".join(german)
    return {part for part in english if len(part) > SHORTEST and " " in part and part not in said}


def _both(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def english_in(page: str, sentences: set[str]) -> list[str]:
    shown = " ".join(unescape(UNSEEN.sub(" ", page)).split())
    return sorted(one for one in sentences if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", shown))


def pages() -> Iterator[tuple[str, str]]:
    """Each page once, as the first of those who may open it sees it."""
    side = furnished(make_personas())
    for line in lines():
        if "GET" in line.methods.split() and line.by:
            with transaction.atomic():
                yield line.name, _seen(line, side)
                transaction.set_rollback(True)


def _seen(line: Page, side: Side) -> str:
    browser = Client()
    who = next((name for name in line.by.split() if name != "anonymous"), "")
    if who:
        user: User = getattr(side.personas, who)
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = browser.session
        session["second_factor_of"] = str(user.id)
        session.save()
    answer = browser.get(reverse(line.name, kwargs=line.arguments(side)), follow=True)
    is_page = not answer.streaming and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page else ""


@pytest.mark.django_db
def test_no_page_shows_english_words() -> None:
    sentences = originals()
    assert sentences
    left = {name: found for name, page in pages() if (found := english_in(page, sentences))}
    assert left == {}


def test_it_can_fail() -> None:
    assert english_in("<h1>Offered times</h1>", originals()) == ["Offered times"]
    assert english_in('<p>Angebotene <b lang="en">Offered times</b></p>', originals()) == []
