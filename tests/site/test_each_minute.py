"""Every minute what is due is sent; what fails does not hold up the rest, and nothing holds up the daily work."""

from pathlib import Path
from unittest.mock import Mock

import pytest
from pytest_django import Settings

from perspektiv.site.operating import timer
from perspektiv.site.operating.timer import EACH_MINUTE, Timer, do_each_minute


def broken() -> None:
    raise RuntimeError


def test_what_is_due_is_sent_every_minute(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "perspektiv.records.letters.sending.send_due" in EACH_MINUTE
    assert do_each_minute() == []


def test_one_that_fails_does_not_hold_up_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    done = Mock()
    monkeypatch.setattr(timer, "EACH_MINUTE", (f"{__name__}.broken", f"{__name__}.done"))
    monkeypatch.setitem(globals(), "done", done)
    assert do_each_minute() == [f"{__name__}.broken"]
    done.assert_called_once()


def test_only_who_holds_the_lock_works(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOME = tmp_path
    monkeypatch.setattr(timer, "EACH_MINUTE", ())
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    first, second = Timer(), Timer()
    assert first.look_each_minute() and not second.look_each_minute()
