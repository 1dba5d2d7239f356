"""A browser that sends whatever it is told, also what no browser would; and nothing of it stays."""

import re
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes

from django.db import transaction
from django.test import Client

from perspektiv.records.access.models import User
from tests.records.personas import Personas

FORM = "application/x-www-form-urlencoded"
TRACES = ("Traceback (most recent call last)", 'File "', "django.core.exceptions", "Exception Type")

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    status: int
    whither: str
    text: str  # without what differs from one answer to the next
    raised: str  # the last lines of what went wrong inside, for whoever mends it

    @property
    def broken(self) -> str:
        """What is wrong with it: an error of the application, or its insides shown to the world."""
        if self.raised or self.status == 500:
            return f"status {self.status}: {self.raised}"
        return next((f"shows {trace!r}" for trace in TRACES if trace in self.text), "")


def browser(personas: Personas, name: str) -> Client:
    """One that has logged in with both factors, or nobody's."""
    client = Client(raise_request_exception=False)
    if name != "anonymous":
        user: User = getattr(personas, name)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor_of"] = str(user.id)
        session.save()
    return client


def ask(
    client: Client, method: str, address: str, pairs: Pairs, files: Mapping[str, Any] | None = None, **headers: str
) -> Answer:
    """An answer, in the transaction of the caller."""
    extra: dict[str, Any] = {"headers": headers}
    if method == "POST" and files:
        response = client.post(address, {**_sendable(pairs), **files}, **extra)
    elif method == "POST":
        response = client.generic("POST", address, encoded(pairs), content_type=FORM, **extra)
    else:
        response = client.generic(method, f"{address}?{encoded(pairs)}" if pairs else address, **extra)
    raised = getattr(response, "exc_info", None)
    last = "".join(traceback.format_exception(*raised)[-4:]) if raised else ""
    text = "" if response.streaming else response.content.decode(errors="replace")
    return Answer(response.status_code, response.headers.get("Location", ""), _masked(text), last)


def nothing_stays() -> None:
    """At the end of a transaction."""
    transaction.set_rollback(True)


def encoded(pairs: Pairs) -> str:
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in pairs)


def quoted(text: str) -> str:
    """Also what is no text: half a surrogate pair."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def _sendable(pairs: Pairs) -> dict[str, list[str]]:
    """Without what a form with files cannot carry: half a surrogate pair, in a value or in a name."""
    sent: dict[str, list[str]] = {}
    for name, value in pairs:
        sent.setdefault(_whole(name), []).append(_whole(value))
    return sent


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _masked(text: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", text)
