"""``perspektiv serve``: one command runs everything, says how to begin, and stops when asked to."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from perspektiv.errors import Refused
from perspektiv.site.operating import timer as timing
from perspektiv.site.operating.serving import parted
from perspektiv.site.operating.timer import DAILY, Timer, do_daily
from tests.site.installation import environment, run


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served") / "home"


Served = tuple[str, list[str], "subprocess.Popen[str]"]


@pytest.fixture
def served(home: Path) -> Iterator[Served]:
    """A running installation in which nobody has an account: its address and what the terminal said."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "perspektiv", "serve", "--address", address, "--workers", "1"]
    running = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    said = [running.stdout.readline() for _ in range(3)]  # comes when the address can be opened
    yield f"http://{address}", said, running
    running.kill()
    running.wait()
    running.stdout.close()


def test_says_how_to_begin_and_serves_pages_and_files(served: Served, home: Path) -> None:
    address, said, running = served
    assert address in said[0]
    assert f"{address}/einrichten/" in said[1]
    assert "Code der Einrichtung: " in said[2]
    with urllib.request.urlopen(f"{address}/einrichten/") as page:
        html = page.read().decode()
    style = html.partition("/static/perspektiv/perspektiv.")[2].partition('"')[0]
    with urllib.request.urlopen(f"{address}/static/perspektiv/perspektiv.{style}") as file:
        assert file.headers["Cache-Control"].startswith("max-age=")
    taken = run(home, "serve", "--address", address.removeprefix("http://"))
    assert taken.returncode == 2
    assert "lässt sich nichts anbieten" in taken.stderr
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=30) == 0


def test_stops_with_ctrl_c(served: Served) -> None:
    _, _, running = served
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=30) == 0


def test_a_home_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "datei").touch()
    done = run(tmp_path / "datei" / "home", "serve", "--address", f"127.0.0.1:{free_port()}")
    assert done.returncode == 2
    assert "lässt sich nicht schreiben" in done.stderr


@pytest.mark.parametrize(
    "address", ["8000", "127.0.0.1", "127.0.0.1:", ":8000", "127.0.0.1:0", "127.0.0.1:70000", "a:b"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        parted(address)


def test_addresses_of_both_kinds() -> None:
    assert parted("127.0.0.1:8000") == ("127.0.0.1", 8000)
    assert parted("[::1]:8001") == ("::1", 8001)


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that the timer called."""
    done: list[str] = []

    def called(command: str, **_: object) -> None:
        done.append(command)
        if command == "anchor":
            raise OSError("no space left")

    monkeypatch.setattr(timing, "call_command", called)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    return done


def test_daily_work_that_fails_holds_up_nothing_and_is_tried_again(worked: list[str]) -> None:
    assert do_daily() == ["anchor"]
    assert worked == list(DAILY)


def test_only_one_of_several_processes_works(settings: object, tmp_path: Path, worked: list[str]) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    first, second = Timer(), Timer()
    assert first.look()
    assert not second.look()


@pytest.mark.django_db
def test_daily_work_is_real_and_done_once_a_day(settings: object, tmp_path: Path) -> None:
    settings.HOME, settings.DOCUMENTS = tmp_path, tmp_path / "documents"  # type: ignore[attr-defined]
    assert do_daily() == []
