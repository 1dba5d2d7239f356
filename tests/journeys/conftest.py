"""What journeys in a browser share: Debian's chromium, a running application, and people who have logged in."""

import os
import shutil
from collections.abc import Iterator
from typing import Protocol

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from perspektiv.records.access.models import User
from tests.journeys.counting import PATIENCE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIETLY = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


class LogIn(Protocol):
    def __call__(self, user: User | None, *, scripts: bool = True) -> BrowserContext: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the system, one for all journeys of a worker."""
    if CHROMIUM is None:
        pytest.fail("Chromium is missing: make test installs it where it can; elsewhere please install it")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps a loop running in this thread
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def log_in(browser: Browser, live_server: LiveServer) -> Iterator[LogIn]:
    """A window in which somebody has logged in with both factors, or nobody."""
    opened: list[BrowserContext] = []

    def window(user: User | None, *, scripts: bool = True) -> BrowserContext:
        context = browser.new_context(
            base_url=live_server.url, locale="de-DE", reduced_motion="reduce", java_script_enabled=scripts
        )
        if user is not None:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": live_server.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
        opened.append(context)
        return context

    yield window
    for context in opened:
        context.close()


def session_of(user: User) -> str:
    """The key of a new session."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_of"] = str(user.id)
    session.save()
    return str(session.session_key)
