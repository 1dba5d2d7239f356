"""Pages for what is not there, not possible, or broken."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse

from perspektiv.records.access.middleware import something_typed
from perspektiv.records.access.models import User
from perspektiv.site.refusals import broken, forbidden
from tests.records.personas import Personas

As = Callable[[User], Client]


def test_a_missing_page_has_the_shell_and_a_way_on(personas: Personas, as_user: As) -> None:
    answer = as_user(personas.toni).get("/gibt-es-nicht/")
    assert answer.status_code == 404
    assert "Diese Seite gibt es hier für Sie nicht" in answer.content.decode()
    assert "pv-nav" in answer.content.decode()


def test_a_refusal_speaks_of_what_was_typed_only_where_something_was() -> None:
    pressed = {"csrfmiddlewaretoken": "aB3", "id": "5b1f3c1e-9a51-4be8-8f0c-3f3c0a1d7a10", "version": "2"}
    assert not something_typed(sent({**pressed, "result": "not_reached", "on": "2026-11-26", "back": "/heute/?a=B"}))
    assert something_typed(sent({**pressed, "concern": "möchte in die Pflege"}))
    assert something_typed(sent({**pressed, "family_name": "Ulme"}))


def test_the_page_of_a_refusal_without_anything_typed(personas: Personas, as_user: As) -> None:
    address = reverse("access:account_close", args=[personas.ada.pk])
    page = as_user(personas.ada).post(address).content.decode()
    assert "sehen Sie nach, wie es jetzt steht" in page
    assert "Eingaben sind noch da. " not in page.split("pv-err")[1].split("</section>")[0]


def sent(fields: dict[str, str]) -> QueryDict:
    return QueryDict(urlencode(fields))


def test_a_broken_page_needs_nothing_that_may_be_broken(rf: RequestFactory) -> None:
    answer = broken(rf.get("/"))
    assert answer.status_code == 500
    assert "Das hat nicht geklappt" in answer.content.decode()


def test_what_is_forbidden_says_so(rf: RequestFactory) -> None:
    assert forbidden(rf.get("/")).status_code == 403
