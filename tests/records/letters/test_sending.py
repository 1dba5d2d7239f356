"""What is due goes out once; what cannot go is tried again, or shown with its reason."""

import smtplib
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from pytest_django import Settings

from perspektiv.records.access.models import TrailRow
from perspektiv.records.cases.actions import consents
from perspektiv.records.letters import reasons
from perspektiv.records.letters.actions.messages import send_again
from perspektiv.records.letters.actions.preferences import prefer
from perspektiv.records.letters.models import Channel, Message, Preference, Purpose
from perspektiv.records.letters.sending import ATTEMPTS, PAUSES, claim, send_due
from perspektiv.records.people.models import Participant
from tests.records.letters.writing import consent, invited
from tests.records.personas import Personas

State = Message.State
FILES = "perspektiv.records.letters.carriers.folder.EmailBackend"


@pytest.fixture
def mail(personas: Personas, dilan: Participant) -> Message:
    consent(personas, dilan)
    return invited(personas, dilan)


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    settings.EMAIL_BACKEND = FILES
    return tmp_path


class Server(BaseEmailBackend):
    """A mail server that answers as the test wants."""

    opens: Callable[[], None] = staticmethod(lambda: None)
    takes: Callable[[], None] = staticmethod(lambda: None)

    def open(self) -> bool:
        Server.opens()
        return True

    def send_messages(self, _: object) -> int:
        Server.takes()
        return 1


@pytest.fixture
def server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    return monkeypatch


def raising(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return staticmethod(fail)


def due_now(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now())


def test_a_mail_is_sent_once_and_kept_as_sent(mail: Message, mailoutbox: list[EmailMessage]) -> None:
    assert send_due() == {State.SENT: 1} and not send_due()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.SENT, 1) and mail.done_at
    assert [each.to for each in mailoutbox] == [["dilan@example.org"]]
    assert TrailRow.objects.filter(what="letters.message_sent", person=mail.participant_id).count() == 1


def test_what_is_due_later_waits(mail: Message, mailoutbox: list[EmailMessage]) -> None:
    Message.objects.filter(pk=mail.pk).update(due_at=timezone.now() + timedelta(hours=1))
    assert not send_due() and not mailoutbox


def test_letters_are_not_sent_but_printed(personas: Personas, dilan: Participant) -> None:
    assert invited(personas, dilan).state == State.TO_PRINT
    assert not send_due()


def test_without_a_server_mails_are_files_named_by_their_id(mail: Message, home: Path) -> None:
    send_due()
    (file,) = (home / "mail").iterdir()
    written = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert file.stem == f"{mail.pk}@localhost" == str(written["Message-ID"]).strip("<>")
    assert str(written["Auto-Submitted"]) == "auto-generated"


def test_without_a_hook_text_messages_are_files(personas: Personas, dilan: Participant, home: Path) -> None:
    consent(personas, dilan)
    message = invited(personas, dilan, channel=Channel.SMS)
    send_due()
    words = (home / "sms" / f"{message.pk}.txt").read_text()
    assert words.startswith("01715550100\n\nIhr Termin: Donnerstag, 3. Dezember 2026, 09:00 Uhr.")


def test_a_dead_workers_file_is_written_again_under_the_same_name(mail: Message, home: Path) -> None:
    send_due()
    long_ago = timezone.now() - timedelta(minutes=11)
    Message.objects.filter(pk=mail.pk).update(state=State.SENDING, claimed_at=long_ago, carrier="file", done_at=None)
    assert send_due() == {State.SENT: 1}
    assert len(list((home / "mail").iterdir())) == 1


def test_a_dead_workers_mail_by_a_server_is_uncertain_and_never_sent_again(
    mail: Message, mailoutbox: list[EmailMessage]
) -> None:
    assert claim(mail.pk, "smtp")
    assert not send_due(), "somebody may be sending it just now"
    Message.objects.filter(pk=mail.pk).update(claimed_at=timezone.now() - timedelta(minutes=11))
    send_due()
    send_due()
    mail.refresh_from_db()
    assert (mail.state, mail.why) == (State.UNCERTAIN, reasons.INTERRUPTED) and not mailoutbox


def test_a_claimed_message_cannot_be_claimed_again(mail: Message) -> None:
    assert claim(mail.pk, "smtp") and claim(mail.pk, "smtp") is None


@pytest.mark.parametrize(
    ("point", "error"),
    [
        ("opens", ConnectionRefusedError("nobody there")),
        ("opens", smtplib.SMTPAuthenticationError(454, b"later")),
        ("takes", smtplib.SMTPDataError(451, b"try later")),
        ("takes", smtplib.SMTPRecipientsRefused({"dilan@example.org": (450, b"busy")})),
    ],
)
def test_what_surely_did_not_go_is_tried_again_with_growing_pauses(
    mail: Message, server: pytest.MonkeyPatch, point: str, error: Exception
) -> None:
    server.setattr(Server, point, raising(error))
    for pause in PAUSES:
        before = timezone.now()
        assert send_due() == {State.WAITING: 1} and not send_due()
        mail.refresh_from_db()
        assert pause <= mail.due_at - before < pause + timedelta(minutes=1)
        due_now(mail)
    assert send_due() == {State.FAILED: 1}
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.FAILED, ATTEMPTS) and mail.why
    assert "dilan@example.org" not in mail.why


def test_what_the_other_side_refuses_for_good_fails_at_once(mail: Message, server: pytest.MonkeyPatch) -> None:
    server.setattr(
        Server, "takes", raising(smtplib.SMTPRecipientsRefused({"a": (550, b"dilan@example.org: no such user")}))
    )
    assert send_due() == {State.FAILED: 1}
    mail.refresh_from_db()
    assert mail.why == "550 …: no such user"


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("gone"), TimeoutError("late"), RuntimeError("?")])
def test_a_connection_that_breaks_after_handing_over_leaves_it_uncertain(
    mail: Message, server: pytest.MonkeyPatch, error: Exception
) -> None:
    server.setattr(Server, "takes", raising(error))
    assert send_due() == {State.UNCERTAIN: 1} and not send_due()


