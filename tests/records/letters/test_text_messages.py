"""Text messages go by the operator's hook: a command, or an address."""

import stat
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pytest_django import Settings

from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.letters.previews import sms_parts
from perspektiv.records.letters.sending import send_due
from perspektiv.records.people.models import Participant
from tests.records.letters.writing import consent, invited
from tests.records.personas import Personas

State = Message.State


@pytest.fixture
def text(personas: Personas, dilan: Participant) -> Message:
    consent(personas, dilan)
    return invited(personas, dilan, channel=Channel.SMS)


def hook(folder: Path, script: str) -> str:
    command = folder / "sms"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return f"{command} --to"


def test_the_command_gets_number_text_and_id(text: Message, settings: Settings, tmp_path: Path) -> None:
    settings.SMS_COMMAND = hook(tmp_path, f'{{ echo "$@ $MESSAGE_ID"; cat; }} > {tmp_path}/said')
    assert send_due() == {State.SENT: 1} and not send_due()
    said = (tmp_path / "said").read_text().splitlines()
    assert said[0] == f"--to 01715550100 {text.pk}"
    assert said[1] == "Ihr Termin: Donnerstag, 3. Dezember 2026, 09:00 Uhr."


def test_the_command_sees_none_of_our_secrets(
    text: Message, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERSPEKTIV_SECRET_KEY", "geheim")
    settings.SMS_COMMAND = hook(tmp_path, f"env > {tmp_path}/said")
    send_due()
    assert "geheim" not in (tmp_path / "said").read_text()


@pytest.mark.parametrize(
    ("script", "ends"),
    [("exit 75", State.WAITING), ("echo unknown number >&2; exit 1", State.FAILED), ("kill -9 $$", State.UNCERTAIN)],
)
def test_how_the_command_ends_is_what_became_of_it(
    text: Message, settings: Settings, tmp_path: Path, script: str, ends: State
) -> None:
    settings.SMS_COMMAND = hook(tmp_path, script)
    assert send_due() == {ends: 1}
    text.refresh_from_db()
    if ends == State.FAILED:
        assert text.why == "unknown number"


def test_a_command_that_is_not_there_is_tried_again(text: Message, settings: Settings, tmp_path: Path) -> None:
    settings.SMS_COMMAND = f"{tmp_path}/nothing"
    assert send_due() == {State.WAITING: 1}


@pytest.mark.parametrize(
    ("status", "ends"),
    [(202, State.SENT), (429, State.WAITING), (503, State.WAITING), (422, State.FAILED)],
)
def test_an_address_is_posted_to(text: Message, settings: Settings, status: int, ends: State) -> None:
    heard: list[tuple[str | None, bytes]] = []

    class Operator(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.headers["Authorization"], content))
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Operator)
    Thread(target=server.handle_request, daemon=True).start()
    settings.SMS_COMMAND = f"http://127.0.0.1:{server.server_port}/send"
    settings.SMS_TOKEN = "wort"
    assert send_due() == {ends: 1}
    server.server_close()
    ((token, content),) = heard
    assert token == "Bearer wort" and b'"to": "01715550100"' in content and str(text.pk).encode() in content


def test_nobody_at_the_address_is_tried_again(text: Message, settings: Settings) -> None:
    settings.SMS_COMMAND = "http://127.0.0.1:9/send"
    assert send_due() == {State.WAITING: 1}


def test_an_operator_counts_in_parts() -> None:
    assert [sms_parts(words) for words in ("a" * 160, "a" * 161, "ж" * 70, "ж" * 71)] == [1, 2, 1, 2]
