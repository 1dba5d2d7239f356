"""The jobcoach's targets: nobody has shown them how, and every task is a few clicks."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from perspektiv.records.cases.models import ClosingResult, Participation, Referral
from perspektiv.records.outcomes.models import JobStart, Source
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.appointments.office import Office, open_office


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def running(office: Office) -> Participation:
    """Somebody whom the jobcoach proposed, and who takes part."""
    running = office.participation("Dilan Distel")
    running.jobcoach = office.personas.wachtel
    running.save()
    Referral.objects.create(
        centre=office.centre,
        participant=running.participant,
        jobcoach=running.jobcoach,
        referred_on=running.started_on - timedelta(days=7),
        result=Referral.Result.ENTERED,
        decided_on=running.started_on,
    )
    return running


@pytest.fixture
def page(office: Office, log_in: LogIn) -> Page:
    page = log_in(office.personas.fee).new_page()
    page.goto("/")
    return page


def test_proposing_takes_eight_fields(office: Office, page: Page) -> None:
    page.get_by_role("link", name="Person vorschlagen").click()
    hand = Hand(page)
    for label, value in {
        "Vorname": "Jana",
        "Nachname": "Jasmin",
        "Kundennummer": "317A000012",
        "Telefon": "0201 5551",
        "Sprache": "Ukrainisch",
        "Von wem geht es aus?": "beide gemeinsam",
        "Informiert am": timezone.localdate().isoformat(),
        "Anliegen": "Rückkehr in den Beruf",
    }.items():
        hand.fill_in(label, value)
    hand.click(page.get_by_role("button", name="Vorschlag senden"))
    expect(page.locator(".pv-proposals")).to_contain_text("Jana Jasmin")
    assert (hand.fields, hand.moves) == (8, 1) and hand.seconds <= 90
    referral = Referral.objects.get()
    assert (referral.jobcoach, referral.participant.language) == (office.personas.wachtel, "uk")
    assert referral.initiative == Referral.Initiative.BOTH


def test_the_status_takes_one_click_at_most(running: Participation, page: Page) -> None:
    hand = Hand(page)
    hand.click(page.locator(".pv-nav").get_by_role("link", name="Vorschläge"))
    expect(page.locator(".pv-proposals__state")).to_be_visible()
    expect(page.locator(".pv-proposals")).to_contain_text("Einstiegsberatung")
    assert hand.moves <= 1 and hand.seconds <= 2


def test_reporting_a_job_start_takes_three_clicks(running: Participation, page: Page) -> None:
    began = timezone.localdate() - timedelta(days=3)
    page.reload()
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Arbeitsaufnahme melden"))
    hand.write(began.isoformat(), into=page.get_by_label("Erster Arbeitstag"))
    hand.click(page.get_by_role("button", name="Melden"))
    expect(page.locator("#messages")).to_contain_text("Dilan Distel")
    assert hand.moves <= 3 and hand.seconds <= 15
    start = JobStart.objects.get()
    assert (start.participant, start.started_on, start.source) == (running.participant, began, Source.JOBCOACH)
    assert start.insured


def test_confirming_the_closing_result_takes_one_click(running: Participation, office: Office, page: Page) -> None:
    """From the address that the mail carries."""
    now = timezone.now()
    result = ClosingResult.objects.create(
        centre=office.centre,
        participation=running,
        words="Pflege passt.",
        participant_released_at=now,
        counsellor_released_at=now,
        counsellor_released_by=running.counsellor,
    )
    page.goto(f"/ergebnisse/{result.pk}/")
    hand = Hand(page)
    hand.click(page.get_by_role("button", name="Zur Kenntnis genommen"))
    expect(page.locator("main")).to_contain_text("zur Kenntnis genommen am")
    assert hand.moves <= 1 and hand.seconds <= 5
    result.refresh_from_db()
    assert result.acknowledged_at
