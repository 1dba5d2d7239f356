"""A form whose token is of an earlier login: not taken, and the page says what to do."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from perspektiv.records.people.models import Jobcoach
from tests.records.personas import Personas

NEW = "/jobcoaches/neu/"


@pytest.fixture
def browser(personas: Personas, as_user: Callable[..., Client]) -> Client:
    client = as_user(personas.toni)
    client.handler.enforce_csrf_checks = True
    return client


def test_the_page_says_what_to_do_and_nothing_is_stored(browser: Client) -> None:
    page = browser.post(NEW, {"family_name": "Wiedehopf"}, headers={"referer": f"http://testserver{NEW}"})
    assert page.status_code == 403
    said = page.content.decode()
    assert "Nicht gespeichert" in said
    assert "Ihre Eingaben stehen noch im Formular" in said
    assert f'href="{NEW}"' in said
    assert not Jobcoach.objects.filter(family_name="Wiedehopf").exists()


def test_what_was_sent_is_not_shown_again_with_a_new_token(browser: Client) -> None:
    said = browser.post(NEW, {"family_name": "Wiedehopf"}).content.decode()
    assert "Wiedehopf" not in said


def test_in_english(browser: Client, personas: Personas) -> None:
    personas.toni.language = "en"
    personas.toni.save()
    assert "Not saved: this form was of an earlier login" in browser.post(NEW).content.decode()


def test_a_foreign_page_is_no_page_to_go_back_to(browser: Client) -> None:
    said = browser.post(NEW, headers={"referer": "https://example.org/trap/"}).content.decode()
    assert "example.org" not in said


def test_a_script_is_told_in_a_word(browser: Client) -> None:
    answer = browser.post(NEW, headers={"X-Requested-With": "fetch"})
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")


def test_a_script_gets_the_token_that_holds_now(browser: Client, personas: Personas) -> None:
    known = browser.get(reverse("time_left")).json()
    assert known["me"] == str(personas.toni.pk)
    sent = {"csrfmiddlewaretoken": known["token"], "family_name": "Wiedehopf", "given_name": "Willi"}
    assert browser.post(NEW, sent).status_code != 403
