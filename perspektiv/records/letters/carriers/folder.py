"""Mails as files: one file a mail, named by its Message-ID, so that writing it again is the same file."""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]")


class EmailBackend(BaseEmailBackend):
    """Used where no mail server is set: every mail lies in the folder ``mail``."""

    idempotent = True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            written = email.message()
            name = _UNSAFE.sub("_", str(written["Message-ID"]).strip("<> "))
            write_whole(Path(settings.HOME) / "mail" / f"{name}.eml", written.as_bytes())
        return len(email_messages)


def write_whole(path: Path, content: bytes) -> None:
    """Under its name there is the whole file or none, whenever the writer dies."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
