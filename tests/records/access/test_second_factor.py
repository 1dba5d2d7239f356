"""Staff log in with two things: a password, and something that only they have."""

import json
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from perspektiv.records.access.actions.accounts import forget_second_factors
from perspektiv.records.access.models import User
from perspektiv.records.access.vault import box
from tests.records.personas import PASSWORD, Personas

SECRET = "JBSWY3DPEHPK3PXP"
STAFF = ["toni", "jule", "birte", "hanne", "quirin", "august", "ada"]


def code() -> str:
    return str(format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())))))


def by_password(user: User) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def an_hour_later(client: Client) -> None:
    """The session as it is when its last proof lies an hour back."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3600
    session.save()


class TestForcedForStaff:
    @pytest.mark.parametrize("who", STAFF)
    def test_without_one_staff_see_only_how_to_set_it_up(self, personas: Personas, who: str) -> None:
        client = by_password(getattr(personas, who))
        for page in ("access:account", "access:trail", "access:administration"):
            assert client.get(reverse(page)).headers["Location"] == reverse("mfa_index")
        assert client.post(reverse("access:language"), {"language": "en"}).headers["Location"] == reverse("mfa_index")
        assert client.get(reverse("mfa_index")).status_code == 200

    def test_jobcoaches_need_none(self, personas: Personas) -> None:
        assert by_password(personas.fee).get(reverse("access:account")).status_code == 200

    def test_control_without_the_rule_a_password_is_enough(self, personas: Personas, settings: Settings) -> None:
        rule = "perspektiv.records.access.middleware.SecondFactor"
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != rule]
        assert by_password(personas.ada).get(reverse("access:administration")).status_code == 200

    def test_with_one_the_password_alone_is_not_enough(self, personas: Personas) -> None:
        TOTP.activate(personas.ada, SECRET)
        client = by_password(personas.ada)
        assert client.get(reverse("access:administration")).headers["Location"].startswith(reverse("account_login"))
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert client.get(reverse("access:administration")).status_code == 302
        client.post(reverse("mfa_authenticate"), {"code": code()})
        assert client.get(reverse("access:administration")).status_code == 200

    def test_guessing_codes_closes_the_account_for_a_while(self, personas: Personas) -> None:
        TOTP.activate(personas.ada, SECRET)
        client = by_password(personas.ada)
        for _ in range(6):
            client.post(reverse("mfa_authenticate"), {"code": "000000"})
        client.post(reverse("mfa_authenticate"), {"code": code()})
        assert client.get(reverse("access:administration")).status_code == 302


class TestSettingUp:
    def test_right_after_login_by_app_then_codes_for_the_drawer(
        self, personas: Personas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: SECRET)
        client = by_password(personas.toni)
        page = client.get(reverse("mfa_activate_totp"))
        assert page.status_code == 200, "the password was said a moment ago"
        assert 'src="data:image/svg+xml' in page.content.decode()
        done = client.post(reverse("mfa_activate_totp"), {"code": code()})
        assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
        codes = client.get(done.headers["Location"]).content.decode()
        assert "Ersatzcodes" in codes
        assert client.get(reverse("access:account")).status_code == 200

    @pytest.mark.django_db(transaction=True)
    def test_one_sentence_says_that_it_is_done(self, personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: SECRET)
        client = by_password(personas.toni)
        client.get(reverse("mfa_activate_totp"))
        codes = client.post(reverse("mfa_activate_totp"), {"code": code()}, follow=True).content.decode()
        assert "Die App ist eingerichtet. Hier sind Ihre Ersatzcodes." in codes
        assert "Neue Ersatzcodes" not in codes

    def test_later_it_asks_again_who_it_is(self, personas: Personas) -> None:
        client = by_password(personas.fee)
        an_hour_later(client)
        asked = client.get(reverse("mfa_activate_totp"))
        assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
        wrong = client.post(asked.headers["Location"], {"password": "geraten"})
        assert "Das Passwort stimmt nicht" in wrong.content.decode()
        right = client.post(asked.headers["Location"], {"password": PASSWORD})
        assert right.headers["Location"] == reverse("mfa_activate_totp")
        assert client.get(reverse("mfa_activate_totp")).status_code == 200

    def test_whoever_has_one_proves_it_before_changing_it(self, personas: Personas) -> None:
        TOTP.activate(personas.toni, SECRET)
        Authenticator.objects.update(created_at=timezone.now() - timedelta(days=30))
        RecoveryCodes.activate(personas.toni)
        client = by_password(personas.toni)
        client.post(reverse("mfa_authenticate"), {"code": code()})
        for page in ("mfa_generate_recovery_codes", "mfa_add_webauthn", "mfa_view_recovery_codes"):
            asked = client.get(reverse(page))
            assert asked.headers["Location"].startswith((reverse("account_reauthenticate"), "/konto/")), page

    def test_a_recovery_code_opens_once(self, personas: Personas) -> None:
        TOTP.activate(personas.toni, SECRET)
        spare = RecoveryCodes.activate(personas.toni).get_unused_codes()[0]
        first, second = by_password(personas.toni), by_password(personas.toni)
        first.post(reverse("mfa_authenticate"), {"code": spare})
        second.post(reverse("mfa_authenticate"), {"code": spare})
        assert first.get(reverse("access:account")).status_code == 200
        assert second.get(reverse("access:account")).status_code == 302


class TestKeeping:
    def test_staff_never_remove_their_last_one(self, personas: Personas) -> None:
        TOTP.activate(personas.toni, SECRET)
        client = _proven(personas.toni)
        refused = client.post(reverse("mfa_deactivate_totp"))
        assert "einziger zweiter Faktor" in refused.content.decode()
        key = Authenticator.objects.create(
            user=personas.toni, type=Authenticator.Type.WEBAUTHN, data={"name": "Stick", "passwordless": False}
        )
        client.post(reverse("mfa_deactivate_totp"))
        assert list(Authenticator.objects.filter(user=personas.toni)) == [key]
        client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
        assert list(Authenticator.objects.filter(user=personas.toni)) == [key]

    def test_nobody_reaches_anothers_key(self, personas: Personas) -> None:
        TOTP.activate(personas.toni, SECRET)
        key = Authenticator.objects.create(
            user=personas.jule, type=Authenticator.Type.WEBAUTHN, data={"name": "Stick", "passwordless": False}
        )
        client = _proven(personas.toni)
        assert client.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 404
        assert client.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404
        assert Authenticator.objects.filter(pk=key.pk).exists()

    def test_its_secret_is_not_readable_in_the_database(self, personas: Personas) -> None:
        TOTP.activate(personas.toni, SECRET)
        RecoveryCodes.activate(personas.toni)
        stored = [factor.data for factor in Authenticator.objects.all()]
        assert SECRET not in json.dumps(stored)
        assert box().decrypt(stored[0]["secret"].encode()).decode() == SECRET

    def test_the_administrator_resets_it_for_whoever_lost_the_telephone(self, personas: Personas) -> None:
        TOTP.activate(personas.toni, SECRET)
        inside = _proven(personas.toni)
        forget_second_factors(by=personas.ada, user=personas.toni, centre=personas.centre)
        assert inside.get(reverse("access:account")).status_code == 302
        assert by_password(personas.toni).get(reverse("access:account")).headers["Location"] == reverse("mfa_index")

    def test_a_change_is_told_by_mail_in_the_persons_language(self, personas: Personas) -> None:
        personas.fee.language = "en"
        personas.fee.save()
        new = {"oldpassword": PASSWORD, "password1": "ein ganz anderer Satz", "password2": "ein ganz anderer Satz"}
        by_password(personas.fee).post(reverse("account_change_password"), new)
        assert [message.subject for message in mail.outbox] == ["Perspektiv: Your password was changed"]


def _proven(user: User) -> Client:
    """A browser that has said password and code, and has just said once more who it is."""
    client = by_password(user)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client
