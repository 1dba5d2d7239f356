"""Login by the municipality's own service: who exists comes in, nobody else, and nothing is taken on trust."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from perspektiv.records.access import oidc
from perspektiv.records.access.actions.oidc import forget_login
from perspektiv.records.access.models import TrailRow, User
from tests.provider.running import CLIENT, SECRET, Person, Town, local, running
from tests.records.personas import PASSWORD, Personas

PEOPLE: dict[str, Person] = {
    "toni": ("toni.zeisig.musterplatz@example.org", {}),
    "toni-mit-zweitem-faktor": ("toni.zeisig.musterplatz@example.org", {"amr": ["pwd", "otp"], "acr": "2"}),
    "toni-nur-passwort": ("toni.zeisig.musterplatz@example.org", {"amr": ["pwd"], "acr": "1"}),
    "fee": ("Fee.Wachtel.Musterplatz@example.org", {}),
    "fee-die-zweite": ("fee.wachtel.musterplatz@example.org", {}),
    "fee-unbestaetigt": ("fee.wachtel.musterplatz@example.org", {"email_verified": False}),
    "fee-ohne-angabe": ("fee.wachtel.musterplatz@example.org", {"email_verified": None}),
    "fee-falsche-antwort": ("fee.wachtel.musterplatz@example.org", {"nonce": "fremd"}),
    "fee-fuer-andere": ("fee.wachtel.musterplatz@example.org", {"aud": "eine andere Anwendung"}),
    "fee-von-anderen": ("fee.wachtel.musterplatz@example.org", {"iss": "https://anderswo.example.org"}),
    "fee-gemeint-sind-andere": ("fee.wachtel.musterplatz@example.org", {"aud": [CLIENT, "x"], "azp": "x"}),
    "fee-von-gestern": ("fee.wachtel.musterplatz@example.org", {"shifted": -86_400}),
    "fee-von-morgen": ("fee.wachtel.musterplatz@example.org", {"shifted": 86_400}),
    "fee-halbe-minute-voraus": ("fee.wachtel.musterplatz@example.org", {"shifted": 30}),
    "niemand": ("niemand@example.org", {}),
}
BACK = "http://testserver/konto/anmelden/dienst/zurueck/"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running(PEOPLE, [BACK], Path(tmp_path_factory.mktemp("town"))) as town:
        yield town


@pytest.fixture
def town(started: Town, settings: Settings) -> Town:
    settings.OIDC_NAME, settings.OIDC_SERVER = "Stadt Musterplatz", started.address
    settings.OIDC_CLIENT, settings.OIDC_SECRET = CLIENT, SECRET
    return started


def come(town: Town, who: str, client: Client | None = None, **asked: str) -> tuple[Client, Any]:
    """The whole way, to the service and back."""
    client = client or Client()
    sent = client.get(reverse("oidc_begin"), asked)
    assert sent.status_code == 302, sent.content.decode()
    return client, client.get(local(town.logs_in(who, sent.headers["Location"])))


def is_in(client: Client) -> bool:
    return client.get(reverse("access:account")).status_code == 200


@pytest.mark.usefixtures("personas", "town")
class TestComingIn:
    def test_who_was_invited_comes_in_by_the_proven_address(self, personas: Personas, town: Town) -> None:
        client, answer = come(town, "fee", next="/hilfe/")
        assert answer.headers["Location"] == "/hilfe/"
        assert is_in(client)
        linked = SocialAccount.objects.get()
        assert linked.user == personas.fee
        assert linked.extra_data == {}, "nothing of what the service tells is kept"
        row = TrailRow.objects.get(what="access.login_linked")
        assert (row.actor, row.centre) == (personas.fee.trail_name, personas.centre.id)

    def test_the_password_stays_as_it_was(self, personas: Personas, town: Town) -> None:
        come(town, "fee")
        assert User.objects.get(pk=personas.fee.pk).check_password(PASSWORD)

    def test_the_button_is_on_the_login_page_and_only_if_there_is_a_service(self, settings: Settings) -> None:
        page = Client().get(reverse("account_login"), {"next": "/hilfe/?a=b"}).content.decode()
        assert "Mit Stadt Musterplatz anmelden" in page
        assert f"{reverse('oidc_begin')}?next=/hilfe/%3Fa%3Db" in page
        settings.OIDC_SERVER = ""
        assert "Stadt Musterplatz" not in Client().get(reverse("account_login")).content.decode()
        assert Client().get(reverse("oidc_begin")).status_code == 404
        assert Client().get(reverse("oidc_callback")).status_code == 404

    def test_later_the_subject_counts_not_the_address(self, personas: Personas, town: Town) -> None:
        come(town, "fee")
        User.objects.filter(pk=personas.fee.pk).update(email="neu@example.org")
        client, _ = come(town, "fee")
        assert is_in(client)
        assert TrailRow.objects.filter(what="access.login_linked").count() == 1

    def test_it_is_asked_with_pkce_state_and_nonce(self) -> None:
        asked = parse_qs(urlsplit(Client().get(reverse("oidc_begin")).headers["Location"]).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
        assert {"state", "nonce", "code_challenge"} <= set(asked)
        assert asked["redirect_uri"] == [BACK]

    def test_half_a_minute_between_the_clocks_is_nothing(self, town: Town) -> None:
        client, _ = come(town, "fee-halbe-minute-voraus")
        assert is_in(client)

    def test_it_leads_to_no_other_site(self, town: Town) -> None:
        for elsewhere in ("https://example.org/", "//example.org", "account_logout", "javascript:alert(1)"):
            _, answer = come(town, "fee", next=elsewhere)
            assert answer.headers["Location"] == "/", elsewhere


@pytest.mark.usefixtures("personas", "town")
class TestRefused:
    @pytest.mark.parametrize(
        ("who", "said"),
        [
            ("niemand", "Für niemand@example.org gibt es hier kein Konto"),
            ("fee-unbestaetigt", "hat Ihre E-Mail-Adresse nicht bestätigt"),
            ("fee-ohne-angabe", "hat Ihre E-Mail-Adresse nicht bestätigt"),
            ("fee-falsche-antwort", "Antwort, die nicht stimmt"),
            ("fee-fuer-andere", "Antwort, die nicht stimmt"),
            ("fee-von-anderen", "Antwort, die nicht stimmt"),
            ("fee-gemeint-sind-andere", "Antwort, die nicht stimmt"),
            ("fee-von-gestern", "Uhren"),
            ("fee-von-morgen", "Uhren"),
        ],
    )
    def test_with_a_sentence_and_without_an_account(self, town: Town, who: str, said: str) -> None:
        before = User.objects.count()
        client, answer = come(town, who)
        assert answer.status_code == 403
        assert said in answer.content.decode()
        assert not is_in(client)
        assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)

    def test_control_the_same_person_said_truly_comes_in(self, town: Town) -> None:
        assert is_in(come(town, "fee")[0])

    def test_a_new_colleague_with_an_old_address(self, personas: Personas, town: Town) -> None:
        first, _ = come(town, "fee")
        client, answer = come(town, "fee-die-zweite")
        assert "gehört zu einer anderen Anmeldung" in answer.content.decode()
        assert not is_in(client)
        forget_login(by=personas.ada, user=personas.fee, centre=personas.centre)
        assert not is_in(first)
        assert is_in(come(town, "fee-die-zweite")[0])
        assert not is_in(come(town, "fee")[0])

    def test_a_closed_account(self, personas: Personas, town: Town) -> None:
        come(town, "fee")
        User.objects.filter(pk=personas.fee.pk).update(is_active=False)
        client, answer = come(town, "fee")
        assert "geschlossen" in answer.content.decode()
        assert not is_in(client)

    def test_a_subject_of_another_service(self, town: Town, settings: Settings) -> None:
        come(town, "fee")
        kept = SocialAccount.objects.get()
        settings.OIDC_SERVER = "https://anderswo.example.org"
        assert oidc.service_key() != kept.provider

    def test_who_stops_there(self) -> None:
        client = Client()
        asked = parse_qs(urlsplit(client.get(reverse("oidc_begin")).headers["Location"]).query)
        answer = client.get(reverse("oidc_callback"), {"error": "access_denied", "state": asked["state"][0]})
        assert "nicht hereingelassen" in answer.content.decode()

    def test_an_answer_that_nobody_asked_for(self, town: Town) -> None:
        sent = Client().get(reverse("oidc_begin"))
        back = local(town.logs_in("fee", sent.headers["Location"]))
        other = Client()
        other.get(reverse("oidc_begin"))
        assert "in einem anderen Fenster" in other.get(back).content.decode()
        assert not is_in(other)

    def test_the_same_answer_twice(self, town: Town) -> None:
        client = Client()
        back = local(town.logs_in("fee", client.get(reverse("oidc_begin")).headers["Location"]))
        assert client.get(back).status_code == 302
        client.post(reverse("account_logout"))
        assert client.get(back).status_code == 403
        assert not is_in(client)

    def test_a_service_that_is_down(self, town: Town, settings: Settings) -> None:
        client = Client()
        back = local(town.logs_in("fee", client.get(reverse("oidc_begin")).headers["Location"]))
        settings.OIDC_SERVER = "http://127.0.0.1:9"
        going = client.get(reverse("oidc_begin"))
        assert (going.status_code, "antwortet nicht" in going.content.decode()) == (503, True)
        assert client.get(back).status_code == 403, "what was begun with another service"

    def test_a_service_that_goes_down_on_the_way(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        client = Client()
        back = local(town.logs_in("fee", client.get(reverse("oidc_begin")).headers["Location"]))
        monkeypatch.setattr(oidc, "_key", _down)
        assert client.get(back).status_code == 503

    def test_the_pages_keep_the_strict_policy(self, town: Town) -> None:
        _, answer = come(town, "niemand")
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
        assert "<script>" not in answer.content.decode()


CLAIMS = {"iss": "http://127.0.0.1:1", "aud": CLIENT, "sub": "1", "nonce": "n", "iat": 1, "exp": 9_999_999_999}


class TestSignature:
    """A statement counts only if it is signed with the service's own key."""

    def check(self, token: str, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
        at = "http://127.0.0.1:1"
        described: Any = SimpleNamespace(openid_config={"issuer": at, "jwks_uri": f"{at}/keys"})
        app: Any = SimpleNamespace(client_id=CLIENT, settings={"server_url": at})
        public = jwt.PyJWK.from_json(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
        monkeypatch.setattr(oidc, "_key", lambda *_: public)
        oidc._checked(described, app, token, "n")

    def test_by_its_key(self, monkeypatch: pytest.MonkeyPatch) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.check(jwt.encode(CLAIMS, key, "RS256"), key, monkeypatch)

    def test_by_another_key_with_our_secret_or_not_at_all(self, monkeypatch: pytest.MonkeyPatch) -> None:
        key, other = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
        for token in (
            jwt.encode(CLAIMS, other, "RS256"),
            jwt.encode(CLAIMS, SECRET, "HS256"),
            jwt.encode(CLAIMS, "", "none"),
        ):
            with pytest.raises(jwt.PyJWTError):
                self.check(token, key, monkeypatch)


@pytest.mark.usefixtures("personas", "town")
class TestSecondFactor:
    def test_is_asked_here_if_the_service_does_not_vouch_for_it(self, town: Town) -> None:
        client, _ = come(town, "toni-mit-zweitem-faktor")
        assert client.get(reverse("access:account")).headers["Location"] == reverse("mfa_index")

    def test_is_believed_if_the_installation_says_so(self, personas: Personas, town: Town, settings: Settings) -> None:
        settings.OIDC_SECOND_FACTOR = True
        TOTP.activate(personas.toni, "JBSWY3DPEHPK3PXP")
        client, answer = come(town, "toni-mit-zweitem-faktor")
        assert answer.headers["Location"] == "/"
        assert is_in(client)

    @pytest.mark.parametrize("who", ["toni", "toni-nur-passwort"])
    def test_control_who_proved_only_a_password_is_asked(
        self, personas: Personas, town: Town, settings: Settings, who: str
    ) -> None:
        settings.OIDC_SECOND_FACTOR = True
        TOTP.activate(personas.toni, "JBSWY3DPEHPK3PXP")
        client, answer = come(town, who)
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        assert not is_in(client)

    def test_by_the_level_that_the_installation_names(self, town: Town, settings: Settings) -> None:
        settings.OIDC_SECOND_FACTOR, settings.OIDC_ACR = True, ["1"]
        asked = parse_qs(urlsplit(Client().get(reverse("oidc_begin")).headers["Location"]).query)
        assert asked["acr_values"] == ["1"]
        assert is_in(come(town, "toni-nur-passwort")[0])


def _down(*_: object) -> None:
    raise requests.ConnectionError
