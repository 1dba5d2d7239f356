"""The case-steering lead's targets: what each task costs in clicks, and what stands in the records after it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from perspektiv.records.appointments.models import Status
from perspektiv.records.cases.models import CaseOffer, Counselling, EndingReason, Participation, Referral
from perspektiv.records.outcomes.models import FollowUp, JobStart
from perspektiv.records.people.models import Participant
from tests.journeys.conftest import LogIn
from tests.journeys.counting import Hand
from tests.records.appointments.office import Office, at, counted, open_office


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def page(office: Office, log_in: LogIn) -> Page:
    return log_in(office.personas.birte).new_page()


def way_in(office: Office, name: str, days: int, **fields: object) -> Referral:
    given_name, family_name = name.split()
    person = Participant.objects.create(
        centre=office.centre, file_number=f"2026-{days:04}", given_name=given_name, family_name=family_name
    )
    referred_on = timezone.localdate() - timedelta(days=days)
    return Referral.objects.create(
        centre=office.centre,
        participant=person,
        jobcoach=office.personas.wachtel,
        referred_on=referred_on,
        **fields,
    )


def in_the_middle(office: Office) -> Participation:
    """Somebody in a segment that has begun lately."""
    running = office.participation("Dilan Distel")
    running.started_on = timezone.localdate() - timedelta(days=30)
    running.save()
    Counselling.objects.create(
        centre=office.centre, participation=running, counsellor=office.personas.jule, since=running.started_on
    )
    return running


def test_the_waiting_list_and_what_is_overdue_take_one_click(office: Office, page: Page) -> None:
    way_in(office, "Ulla Ulme", 3)
    way_in(office, "Wadim Weide", 40)
    page.goto("/")
    hand = Hand(page)
    hand.click(page.locator(".pv-nav").get_by_role("link", name="Steuerung"))
    expect(page.locator("#ways_in .pv-ticket")).to_have_count(2)
    expect(page.locator("#ways_in .pv-ticket").first).to_contain_text("Wadim Weide")
    expect(page.locator(".pv-wait.late")).to_have_count(1)
    expect(page.locator(".pv-line")).to_contain_text("1 überfällig")
    assert hand.moves <= 1 and hand.seconds <= 2


def test_assigning_takes_three_clicks(office: Office, page: Page) -> None:
    ready = way_in(office, "Yara Ysop", 12, waiting_since=timezone.localdate() - timedelta(days=9))
    page.goto("/steuerung/")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Fall anbieten"))
    hand.click(page.locator("label", has_text="Merle Amsel"))
    hand.click(page.get_by_role("button", name="Anbieten", exact=True))
    expect(page.locator("[data-undo]")).to_contain_text("Merle Amsel")
    assert hand.moves <= 3 and hand.seconds <= 20
    offer = CaseOffer.objects.get()
    assert (offer.participant, offer.counsellor) == (ready.participant, office.personas.merle)
    assert (offer.segment, offer.answer) == (office.segment, CaseOffer.Answer.OPEN)


def test_an_early_ending_with_its_valued_reason_takes_three_clicks_and_its_undo_one(office: Office, page: Page) -> None:
    running = in_the_middle(office)
    reason = EndingReason.objects.create(
        centre=office.centre, key="quali", name="Qualifizierung begonnen", valuation="positive"
    )
    later = [office.booked(at(10, days_ahead=days), running) for days in (7, 14)]
    page.goto(f"/personen/{running.participant_id}/")
    hand = Hand(page)
    hand.click(page.locator(".pv-file-acts .pv-actions > summary"))
    hand.click(page.get_by_role("link", name="Vorzeitig beenden"))
    expect(page.get_by_label("2 spätere Termine mit absagen")).to_be_checked()
    hand.click(page.get_by_role("button", name="Qualifizierung begonnen"))
    expect(page.locator("[data-undo]")).to_be_visible()
    assert hand.moves <= 3 and hand.seconds <= 20
    running.refresh_from_db()
    ended = (running.ending, running.reason, running.ended_on)
    assert ended == (Participation.Ending.EARLY, reason, timezone.localdate())
    assert counted()[Status.EXCUSED] == len(later)
    undoing = Hand(page)
    undoing.click(page.locator("[data-undo] button"))
    expect(page.locator("#messages")).to_contain_text("Zurückgenommen")
    assert undoing.moves <= 1 and undoing.seconds <= 5
    again = Participation.objects.running().get()
    assert (again.ending, again.reason) == ("", None)
    assert counted()[Status.PLANNED] == len(later)


def test_whoever_leaves_for_work_is_asked_for_its_first_day(office: Office, page: Page) -> None:
    running = in_the_middle(office)
    EndingReason.objects.create(
        centre=office.centre, key="arbeit", name="Arbeit aufgenommen", valuation="positive", is_work=True
    )
    page.goto(f"/teilnahmen/{running.pk}/vorzeitig/")
    page.get_by_role("button", name="Arbeit aufgenommen").click()
    expect(page.get_by_role("heading", name="Wann beginnt die Arbeit?")).to_be_visible()
    page.get_by_label("Erster Arbeitstag").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Teilnahme beenden").click()
    expect(page.locator("[data-undo]")).to_be_visible()
    assert JobStart.objects.get().participant_id == running.participant_id


def test_a_substitute_takes_four_clicks(office: Office, page: Page) -> None:
    running = in_the_middle(office)
    page.goto(f"/personen/{running.participant_id}/")
    hand = Hand(page)
    hand.click(page.locator(".pv-file-acts .pv-actions > summary"))
    hand.click(page.locator(".pv-file-acts").get_by_role("link", name="Vertretung"))
    hand.click(page.locator("label", has_text="Merle Amsel"))
    hand.click(page.get_by_role("button", name="Vertretung eintragen"))
    expect(page.locator("[data-undo]")).to_contain_text("Merle Amsel")
    assert hand.moves <= 4 and hand.seconds <= 60
    standing = Counselling.objects.get(counsellor=office.personas.merle)
    assert (standing.participation, standing.since) == (running, timezone.localdate())
    assert standing.until == timezone.localdate() + timedelta(days=6)


class TestSixMonthsAfter:
    @pytest.fixture
    def left(self, office: Office) -> Participant:
        """Somebody who left half a year ago."""
        running = in_the_middle(office)
        running.started_on -= timedelta(days=300)
        running.ended_on = timezone.localdate() - timedelta(days=190)
        running.ending = Participation.Ending.REGULAR
        running.save()
        return running.participant

    def test_no_takes_two_clicks(self, left: Participant, page: Page) -> None:
        page.goto("/")
        hand = Hand(page)
        hand.click(page.locator(".pv-nav").get_by_role("link", name="Nachfrage"))
        hand.click(page.locator(".pv-fu__q").first.get_by_role("button", name="Nein"))
        expect(page.locator("[data-undo]")).to_contain_text("Dilan Distel")
        assert hand.moves <= 2 and hand.seconds <= 10
        answer = FollowUp.objects.get()
        assert (answer.participant, answer.about, answer.answer) == (left, "job", "no")

    def test_yes_with_its_day_takes_two_on_the_desk(self, left: Participant, page: Page) -> None:
        began = timezone.localdate() - timedelta(days=60)
        page.goto("/nachfrage/")
        hand = Hand(page)
        hand.click(page.locator(".pv-fu__yes > summary").first)
        hand.write(began.isoformat(), into=page.locator(".pv-fu__yes [name=started_on]").first)
        hand.press("Enter")
        expect(page.locator("[data-undo]")).to_contain_text("Dilan Distel")
        assert hand.moves <= 2 and hand.seconds <= 10
        start = JobStart.objects.get()
        assert (start.participant, start.started_on, start.insured) == (left, began, True)
