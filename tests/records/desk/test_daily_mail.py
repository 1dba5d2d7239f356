"""The daily mail: on workdays at half past six, numbers and links only, one a user and day, whoever dies or doubles."""

import smtplib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings as now_set
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections
from django.utils import timezone

from perspektiv.records.desk import daily_mail
from perspektiv.records.desk.models import DailyMail, NoticeChoice
from tests.records.desk.scenes import Scene
from tests.records.personas import Personas, make_personas

SEVEN = timezone.make_aware(datetime(2026, 11, 24, 7, 0))  # a Tuesday
FOLDER = "perspektiv.records.letters.carriers.folder.EmailBackend"


class Died(BaseException):
    """The worker is gone, at once."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    at = [SEVEN]
    monkeypatch.setattr(timezone, "now", lambda: at[0])
    yield at


@pytest.fixture
def wanting(scene: Scene, clock: list[datetime]) -> Scene:
    """Jule wants the mail, and something needs her."""
    runs = scene.runs(scene.person("Dilan", "Distel", scene.personas.jule))
    scene.appointment(runs, SEVEN - timedelta(days=3))
    NoticeChoice.objects.create(user=scene.personas.jule, daily_mail=True)
    return scene


def test_it_has_numbers_and_links_and_no_names(wanting: Scene, mailoutbox: list[EmailMessage]) -> None:
    assert daily_mail.send_daily() == 1
    (mail,) = mailoutbox
    words = f"{mail.subject}\n{mail.body}"
    assert mail.to == [wanting.personas.jule.email]
    assert "1 Termin ohne Vermerk" in words or "1 Termin" in words
    assert f"{now_set.ADDRESS}/anwesenheit/" in words
    for name in ("Dilan", "Distel"):
        assert name not in words
    assert daily_mail.OF_SOMEBODY.search(str(mail.body)) is None


def test_once_a_day(wanting: Scene, mailoutbox: list[EmailMessage], clock: list[datetime]) -> None:
    for _ in range(3):
        daily_mail.send_daily()
        clock[0] += timedelta(minutes=30)
    assert len(mailoutbox) == 1
    clock[0] = SEVEN + timedelta(days=1)
    daily_mail.send_daily()
    assert len(mailoutbox) == 2


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 6, 29),
        datetime(2026, 11, 24, 12, 0),
        datetime(2026, 11, 28, 7, 0),  # a Saturday
        datetime(2026, 12, 25, 7, 0),  # Christmas
    ],
)
def test_not_at_other_times(
    wanting: Scene, mailoutbox: list[EmailMessage], clock: list[datetime], at: datetime
) -> None:
    clock[0] = timezone.make_aware(at)
    assert daily_mail.send_daily() == 0
    assert mailoutbox == []


def test_nobody_gets_it_who_did_not_choose_it_or_has_nothing_to_do(
    wanting: Scene, mailoutbox: list[EmailMessage]
) -> None:
    NoticeChoice.objects.update(daily_mail=False)
    NoticeChoice.objects.create(user=wanting.personas.merle, daily_mail=True)
    assert daily_mail.send_daily() == 0
    assert mailoutbox == []
    assert DailyMail.objects.get().done_at


def test_a_closed_account_gets_none(wanting: Scene, mailoutbox: list[EmailMessage]) -> None:
    wanting.personas.jule.is_active = False
    wanting.personas.jule.save()
    assert daily_mail.send_daily() == 0


def test_killed_after_sending_it_stays_one(wanting: Scene, clock: list[datetime], settings: object) -> None:
    """By files a mail that is sent again is the same file."""
    settings.EMAIL_BACKEND = FOLDER  # type: ignore[attr-defined]
    with suppress(Died):
        claim = daily_mail.claimed(wanting.personas.jule, SEVEN.date())
        assert claim
        mail = daily_mail.mail_of(claim)
        assert mail
        mail.send()
        raise Died
    clock[0] += daily_mail.FORGOTTEN_AFTER + timedelta(minutes=1)
    assert daily_mail.send_daily() == 1
    files = list((Path(now_set.HOME) / "mail").glob(f"*{wanting.personas.jule.pk}*"))
    assert len(files) == 1
    assert daily_mail.send_daily() == 0


def test_a_mail_server_that_cannot_be_reached_is_tried_again(
    wanting: Scene, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(self: EmailBackend) -> None:
        raise smtplib.SMTPConnectError(421, "busy")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", away)
        assert daily_mail.send_daily() == 0
    assert daily_mail.send_daily() == 1
    assert len(mailoutbox) == 1


def test_killed_while_sending_by_a_mail_server_it_is_not_doubled(
    wanting: Scene, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, clock: list[datetime]
) -> None:
    def dies(self: EmailBackend, mails: list[EmailMessage]) -> int:
        raise Died

    with monkeypatch.context() as patch, suppress(Died):
        patch.setattr(EmailBackend, "send_messages", dies)
        daily_mail.send_daily()
    clock[0] += timedelta(hours=1)
    assert daily_mail.send_daily() == 0
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one(clock: list[datetime]) -> None:
    personas: Personas = make_personas()
    won: list[bool] = []
    both = Barrier(4)

    def work() -> None:
        both.wait()
        try:
            won.append(daily_mail.claimed(personas.jule, SEVEN.date()) is not None)
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    connection.close()
    assert sorted(won) == [False, False, False, True]
