"""The daily mail: how much needs somebody, with links and without a name, on workdays at half past six.

One row a user and day is the claim: whoever makes it sends. Who dies after that leaves a claim that is not done: where
sending again is the same mail (files), it is sent again; by a mail server, which cannot tell, it is not.
"""

import logging
import re
import smtplib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from perspektiv.records.access.models import User
from perspektiv.records.appointments.moments import holiday
from perspektiv.records.desk.models import DailyMail, NoticeChoice
from perspektiv.records.desk.todo import Todo
from perspektiv.records.desk.todos import todos_of

FROM, UNTIL = time(6, 30), time(12)
FORGOTTEN_AFTER = timedelta(minutes=10)
OF_SOMEBODY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")

log = logging.getLogger(__name__)


def send_daily() -> int:
    """May be called any number of times; how many mails went out."""
    now = timezone.localtime()
    if not is_time(now):
        return 0
    sent = 0
    for user in _wanting(now.date()):
        claim = claimed(user, now.date())
        if claim is None:
            continue
        try:
            sent += deliver(claim)
        except Exception:
            log.exception("the daily mail of %s was not sent", user.pk)
    return sent


def is_time(now: datetime) -> bool:
    return FROM <= now.time() < UNTIL and now.weekday() < 5 and not holiday(now.date())


@transaction.atomic
def claimed(user: User, day: date) -> DailyMail | None:
    """Ours, if nobody was faster, or if whoever was has died and sending again is the same mail."""
    claim, made = DailyMail.objects.get_or_create(user=user, day=day, defaults={"claimed_at": timezone.now()})
    if made:
        return claim
    forgotten = DailyMail.objects.filter(pk=claim.pk, done_at=None, claimed_at__lt=timezone.now() - FORGOTTEN_AFTER)
    again = getattr(get_connection(), "idempotent", False)
    return claim if again and forgotten.update(claimed_at=timezone.now()) else None


def deliver(claim: DailyMail) -> int:
    """Without anything to say there is no mail. What fails before a mail is handed over is tried again."""
    mail = mail_of(claim)
    connection = get_connection()
    if mail is not None:
        try:
            connection.open()
        except (smtplib.SMTPException, OSError):
            claim.delete()
            raise
        connection.send_messages([mail])
        connection.close()
    DailyMail.objects.filter(pk=claim.pk).update(done_at=timezone.now())
    return int(mail is not None)


def mail_of(claim: DailyMail) -> EmailMessage | None:
    user = claim.user
    with translation.override(user.language):
        todos = todos_of(user, claim.day)
        if not todos:
            return None
        context = {
            "user": user,
            "day": claim.day,
            "lines": [(todo.title, address_of(todo)) for todo in todos],
            "page": settings.ADDRESS + reverse("desk:notices"),
        }
        subject, _newline, body = render_to_string("desk/mails/daily.txt", context).strip().partition("\n")
    host = urlsplit(settings.ADDRESS).hostname or "localhost"
    headers = {"Message-ID": f"<ansteht-{claim.day}-{user.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject.strip(), body.lstrip(), to=[user.email], headers=headers)


def address_of(todo: Todo) -> str:
    """Where it is settled; what concerns one person is found on the page of notices."""
    of_somebody = not todo.address or OF_SOMEBODY.search(todo.address)
    return settings.ADDRESS + (reverse("desk:notices") if of_somebody else todo.address)


def _wanting(day: date) -> Iterator[User]:
    """Who wants it and may still have none today."""
    done = DailyMail.objects.filter(day=day).exclude(done_at=None)
    chosen = NoticeChoice.objects.filter(daily_mail=True, user__is_active=True).exclude(user__in=done.values("user"))
    for choice in chosen.select_related("user"):
        if choice.user.roles():
            yield choice.user
