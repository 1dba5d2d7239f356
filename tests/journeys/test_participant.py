"""The participant's targets on a telephone, and jobcoaches' by the link of a mail: no account, few taps, no scripts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.closing_dates import propose
from perspektiv.records.appointments.models import Appointment, ClosingDate, Status
from perspektiv.records.cases.models import Agreement, Participation, Referral
from perspektiv.records.outcomes.models import JobStart
from perspektiv.records.selfservice.jobcoach_links import token_for
from perspektiv.records.selfservice.models import PersonalLink, Wish
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.journeys.test_axe import Visit
from tests.records.appointments.office import Office, at, open_office
from tests.records.selfservice.visiting import Visitor, visitor

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def dilan(office: Office) -> Visitor:
    return visitor(office)


@pytest.fixture
def phone(log_in: LogIn) -> Page:
    """A telephone without scripts and without an account."""
    page = log_in(None, scripts=False).new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


@pytest.fixture
def running(dilan: Visitor, office: Office) -> Participation:
    """Whom the jobcoach proposed, and who takes part."""
    running = dilan.participation
    running.jobcoach = office.personas.wachtel
    running.save()
    Referral.objects.create(
        centre=office.centre,
        participant=running.participant,
        jobcoach=running.jobcoach,
        referred_on=running.started_on,
        result=Referral.Result.ENTERED,
        decided_on=running.started_on,
    )
    return running


def test_the_next_date_takes_one_tap(dilan: Visitor, phone: Page) -> None:
    """The tap on the link itself."""
    phone.goto(dilan.address())
    expect(phone.locator(".pv-appt time")).to_contain_text("09:00")
    expect(phone.locator(".pv-appt time")).to_be_in_viewport()


def test_to_the_calendar_takes_one_tap(dilan: Visitor, phone: Page) -> None:
    phone.goto(dilan.address())
    hand = Hand(phone)
    with phone.expect_download() as download:
        hand.click(phone.get_by_role("link", name="In meinen Kalender"))
    assert download.value.suggested_filename == "termin.ics"
    assert hand.moves <= 1 and hand.seconds <= 3


def test_cancelling_takes_two_taps(dilan: Visitor, phone: Page) -> None:
    phone.goto(dilan.address())
    hand = Hand(phone)
    hand.click(phone.get_by_role("link", name="Ich kann nicht kommen"))
    hand.click(phone.get_by_role("button", name="Termin absagen"))
    expect(phone.get_by_role("status")).to_contain_text("abgesagt")
    assert hand.moves <= 2 and hand.seconds <= 10
    assert dilan.now().status == Status.EXCUSED
    phone.get_by_role("button", name="Ich komme doch").click()
    expect(phone.get_by_role("status")).to_contain_text("gilt wieder")


def test_saying_that_one_comes_takes_one_tap(dilan: Visitor, phone: Page) -> None:
    phone.goto(dilan.address())
    hand = Hand(phone)
    hand.click(phone.get_by_role("button", name="Ich komme"))
    expect(phone.locator(".own-state")).to_contain_text("Ich komme")
    assert hand.moves <= 1 and dilan.now().confirmed


def test_a_browser_sends_forms_though_it_hides_where_they_come_from(dilan: Visitor, log_in: LogIn) -> None:
    """With scripts, as most have them: the referrer policy must not make forms fail."""
    page = log_in(None).new_page()
    page.goto(dilan.address("beschwerde/"))
    page.get_by_label("Was ist passiert?").fill("Der Flur war kalt.")
    page.get_by_role("button", name="Beschwerde senden").click()
    expect(page.get_by_role("status")).to_contain_text("angekommen")
    assert Wish.objects.get().kind == Wish.Kind.COMPLAINT


def test_the_language_is_changed_and_stays(dilan: Visitor, phone: Page) -> None:
    phone.goto(dilan.address())
    phone.locator(".own-lang summary").click()
    phone.get_by_role("button", name="العربية").click()
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    phone.goto(dilan.address("daten/"))
    expect(phone.locator("h1")).to_have_text("بياناتي")


@pytest.fixture
def coach(running: Participation, office: Office, phone: Page) -> Page:
    phone.goto(f"/j/{token_for(office.personas.wachtel)}/")
    return phone


def test_a_jobcoach_sees_the_status_without_a_tap(coach: Page) -> None:
    expect(coach.locator(".own-list .pv-state")).to_contain_text("nimmt teil")


def test_a_jobcoach_whose_link_is_over_asks_for_another(office: Office, log_in: LogIn) -> None:
    """With scripts, as most have them: the page hides where its form comes from."""
    cache.clear()
    page = log_in(None).new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/j/too-old-a-link/")
    page.get_by_role("link", name="Neuen Link anfordern").click()
    page.get_by_label("E-Mail").fill(office.personas.wachtel.email)
    page.get_by_role("button", name="Link schicken").click()
    expect(page.get_by_role("status")).to_contain_text("unterwegs")
    (sent,) = mail.outbox
    page.goto(f"/j/{str(sent.body).partition('/j/')[2].split()[0]}")
    expect(page.locator("h1")).to_have_text("Meine Vorschläge")


def test_a_jobcoach_answers_a_booked_talk_with_one_tap(coach: Page, running: Participation, office: Office) -> None:
    """And is thanked once: not again when the page is loaded anew."""
    talk = book(
        by=office.personas.toni,
        of=running,
        starts_at=at(14),
        counsellor=running.counsellor,
        room=None,
        kind=Appointment.Kind.CLOSING_TALK,
        place=Appointment.Place.PHONE,
    )
    coach.reload()
    coach.get_by_role("button", name="Ich komme").click()
    expect(coach.get_by_role("status")).to_contain_text("vermerkt")
    expect(coach.locator(".own-talk")).to_contain_text("Sie kommen")
    assert talk.proposed_as.get().jobcoach_says == "yes"


def test_thanks_are_said_once(running: Participation, office: Office, log_in: LogIn) -> None:
    jule = office.personas.jule
    propose(by=jule, participation=running, times=[at(14)], counsellor=jule)
    page = log_in(None).new_page()
    page.goto(f"/j/{token_for(office.personas.wachtel)}/")
    page.get_by_role("button", name="Passt", exact=False).first.click()
    expect(page.get_by_role("status")).to_contain_text("Danke")
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)


def test_a_jobcoach_with_a_login_carries_no_token(running: Participation, office: Office, log_in: LogIn) -> None:
    jule = office.personas.jule
    propose(by=jule, participation=running, times=[at(14)], counsellor=jule)
    page = log_in(office.personas.fee).new_page()
    page.goto("/vorschlaege/")
    page.get_by_role("link", name="Termine für Abschlussgespräche").click()
    expect(page).to_have_url(re.compile("/j/mein/$"))
    page.get_by_role("button", name="Passt", exact=False).first.click()
    expect(page.get_by_role("status")).to_contain_text("Danke")
    assert ClosingDate.objects.get().jobcoach_says == "yes"


def test_a_jobcoach_reports_a_job_start_in_three_taps(coach: Page) -> None:
    began = timezone.localdate() - timedelta(days=3)
    hand = Hand(coach)
    hand.click(coach.get_by_role("link", name="Arbeitsaufnahme melden"))
    hand.write(began.isoformat(), into=coach.get_by_label("Erster Arbeitstag"))
    hand.click(coach.get_by_role("button", name="Melden"))
    expect(coach.get_by_role("status")).to_contain_text("vermerkt")
    assert hand.moves <= 3 and hand.seconds <= 15 and JobStart.objects.get().started_on == began


def test_a_jobcoach_confirms_a_closing_talk_with_one_tap(coach: Page, running: Participation, office: Office) -> None:
    jule = office.personas.jule
    propose(by=jule, participation=running, times=[at(14)], counsellor=jule)
    coach.reload()
    hand = Hand(coach)
    hand.click(coach.get_by_role("button", name="Passt", exact=False).first)
    expect(coach.get_by_role("status")).to_contain_text("Danke")
    assert hand.moves <= 1 and hand.seconds <= 5 and ClosingDate.objects.get().jobcoach_says == "yes"


def test_a_jobcoach_proposes_with_eight_fields(coach: Page) -> None:
    coach.get_by_role("link", name="Person vorschlagen").click()
    hand = Hand(coach)
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
    hand.click(coach.get_by_role("button", name="Vorschlag senden"))
    expect(coach.get_by_role("status")).to_contain_text("angekommen")
    assert (hand.fields, hand.moves) == (8, 1) and hand.seconds <= 90
    assert TrailRow.objects.filter(actor__startswith="jobcoach:", what="cases.way_in_registered").exists()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_own_page_is_accessible(
    language: str, running: Participation, dilan: Visitor, office: Office, log_in: LogIn
) -> None:
    """In both directions and themes, and whole at 320 px."""
    office.booked(at(9, days_ahead=14), running)
    jule = office.personas.jule
    propose(by=jule, participation=running, times=[at(14)], counsellor=jule)
    Agreement.objects.create(centre=office.centre, participant=running.participant, text_version="2026-1")
    PersonalLink.objects.update(language=language)
    visit = Visit(log_in(None).new_page(), [])
    visit.page.on("console", visit.hear)
    own = ("", "daten/", "daten/berichtigung/", "beschwerde/", f"{dilan.date}/absagen/", f"{dilan.date}/andere-zeit/")
    for rest in own:
        visit.look_at(dilan.address(rest))
    if language == "de":
        referral, token = Referral.objects.get(), token_for(office.personas.wachtel)
        for rest in ("", "vorschlag/", f"arbeit/{referral.pk}/", f"abschluss/{running.pk}/zeit/"):
            visit.look_at(f"/j/{token}/{rest}")
    assert visit.wrong == [], "\n".join(visit.wrong)
