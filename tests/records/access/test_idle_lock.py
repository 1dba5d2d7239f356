"""The idle lock: after a quarter of an hour without a sign of life the server asks once more who it is."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from perspektiv.records.access.models import Draft, TrailRow, User
from perspektiv.site import settings as shipped
from tests.records.personas import PASSWORD, Personas

HELP = "/hilfe/"
PARTS = ({"X-Background": "1"}, {"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"})


class Clock:
    """Time as the lock sees it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(tz=timezone.get_current_timezone()) + self.ahead

    def after(self, **much: float) -> None:
        self.ahead += timedelta(**much)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("perspektiv.records.access.idle.timezone.now", clock.now)
    return clock


@pytest.fixture(autouse=True)
def as_shipped(settings: Settings) -> None:
    """Other tests move their clocks and do without the lock."""
    settings.IDLE_MINUTES = shipped.IDLE_MINUTES


@pytest.fixture
def toni(personas: Personas, as_user: Callable[[User], Client]) -> Client:
    client = as_user(personas.toni)
    assert client.get(HELP).status_code == 200
    return client


def locked(client: Client, page: str = HELP) -> bool:
    answer = client.get(page)
    return answer.status_code == 302 and answer.headers["Location"].startswith(reverse("unlock"))


class TestLocking:
    def test_is_on_unless_an_installation_says_otherwise(self) -> None:
        assert shipped.IDLE_MINUTES == 15

    def test_after_a_quarter_of_an_hour_and_not_before(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=14, seconds=30)
        assert not locked(toni)
        clock.after(minutes=14, seconds=30)
        assert not locked(toni), "each page is a sign of life"
        clock.after(minutes=15, seconds=1)
        assert locked(toni)
        assert toni.get(HELP).headers["Location"] == f"{reverse('unlock')}?next=%2Fhilfe%2F"

    def test_control_without_the_rule_the_page_stays_open(self, toni: Client, clock: Clock, settings: Settings) -> None:
        clock.after(hours=3)
        settings.IDLE_MINUTES = 0
        assert toni.get(HELP).status_code == 200

    def test_as_long_as_the_installation_says(self, toni: Client, clock: Clock, settings: Settings) -> None:
        settings.IDLE_MINUTES = 5
        clock.after(minutes=5, seconds=1)
        assert locked(toni)

    def test_every_address_is_refused_but_the_way_out(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        for page in ("/", "/personen/", "/gibt/es/nicht/", reverse("access:account"), reverse("mfa_index")):
            assert locked(toni, page), page
        assert toni.get(reverse("unlock")).status_code == 200
        assert toni.get(reverse("time_left")).json()["left"] == pytest.approx(-60, abs=5)

    @pytest.mark.parametrize("header", PARTS, ids=str)
    def test_parts_of_pages_are_refused_by_status(self, toni: Client, clock: Clock, header: dict[str, str]) -> None:
        clock.after(minutes=16)
        answer = toni.get(HELP, headers=header)
        assert (answer.status_code, answer.content.decode()) == (423, "Der Bildschirm ist gesperrt.")
        assert toni.post(reverse("still_here"), headers=header).status_code == 423

    def test_what_asks_in_the_background_keeps_nothing_open(self, toni: Client, clock: Clock) -> None:
        for _ in range(4):
            clock.after(minutes=4)
            toni.get(HELP, headers={"X-Background": "1"})
            toni.get(reverse("time_left"), headers={"X-Background": "1"})
        assert locked(toni)

    def test_a_sign_of_life_from_the_page_keeps_it_open(self, toni: Client, clock: Clock) -> None:
        for _ in range(4):
            clock.after(minutes=4)
            assert toni.post(reverse("still_here")).status_code == 204
        assert not locked(toni)

    def test_nothing_is_changed_behind_the_lock(self, toni: Client, personas: Personas, clock: Clock) -> None:
        before = TrailRow.objects.count()
        clock.after(minutes=16)
        toni.post(reverse("access:language"), {"language": "en"})
        personas.toni.refresh_from_db()
        assert (personas.toni.language, TrailRow.objects.count()) == ("de", before)

    def test_whoever_only_looks_is_not_locked(
        self, personas: Personas, as_user: Callable[[User], Client], clock: Clock
    ) -> None:
        august = as_user(personas.august)
        august.get(HELP)
        clock.after(hours=3)
        assert august.get(HELP).status_code == 200
        assert UserSession.objects.get().last_seen_at > timezone.now() - timedelta(minutes=1), "still listed rightly"

    @pytest.mark.django_db
    def test_pages_without_login_know_no_lock(self, clock: Clock) -> None:
        client = Client()
        client.get(reverse("account_login"))
        clock.after(hours=3)
        assert client.get(reverse("account_login")).status_code == 200

    def test_a_request_every_second_writes_three_times_a_minute(self, toni: Client, clock: Clock) -> None:
        written = set()
        for _ in range(60):
            clock.after(seconds=1)
            toni.get(HELP)
            written.add(UserSession.objects.get().last_seen_at)
        assert len(written) <= 4


class TestMovedClocks:
    def test_forward_it_locks_early(self, toni: Client, clock: Clock) -> None:
        clock.after(hours=3)
        assert locked(toni)

    def test_back_it_locks_rather_than_stay_open_for_an_hour(self, toni: Client, clock: Clock) -> None:
        clock.after(hours=-1)
        assert locked(toni)
        toni.post(reverse("unlock"), {"password": PASSWORD})
        assert not locked(toni)

    def test_seconds_back_are_nothing(self, toni: Client, clock: Clock) -> None:
        clock.after(seconds=-30)
        assert not locked(toni)


class TestUnlocking:
    def test_by_password_back_to_the_page_in_every_window(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        lock = toni.get("/hilfe/?a=b").headers["Location"]
        page = toni.get(lock).content.decode()
        assert 'name="next" value="/hilfe/?a=b"' in page
        answer = toni.post(reverse("unlock"), {"next": "/hilfe/?a=b", "password": PASSWORD})
        assert answer.headers["Location"] == "/hilfe/?a=b"
        assert not locked(toni)
        assert not locked(toni, reverse("access:account")), "the other window is of the same session"

    def test_a_wrong_password_opens_nothing_and_says_so(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        assert "Das Passwort stimmt nicht" in toni.post(reverse("unlock"), {"password": "geraten"}).content.decode()
        assert locked(toni)

    def test_the_script_is_answered_without_a_page(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        aside = {"X-Background": "1"}
        wrong = toni.post(reverse("unlock"), {"password": "geraten"}, headers=aside)
        assert (wrong.status_code, wrong.json()["sentence"]) == (422, "Das Passwort stimmt nicht.")
        assert toni.post(reverse("unlock"), {"password": PASSWORD}, headers=aside).status_code == 204
        assert not locked(toni)

    def test_guessing_closes_it_for_a_while(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        for _ in range(5):
            toni.post(reverse("unlock"), {"password": "geraten"})
        toni.post(reverse("unlock"), {"password": PASSWORD})
        assert locked(toni)

    def test_anothers_password_opens_nothing(self, toni: Client, personas: Personas, clock: Clock) -> None:
        personas.toni.set_password("ein Satz, den nur sie kennt")
        User.objects.filter(pk=personas.jule.pk).update(password=personas.jule.password)
        clock.after(minutes=16)
        toni.post(reverse("unlock"), {"password": "ein Satz, den nur sie kennt", "email": personas.jule.email})
        assert locked(toni)

    def test_it_leads_to_no_other_site(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        answer = toni.post(reverse("unlock"), {"next": "https://example.org/", "password": PASSWORD})
        assert answer.headers["Location"] == "/"

    def test_somebody_else_logs_out(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        toni.post(reverse("account_logout"))
        assert toni.get(HELP).headers["Location"].startswith(reverse("account_login"))

    def test_an_open_screen_needs_no_unlocking(self, toni: Client) -> None:
        assert toni.get(reverse("unlock"), {"next": HELP}).headers["Location"] == HELP


class TestTyped:
    """What was typed is there again, with a script or without."""

    PAGE = "/verwaltung/konten/neu/"

    def test_a_form_that_came_too_late_is_kept_and_sent_with_one_click(
        self, personas: Personas, as_user: Callable[[User], Client], clock: Clock
    ) -> None:
        ada = as_user(personas.ada)
        ada.get(self.PAGE)
        clock.after(minutes=16)
        typed = {"given_name": "Rita", "family_name": "Rot Kehlchen", "email": "rita@example.org"}
        typed |= {"id": str(uuid4()), "version": "1", "language": "de", "roles": "quality"}
        came = {"referer": f"http://testserver{self.PAGE}"}
        lock = ada.post(self.PAGE, {**typed, "password": "x"}, headers=came).headers["Location"]
        assert not User.objects.filter(email="rita@example.org").exists()
        kept = json.loads(Draft.objects.get(user=personas.ada, form="unsent").content)
        assert kept["fields"] == {name: [value] for name, value in typed.items()}
        unlocked = ada.post(
            reverse("unlock"), {"next": lock.split("next=")[1].replace("%2F", "/"), "password": PASSWORD}
        )
        page = ada.get(unlocked.headers["Location"]).content.decode()
        assert "Noch nicht abgeschickt" in page
        assert f'action="{self.PAGE}"' in page
        assert "Rot Kehlchen" in page
        answer = ada.post(self.PAGE, {**typed, "draft": "unsent"})
        assert answer.status_code == 302
        assert User.objects.filter(email="rita@example.org").exists()
        assert not Draft.objects.exists()

    def test_or_thrown_away(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        toni.post("/mein-konto/sprache/", {"language": "en"}, headers={"referer": "http://testserver/hilfe/"})
        toni.post(reverse("unlock"), {"password": PASSWORD})
        assert toni.post(reverse("unsent")).headers["Location"] == "/hilfe/"
        assert not Draft.objects.exists()
        assert toni.get(reverse("unsent")).headers["Location"] == "/"

    def test_what_another_site_sends_is_not_kept(
        self, personas: Personas, as_user: Callable[[User], Client], clock: Clock
    ) -> None:
        as_user(personas.toni)
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(personas.toni, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = strict.session
        session["second_factor_of"] = str(personas.toni.id)
        session.save()
        strict.get(HELP)
        clock.after(minutes=16)
        assert strict.post("/mein-konto/sprache/", {"language": "en"}).status_code == 403
        assert not Draft.objects.exists()

    def test_a_draft_of_a_locked_window_is_refused_so_that_it_says_so(self, toni: Client, clock: Clock) -> None:
        clock.after(minutes=16)
        answer = toni.post("/entwurf/note/", {"content": "{}"}, headers={"Sec-Fetch-Mode": "cors"})
        assert answer.status_code == 423
