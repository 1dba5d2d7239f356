"""On the road, on a phone: marks without a network, none lost, none twice, and nothing left for the next person."""

import json
from datetime import time, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.models import Appointment, AppointmentChange, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.desk.models import Tap
from tests.journeys.conftest import LogIn, session_of
from tests.journeys.counting import Hand
from tests.records.appointments.office import Office, open_office

PHONE = {"width": 390, "height": 800}
PEOPLE = ("Dilan Distel", "Mara Malve", "Yara Ysop")
TAKEN_OVER = """() => new Promise((taken) => {
  const look = () => (navigator.serviceWorker.controller ? taken() : setTimeout(look, 20));
  look();
})"""
EMPTIED = """() => new Promise((empty) => {
  const look = async () => ((await indexedDB.databases()).length ? setTimeout(look, 20) : empty());
  look();
})"""
KEPT = """async () => {
  const found = { databases: [], caches: {} };
  for (const { name } of await indexedDB.databases()) {
    const result = (one) => new Promise((resolve) => { one.onsuccess = () => resolve(one.result); });
    const database = await result(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = await result(database.transaction(store).objectStore(store).getAll());
      found.databases.push({ store, all });
    }
    database.close();
  }
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys())
    found.caches[request.url] = await (await (await caches.open(name)).match(request)).text();
  found.local = { ...localStorage };
  return found;
}"""


@pytest.fixture
def office(transactional_db: None) -> Office:
    return open_office()


@pytest.fixture
def talks(office: Office) -> list[Appointment]:
    """Three that have begun today."""
    begun = max(timezone.now() - timedelta(minutes=30), local(timezone.localdate(), time.min))
    talks = []
    for name in PEOPLE:
        running = office.participation(name)
        talks.append(
            Appointment.objects.create(
                centre=running.centre,
                participant=running.participant,
                participation=running,
                counsellor=running.counsellor,
                starts_at=begun,
                ends_at=begun + timedelta(minutes=75),
                source_key=name,
            )
        )
    return talks


@pytest.fixture
def window(office: Office, log_in: LogIn) -> BrowserContext:
    return log_in(office.personas.jule)


@pytest.fixture
def page(talks: list[Appointment], window: BrowserContext) -> Page:
    """The list for the way, kept on this device."""
    page = window.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Unterwegs"))
    hand.click(page.get_by_role("switch", name="Auf diesem Gerät auch ohne Netz"))
    assert hand.moves <= 2
    expect(page.locator("html")).to_have_attribute("data-kept", "true")
    page.evaluate(TAKEN_OVER)
    return page


def test_three_marks_without_a_network_survive_a_reload_and_count_once(
    page: Page, window: BrowserContext, talks: list[Appointment]
) -> None:
    window.set_offline(True)
    mark_all(page)
    expect(page.get_by_role("status")).to_contain_text("Ohne Netz, 3 Markierungen warten")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Ohne Netz, 3 Markierungen warten")
    expect(page.locator("[data-id]")).to_have_count(3)
    expect(page.locator("[data-status=held][aria-pressed=true]")).to_have_count(3)
    assert {talk.status for talk in Appointment.objects.all()} == {Status.PLANNED}
    window.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Alles gespeichert")
    assert {talk.status for talk in Appointment.objects.all()} == {Status.HELD}
    assert AppointmentChange.objects.count() == Tap.objects.count() == 3


def test_a_mark_that_waits_is_taken_back_by_tapping_it_again(
    page: Page, window: BrowserContext, talks: list[Appointment]
) -> None:
    window.set_offline(True)
    held = page.locator(f"[data-id='{talks[0].pk}'] [data-status=held]")
    held.click()
    expect(page.get_by_role("status")).to_contain_text("Ohne Netz, 1 Markierung wartet")
    held.click()
    expect(held).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("alert")).to_contain_text("zurückgenommen")
    page.reload()
    expect(page.locator("[data-id]")).to_have_count(3)
    window.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Alles gespeichert")
    assert not Tap.objects.exists()


def test_marking_takes_one_tap_with_a_network_too(page: Page, talks: list[Appointment]) -> None:
    page.locator(f"[data-id='{talks[0].pk}'] [data-status=no_show]").click()
    expect(page.get_by_role("status")).to_contain_text("Alles gespeichert")
    talks[0].refresh_from_db()
    assert talks[0].status == Status.NO_SHOW
    page.locator(f"[data-id='{talks[0].pk}'] [data-status=held]").click()
    expect(page.locator(f"[data-id='{talks[0].pk}'] [data-status=held]")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text("Alles gespeichert")
    talks[0].refresh_from_db()
    assert talks[0].status == Status.HELD


def test_a_mark_whose_answer_got_lost_counts_once(page: Page, talks: list[Appointment]) -> None:
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        if lost:
            route.continue_()
        else:
            lost.append(str(route.request.post_data))
            route.abort()

    page.route("**/unterwegs/marke/", lose_the_answer)
    page.locator(f"[data-id='{talks[0].pk}'] [data-status=held]").click()
    expect(page.get_by_role("status")).to_contain_text("Ohne Netz, 1 Markierung wartet")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("status")).to_contain_text("Alles gespeichert")
    assert lost
    assert AppointmentChange.objects.count() == Tap.objects.count() == 1