def test_one_that_cannot_be_made_does_not_hold_up_the_others(
    personas: Personas, dilan: Participant, mail: Message, mailoutbox: list[EmailMessage]
) -> None:
    mail.subject = "a\nBcc: other@example.org"
    mail.save()
    invited(personas, dilan)
    assert send_due() == {State.FAILED: 1, State.SENT: 1}
    mail.refresh_from_db()
    assert mail.why == reasons.UNFIT and len(mailoutbox) == 1


def test_consent_withdrawn_after_writing_makes_a_letter_of_what_waits(
    personas: Personas, dilan: Participant, mailoutbox: list[EmailMessage]
) -> None:
    given = consent(personas, dilan)
    message = invited(personas, dilan, calendar="BEGIN:VCALENDAR")
    consents.withdraw(by=personas.toni, consent=given)
    assert send_due() == {State.TO_PRINT: 1} and not mailoutbox and not send_due()
    message.refresh_from_db()
    assert (message.channel, message.why, message.calendar) == (Channel.LETTER, "", "")
    assert message.address == "Dilan Distel\nGartenweg 3\n44135 Dortmund"
    assert "Grüßen\n\nZentrum Musterplatz" in message.body, "in the words of letters"
    assert TrailRow.objects.filter(what="letters.message_to_print", person=dilan.pk).count() == 1


@pytest.mark.parametrize("channel", [Channel.MAIL, Channel.SMS])
def test_who_prefers_letters_gets_what_waits_as_a_letter(
    personas: Personas, dilan: Participant, mailoutbox: list[EmailMessage], channel: Channel
) -> None:
    consent(personas, dilan)
    message = invited(personas, dilan, channel=channel)
    prefer(by=personas.toni, participant=dilan, channel=Channel.LETTER)
    assert send_due() == {State.TO_PRINT: 1} and not mailoutbox
    message.refresh_from_db()
    assert message.channel == Channel.LETTER and message.subject and "Raum Ahorn" in message.body


def test_a_way_chosen_by_hand_in_the_knowledge_of_the_preference_stays(
    personas: Personas, dilan: Participant, mailoutbox: list[EmailMessage]
) -> None:
    consent(personas, dilan)
    prefer(by=personas.toni, participant=dilan, channel=Channel.LETTER)
    invited(personas, dilan, channel=Channel.MAIL)
    assert send_due() == {State.SENT: 1} and len(mailoutbox) == 1


def test_without_a_postal_address_the_reason_says_so(personas: Personas, dilan: Participant) -> None:
    given = consent(personas, dilan)
    message = invited(personas, dilan)
    consents.withdraw(by=personas.toni, consent=given)
    Participant.objects.filter(pk=dilan.pk).update(street="")
    assert send_due() == {State.FAILED: 1}
    message.refresh_from_db()
    assert message.why == reasons.NO_ADDRESS
    Participant.objects.filter(pk=dilan.pk).update(street="Gartenweg 3")
    message = Message.objects.get(pk=message.pk)
    assert send_again(by=personas.toni, message=message, version=message.version).state == State.TO_PRINT


def test_what_failed_is_sent_again_as_a_letter_where_letters_are_preferred_now(
    personas: Personas, mail: Message, server: pytest.MonkeyPatch
) -> None:
    server.setattr(Server, "takes", raising(smtplib.SMTPDataError(550, b"no such user")))
    assert send_due() == {State.FAILED: 1}
    assert mail.participant
    prefer(by=personas.toni, participant=mail.participant, channel=Channel.LETTER)
    mail.refresh_from_db()
    again = send_again(by=personas.toni, message=mail, version=mail.version)
    assert (again.channel, again.state) == (Channel.LETTER, State.TO_PRINT)


def test_reminders_opted_out_after_writing_are_not_sent(
    personas: Personas, dilan: Participant, mailoutbox: list[EmailMessage]
) -> None:
    consent(personas, dilan)
    invited(personas, dilan, Purpose.REMINDER)
    Preference.objects.create(centre=personas.centre, participant=dilan, no_reminders=True)
    assert send_due() == {State.STOPPED: 1} and not mailoutbox


def test_a_failed_one_is_sent_again_by_hand_to_the_address_known_now(
    personas: Personas, dilan: Participant, mail: Message, mailoutbox: list[EmailMessage]
) -> None:
    Message.objects.filter(pk=mail.pk).update(state=State.FAILED, attempts=ATTEMPTS, version=2)
    Participant.objects.filter(pk=dilan.pk).update(email="neu@example.org")
    mail.refresh_from_db()
    first = send_again(by=personas.toni, message=mail, version=2)
    second = send_again(by=personas.toni, message=mail, version=2)
    assert first.version == second.version == 3
    assert send_due() == {State.SENT: 1} and [each.to for each in mailoutbox] == [["neu@example.org"]]


def test_sent_ones_are_not_sent_again(personas: Personas, mail: Message) -> None:
    from perspektiv.errors import Refused

    send_due()
    mail.refresh_from_db()
    with pytest.raises(Refused):
        send_again(by=personas.toni, message=mail, version=mail.version)


def test_the_clock_one_hour_back_sends_nothing_twice(
    mail: Message, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    send_due()
    earlier = timezone.now() - timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: earlier)
    send_due()
    monkeypatch.setattr(timezone, "now", lambda: earlier + timedelta(days=1))
    send_due()
    assert len(mailoutbox) == 1
