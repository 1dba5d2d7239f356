"""My account: language, where I am logged in, and ending that."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from perspektiv.records.access.actions.accounts import end_sessions
from perspektiv.records.access.devices import device
from perspektiv.records.access.models import User
from tests.records.personas import PASSWORD, Personas

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


def logged_in(user: User, agent: str) -> Client:
    browser = Client(headers={"user-agent": agent})
    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return browser


def inside(browser: Client) -> bool:
    return browser.get(reverse("access:account")).status_code == 200


class TestSessions:
    def test_are_listed_by_device_without_addresses(self, personas: Personas) -> None:
        here, there = logged_in(personas.fee, FIREFOX), logged_in(personas.fee, IPHONE)
        page = here.get(reverse("access:account")).content.decode()
        assert "Firefox, Windows" in page
        assert "Safari, iPhone" in page
        assert "127.0.0.1" not in page
        assert inside(there)

    def test_one_is_ended(self, personas: Personas) -> None:
        here, there, third = (logged_in(personas.fee, agent) for agent in (FIREFOX, IPHONE, FIREFOX))
        from allauth.usersessions.models import UserSession

        ended = UserSession.objects.get(session_key=there.session.session_key)
        here.post(reverse("access:sessions_end"), {"session": ended.pk})
        assert [inside(browser) for browser in (here, there, third)] == [True, False, True]

    def test_all_others_are_ended_but_not_this_one(self, personas: Personas) -> None:
        here, there, third = (logged_in(personas.fee, agent) for agent in (FIREFOX, IPHONE, FIREFOX))
        here.post(reverse("access:sessions_end"))
        assert [inside(browser) for browser in (here, there, third)] == [True, False, False]

    def test_nobody_ends_anothers(self, personas: Personas) -> None:
        from allauth.usersessions.models import UserSession

        hers = logged_in(personas.fee, IPHONE)
        session = UserSession.objects.get(session_key=hers.session.session_key)
        assert end_sessions(by=personas.toni, keep=None, only=session.pk) == 0
        assert inside(hers)

    def test_a_new_password_ends_the_others(self, personas: Personas) -> None:
        here, there = logged_in(personas.fee, FIREFOX), logged_in(personas.fee, IPHONE)
        new = {"oldpassword": PASSWORD, "password1": "ein ganz anderer Satz", "password2": "ein ganz anderer Satz"}
        here.post(reverse("account_change_password"), new)
        assert inside(here)
        assert not inside(there)

    def test_devices_are_named_as_people_know_them(self) -> None:
        assert device("Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0 Safari/537.36 Edg/131.0") == "Edge, Linux"
        assert device("curl/8.1") == "curl/8.1"
        assert device("") == "–"


class TestLanguage:
    def test_is_ones_own_whatever_the_browser_wants(
        self, personas: Personas, as_user: Callable[[User], Client]
    ) -> None:
        browser = as_user(personas.toni)
        assert "Mein Konto" in browser.get(reverse("access:account"), HTTP_ACCEPT_LANGUAGE="en").content.decode()
        browser.post(reverse("access:language"), {"language": "en"})
        assert "My account" in browser.get(reverse("access:account"), HTTP_ACCEPT_LANGUAGE="de").content.decode()

    def test_only_those_that_there_are(self, personas: Personas, as_user: Callable[[User], Client]) -> None:
        as_user(personas.toni).post(reverse("access:language"), {"language": "xx"})
        personas.toni.refresh_from_db()
        assert personas.toni.language == "de"

    def test_is_changed_from_the_menu_of_any_page(self, personas: Personas) -> None:
        browser = logged_in(personas.fee, FIREFOX)
        came_from = {"referer": "http://testserver/hilfe/?a=b"}
        answer = browser.post(reverse("access:language"), {"language": "en"}, headers=came_from)
        assert answer.headers["Location"] == "/hilfe/?a=b"
        assert '<html lang="en">' in browser.get("/hilfe/").content.decode()

    def test_leads_to_no_other_site(self, personas: Personas) -> None:
        browser = logged_in(personas.fee, FIREFOX)
        for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
            answer = browser.post(reverse("access:language"), {"language": "en"}, headers={"referer": elsewhere})
            assert answer.headers["Location"] == reverse("access:account")
