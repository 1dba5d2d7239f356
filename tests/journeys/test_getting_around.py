"""Getting around by keyboard: the palette, the keys of a page, the bell, several at once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import HandoverNote, Participation
from perspektiv.records.people.models import Care, Participant
from perspektiv.records.people.names import search_name
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.appointments.office import Office, open_office


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def running(office: Office) -> Participation:
    running = findable(office.participation("Dilan Distel"))
    findable(office.participation("Alma Ahorn"))
    findable(office.participation("Clara Clematis"))
    return running


def findable(running: Participation) -> Participation:
    person = running.participant
    person.search_name = search_name(
        file_number=person.file_number,
        customer_number="",
        given_name=person.given_name,
        family_name=person.family_name,
    )
    person.save()
    return running


@pytest.fixture
def page(running: Participation, office: Office, log_in: LogIn) -> Page:
    page = log_in(office.personas.toni).new_page()
    page.goto("/")
    return page


def test_booking_for_somebody_begins_with_two_keys(page: Page, running: Participation) -> None:
    hand = Hand(page)
    hand.press("Control+k")
    hand.type("Termin buchen für Dilan Distel")
    option = page.get_by_role("option", name="Termin buchen für Dilan Distel")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("combobox", name="Person, Termin oder Seite suchen")).to_have_attribute(
        "aria-activedescendant", str(option.get_attribute("id"))
    )
    hand.press("Enter")
    page.wait_for_url(f"**/termine/neu/?person={running.participant_id}*")
    assert hand.moves <= 2


def test_whom_one_looked_at_last_is_there_at_once(page: Page, running: Participation) -> None:
    page.goto(f"/personen/{running.participant_id}/")
    page.goto("/")
    hand = Hand(page)
    hand.press("/")
    expect(page.get_by_role("option", name="Dilan Distel")).to_be_visible()
    hand.press("Enter")
    page.wait_for_url(f"**/personen/{running.participant_id}/")
    assert hand.moves <= 2


def test_a_question_mark_shows_the_keys_of_the_page_but_not_while_typing(page: Page) -> None:
    page.goto("/anwesenheit/")
    Hand(page).press("?")
    keys = page.get_by_role("dialog", name="Tasten")
    expect(keys).to_contain_text("alle begonnenen fanden statt")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.goto("/personen/")
    field = page.locator("[data-find] input[type=search]")
    field.press_sequentially("a?/x")
    expect(field).to_have_value("a?/x")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_several_are_chosen_and_marked_by_keyboard_and_taken_back(page: Page, running: Participation) -> None:
    at = max(timezone.now() - timedelta(hours=1), timezone.localtime().replace(hour=0, minute=0, second=0))
    for person in Participant.objects.order_by("family_name"):
        runs = person.participations.get()
        Appointment.objects.create(
            centre=runs.centre,
            participant=person,
            participation=runs,
            counsellor=runs.counsellor,
            starts_at=at,
            ends_at=at + timedelta(minutes=75),
            source_key=str(person.pk),
        )
    page.goto("/termine/")
    hand = Hand(page)
    page.locator("[data-picks]").first.focus()
    hand.press("x")
    page.locator("[data-picks]").last.focus()
    hand.press("Shift+X")
    bar = page.locator("[data-bar]")
    expect(bar).to_contain_text("3 ausgewählt")
    hand.click(bar.get_by_role("button", name="stattgefunden"))
    expect(page.locator("[data-undo]")).to_contain_text("3 Termine")
    assert hand.moves <= 3
    assert {one.status for one in Appointment.objects.all()} == {Status.HELD}
    hand.click(page.get_by_role("button", name="Rückgängig"))
    expect(page.locator("#messages")).to_contain_text("3 zurückgenommen")
    assert {one.status for one in Appointment.objects.all()} == {Status.PLANNED}


def test_a_letter_to_several_takes_three_clicks(page: Page) -> None:
    page.goto("/personen/")
    hand = Hand(page)
    hand.click(page.get_by_label("Alle auf dieser Seite auswählen"))
    hand.click(page.locator("[data-bar]").get_by_role("button", name="Schreiben"))
    expect(page.get_by_role("heading", name="An 3 Personen schreiben")).to_be_visible()
    hand.click(page.get_by_role("button", name="3 Nachrichten schreiben"))
    page.wait_for_url("**/nachrichten/")
    assert hand.moves <= 3


def test_the_bell_tells_what_is_new_until_it_was_seen(page: Page, running: Participation) -> None:
    Appointment.objects.create(
        centre=running.centre,
        participant=running.participant,
        participation=running,
        counsellor=running.counsellor,
        starts_at=timezone.now() - timedelta(days=3),
        ends_at=timezone.now() - timedelta(days=3) + timedelta(minutes=75),
    )
    page.reload()
    bell = page.locator("[data-bell]")
    expect(bell.locator("b")).to_be_visible()
    expect(bell).to_have_accessible_name("Was ansteht, 2 neue Sachen brauchen Sie")
    hand = Hand(page)
    hand.click(bell)
    expect(page.get_by_role("heading", name="Was ansteht")).to_be_visible()
    expect(page.locator("main")).to_contain_text("neu")
    expect(bell.locator("b")).to_be_hidden()
    assert hand.moves == 1


def test_a_handover_note_is_written_and_done_with(office: Office, running: Participation, log_in: LogIn) -> None:
    merle = office.personas.merle
    Care.objects.create(
        centre=running.centre,
        participant=running.participant,
        user=merle,
        kind=Care.Kind.SUBSTITUTE,
        since=timezone.now(),
        until=timezone.now() + timedelta(days=5),
    )
    page = log_in(office.personas.jule).new_page()
    page.goto("/")
    hand = Hand(page)
    hand.click(page.locator(".pv-todo").get_by_role("link", name="1 Übergabenotiz zu schreiben"))
    hand.write("Ruft lieber am Nachmittag an.", into=page.get_by_label("Was zu wissen ist"))
    hand.click(page.get_by_role("button", name="Übergeben"))
    expect(page.locator("#messages")).to_contain_text("liest diese Notiz")
    assert hand.moves <= 3
    theirs = log_in(merle).new_page()
    theirs.goto("/")
    expect(theirs.locator("main")).to_contain_text("Ruft lieber am Nachmittag an.")
    theirs.get_by_role("button", name="Erledigt").click()
    expect(theirs.locator("[data-undo]")).to_be_visible()
    assert HandoverNote.objects.get().done_at
