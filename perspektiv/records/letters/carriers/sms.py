"""Text messages by the operator's hook (``PERSPEKTIV_SMS_COMMAND``): a command or an HTTP endpoint; else files.

The command gets the number as its last argument, the text on its input, and the message's id in MESSAGE_ID.
It ends with 0 when the message was taken, with 75 when it should be tried again later, and with anything else when it
will not go. An endpoint gets {"to", "text", "id"} as JSON: 2xx taken, 429 or 5xx later, anything else refused.
"""

import json
import os
import shlex
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from django.conf import settings

from perspektiv.records.letters.blocks import short
from perspektiv.records.letters.carriers import Carrier, Never, NotNow, Unknown
from perspektiv.records.letters.carriers.folder import write_whole
from perspektiv.records.letters.models import Message

TIMEOUT = 30
"""Seconds."""
TRY_LATER = os.EX_TEMPFAIL
KEPT = ("PATH", "HOME", "LANG", "TZ")
"""What the command sees of our environment: none of our secrets."""
BUSY, BROKEN = 429, 500


def sms_carrier() -> Carrier:
    hook = settings.SMS_COMMAND
    if not hook:
        return SmsFiles()
    return SmsEndpoint(hook) if hook.startswith(("http://", "https://")) else SmsCommand(shlex.split(hook))


class _Sms:
    name, idempotent = "sms", False

    def close(self) -> None:
        """Nothing is kept open."""


class SmsFiles(_Sms):
    """One file a message, named by its id."""

    name, idempotent = "file", True

    def carry(self, message: Message) -> None:
        content = f"{message.address}\n\n{short(message.body)}\n"
        try:
            write_whole(Path(settings.HOME) / "sms" / f"{message.pk}.txt", content.encode())
        except OSError as failed:
            raise NotNow(str(failed)) from failed


class SmsCommand(_Sms):
    def __init__(self, command: list[str]) -> None:
        self._command = command

    def carry(self, message: Message) -> None:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        try:
            done = subprocess.run(
                [*self._command, message.address],
                input=short(message.body).encode(),
                env={**environment, "MESSAGE_ID": str(message.pk)},
                capture_output=True,
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise Unknown from late
        except OSError as failed:
            raise NotNow(str(failed)) from failed
        if done.returncode == 0:
            return
        if done.returncode < 0:
            raise Unknown
        said = done.stderr.decode(errors="replace").strip() or f"{self._command[0]}: {done.returncode}"
        raise (NotNow if done.returncode == TRY_LATER else Never)(said)


class SmsEndpoint(_Sms):
    def __init__(self, address: str) -> None:
        self._address = address

    def carry(self, message: Message) -> None:
        content = {"to": message.address, "text": short(message.body), "id": str(message.pk)}
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(message.pk)}
        if settings.SMS_TOKEN:
            headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
        request = urllib.request.Request(self._address, json.dumps(content).encode(), headers, method="POST")
        try:
            urllib.request.urlopen(request, timeout=TIMEOUT).close()
        except urllib.error.HTTPError as refused:
            later = refused.code == BUSY or refused.code >= BROKEN
            raise (NotNow if later else Never)(f"{refused.code} {refused.reason}") from refused
        except urllib.error.URLError as failed:
            if isinstance(failed.reason, TimeoutError):
                raise Unknown from failed
            raise NotNow(str(failed.reason)) from failed
        except OSError as broken:
            raise Unknown from broken
