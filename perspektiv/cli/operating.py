"""The verbs that run an installation. The application is reached by name: this command and it are strangers."""

import argparse
import contextlib
import getpass
import importlib
import os
import warnings
from collections.abc import Iterator
from typing import Any

from perspektiv.errors import Refused
from perspektiv.language import Text

DONE = 0
KEY = "PERSPEKTIV_BACKUP_KEY"
PRIVATE = frozenset({"import", "export", "snapshot", "serve", "backup", "restore"})
"""Verbs that write an installation's home or people's data."""


@contextlib.contextmanager
def readable_by_its_owner_only(verb: str) -> Iterator[None]:
    """What a private verb writes, nobody else on the machine can read, whatever the shell's umask is."""
    if verb not in PRIVATE:
        yield
        return
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def serve(asked: argparse.Namespace) -> int:
    _operating("serving").serve(address=asked.address, workers=asked.workers, opens=asked.open)
    return DONE


def backup(asked: argparse.Namespace) -> int:
    print(_operating("backup").backup(out=asked.out, passphrase=_passphrase(new=True)))
    return DONE


def restore(asked: argparse.Namespace) -> int:
    tried = {"file": asked.file, "home": asked.home, "tested_for": asked.tested_for}
    print(_operating("restoring").restore(**tried, passphrase=_passphrase(new=False)))
    return DONE


def _operating(room: str) -> Any:
    try:
        return importlib.import_module(f"perspektiv.site.operating.{room}")
    except ModuleNotFoundError as missing:
        raise Refused(NO_WEB, module=missing.name) from missing


def _passphrase(*, new: bool) -> str:
    """From the environment, as a timer needs it; else asked for, and a new one twice."""
    if known := os.environ.get(KEY):
        return known
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # no terminal: what is typed would be seen
            typed = getpass.getpass(str(ASK))
            if new and getpass.getpass(str(ASK_AGAIN)) != typed:
                raise Refused(DIFFERENT)
    except (EOFError, getpass.GetPassWarning) as nobody:
        raise Refused(NO_KEY, variable=KEY) from nobody
    return typed


NO_WEB = Text(
    "Die Anwendung ist nicht installiert ({module} fehlt). Bitte „perspektiv[web]“ installieren.",
    "The application is not installed ({module} is missing). Please install “perspektiv[web]”.",
)
ASK = Text("Schlüssel der Sicherung: ", "Passphrase of the backup: ")
ASK_AGAIN = Text("Noch einmal: ", "Once more: ")
DIFFERENT = Text("Das war nicht zweimal dasselbe.", "That was not the same twice.")
NO_KEY = Text(
    "Es fehlt der Schlüssel der Sicherung. Bitte als {variable} angeben.",
    "The backup's passphrase is missing. Please give it as {variable}.",
)
