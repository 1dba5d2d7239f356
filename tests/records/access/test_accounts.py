"""The administrator changes roles, closes accounts at once and opens them again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.actions.accounts import change_account, close_account, open_account
from perspektiv.records.access.models import Membership, TrailRow, User
from perspektiv.records.access.roles import Role
from perspektiv.records.access.trail_words import in_words
from tests.records.personas import PASSWORD, Personas, make_user

Browser = Callable[[User], Client]


def give(personas: Personas, user: User, *roles: Role, family_name: str = "") -> User:
    user.refresh_from_db()
    changed = change_account(
        by=personas.ada,
        user=user,
        centre=personas.centre,
        version=user.version,
        given_name=user.given_name,
        family_name=family_name or user.family_name,
        roles=roles,
    )
    return User.objects.get(pk=changed.pk)


class TestRoles:
    def test_hold_from_the_next_click_on(self, personas: Personas, as_user: Browser) -> None:
        browser = as_user(personas.toni)
        assert browser.get(reverse("access:trail")).status_code == 404
        give(personas, personas.toni, Role.ASSISTANT, Role.QUALITY)
        assert browser.get(reverse("access:trail")).status_code == 200
        give(personas, personas.toni, Role.ASSISTANT)
        assert browser.get(reverse("access:trail")).status_code == 302, "a role taken ends what was open with it"
        assert as_user(personas.toni).get(reverse("access:trail")).status_code == 404

    def test_taken_away_leaves_the_time_it_was_held(self, personas: Personas) -> None:
        give(personas, personas.toni, Role.LEAD)
        held = Membership.objects.get(user=personas.toni, role=Role.ASSISTANT)
        assert held.ends_on == timezone.localdate() - timedelta(days=1)
        assert give(personas, personas.toni, Role.ASSISTANT).roles() == {Role.ASSISTANT}

    def test_in_another_centre_are_not_touched(self, personas: Personas) -> None:
        Membership.objects.create(user=personas.fremd, centre=personas.centre, role=Role.COUNSELLOR)
        changed = give(personas, personas.fremd, Role.LEAD)
        assert {role for centre, role in changed.grants() if centre == personas.elsewhere.id} == {
            Role.ASSISTANT,
            Role.COUNSELLOR,
            Role.LEAD,
        }

    def test_a_centre_always_keeps_an_administrator(self, personas: Personas) -> None:
        with pytest.raises(Refused, match=r"Konten verwaltet|manage accounts"):
            give(personas, personas.ada, Role.HEAD)
        assert User.objects.get(pk=personas.ada.pk).roles() == {Role.ADMINISTRATOR}
        give(personas, personas.hanne, Role.HEAD, Role.ADMINISTRATOR)
        assert give(personas, personas.ada, Role.HEAD).roles() == {Role.HEAD}

    def test_two_at_once_both_see_what_happened(self, personas: Personas, as_user: Browser) -> None:
        page = reverse("access:account_edit", args=[personas.toni.id])
        stale = {"version": "1", "given_name": "Toni", "family_name": "Zeisig-Neu", "roles": ["lead"]}
        give(personas, personas.toni, Role.ASSISTANT, Role.QUALITY)
        answer = as_user(personas.ada).post(page, stale).content.decode()
        assert "inzwischen geändert" in answer
        assert "Zeisig-Neu" in answer, "what was typed"
        assert "Toni Zeisig, Teamassistenz, Qualitätsbeauftragung" in answer, "what is stored"
        assert User.objects.get(pk=personas.toni.pk).roles() == {Role.ASSISTANT, Role.QUALITY}

    def test_leave_one_row_in_the_trail(self, personas: Personas) -> None:
        give(personas, personas.toni, Role.LEAD, Role.QUALITY)
        row = TrailRow.objects.get(what="access.account_changed")
        assert (row.actor, row.subject) == (personas.ada.trail_name, f"access.user:{personas.toni.id}")
        assert row.centre == personas.centre.id

    def test_each_given_or_taken_leaves_a_row_that_names_it(self, personas: Personas) -> None:
        give(personas, personas.toni, Role.LEAD, Role.QUALITY)
        give(personas, personas.toni, Role.LEAD)
        assert not Membership.objects.filter(user=personas.toni, role=Role.QUALITY).exists(), "held on no day"
        rows = TrailRow.objects.filter(what__startswith="access.role_").order_by("seq")
        assert [row.what for row in rows] == [
            "access.role_lead_given",
            "access.role_quality_given",
            "access.role_assistant_taken",
            "access.role_quality_taken",
        ]
        assert {(row.actor, row.subject, row.centre) for row in rows} == {
            (personas.ada.trail_name, f"access.user:{personas.toni.id}", personas.centre.id)
        }
        assert in_words("access.role_lead_given") == "Rolle Fallsteuerung erteilt"

    @pytest.mark.parametrize("role", Role)
    def test_have_words_in_the_trail(self, role: Role) -> None:
        assert in_words(f"access.role_{role}_given") == f"Rolle {role.label} erteilt"
        assert in_words(f"access.role_{role}_taken") == f"Rolle {role.label} entzogen"


class TestOnesOwnRoles:
    @pytest.mark.parametrize("role", [Role.ASSISTANT, Role.COUNSELLOR, Role.LEAD, Role.JOBCOACH])
    def test_that_see_people_come_from_somebody_else(self, personas: Personas, role: Role) -> None:
        with pytest.raises(Refused, match=r"nicht selbst geben|given to oneself"):
            give(personas, personas.ada, Role.ADMINISTRATOR, role)
        assert User.objects.get(pk=personas.ada.pk).roles() == {Role.ADMINISTRATOR}
        assert not TrailRow.objects.filter(what__startswith="access.role_").exists()

    def test_are_refused_with_a_sentence_on_the_page(self, personas: Personas, as_user: Browser) -> None:
        page = reverse("access:account_edit", args=[personas.ada.id])
        sent = {"version": "1", "given_name": "Ada", "family_name": "Star", "roles": ["administrator", "lead"]}
        assert "kann man sich nicht selbst geben" in as_user(personas.ada).post(page, sent).content.decode()

    def test_control_without_the_rule_one_click_is_enough(
        self, personas: Personas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("perspektiv.records.access.actions.accounts.SEES_PEOPLE", frozenset())
        assert Role.LEAD in give(personas, personas.ada, Role.ADMINISTRATOR, Role.LEAD).roles()

    def test_control_another_person_gives_them_and_they_stay(self, personas: Personas) -> None:
        second = make_user(personas.centre, "Alma", "Amsel", Role.ADMINISTRATOR)
        change_account(
            by=second,
            user=personas.ada,
            centre=personas.centre,
            version=1,
            given_name="Ada",
            family_name="Star",
            roles=[Role.ADMINISTRATOR, Role.LEAD],
        )
        kept = give(personas, personas.ada, Role.ADMINISTRATOR, Role.LEAD, family_name="Star-Fink")
        assert kept.roles() == {Role.ADMINISTRATOR, Role.LEAD}

    def test_control_those_that_see_nobody_may_be_given(self, personas: Personas) -> None:
        assert give(personas, personas.ada, Role.ADMINISTRATOR, Role.HEAD).roles() == {Role.ADMINISTRATOR, Role.HEAD}


class TestClosing:
    def test_whoever_is_in_is_out_at_once(self, personas: Personas) -> None:
        browser = Client()
        browser.post(reverse("account_login"), {"login": personas.fee.email, "password": PASSWORD})
        assert browser.get(reverse("access:account")).status_code == 200
        close_account(by=personas.ada, user=personas.fee, centre=personas.centre)
        assert browser.get(reverse("access:account")).headers["Location"].startswith(reverse("account_login"))
        again = Client().post(reverse("account_login"), {"login": personas.fee.email, "password": PASSWORD})
        assert not Client().get(reverse("access:account")).content
        assert again.headers.get("Location", "") != "/"

    def test_is_taken_back_with_one_click(self, personas: Personas, as_user: Browser) -> None:
        browser = as_user(personas.ada)
        browser.post(reverse("access:account_close", args=[personas.fee.id]))
        page = browser.get(reverse("access:account_edit", args=[personas.fee.id])).content.decode()
        assert reverse("access:account_open", args=[personas.fee.id]) in page
        browser.post(reverse("access:account_open", args=[personas.fee.id]))
        assert User.objects.get(pk=personas.fee.pk).is_active

    def test_not_ones_own_and_not_the_last_administrator(self, personas: Personas) -> None:
        with pytest.raises(Refused):
            close_account(by=personas.ada, user=personas.ada, centre=personas.centre)
        second = make_user(personas.centre, "Alma", "Amsel", Role.ADMINISTRATOR)
        close_account(by=personas.ada, user=second, centre=personas.centre)
        with pytest.raises(Refused):
            close_account(by=second, user=personas.ada, centre=personas.centre)
        assert User.objects.get(pk=personas.ada.pk).is_active

    def test_not_of_somebody_who_also_works_elsewhere(self, personas: Personas) -> None:
        Membership.objects.create(user=personas.fremd, centre=personas.centre, role=Role.COUNSELLOR)
        for act in (close_account, open_account):
            with pytest.raises(Refused, match=r"nicht verwalten|do not manage"):
                act(by=personas.ada, user=personas.fremd, centre=personas.centre)
        with pytest.raises(Refused):
            give(personas, personas.fremd, Role.COUNSELLOR, family_name="Umbenannt")


class TestTheList:
    def test_shows_who_has_which_role_and_who_was_invited(self, personas: Personas, as_user: Browser) -> None:
        User.objects.create_user("neu@example.org", given_name="Neu", family_name="Nachtigall")
        page = as_user(personas.ada).get(reverse("access:administration")).content.decode()
        assert "Toni Zeisig" in page
        assert "Teamassistenz" in page
        assert "Fremd Kuckuck" not in page
        assert "Nachtigall" not in page, "an account without a role in this centre is nobody of ours"

    def test_asks_as_often_for_fifty_as_for_ten(self, personas: Personas, as_user: Browser) -> None:
        browser = as_user(personas.ada)
        page = reverse("access:administration")
        browser.get(page)
        with CaptureQueriesContext(connection) as few:
            browser.get(page)
        for number in range(40):
            make_user(personas.centre, f"Spatz{number}", "Sperling", Role.COUNSELLOR)
        with CaptureQueriesContext(connection) as many:
            browser.get(page)
        assert len(many) == len(few)
