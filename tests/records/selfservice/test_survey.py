"""The anonymous survey on the page: a code is typed, answers are sent once, and nothing of it is known afterwards."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.utils import timezone

from perspektiv.records.access.models import TrailRow
from perspektiv.records.feedback.actions.opening import open_boxes
from perspektiv.records.feedback.box import quarter_of, quarters_before
from perspektiv.records.feedback.models import AnonymousAnswer, AnonymousText, Ballot
from perspektiv.records.feedback.survey_words import survey_words
from perspektiv.records.letters.languages import LANGUAGES, direction
from perspektiv.records.selfservice.guessing import MOST
from tests.records.feedback.balloting import Surveyed, surveyed
from tests.records.personas import Personas
from tests.records.selfservice.test_weight import MOST as MOST_BYTES
from tests.records.selfservice.test_weight import fetched

ANSWERS = {"q-welcome": "4", "q-rooms": "2", "q-wish": "Mehr Stühle."}
WRONG = "AAAA-BBBB-CCCC"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, db: None) -> Iterator[Path]:
    with override_settings(HOME=tmp_path):
        yield tmp_path


@pytest.fixture
def survey(personas: Personas) -> Surveyed:
    return surveyed(personas)


@pytest.fixture
def code(survey: Surveyed) -> str:
    return survey.codes(1)[0]


@pytest.fixture
def phone() -> Client:
    """Somebody's own, which nobody knows."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": "de-DE,de;q=0.9"})


def typed(phone: Client, code: str, language: str = "de") -> Any:
    return phone.post(f"/umfrage/?sprache={language}", {"code": code})


def sent(phone: Client, code: str, **answers: str) -> Any:
    return phone.post("/umfrage/senden/?sprache=de", {"code": code, **(answers or ANSWERS)})


def test_the_code_opens_the_questions(phone: Client, code: str) -> None:
    assert "Ihr Code" in phone.get("/umfrage/").content.decode()
    for as_typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        page = typed(phone, as_typed).content.decode()
        assert page.count("<fieldset") == 7


def test_answers_lie_in_the_box(phone: Client, code: str, survey: Surveyed) -> None:
    answer = sent(phone, code)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/umfrage/danke/?sprache=de")
    assert "Vielen Dank" in phone.get(answer.headers["Location"]).content.decode()
    for other in survey.codes(4):
        sent(phone, other)
    assert open_boxes(today=quarters_before(quarter_of(timezone.localdate()), -1)) == 5
    assert sorted(AnonymousAnswer.objects.values_list("item__key", "value"))[0] == ("rooms", 2.0)
    assert AnonymousText.objects.first().words == "Mehr Stühle."  # type: ignore[union-attr]


def test_sent_twice_it_is_thanked_twice_and_counted_once(phone: Client, code: str) -> None:
    """Whatever the second one says: it is not told whether it was the same."""
    first = sent(phone, code)
    for again in (sent(phone, code), sent(phone, code, **{"q-welcome": "1"}), sent(phone, code, **{"q-welcome": "99"})):
        assert (again.status_code, again.headers["Location"]) == (first.status_code, first.headers["Location"])
        assert again.content == first.content
    assert Ballot.objects.count() == 1


def test_a_used_card_is_told_before_anything_is_asked(phone: Client, code: str) -> None:
    sent(phone, code)
    page = typed(phone, code)
    assert page.status_code == 409 and survey_words("de")["used"] in page.content.decode()
    assert code not in page.content.decode()


def test_a_wrong_code_is_told_kindly(phone: Client, survey: Surveyed) -> None:
    for answer in (typed(phone, WRONG), typed(phone, ""), typed(phone, "x" * 9_000), sent(phone, WRONG)):
        assert answer.status_code == 422 and survey_words("de")["wrong"] in answer.content.decode()
    assert not Ballot.objects.exists()


def test_who_guesses_waits_and_right_codes_do_not(phone: Client, code: str) -> None:
    """Many sit behind one address: of a Jobcenter, or of the centre's own network."""
    statuses = [typed(phone, WRONG).status_code for _ in range(MOST + 2)]
    assert statuses[-1] == 429
    assert typed(phone, code).status_code == 200


def test_mistakes_are_shown_beside_what_was_typed(phone: Client, code: str) -> None:
    page = sent(phone, code, **{"q-welcome": "9", "q-wish": "Bleibt stehen."})
    assert page.status_code == 422 and "Bleibt stehen." in page.content.decode()
    assert sent(phone, code, **{"q-wish": ""}).status_code == 422
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_whole_and_small(phone: Client, code: str, language: str) -> None:
    for page in (phone.get(f"/umfrage/?sprache={language}"), typed(phone, code, language)):
        html = page.content.decode()
        assert re.search(r"<html lang=\"(.+?)\" dir=\"(.+?)\"", html).groups() == (language, direction(language))  # type: ignore[union-attr]
        assert fetched(page.content) < MOST_BYTES, fetched(page.content)
    assert survey_words(language).keys() == survey_words("de").keys()


def test_the_browsers_language_is_taken_until_one_is_chosen(survey: Surveyed) -> None:
    phone = Client(headers={"accept-language": "xx,tr-TR;q=0.8,de;q=0.5"})
    assert 'lang="tr"' in phone.get("/umfrage/").content.decode()
    assert 'lang="de-x-plain"' in phone.get("/umfrage/?sprache=de-x-plain").content.decode()


def test_a_change_of_language_carries_the_code_along(phone: Client, code: str) -> None:
    page = typed(phone, code).content.decode()
    assert page.count(f'name="code" value="{code}"') == 2
    assert 'formaction="?sprache=ar"' in page


def test_nobody_is_known_afterwards(phone: Client, code: str) -> None:
    """No cookie, no session, no row of the trail, and nothing that a page before could be read from."""
    trail, sessions = TrailRow.objects.count(), Session.objects.count()
    answers = [phone.get("/umfrage/"), typed(phone, code), sent(phone, code), phone.get("/umfrage/danke/")]
    assert not phone.cookies and not any(answer.cookies for answer in answers)
    assert (TrailRow.objects.count(), Session.objects.count()) == (trail, sessions)
    assert {answer["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_no_log_holds_a_code(phone: Client, code: str) -> None:
    """Not even where something fails: neither by its address nor by what was sent."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    loggers = [logging.getLogger(name) for name in ("django.request", "django.server", "")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        for answer in (typed(phone, WRONG), sent(phone, code, **{"q-welcome": "9"}), sent(phone, code)):
            assert code not in answer.headers.get("Location", "")
            assert answer.wsgi_request.get_full_path().startswith("/umfrage/")
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    said = stream.getvalue()
    assert "/umfrage/" in said
    assert code not in said and WRONG not in said


def test_every_answer_to_a_send_is_equally_long(phone: Client, survey: Surveyed) -> None:
    """A log of lengths tells nothing of what was said; of what is sent, ``survey.js`` takes care."""
    answers = [
        sent(phone, code, **said)
        for code, said in zip(survey.codes(3), (ANSWERS, {"q-welcome": "1"}, {"q-wish": "x" * 900}), strict=True)
    ]
    assert len({(len(answer.content), answer.headers["Location"]) for answer in answers}) == 1
