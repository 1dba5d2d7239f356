"""Sentences after an action: on the next page, beside a fragment, and with undo for ten seconds."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage.base import Message
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import RequestFactory

from perspektiv.site.beside import MessagesBeside
from perspektiv.site.templatetags.house import undo_address


@pytest.fixture
def request_(rf: RequestFactory, db: None) -> Iterator[HttpRequest]:
    request = rf.post("/")
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    MessageMiddleware(lambda _: HttpResponse()).process_request(request)
    yield request


def answered(request: HttpRequest, response: HttpResponse, *, htmx: bool = True) -> str:
    request.htmx = htmx  # type: ignore[attr-defined]
    return MessagesBeside(lambda _: response)(request).content.decode()


def test_a_fragment_brings_the_sentence_to_its_place(request_: HttpRequest) -> None:
    messages.success(request_, "Termin verschoben", extra_tags="undo:/zurueck/")
    messages.success(request_, "Gespeichert")
    page = answered(request_, HttpResponse("<li>Zeile</li>"))
    assert page.startswith("<li>Zeile</li>")
    assert page.count('hx-swap-oob="true"') == 2
    assert 'action="/zurueck/"' in page
    assert page.count("Termin verschoben") == page.count("Gespeichert") == 1


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("<!doctype html><html></html>"),
        HttpResponse("{}", content_type="application/json"),
        HttpResponse("Konflikt", status=409),
        HttpResponse("", headers={"HX-Redirect": "/"}),
    ],
)
def test_what_is_no_fragment_stays_as_it_is(request_: HttpRequest, response: HttpResponse) -> None:
    messages.success(request_, "Gespeichert")
    before = response.content.decode()
    assert answered(request_, response) == before


def test_without_htmx_the_sentence_waits_for_the_next_page(request_: HttpRequest) -> None:
    messages.success(request_, "Gespeichert")
    assert answered(request_, HttpResponse("<li>Zeile</li>"), htmx=False) == "<li>Zeile</li>"
    assert "Gespeichert" in render(request_, "messages.html").content.decode()


def test_without_anything_to_say_nothing_is_added(request_: HttpRequest) -> None:
    assert answered(request_, HttpResponse("<li>Zeile</li>")) == "<li>Zeile</li>"


def test_undo_is_a_form_that_works_without_javascript(request_: HttpRequest) -> None:
    messages.success(request_, "Termin verschoben", extra_tags="undo:/zurueck/")
    page = render(request_, "undo.html").content.decode()
    assert '<form method="post" action="/zurueck/">' in page
    assert "csrfmiddlewaretoken" in page
    assert 'role="status"' in page
    assert "Termin verschoben" not in render(request_, "messages.html").content.decode()


@pytest.mark.parametrize(
    ("tags", "address"),
    [("undo:/a/", "/a/"), ("", ""), ("success", ""), ("undo:https://example.org/", ""), ("undo://example.org/", "")],
)
def test_undo_leads_into_this_application_only(tags: str, address: str) -> None:
    message = Message(25, "x", extra_tags=tags)
    assert undo_address(message) == address
