"""What was typed and not yet sent is kept, encrypted, for whoever typed it; what was sent needs no draft."""

import json
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from perspektiv.records.access.actions.drafts import MOST_LETTERS
from perspektiv.records.access.middleware import SentDrafts
from perspektiv.records.access.models import Draft, User
from tests.records.personas import PASSWORD, Personas

Browser = Callable[[User], Client]
PAGE = "/entwurf/note:17/"
CONTENT = json.dumps({"words": ["Möchte zuerst zuschauen"]})


def test_is_kept_given_back_and_thrown_away(personas: Personas, as_user: Browser) -> None:
    browser = as_user(personas.jule)
    assert browser.get(PAGE).status_code == 204
    kept = browser.post(PAGE, {"content": CONTENT}).json()
    assert kept["sentence"].startswith("Entwurf gespeichert ")
    assert browser.get(PAGE).json()["content"] == CONTENT
    browser.post(PAGE, {"content": CONTENT.replace("zuerst", "dann")})
    assert Draft.objects.count() == 1
    assert "dann" in browser.get(PAGE).json()["content"]
    assert browser.delete(PAGE).status_code == 204
    assert browser.get(PAGE).status_code == 204


def test_survives_a_logout(personas: Personas) -> None:
    browser = Client()
    browser.post(reverse("account_login"), {"login": personas.fee.email, "password": PASSWORD})
    browser.post(PAGE, {"content": CONTENT})
    browser.post(reverse("account_logout"))
    assert browser.get(PAGE).status_code == 302
    browser.post(reverse("account_login"), {"login": personas.fee.email, "password": PASSWORD})
    assert browser.get(PAGE).json()["content"] == CONTENT


def test_nobody_else_sees_it(personas: Personas, as_user: Browser) -> None:
    as_user(personas.jule).post(PAGE, {"content": CONTENT})
    for other in (personas.merle, personas.birte, personas.ada):
        assert as_user(other).get(PAGE).status_code == 204


def test_is_not_readable_in_the_database(personas: Personas, as_user: Browser) -> None:
    as_user(personas.jule).post(PAGE, {"content": CONTENT})
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM access_draft")
        assert "zuschauen" not in str(cursor.fetchall())


def test_has_an_end(personas: Personas, as_user: Browser) -> None:
    assert as_user(personas.jule).post(PAGE, {"content": "x" * (MOST_LETTERS + 1)}).status_code == 409
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("status", "headers", "left"),
    [(302, {}, 0), (303, {}, 0), (200, {"HX-Redirect": "/"}, 0), (200, {}, 1), (409, {}, 1), (404, {}, 1)],
)
def test_goes_when_the_form_was_taken(personas: Personas, status: int, headers: dict[str, str], left: int) -> None:
    Draft.objects.create(user=personas.jule, form="note:17", content=CONTENT)
    Draft.objects.create(user=personas.merle, form="note:17", content=CONTENT)
    request = RequestFactory().post("/", {"draft": "note:17"})
    request.user = personas.jule
    SentDrafts(lambda _: HttpResponse(status=status, headers=headers))(request)
    assert Draft.objects.filter(user=personas.jule).count() == left
    assert Draft.objects.filter(user=personas.merle).count() == 1, "of another user, never"


@pytest.mark.parametrize("name", ["a\x00b", "x" * 121, "ein Satz"])
def test_what_names_no_form_has_no_draft(personas: Personas, as_user: Browser, name: str) -> None:
    """Not even an error of the database, which on PostgreSQL takes no such names."""
    browser = as_user(personas.jule)
    page = reverse("access:draft", args=[name])
    assert browser.get(page).status_code == 204
    assert browser.post(page, {"content": CONTENT}).status_code == 409
    assert browser.delete(page).status_code == 204
    assert not Draft.objects.exists()
