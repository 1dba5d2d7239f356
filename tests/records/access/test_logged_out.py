"""Who is not logged in any more is told so: scripts by a status, forms by their page after the login."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from perspektiv.records.access.models import User
from tests.records.personas import PASSWORD, Personas

PARTS = ({"X-Background": "1"}, {"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}, {"X-Requested-With": "fetch"})
FORM = "/anwesenheit/alle/"
ASKED = (("get", "/personen/"), ("get", "/suche/"), ("get", reverse("time_left")), ("post", FORM))


@pytest.mark.django_db
@pytest.mark.parametrize("headers", PARTS)
@pytest.mark.parametrize(("method", "address"), ASKED)
def test_a_script_gets_no_page_to_log_in(method: str, address: str, headers: dict[str, str]) -> None:
    answer = getattr(Client(), method)(address, headers=headers)
    assert (answer.status_code, answer.headers.get("Location")) == (401, None)
    assert answer.content.decode() in ("Sie sind abgemeldet.", "You are logged out.")


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address"), ASKED)
def test_control_a_browser_is_led_to_the_login(method: str, address: str) -> None:
    answer = getattr(Client(), method)(address)
    assert answer.status_code == 302 and answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/anwesenheit/?day=2026-11-26", "/anwesenheit/%3Fday%3D2026-11-26"),
        ("https://anderswo.example/", "/"),
        ("", "/"),
    ],
)
def test_a_form_leads_back_to_its_page_and_not_to_itself(came_from: str, leads_to: str) -> None:
    client = Client()
    answer = client.post(FORM, headers={"Referer": came_from} if came_from else {})
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={leads_to}"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "wurde nicht gespeichert" in page or "was not saved" in page


def test_the_login_after_a_form_ends_on_a_page(personas: Personas) -> None:
    client = Client()
    to_the_login = client.post(FORM, headers={"Referer": "http://testserver/hilfe/"}).headers["Location"]
    login = {"login": personas.fee.email, "password": PASSWORD, "next": to_the_login.partition("next=")[2]}
    assert client.post(reverse("account_login"), login).headers["Location"] == "/hilfe/"


def test_an_address_that_only_takes_forms_answers_with_a_page(
    personas: Personas, as_user: Callable[[User], Client]
) -> None:
    answer = as_user(personas.toni).get(FORM)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "Nichts wurde geändert" in answer.content.decode() and 'href="/"' in answer.content.decode()