def test_nobodys_name_lies_on_the_device(page: Page, window: BrowserContext, office: Office) -> None:
    window.set_offline(True)
    mark_all(page)
    kept = page.evaluate(KEPT)
    words = json.dumps(kept)
    assert "DD" in words
    assert {store["store"]: len(store["all"]) for store in kept["databases"]} == {"about": 1, "marks": 3, "stops": 3}
    for one in next(store["all"] for store in kept["databases"] if store["store"] == "stops"):
        assert set(one) == {"id", "starts", "initials", "version"}
    for one in next(store["all"] for store in kept["databases"] if store["store"] == "marks"):
        assert set(one) <= {"id", "appointment", "status", "version", "tapped", "tried"}
    assert [
        address for address in kept["caches"] if "/static/" not in address and not address.endswith("/unterwegs/")
    ] == []
    for canary in (
        *" ".join(PEOPLE).split(),
        "Jule",
        "Lerche",
        "Einstieg",
        office.personas.jule.email,
        "csrfmiddleware",
    ):
        assert canary not in words


def test_logging_out_leaves_nothing(page: Page) -> None:
    page.goto("/")
    page.locator(".pv-account > summary").click()
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/konto/anmelden/**")
    kept = page.evaluate(KEPT)
    assert (kept["databases"], kept["caches"]) == ([], {})
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_whoever_logs_in_next_sees_nothing(
    page: Page, window: BrowserContext, office: Office, live_server: LiveServer
) -> None:
    window.set_offline(True)
    mark_all(page)
    window.set_offline(False)
    log_in_as(window, office.personas.merle, live_server)
    page.goto("/unterwegs/")
    expect(page.get_by_text("Für heute ist nichts gebucht")).to_be_visible()
    page.evaluate(EMPTIED)
    kept = page.evaluate(KEPT)
    assert (kept["databases"], kept["caches"], kept["local"].get("pv-road")) == ([], {}, None)
    assert not Tap.objects.exclude(user=office.personas.jule).exists()  # hers may have gone in the moment's network


def test_a_conflict_is_shown_in_words_and_decided(
    page: Page, window: BrowserContext, office: Office, talks: list[Appointment]
) -> None:
    window.set_offline(True)
    page.locator(f"[data-id='{talks[0].pk}'] [data-status=held]").click()
    mark(by=office.personas.toni, appointment=talks[0], version=talks[0].version, status=Status.EXCUSED)
    window.set_offline(False)
    asked = page.get_by_role("region", name="Zu entscheiden")
    expect(asked).to_contain_text("Ihre Markierung")
    expect(asked).to_contain_text("entschuldigt")
    expect(page.get_by_role("status")).to_contain_text("1 Markierung braucht Ihre Entscheidung")
    page.reload()
    asked.get_by_role("button", name="Meine nehmen").click()
    expect(page.get_by_role("status")).to_contain_text("Alles gespeichert")
    talks[0].refresh_from_db()
    assert talks[0].status == Status.HELD


def test_what_waits_is_sent_after_unlocking(
    page: Page, window: BrowserContext, talks: list[Appointment], settings: object, office: Office
) -> None:
    from allauth.usersessions.models import UserSession

    settings.IDLE_MINUTES = 15  # type: ignore[attr-defined]
    page.reload()
    expect(page.locator("[data-id]")).to_have_count(3)
    window.set_offline(True)
    mark_all(page)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=1))
    window.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Gesperrt, 3 Markierungen warten")
    expect(page.locator("[data-id]")).to_have_count(0)
    UserSession.objects.update(last_seen_at=timezone.now())
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("status")).to_contain_text("Alles gespeichert")
    assert {talk.status for talk in Appointment.objects.all()} == {Status.HELD}


def test_before_it_begins_nothing_can_have_taken_place(page: Page, talks: list[Appointment]) -> None:
    noon = local(timezone.localdate(), time(12))
    soon = noon + timedelta(minutes=40)
    Appointment.objects.filter(pk=talks[0].pk).update(starts_at=soon, ends_at=soon + timedelta(minutes=75))
    page.clock.set_fixed_time(noon)
    page.reload()
    page.locator(f"[data-id='{talks[0].pk}'] [data-status=held]").click()
    expect(page.get_by_role("alert")).to_contain_text("beginnt um")
    assert not Tap.objects.exists()


def mark_all(page: Page) -> None:
    for button in page.locator("[data-status=held]").all():
        button.click()
    expect(page.locator("[data-status=held][aria-pressed=true]")).to_have_count(len(PEOPLE))


def log_in_as(window: BrowserContext, user: object, live_server: LiveServer) -> None:
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": live_server.url}  # type: ignore[arg-type]
    window.add_cookies([cookie])  # type: ignore[list-item]
