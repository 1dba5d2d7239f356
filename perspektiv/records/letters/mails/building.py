"""One message as an e-mail: the same bytes whenever it is made, so that nothing counts twice."""

import re
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from perspektiv.records.access.models import Centre
from perspektiv.records.letters.blocks import plain
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.records.letters.letterheads import letterhead_of
from perspektiv.records.letters.mails.html import html_of, words_around
from perspektiv.records.letters.models import Letterhead, Message
from perspektiv.records.letters.opting_out import address_for

_METHOD = re.compile(r"^METHOD:(\w+)\s*$", re.MULTILINE)


def mail_of(message: Message) -> EmailMultiAlternatives:
    """Text, HTML, and an invitation for calendars in both shapes that mail programs look for."""
    head = letterhead_of(message.centre_id)
    opt_out = address_for(message.participant, message.purpose) if message.participant else ""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=text_of(message.body, message.language, opt_out, imprint_of(head), message.purpose),
        from_email=_sender(head),
        to=[message.address],
        reply_to=[head.email] if head.email else None,
        headers=_headers(message, opt_out),
    )
    mail.attach_alternative(
        html_of(
            message.subject,
            message.body,
            language=message.language,
            sender=head.sender,
            opt_out=opt_out,
            imprint=imprint_of(head),
            purpose=message.purpose,
        ),
        "text/html",
    )
    if message.calendar:
        found = _METHOD.search(message.calendar)
        method = found[1].upper() if found else "PUBLISH"
        mail.attach_alternative(message.calendar, f"text/calendar; method={method}")
        mail.attach("termin.ics", message.calendar.encode(), "application/ics")
    return mail


def passing_mail(centre: Centre, to: str, subject: str, body: str) -> EmailMultiAlternatives:
    """A German mail of which no message is kept, with the same sender and look."""
    head = letterhead_of(centre)
    mail = EmailMultiAlternatives(
        subject=subject,
        body=text_of(body, FALLBACK, "", imprint_of(head)),
        from_email=_sender(head),
        to=[to],
        reply_to=[head.email] if head.email else None,
        headers={"Auto-Submitted": "auto-generated", "Content-Language": FALLBACK},
    )
    html = html_of(subject, body, language=FALLBACK, sender=head.sender, opt_out="", imprint=imprint_of(head))
    mail.attach_alternative(html, "text/html")
    return mail


def text_of(body: str, language: str, opt_out: str, imprint: str = "", purpose: str = "") -> str:
    """The words, and after the sign that mail programs know ("-- ") who writes, and how to get no more of them."""
    said = words_around(language, purpose)
    ways_out = f"{said['footer']}\n{said['opt_out']}:\n{opt_out}" if opt_out else ""
    signature = "\n".join(filter(None, (imprint, ways_out)))
    return f"{plain(body)}\n-- \n{signature}\n" if signature else plain(body)


def imprint_of(head: Letterhead) -> str:
    """Who writes, with the street; nothing where it is not known: the sender stands above."""
    return head.line if head.street else ""


def _sender(head: Letterhead) -> str:
    return formataddr((head.sender, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _headers(message: Message, opt_out: str) -> dict[str, str]:
    from_address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    headers = {
        "Message-ID": f"<{message.pk}@{from_address.rpartition('@')[2] or 'localhost'}>",
        "Date": format_datetime(message.due_at),
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language.partition("-")[0],
    }
    if opt_out:
        headers |= {"List-Unsubscribe": f"<{opt_out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers
