"""Feedback in the counsellor's day, on a phone: asked for in one click, taken up, and released words in the talk."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import ClosingResult, Participation
from perspektiv.records.feedback.models import Answer, Discussed, Invitation
from perspektiv.records.selfservice.actions.links import hand_out
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.journeys.test_counsellor import PHONE, just_now, planned
from tests.records.appointments.office import Office, open_office
from tests.records.feedback.answering import said, talked
from tests.records.feedback.inviting import questionnaire

KEPT, SHOWN = "Das behalte ich lieber.", "Ich beginne einen Kurs."


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def dilan(office: Office) -> Participation:
    return office.participation("Dilan Distel")


@pytest.fixture
def page(office: Office, log_in: LogIn) -> Page:
    page = log_in(office.personas.jule).new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


def test_the_code_is_shown_in_one_click(office: Office, dilan: Participation, page: Page) -> None:
    questionnaire(office)
    talk = just_now(dilan)
    page.goto("/")
    hand = Hand(page)
    hand.click(page.get_by_role("button", name="Dilan Distel den Code für Rückmeldung zeigen"))
    expect(page.get_by_role("img")).to_be_visible()
    assert hand.moves == 1 and hand.seconds <= 2
    assert Invitation.objects.get().appointment == talk


def test_a_signal_is_seen_and_taken_up_in_two_clicks(office: Office, dilan: Participation, page: Page) -> None:
    talked(office, dilan, 4, 8, 9, 9, days_ago=1)
    just_now(dilan)
    page.goto("/")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Rückmeldung von Dilan Distel zum Ansprechen"))
    expect(page.get_by_text("Fragen Sie, wo Sie nicht richtig zugehört haben")).to_be_visible()
    hand.click(page.get_by_role("button", name="Besprochen"))
    expect(page.get_by_text("besprochen am")).to_be_visible()
    assert hand.moves == 2
    assert Discussed.objects.count() == 1
    page.goto("/")
    expect(page.get_by_text("zum Ansprechen")).to_have_count(0)


def test_released_words_are_shown_in_the_talk_and_taken_over_by_wish(
    office: Office, dilan: Participation, page: Page, log_in: LogIn
) -> None:
    said(office, "improvement", dilan, {"behaviour": 5}, {"reflection": KEPT, "next": SHOWN}, days_ago=1)
    planned(dilan, timezone.now() + timedelta(days=2), Appointment.Kind.CLOSING_TALK)
    _link, token = hand_out(by=office.personas.toni, participant=dilan.participant)

    own = log_in(None).new_page()
    own.set_viewport_size(PHONE)  # type: ignore[arg-type]
    own.goto(f"/p/{token}/")
    own.get_by_role("link", name="Lesen und entscheiden").click()
    own.locator("li", has_text=SHOWN).get_by_role("button", name="Im Gespräch zeigen").click()
    expect(own.locator("li", has_text=SHOWN)).to_contain_text("Wird im Gespräch gezeigt")
    assert list(Answer.objects.exclude(shared_at=None).values_list("item__key", flat=True)) == ["next"]

    page.goto(f"/personen/{dilan.participant_id}/abschluss/")
    expect(page.get_by_role("blockquote")).to_have_text(SHOWN)
    expect(page.get_by_text(KEPT)).to_have_count(0)
    page.get_by_role("link", name="ins Ergebnis").click()
    expect(page.get_by_label("Was wir gemeinsam festhalten")).to_have_value(SHOWN)
    assert not ClosingResult.objects.exists()
    page.get_by_role("button", name="Fertig").click()
    expect(page.get_by_text("Das gemeinsame Ergebnis ist gespeichert.")).to_be_visible()
    assert ClosingResult.objects.get().words == SHOWN
