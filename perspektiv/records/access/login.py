"""Login by the library's rules, with ours: nobody signs up, staff keep a second factor, no address is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import User
from perspektiv.records.access.vault import box


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitation only."""

    error_messages = {  # noqa: RUF012 (the library's own form)
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Please ask your administrator."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("Please enter your present password."),
        "incorrect_code": _("This code is not right. Codes of the app hold for half a minute."),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("This link is not valid any more. Please ask for a new one."),
        "too_many_login_attempts": _(
            "Too many wrong attempts for this account. For safety it is closed for five minutes; then try again."
        ),
        "rate_limited": _("That was too often in a short time. Please wait a little."),
    }

    def is_safe_url(self, url: str) -> bool:
        """A page to go on to: an address, never the name of a view, which the library would look up."""
        return url.startswith(("/", "http://", "https://")) and bool(super().is_safe_url(url))

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_client_ip(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Not kept: it would tell where people work, and no limit counts by it."""
        return "0.0.0.0"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Begins with the installation's own address, whatever name the request used."""
        uid, _dash, secret = key.partition("-")
        return str(settings.ADDRESS + reverse("account_reset_password_from_key", args=[uid, secret]))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of who gets it, not of the browser that asked."""
        user = User.objects.filter(email__iexact=email).first()
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        """Codes that come with a second factor need no second sentence: the first says that they are there."""
        made_by_itself = request.path != reverse("mfa_generate_recovery_codes")
        if message_template == "mfa/messages/recovery_codes_generated.txt" and made_by_itself:
            return
        super().add_message(request, level, message_template, *rest, **more)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """Wrong attempts are counted by account, however its address is spelt and whichever name the site is called."""
        typed = str(credentials.get("email", "")).strip()
        user = User.objects.filter(email__iexact=typed).first()
        return f"account:{user.id}" if user else f"unknown:{typed.lower()}"

    def is_reauthentication_required(self, *, app: str, **values: Any) -> bool:
        """Whoever has just logged in need not say their password again to set up the first second factor."""
        user = self.request.user
        if app == "allauth.mfa" and isinstance(user, User):
            just_now = timezone.now() - timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
            setting_up = not Authenticator.objects.filter(user=user, created_at__lt=just_now).exists()
            proofs = get_authentication_records(self.request, user)
            if setting_up and any(proof["at"] > just_now.timestamp() for proof in proofs):
                return False
        return bool(super().is_reauthentication_required(app=app, **values))


_vouched_for: ContextVar[UUID | None] = ContextVar("vouched_for", default=None)


@contextmanager
def vouched_for(user: User | None) -> Iterator[None]:
    """While this user logs in, no second factor of ours is asked: who sent them has asked for one."""
    before = _vouched_for.set(user.pk if user else None)
    try:
        yield
    finally:
        _vouched_for.reset(before)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Their secrets are encrypted in the database, and staff never remove their last one."""

    error_messages = {  # noqa: RUF012 (the library's own form)
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "This is your only second factor. Please add another one before you remove this one."
        ),
        "incorrect_code": _("This code is not right. Codes of the app hold for half a minute."),
    }

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box().decrypt(encrypted_text.encode()).decode()

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        return user.pk != _vouched_for.get() and bool(super().is_mfa_enabled(user, types=types))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not authenticator.user.is_staff_of_a_centre():
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
