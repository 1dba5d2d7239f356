"""People are invited by mail, set a password with a link that works once, and are in."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from perspektiv.errors import Refused
from perspektiv.records.access.actions.accounts import accept_invitation, invite, invite_again
from perspektiv.records.access.invitations import VALID_SECONDS, invited, token_for
from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.access.roles import Role
from tests.records.personas import PASSWORD, Personas

NEW = "noch ein langer Satz"
TOLD = ("birte.reiher.musterplatz@example.org", "hanne.kranich.musterplatz@example.org")
"""Lead and head, who hear of roles: see below."""


@pytest.fixture(autouse=True)
def at_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Iterator[None]:
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def rita(personas: Personas) -> User:
    return invite(
        by=personas.ada,
        centre=personas.centre,
        email="Rita.Rotkehlchen@example.org",
        given_name="Rita",
        family_name="Rotkehlchen",
        roles=[Role.COUNSELLOR],
    )


class TestTheMail:
    def test_says_who_invites_and_gives_the_link(
        self, personas: Personas, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            user = invite(
                by=personas.ada,
                centre=personas.centre,
                email="rita@example.org",
                given_name="Rita",
                family_name="Rotkehlchen",
                roles=[Role.COUNSELLOR],
            )
        (sent,) = (each for each in mail.outbox if each.to[0] not in TOLD)
        assert sent.to == ["rita@example.org"]
        assert sent.subject == "Ihr Zugang zu Perspektiv"
        assert "Ada Star" in str(sent.body)
        link = re.search(r"/einladung/(\S+)/", str(sent.body))
        assert link
        assert invited(link[1]) == user

    def test_is_english_for_whoever_reads_english(
        self, personas: Personas, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            invite(
                by=personas.ada,
                centre=personas.centre,
                email="rita@example.org",
                given_name="Rita",
                family_name="Robin",
                roles=[Role.COUNSELLOR],
                language="en",
            )
        assert "Your access to Perspektiv" in [each.subject for each in mail.outbox]


class TestTheLink:
    def test_sets_the_password_once(self, rita: User) -> None:
        page = reverse("access:invitation", args=[token_for(rita)])
        assert Client().get(page).status_code == 200
        answer = Client().post(page, {"password": NEW})
        assert answer.headers["Location"].startswith(reverse("account_login"))
        rita.refresh_from_db()
        assert rita.check_password(NEW)
        assert Client().get(page).status_code == 410
        assert Client().post(page, {"password": "ein fremder langer Satz"}).status_code == 410
        rita.refresh_from_db()
        assert rita.check_password(NEW)

    def test_takes_no_weak_password(self, rita: User) -> None:
        page = reverse("access:invitation", args=[token_for(rita)])
        for weak in ("kurz", "123456789123", "rotkehlchen1"):
            assert Client().post(page, {"password": weak}).status_code == 200
            rita.refresh_from_db()
            assert not rita.has_usable_password()

    def test_is_over_after_a_week(self, rita: User, monkeypatch: pytest.MonkeyPatch) -> None:
        token = token_for(rita)
        now = time.time()
        monkeypatch.setattr("django.core.signing.time.time", lambda: now + VALID_SECONDS - 5)
        assert invited(token) == rita
        monkeypatch.setattr("django.core.signing.time.time", lambda: now + VALID_SECONDS + 5)
        assert invited(token) is None

    @pytest.mark.parametrize("spoilt", ["", "x", "a:b:c"])
    def test_made_up_ones_open_nothing(self, rita: User, spoilt: str) -> None:
        assert invited(spoilt) is None
        assert invited(token_for(rita)[:-1]) is None

    def test_dies_with_the_account_and_comes_back_with_it(self, rita: User) -> None:
        token = token_for(rita)
        User.objects.filter(pk=rita.pk).update(is_active=False)
        assert invited(token) is None
        User.objects.filter(pk=rita.pk).update(is_active=True)
        assert invited(token) == rita

    def test_cannot_reset_somebody_elses_password(self, personas: Personas) -> None:
        """Nor with the signature of our own key, if what it hangs on is not right."""
        assert invited(signing.dumps([str(personas.ada.id), "x" * 32], salt="perspektiv.invitation")) is None


class TestAgain:
    def test_sends_a_new_mail_until_there_is_a_password(self, personas: Personas, rita: User) -> None:
        invite_again(by=personas.ada, user=rita, centre=personas.centre)
        accept_invitation(user=rita, password=NEW)
        with pytest.raises(Refused, match=r"hat schon ein Passwort|has a password already"):
            invite_again(by=personas.ada, user=rita, centre=personas.centre)

    def test_sending_the_form_twice_invites_once(self, personas: Personas, as_user: Callable[[User], Client]) -> None:
        form = {
            "id": "0b1f7f2e-58a8-4f0c-9a54-0a6f5e6b7a01",
            "version": "1",
            "given_name": "Rita",
            "family_name": "Rotkehlchen",
            "email": "rita@example.org",
            "language": "de",
            "roles": ["counsellor"],
        }
        browser = as_user(personas.ada)
        answers = [browser.post(reverse("access:account_new"), form).status_code for _ in range(3)]
        assert answers == [302, 302, 302]
        assert User.objects.filter(email="rita@example.org").count() == 1
        assert TrailRow.objects.filter(what="access.invited").count() == 1


class TestWhoIsKnown:
    def test_not_twice_in_a_centre(self, personas: Personas, as_user: Callable[[User], Client]) -> None:
        form = {
            "id": "0b1f7f2e-58a8-4f0c-9a54-0a6f5e6b7a02",
            "version": "1",
            "given_name": "Toni",
            "family_name": "Zeisig",
            "email": personas.toni.email.upper(),
            "language": "de",
            "roles": ["lead"],
        }
        page = as_user(personas.ada).post(reverse("access:account_new"), form).content.decode()
        assert "schon ein Konto" in page
        assert 'value="Zeisig"' in page, "what was typed stays"
        assert personas.toni.roles() == {Role.ASSISTANT}

    def test_somebody_from_another_centre_keeps_the_account(
        self, personas: Personas, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            user = invite(
                by=personas.ada,
                centre=personas.centre,
                email=personas.fremd.email,
                given_name="Wird",
                family_name="Übergangen",
                roles=[Role.COUNSELLOR],
            )
        assert user == personas.fremd
        assert str(user) == "Fremd Kuckuck"
        assert user.check_password(PASSWORD)
        assert set(User.objects.get(pk=user.pk).centres()) == {personas.centre.id, personas.elsewhere.id}
        assert "Ihr Zugang zu einem weiteren Zentrum" in [each.subject for each in mail.outbox]

    def test_needs_a_role_and_an_audit_needs_an_end(self, personas: Personas) -> None:
        for roles in ([], [Role.AUDITOR]):
            with pytest.raises(Refused):
                invite(
                    by=personas.ada,
                    centre=personas.centre,
                    email="rita@example.org",
                    given_name="Rita",
                    family_name="Rotkehlchen",
                    roles=roles,
                )
        assert not User.objects.filter(email="rita@example.org").exists()

    def test_an_audit_is_over_after_its_last_day(self, personas: Personas) -> None:
        user = invite(
            by=personas.ada,
            centre=personas.centre,
            email="rita@example.org",
            given_name="Rita",
            family_name="Rotkehlchen",
            roles=[Role.AUDITOR],
            auditor_until=timezone.localdate(),
        )
        assert user.roles() == {Role.AUDITOR}
        with pytest.MonkeyPatch.context() as patch:
            tomorrow = timezone.localdate() + timedelta(days=1)
            patch.setattr("perspektiv.records.access.models.user.timezone.localdate", lambda: tomorrow)
            assert User.objects.get(pk=user.pk).roles() == set()


class TestNobodyGetsInTwice:
    """An administrator sees no people. A second account of their own must not be a way around that."""

    @pytest.mark.parametrize("address", ["ada.star.musterplatz+2@example.org", "Ada.Star.Musterplatz+x@EXAMPLE.org"])
    def test_another_spelling_of_a_known_mailbox_is_refused(self, address: str, personas: Personas) -> None:
        with pytest.raises(Refused, match="Postfach"):
            invite_as(personas, address, Role.COUNSELLOR)
        assert not User.objects.filter(email__icontains="+").exists()

    def test_ones_own_address_is_refused(self, personas: Personas) -> None:
        with pytest.raises(Refused):
            invite_as(personas, personas.ada.email, Role.COUNSELLOR)
        assert User.objects.get(pk=personas.ada.pk).roles() == {Role.ADMINISTRATOR}

    def test_others_of_the_same_house_are_not(self, personas: Personas) -> None:
        invite_as(personas, "ada.starke@example.org", Role.COUNSELLOR)
        invite_as(personas, "ada@example.org", Role.ASSISTANT)

    def test_whoever_opens_counselling_is_told_to_lead_and_head(
        self, personas: Personas, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            invite_as(personas, "neu@example.org", Role.COUNSELLOR)
        told = {message.to[0]: message.body for message in mail.outbox if "Neu Nachtigall" in message.body}
        assert set(told) >= {personas.birte.email, personas.hanne.email}
        assert "Ada Star" in told[personas.birte.email]
        assert "Beratung" in told[personas.birte.email]

    def test_other_roles_are_not_told(
        self, personas: Personas, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            invite_as(personas, "neu@example.org", Role.ASSISTANT)
        assert {message.to[0] for message in mail.outbox} == {"neu@example.org"}

    def test_they_find_it_on_today_for_a_week(self, personas: Personas, as_user: Callable[[User], Client]) -> None:
        invite_as(personas, "neu@example.org", Role.COUNSELLOR)
        for user in (personas.birte, personas.hanne):
            page = as_user(user).get("/").content.decode()
            assert "Eine Rolle mit Einblick in Beratung" in page
            assert "Neu Nachtigall: Beratung (durch Ada Star)" in page
        for user in (personas.toni, personas.ada):
            assert "Neu Nachtigall:" not in as_user(user).get("/").content.decode()
        TrailRow.objects.update(at=timezone.now() - timedelta(days=8))
        assert "Neu Nachtigall:" not in as_user(personas.birte).get("/").content.decode()


def invite_as(personas: Personas, address: str, role: Role) -> User:
    return invite(
        by=personas.ada,
        centre=personas.centre,
        email=address,
        given_name="Neu",
        family_name="Nachtigall",
        roles=[role],
    )
