"""What has to be done every day, without anybody thinking of it: anchor, sessions that ended, documents removed."""

import fcntl
import logging
import os
from datetime import date
from pathlib import Path
from threading import Event, Thread

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

DAILY = ("anchor", "clearsessions", "purge_documents")
"""Commands that may be called any number of times a day; the second time finds nothing to do."""
LOOKS_EVERY = 300.0
"""Seconds."""

log = logging.getLogger(__name__)


def do_daily() -> list[str]:
    """Does today's work. One that fails is logged and does not hold up the others; the names of those that failed."""
    failed = []
    for command in DAILY:
        try:
            with Path(os.devnull).open("w") as nowhere:
                call_command(command, stdout=nowhere)
        except Exception:
            log.exception("daily work failed: %s", command)
            failed.append(command)
    return failed


class Timer:
    """Runs in each process that serves; only the one that holds the lock works. If it dies, another takes over."""

    def __init__(self) -> None:
        self.stopped = Event()
        self._done: date | None = None
        self._lock: int | None = None

    def start(self) -> None:
        Thread(target=self._run, name="timer", daemon=True).start()

    def stop(self) -> None:
        self.stopped.set()

    def look(self) -> bool:
        """Works if it is our turn and today's work is not done; what failed is tried again the next time."""
        if not self._ours() or self._done == timezone.localdate():
            return False
        today = timezone.localdate()
        try:
            if not do_daily():
                self._done = today
        finally:
            connections.close_all()
        return True

    def _run(self) -> None:
        while not self.stopped.is_set():
            self.look()
            self.stopped.wait(LOOKS_EVERY)

    def _ours(self) -> bool:
        if self._lock is not None:
            return True
        descriptor = os.open(Path(settings.HOME) / "timer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._lock = descriptor
        return True
