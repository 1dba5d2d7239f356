"""What staff see of the anonymous survey: cards, quarters that are over, and texts that a person has read."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.paper import set_pdf
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.trail_words import in_words
from perspektiv.records.feedback.actions.anonymous_texts import BLACK
from perspektiv.records.feedback.actions.opening import open_boxes
from perspektiv.records.feedback.actions.survey import cast
from perspektiv.records.feedback.box import quarter_of, quarters_before
from perspektiv.records.feedback.codes import code_hash
from perspektiv.records.feedback.models import AnonymousText, SurveyCode
from perspektiv.records.feedback.papers import cards
from tests.records.feedback.balloting import Surveyed, surveyed
from tests.records.personas import Personas

Login = Callable[[User], Client]
TODAY = quarter_of(timezone.localdate())
LAST, BEFORE = quarters_before(TODAY, 1), quarters_before(TODAY, 2)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, db: None) -> Iterator[Path]:
    with override_settings(HOME=tmp_path):
        yield tmp_path


@pytest.fixture
def survey(personas: Personas) -> Surveyed:
    return surveyed(personas)


@pytest.fixture
def quirin(survey: Surveyed, as_user: Login) -> Client:
    return as_user(survey.personas.quirin)


def page(browser: Client, rest: str = "") -> str:
    html = browser.get(f"/umfragen/{rest}").content.decode()
    return re.sub(r"[A-Za-z0-9]{64}", "", html)  # tokens of the session


def with_texts(survey: Surveyed, *texts: str) -> None:
    for text in texts:
        survey.answered(1, on=LAST, wish=text)
    survey.answered(5, on=LAST)
    open_boxes(today=TODAY)


def decide(browser: Client, text: AnonymousText, **what: str) -> Any:
    return browser.post(f"/umfragen/texte/{text.pk}/", what)


def test_cards_are_printed_once(survey: Surveyed, as_user: Login, monkeypatch: pytest.MonkeyPatch) -> None:
    """The codes stand on the paper; what is stored does not lead back to them."""
    filled: list[Mapping[str, Any]] = []

    def looked_at(folder: Path, template: str, data: Mapping[str, Any]) -> bytes:
        filled.append(data)
        return set_pdf(folder, template, data)

    monkeypatch.setattr(cards, "set_pdf", looked_at)
    answer = as_user(survey.personas.toni).post(f"/umfragen/{survey.version.pk}/karten.pdf", {"sheets": "2"})
    assert answer.content.startswith(b"%PDF") and "Umfrage-Karten.pdf" in answer["Content-Disposition"]
    codes = [card["code"] for card in filled[0]["cards"]]
    assert len(set(codes)) == len(codes) == 16
    assert set(map(code_hash, codes)) == set(SurveyCode.objects.values_list("code_hash", flat=True))
    assert in_words(TrailRow.objects.latest("seq").what) == "Codes der anonymen Befragung erstellt"


def test_the_picture_leads_to_the_page_and_keeps_the_code_behind_the_hash() -> None:
    """What stands behind it is sent by no browser."""
    scanned = cards.scanned("K7RM-2WXD-PA4S")
    assert scanned.endswith("/umfrage/#K7RM-2WXD-PA4S") and "?" not in scanned


@pytest.mark.parametrize("sheets", ["", "0", "3", "9999", "-1", "x"])
def test_other_numbers_of_sheets_make_one(survey: Surveyed, as_user: Login, sheets: str) -> None:
    as_user(survey.personas.toni).post(f"/umfragen/{survey.version.pk}/karten.pdf", {"sheets": sheets})
    assert SurveyCode.objects.count() == 8


def test_nobody_can_watch_a_number_change(survey: Surveyed, quirin: Client) -> None:
    """Whoever hands over a card and looks afterwards sees the page of before, byte for byte."""
    survey.codes(8)
    before = page(quirin)
    spare = survey.codes(1)[0]
    with_one_card_more = page(quirin)
    cast(code=spare, numbers={"rooms": 1.0}, texts={"wish": "Danke."})
    assert page(quirin) == with_one_card_more != before


def test_quarters_are_told_once_they_are_opened(survey: Surveyed, quirin: Client) -> None:
    survey.answered(7, on=BEFORE)
    survey.answered(3, on=LAST)
    assert "<td>7</td>" not in page(quirin)
    open_boxes(today=TODAY)
    html = page(quirin)
    assert "<td>7</td>" in html and "<td>3</td>" not in html
    assert html.count("weniger als fünf") == 1


def test_the_assistant_hands_out_and_reads_nothing(survey: Surveyed, as_user: Login) -> None:
    with_texts(survey, "Mehr Stühle.")
    toni = as_user(survey.personas.toni)
    assert "texte" not in page(toni)
    assert toni.get("/umfragen/texte/").status_code == 404


def test_a_text_waits_until_it_was_read(survey: Surveyed, quirin: Client) -> None:
    with_texts(survey, "Mehr Stühle.")
    text = AnonymousText.objects.get()
    assert text.state == "unchecked" and "Mehr Stühle." in page(quirin, "texte/")
    decide(quirin, text, do="show")
    decide(quirin, text, do="show")
    text.refresh_from_db()
    assert text.state == "shown"
    decide(quirin, text, do="withhold")
    text.refresh_from_db()
    assert text.state == "withheld"
    said = [in_words(what) for what in TrailRow.objects.filter(what__contains="text_").values_list("what", flat=True)]
    assert said == ["Text der anonymen Befragung eingeblendet", "Text der anonymen Befragung ausgeblendet"]


def test_names_are_blacked_out_for_good(survey: Surveyed, quirin: Client) -> None:
    with_texts(survey, "Frau Lerche war nett, frau lerche hilft.")
    text = AnonymousText.objects.get()
    decide(quirin, text, do="black_out", words=" Lerche , ")
    text.refresh_from_db()
    assert (text.words, text.state) == (f"Frau {BLACK} war nett, frau {BLACK} hilft.", "shown")


@pytest.mark.parametrize("words", ["", " , ", "Amsel"])
def test_nothing_else_can_be_changed(survey: Surveyed, quirin: Client, words: str) -> None:
    with_texts(survey, "Frau Lerche war nett.")
    text = AnonymousText.objects.get()
    assert decide(quirin, text, do="black_out", words=words).status_code == 422
    assert decide(quirin, text, do="rewrite", words="Alles gut.").status_code == 302
    text.refresh_from_db()
    assert (text.words, text.state) == ("Frau Lerche war nett.", "unchecked")


def test_a_word_that_is_not_in_the_text_stays_typed_beside_a_sentence(survey: Surveyed, quirin: Client) -> None:
    with_texts(survey, "Frau Lerche war nett.", *(f"Wunsch {number:02}." for number in range(24)))
    text = next(one for one in AnonymousText.objects.all() if "Lerche" in one.words)
    for _ in range(5):
        answer = decide(quirin, text, do="black_out", words="Lerche, <Amsel>")
        html = answer.content.decode()
        assert answer.status_code == 422
        first = html[html.index("<blockquote") : html.index("</li>", html.index("<blockquote"))]
        assert "Frau Lerche war nett." in first and "<details" in first and " open>" in first
        assert 'value="Lerche, &lt;Amsel&gt;"' in first and 'aria-invalid="true"' in first
        assert "„&lt;Amsel&gt;“ steht nicht im Text." in first
        assert html.count("Frau Lerche war nett.") == html.count("steht nicht im Text") == html.count(" autofocus") == 1
        assert html.count("<blockquote") == 20 and "und 5 weitere" in html


def test_so_it_is_with_a_text_that_somebody_else_showed_meanwhile(survey: Surveyed, quirin: Client) -> None:
    with_texts(survey, "Frau Lerche war nett.", "Mehr Stühle.")
    text = next(one for one in AnonymousText.objects.all() if "Lerche" in one.words)
    decide(quirin, text, do="black_out", words="Lerche")
    html = decide(quirin, text, do="black_out", words="Lerche").content.decode()
    assert html.count(f"Frau {BLACK} war nett.") == html.count('value="Lerche"') == 1


def test_the_order_is_drawn_anew(survey: Surveyed, quirin: Client) -> None:
    with_texts(survey, *(f"Wunsch {number:02}." for number in range(12)))
    orders = {tuple(re.findall(r"Wunsch \d\d", page(quirin, "texte/"))) for _ in range(5)}
    assert len(orders) == 5


def test_more_texts_cost_no_more_queries(survey: Surveyed, quirin: Client) -> None:
    counted = []
    for more in (6, 14):
        with_texts(survey, *["Gut."] * more)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            quirin.get("/umfragen/texte/")
        with CaptureQueriesContext(connection) as others:
            quirin.get("/umfragen/")
        counted.append((len(queries), len(others)))
        survey.answered(1, on=LAST)
    assert counted[0] == counted[1]
