"""What is done in time, without anybody thinking of it: every day the anchor, every minute what is to be sent."""

import fcntl
import logging
import os
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string

DAILY = (
    "anchor",
    "verify_trail",
    "clearsessions",
    "purge_documents",
    "open_boxes",
    "ship_templates",
    "ship_instruments",
)
"""Commands that may be called any number of times a day; the second time finds nothing to do."""
LOOKS_EVERY = 300.0
"""Seconds."""
EACH_MINUTE = (
    "perspektiv.records.feedback.actions.instruments.furnish_new_centres",
    "perspektiv.records.appointments.actions.closing_dates.close_expired",
    "perspektiv.records.reminders.sending.due",
    "perspektiv.records.feedback.falling_due.fall_due",
    "perspektiv.records.letters.sending.send_due",
)
"""Functions that may be called any number of times; in this order, so that what one writes the next can send."""
MINUTE = 60.0

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


def do_each_minute() -> list[str]:
    """What is due now. One that fails is logged and does not hold up the others; the names of those that failed."""
    failed = []
    for name in EACH_MINUTE:
        try:
            import_string(name)()
        except Exception:
            log.exception("work of the minute failed: %s", name)
            failed.append(name)
    return failed


class Timer:
    """Runs in each process that serves; only the one that holds the lock works. If it dies, another takes over."""

    def __init__(self) -> None:
        self.stopped = Event()
        self._done: date | None = None
        self._lock: int | None = None
        self._asking = Lock()

    def start(self) -> None:
        """Two threads, so that neither a slow mail server nor a long night's work holds up the other."""
        Thread(target=self._run, name="timer", daemon=True).start()
        Thread(target=self._run_each_minute, name="timer of minutes", daemon=True).start()

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

    def look_each_minute(self) -> bool:
        """Works if it is our turn."""
        if not self._ours():
            return False
        try:
            do_each_minute()
        finally:
            connections.close_all()
        return True

    def _run_each_minute(self) -> None:
        while not self.stopped.is_set():
            self.look_each_minute()
            self.stopped.wait(MINUTE)

    def _run(self) -> None:
        while not self.stopped.is_set():
            self.look()
            self.stopped.wait(LOOKS_EVERY)

    def _ours(self) -> bool:
        with self._asking:
            if self._lock is None:
                self._lock = self._take_lock()
            return self._lock is not None

    def _take_lock(self) -> int | None:
        descriptor = os.open(Path(settings.HOME) / "timer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor
