"""Ending sessions: the next request of an ended one is refused, whoever ended it and why."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from perspektiv.records.access.actions.accounts import (
    change_account,
    close_account,
    end_sessions_of,
    forget_second_factors,
    open_account,
)
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.roles import Role
from tests.records.access.test_second_factor import SECRET, code
from tests.records.personas import PASSWORD, Personas


def logged_in(user: User) -> Client:
    """With both factors."""
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, SECRET)
    client = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/128.0"})
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    return client


@pytest.fixture(autouse=True)
def codes_may_be_used_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda *_: True)


def inside(client: Client) -> bool:
    return client.get(reverse("access:account")).status_code == 200


Ends = Callable[[Personas], object]
ENDS: dict[str, Ends] = {
    "all of them": lambda all: end_sessions_of(by=all.ada, user=all.toni, centre=all.centre),
    "the account": lambda all: close_account(by=all.ada, user=all.toni, centre=all.centre),
    "a role": lambda all: change_account(
        by=all.ada,
        user=all.toni,
        centre=all.centre,
        version=all.toni.version,
        given_name="Toni",
        family_name="Zeisig",
        roles=[Role.QUALITY],
    ),
    "the second factor": lambda all: forget_second_factors(by=all.ada, user=all.toni, centre=all.centre),
}


class TestByTheAdministrator:
    @pytest.mark.parametrize("what", ENDS)
    def test_the_next_request_is_refused_in_every_window(self, personas: Personas, what: str) -> None:
        here, there, other = logged_in(personas.toni), logged_in(personas.toni), logged_in(personas.jule)
        assert inside(here) and inside(there)
        ENDS[what](personas)
        assert not inside(here) and not inside(there)
        assert inside(other), "nobody else is out"
        assert not UserSession.objects.filter(user=personas.toni).exists()

    def test_a_change_of_the_name_alone_ends_nothing(self, personas: Personas) -> None:
        here = logged_in(personas.toni)
        change_account(
            by=personas.ada,
            user=personas.toni,
            centre=personas.centre,
            version=personas.toni.version,
            given_name="Toni",
            family_name="Zeisig-Neu",
            roles=[Role.ASSISTANT],
        )
        assert inside(here)

    def test_control_with_its_key_kept_a_session_would_live_on(
        self, personas: Personas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here = logged_in(personas.toni)
        monkeypatch.setattr("perspektiv.records.access.actions.accounts.end_all", lambda *_: 0)
        end_sessions_of(by=personas.ada, user=personas.toni, centre=personas.centre)
        assert inside(here)

    def test_an_opened_account_begins_with_a_login(self, personas: Personas) -> None:
        here = logged_in(personas.toni)
        close_account(by=personas.ada, user=personas.toni, centre=personas.centre)
        open_account(by=personas.ada, user=personas.toni, centre=personas.centre)
        assert not inside(here)

    def test_by_a_button_with_a_row_in_the_trail(self, personas: Personas, as_user: Callable[[User], Client]) -> None:
        here = logged_in(personas.toni)
        page = as_user(personas.ada)
        edit = reverse("access:account_edit", args=[personas.toni.id])
        assert "Überall abmelden" in page.get(edit).content.decode()
        page.post(reverse("access:account_sessions_end", args=[personas.toni.id]))
        assert not inside(here)
        row = TrailRow.objects.get(what="access.sessions_ended")
        assert (row.actor, row.subject) == (personas.ada.trail_name, f"access.user:{personas.toni.id}")
        assert "Überall abmelden" not in page.get(edit).content.decode()


class TestByOneself:
    def test_a_new_password_or_second_factor_ends_the_others_not_this_one(self, personas: Personas) -> None:
        here, there = logged_in(personas.toni), logged_in(personas.toni)
        here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        key = Authenticator.objects.create(
            user=personas.toni, type=Authenticator.Type.WEBAUTHN, data={"name": "Stick", "passwordless": False}
        )
        here.post(reverse("mfa_remove_webauthn", args=[key.pk]))
        assert not Authenticator.objects.filter(pk=key.pk).exists()
        assert inside(here)
        assert not inside(there)

    def test_the_list_says_since_when_and_when_last_and_no_address(
        self, personas: Personas, settings: Settings
    ) -> None:
        settings.IDLE_MINUTES = 15
        here = logged_in(personas.toni)
        page = here.get(reverse("access:account")).content.decode()
        assert "Firefox, Windows" in page
        assert "zuletzt aktiv" in page
        assert set(UserSession.objects.values_list("ip", flat=True)) == {"0.0.0.0"}
