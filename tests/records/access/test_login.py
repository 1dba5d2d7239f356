"""Logging in: by account, not by address; only the pages that are used exist."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from perspektiv.records.access.demo import PASSWORD as DEMO_PASSWORD
from perspektiv.records.access.models import Centre, User
from tests.records.personas import PASSWORD, Personas


def log_in(email: str, password: str, client: Client | None = None, host: str = "localhost") -> bool:
    """Whether a browser at the Jobcenter's one address gets in."""
    client = client or Client()
    answer = client.post(
        reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR="198.51.100.7", HTTP_HOST=host
    )
    return answer.status_code == 302


class TestThrottling:
    def test_five_wrong_attempts_close_the_account_and_no_other(self, personas: Personas) -> None:
        for _ in range(5):
            assert not log_in(personas.fee.email, "geraten")
        assert not log_in(personas.fee.email, PASSWORD), "the right password does not help now"
        assert log_in(personas.toni.email, PASSWORD), "a colleague behind the same address gets in"

    def test_it_says_so_and_opens_again_by_itself(self, personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
        for _ in range(5):
            log_in(personas.fee.email, "geraten")
        page = Client().post(reverse("account_login"), {"login": personas.fee.email, "password": PASSWORD})
        assert "fünf Minuten" in page.content.decode()
        later = __import__("time").time() + 301
        monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
        assert log_in(personas.fee.email, PASSWORD)

    def test_control_without_the_limit_the_sixth_attempt_gets_in(self, personas: Personas, settings: Settings) -> None:
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": None}
        for _ in range(5):
            assert not log_in(personas.fee.email, "geraten")
        assert log_in(personas.fee.email, PASSWORD)

    @pytest.mark.parametrize("spelt", [str.upper, str.title, lambda email: f"  {email} "])
    def test_another_spelling_is_the_same_account(self, personas: Personas, spelt: Callable[[str], str]) -> None:
        for _ in range(5):
            log_in(spelt(personas.fee.email), "geraten")
        assert not log_in(personas.fee.email, PASSWORD)

    def test_another_name_of_the_site_is_the_same_account(self, personas: Personas) -> None:
        for number in range(5):
            log_in(personas.fee.email, "geraten", host=f"name-{number}.example.org")
        assert not log_in(personas.fee.email, PASSWORD)

    def test_many_colleagues_behind_one_address_may_err(self, personas: Personas) -> None:
        colleagues = [personas.toni, personas.jule, personas.merle, personas.birte]
        for _ in range(4):
            for user in colleagues:
                log_in(user.email, "vertippt")
        assert all(log_in(user.email, PASSWORD) for user in colleagues)

    def test_trying_many_accounts_does_not_push_one_out(self, personas: Personas) -> None:
        for _ in range(5):
            log_in(personas.fee.email, "geraten")
        for number in range(320):
            cache.set(f"attempts-on-{number}", [1])
        assert not log_in(personas.fee.email, PASSWORD)


class TestPasswordForgotten:
    def test_a_link_sets_a_new_one_once(self, personas: Personas) -> None:
        client = Client()
        client.post(reverse("account_reset_password"), {"email": personas.fee.email})
        (sent,) = mail.outbox
        assert sent.subject == "Perspektiv: Neues Passwort setzen"
        link = next(line for line in str(sent.body).splitlines() if line.startswith("http"))
        page = client.get(link.replace("http://127.0.0.1:8000", ""), follow=True)
        form = page.redirect_chain[-1][0]
        new = {"password1": "ein ganz anderer Satz", "password2": "ein ganz anderer Satz"}
        assert client.post(form, new).status_code == 302
        assert log_in(personas.fee.email, "ein ganz anderer Satz")
        again = Client().get(link.replace("http://127.0.0.1:8000", ""), follow=True)
        assert "gilt nicht mehr" in again.content.decode()

    def test_the_link_begins_with_our_address_whatever_the_request_says(self, personas: Personas) -> None:
        Client().post(reverse("account_reset_password"), {"email": personas.fee.email}, HTTP_HOST="boese.example")
        assert "boese.example" not in str(mail.outbox[0].body)

    def test_nobody_learns_which_addresses_have_an_account(self, personas: Personas) -> None:
        known = Client().post(reverse("account_reset_password"), {"email": personas.fee.email})
        unknown = Client().post(reverse("account_reset_password"), {"email": "niemand@example.org"})
        assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
        assert [message.to for message in mail.outbox] == [[personas.fee.email]]

    def test_a_closed_account_gets_no_link(self, personas: Personas) -> None:
        User.objects.filter(pk=personas.fee.pk).update(is_active=False)
        Client().post(reverse("account_reset_password"), {"email": personas.fee.email})
        assert mail.outbox == []


class TestPages:
    @pytest.mark.django_db
    def test_nobody_signs_up_manages_addresses_or_comes_by_a_third_party(self) -> None:
        names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
        offered = {name for name in names if name.startswith(("account_", "socialaccount", "usersessions", "headless"))}
        assert offered.isdisjoint({"account_email", "account_confirm_email", "account_request_login_code"})
        assert not {name for name in offered if not name.startswith("account_")}
        assert Client().get(reverse("account_signup")).status_code == 404
        assert Client().post(reverse("account_signup"), {"email": "x@example.org"}).status_code == 404
        for path in ("signup", "email", "confirm-email", "3rdparty", "social/login/cancelled", "sessions", "login"):
            assert Client().get(f"/konto/{path}/").status_code == 404, path

    @pytest.mark.django_db
    def test_no_inline_script_or_style_and_a_strict_policy(self) -> None:
        page = Client().get(reverse("account_login"))
        policy = page.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        text = page.content.decode()
        assert "style=" not in text
        assert "<script>" not in text

    def test_the_demonstration_lists_its_accounts_and_one_click_logs_in(
        self, personas: Personas, settings: Settings
    ) -> None:
        settings.DEMO = True
        Centre.objects.filter(pk=personas.centre.pk).update(made_up=True)
        personas.toni.set_password(DEMO_PASSWORD)
        personas.toni.save()
        page = Client().get(reverse("account_login")).content.decode()
        assert personas.toni.email in page
        assert personas.fremd.email not in page, "only made-up centres"
        assert log_in(personas.toni.email, DEMO_PASSWORD)

    def test_a_real_installation_lists_nobody(self, personas: Personas) -> None:
        Centre.objects.update(made_up=True)
        page = Client().get(reverse("account_login")).content.decode()
        assert personas.toni.email not in page
        assert DEMO_PASSWORD not in page
