"""E-mail by whatever backend is set: a mail server, or files."""

import smtplib
from contextlib import suppress

from django.core.mail import get_connection

from perspektiv.records.letters.carriers import Never, NotNow, Unfit, Unknown
from perspektiv.records.letters.mails.building import mail_of
from perspektiv.records.letters.models import Message

PERMANENT = 500
"""SMTP replies from here on will not change by trying again."""


class MailCarrier:
    """Opens one connection and keeps it for all mails of a round."""

    def __init__(self) -> None:
        self._backend = get_connection()
        self._open = False

    @property
    def name(self) -> str:
        return "file" if self.idempotent else "smtp"

    @property
    def idempotent(self) -> bool:
        return bool(getattr(self._backend, "idempotent", False))

    def carry(self, message: Message) -> None:
        try:
            mail = mail_of(message)
            mail.message()  # a header that cannot be is found out before anything is handed over
        except Exception as failed:
            raise Unfit from failed
        self._connect()
        try:
            self._backend.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as refused:
            self.close()
            raise _by_code(*next(iter(refused.recipients.values()))) from refused
        except smtplib.SMTPResponseException as refused:
            self.close()
            raise _by_code(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as broken:
            self.close()
            if self.idempotent:
                raise NotNow(str(broken)) from broken
            raise Unknown from broken

    def close(self) -> None:
        self._open = False
        with suppress(smtplib.SMTPException, OSError):  # it is closed, then
            self._backend.close()

    def _connect(self) -> None:
        """Before anything is handed over: whatever fails here surely did not go out."""
        if self._open:
            return
        try:
            self._backend.open()
        except (smtplib.SMTPException, OSError) as failed:
            raise NotNow(str(failed)) from failed
        self._open = True


def _by_code(code: int, said: bytes | str) -> Exception:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    kind = Never if code >= PERMANENT else NotNow
    return kind(f"{code} {words}")
