"""An empty installation is set up in the browser by whoever can read its terminal; after that the page is gone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from perspektiv.errors import Refused
from perspektiv.records.access.actions.centres import found_centre
from perspektiv.records.access.first_steps import code
from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.roles import Role

PAGE = "/einrichten/"


def filled(**changes: str) -> dict[str, str]:
    return {
        "code": code(),
        "centre_name": "Perspektivzentrum Musterstadt",
        "given_name": "Ada",
        "family_name": "Star",
        "email": "ada@example.org",
        "password": "ein langer Satz zum Anmelden",
        "begin": "empty",
        **changes,
    }


@pytest.mark.django_db
class TestEmptyInstallation:
    def test_the_login_page_leads_there(self) -> None:
        assert PAGE in Client().get(reverse("account_login")).content.decode()

    def test_the_terminal_shows_address_and_code(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("first_steps")
        shown = capsys.readouterr().out
        assert PAGE in shown
        assert code() in shown

    def test_makes_the_centre_and_its_administrator(self) -> None:
        answer = Client().post(PAGE, filled(code=code().lower().replace("-", " ")))
        assert answer.headers["Location"].startswith(reverse("account_login"))
        user = User.objects.get()
        assert user.roles() == {Role.ADMINISTRATOR}
        assert Centre.objects.get().key == "perspektivzentrum-musterstadt"
        browser = Client()
        browser.post(reverse("account_login"), {"login": "ada@example.org", "password": filled()["password"]})
        assert browser.get(reverse("access:administration")).headers["Location"] == reverse("mfa_index")

    def test_success_is_all_that_is_said(self) -> None:
        browser = Client(headers={"referer": f"http://testserver{PAGE}"})
        page = browser.post(PAGE, filled(), follow=True).content.decode()
        assert "Perspektiv ist eingerichtet" in page
        assert "inzwischen abgemeldet" not in page

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_the_account_speaks_the_language_it_was_made_in(self, language: str) -> None:
        Client(headers={"accept-language": language}).post(PAGE, filled())
        assert User.objects.get().language == language

    def test_what_was_chosen_to_begin_with_comes_after_the_second_factor(self) -> None:
        browser = Client()
        login = browser.post(PAGE, filled(begin="import")).headers["Location"]
        wanted = parse_qs(urlsplit(login).query)["next"][0]
        sent = {"login": "ada@example.org", "password": filled()["password"], "next": wanted}
        assert browser.post(reverse("account_login"), sent).headers["Location"] == wanted
        assert browser.get(wanted).headers["Location"] == reverse("mfa_index")
        assert browser.get("/").headers["Location"] == reverse("mfa_index")
        TOTP.activate(User.objects.get(), "JBSWY3DPEHPK3PXP")
        assert browser.get("/").headers["Location"] == wanted
        assert browser.get(wanted).status_code == 200
        assert browser.get("/").headers.get("Location") != wanted, "only once"

    @pytest.mark.parametrize(
        "wrong", [{"code": "AAAA-BBBB-CCCC"}, {"password": "kurz"}, {"centre_name": ""}, {"email": "keine"}]
    )
    def test_nothing_is_made_with_a_wrong_entry(self, wrong: dict[str, str]) -> None:
        page = Client().post(PAGE, filled(**wrong))
        assert page.status_code == 200
        assert not User.objects.exists()
        assert not Centre.objects.exists()


@pytest.mark.usefixtures("personas")
class TestOnceSomebodyHasAnAccount:
    def test_the_page_is_gone_even_with_the_code(self) -> None:
        assert Client().get(PAGE).status_code == 404
        assert Client().post(PAGE, filled()).status_code == 404
        assert PAGE not in Client().get(reverse("account_login")).content.decode()

    def test_two_at_once_make_one(self) -> None:
        with pytest.raises(Refused):
            found_centre(centre_name="Z", given_name="A", family_name="B", email="c@example.org", password="d")

    def test_the_terminal_shows_no_code_any_more(self, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("first_steps")
        assert code() not in capsys.readouterr().out
