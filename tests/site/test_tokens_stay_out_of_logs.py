"""Logs never hold the token of an address: neither Django's, nor the servers', nor a traceback's."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from perspektiv.records.selfservice.form_keys import key_for
from perspektiv.records.selfservice.jobcoach_links import token_for
from perspektiv.site.operating.masking import WithoutTokens, masked
from tests.records.personas import Personas

ACCESS = '%(h)s "%(r)s" %(s)s "%(f)s"'


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """All that Django says of requests, by a handler that masks nothing by itself."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.fixture
def token(personas: Personas) -> str:
    return token_for(personas.wachtel)


def refused(token: str) -> None:
    """A form with mistakes."""
    answer = Client().post(f"/j/{token}/vorschlag/", {"form_key": key_for(token), "given_name": "Jana"})
    assert answer.status_code == 422


def test_a_refused_form_leaves_no_token(heard: io.StringIO, token: str) -> None:
    refused(token)
    assert "/j/***/vorschlag/" in heard.getvalue() and token not in heard.getvalue()


def test_control_without_the_filter_it_would_be_there(heard: io.StringIO, token: str) -> None:
    logger = logging.getLogger("django.request")
    filters, logger.filters = logger.filters, []
    try:
        refused(token)
    finally:
        logger.filters = filters
    assert token in heard.getvalue()


def test_wrong_links_leave_none(heard: io.StringIO, db: None) -> None:
    for address in (
        "/p/a-participants-token/",
        "/kalender/abo/a-calendars-token.ics",
        "/antwort/an-inquirys-token/",
        "/f/a-forms-token/",
    ):
        assert Client().get(address).status_code >= 400
    assert heard.getvalue().count("***") == 4
    assert "-token" not in heard.getvalue()


@pytest.mark.parametrize("name", ["gunicorn.access", "gunicorn.error", "django.server", "django.security.csrf"])
def test_the_servers_mask_theirs(name: str) -> None:
    assert any(isinstance(one, WithoutTokens) for one in logging.getLogger(name).filters)


def test_the_log_of_accesses_is_masked() -> None:
    """Its words are filled from a dictionary; numbers stay numbers."""
    atoms = {"h": "::1", "r": "GET /p/secret/daten/ HTTP/1.1", "s": 200, "f": "http://x/j/secret/"}
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 0, ACCESS, (atoms,), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == '::1 "GET /p/***/daten/ HTTP/1.1" 200 "http://x/j/***/"'


def test_a_traceback_is_masked() -> None:
    try:
        raise ValueError("no page at /p/secret/daten/")
    except ValueError as error:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "%s", ("/p/secret/",), (ValueError, error, None)
        )
    WithoutTokens().filter(record)
    assert "secret" not in logging.Formatter().format(record)


def test_every_address_with_a_token_is_known() -> None:
    found = [route for route in _routes(get_resolver()) if "<str:token>" in route]
    assert len(found) > 20
    for route in found:
        address = "/" + route.replace("<str:token>", "secret")
        assert "secret" not in masked(address), route


def test_other_addresses_stay_as_they_are() -> None:
    for address in ("/personen/0a1b/termine/", "/jobcoaches/0a1b/", "/kalender/woche/", "/j/"):
        assert masked(address) == address


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from _routes(one, route)
