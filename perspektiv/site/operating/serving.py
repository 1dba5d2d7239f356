"""``perspektiv serve``: everything ready, then the application, its files and its timer in one command."""

import gc
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from gunicorn.app.base import BaseApplication

from perspektiv.errors import Refused
from perspektiv.language import Text

THREADS = 4
"""Requests that one worker handles at a time."""


def serve(*, address: str, workers: int, opens: bool = False) -> None:
    """Runs until it is asked to stop (SIGTERM, SIGINT); Refused where the address or the home cannot be used.

    ``opens``: shows the first page in the browser, where there is a screen.
    """
    host, port = parted(address)
    _must_be_free(host, port, address)
    os.environ.setdefault("PERSPEKTIV_ADDRESS", f"http://{address}")
    open_home()
    prepare()
    said = welcome()
    Server(address, workers, lambda: _ready(said, opens=opens)).run()


def open_home() -> None:
    """Sets Django up; Refused where the installation's folder cannot be written."""
    os.umask(0o077)  # what an installation writes is its own
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perspektiv.site.settings")
    home = Path(os.environ.get("PERSPEKTIV_HOME", "var"))
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        (home / ".written").touch(mode=0o600)
        (home / ".written").unlink()
        django.setup()
    except OSError as failed:
        raise Refused(HOME_NOT_WRITABLE, home=home, why=failed.strerror) from failed


def prepare() -> None:
    """Brings database, words and files to where this version needs them. Doing it again changes nothing."""
    from django.core.management import call_command
    from django.db import OperationalError, connections

    from perspektiv.site.operating.words import compile_words

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as failed:
        raise Refused(NO_DATABASE, why=failed) from failed
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if failed_words := compile_words():
        print(WORDS_MISSING.filled(folder=failed_words[0].parent), flush=True)
    connections.close_all()  # the processes that serve are made from this one and open their own


def parted(address: str) -> tuple[str, int]:
    """Host and port of an address like 127.0.0.1:8000 or [::1]:8000."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise Refused(NO_ADDRESS, address=address)
    return host.strip("[]"), int(port)


class Server(BaseApplication):  # type: ignore[misc] # the library has no types
    """Gunicorn with our settings instead of a configuration file."""

    def __init__(self, address: str, workers: int, ready: Callable[[], None]) -> None:
        self._options: dict[str, Any] = {
            "bind": address,
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "timeout": 120,
            "graceful_timeout": 20,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "perspektiv",
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,
            "when_ready": lambda _: ready(),
            "post_worker_init": _start_timer,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application with all its pages: loaded once, before the processes that serve are made from this one.

        The garbage collector leaves alone what is loaded by then; it would look through it again and again.
        """
        from django.urls import resolve

        from perspektiv.site.wsgi import application

        resolve("/")
        gc.collect()
        gc.freeze()
        return application


def _start_timer(_: object) -> None:
    from perspektiv.site.operating.timer import Timer

    Timer().start()


def _ready(said: str, *, opens: bool) -> None:
    print(said, flush=True)
    if opens and (sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        webbrowser.open(os.environ["PERSPEKTIV_ADDRESS"])


def _must_be_free(host: str, port: int, address: str) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as failed:
        raise Refused(TAKEN, address=address, why=failed.strerror) from failed


def welcome() -> str:
    """What the terminal says once pages can be opened; with the code for setting up, while nobody has an account."""
    from django.conf import settings
    from django.db import connections
    from django.urls import reverse

    from perspektiv.records.access import first_steps

    lines = [RUNS.filled(address=settings.ADDRESS)]
    if first_steps.open_to_be_set_up():
        page = settings.ADDRESS + reverse("access:first_steps")
        lines.append(SET_UP.filled(page=page, code=first_steps.code()))
    connections.close_all()
    return "\n".join(map(str, lines))


NO_ADDRESS = Text(
    "„{address}“ ist keine Adresse mit Port. Bitte zum Beispiel 127.0.0.1:8000 schreiben.",
    "“{address}” is no address with a port. Please write, for example, 127.0.0.1:8000.",
)
TAKEN = Text(
    "Unter {address} lässt sich nichts anbieten ({why}). Läuft dort schon etwas? Mit --address wählen Sie eine andere.",
    "Nothing can be served at {address} ({why}). Does something run there already? Choose another with --address.",
)
HOME_NOT_WRITABLE = Text(
    "In den Ordner {home} lässt sich nicht schreiben ({why}). PERSPEKTIV_HOME nennt ihn; er muss dem Konto gehören, "
    "unter dem Perspektiv läuft.",
    "The folder {home} cannot be written ({why}). PERSPEKTIV_HOME names it; it must belong to the account that "
    "Perspektiv runs as.",
)
NO_DATABASE = Text(
    "Die Datenbank antwortet nicht. DATABASE_URL nennt sie. Sie sagt: {why}",
    "The database does not answer. DATABASE_URL names it. It says: {why}",
)
WORDS_MISSING = Text(
    "Die Übersetzungen unter {folder} lassen sich nicht vorbereiten; manche Seiten erscheinen auf Englisch.",
    "The translations in {folder} cannot be prepared; some pages will be in English.",
)
RUNS = Text(
    "Perspektiv läuft: {address} · Beenden mit Strg+C",
    "Perspektiv runs: {address} · stop with Ctrl+C",
)
SET_UP = Text(
    "Hier ist noch niemand angelegt. Richten Sie das Zentrum ein: {page}\nCode der Einrichtung: {code}",
    "Nobody has an account here yet. Set up the centre: {page}\nCode for setting up: {code}",
)
