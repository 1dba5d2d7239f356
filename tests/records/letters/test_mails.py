"""A mail as programs read it: text, HTML, an invitation for calendars, and the headers that they rely on."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from perspektiv.records.letters.mails.building import mail_of
from perspektiv.records.letters.mails.html import html_of
from perspektiv.records.letters.models import Message
from perspektiv.records.people.models import Participant
from tests.records.letters.writing import consent, invited, make_dilan
from tests.records.personas import Personas

INVITATION = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def read(message: Message) -> EmailMessage:
    parsed = message_from_bytes(mail_of(message).message().as_bytes(), policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


@pytest.fixture
def message(personas: Personas, dilan: Participant) -> Message:
    consent(personas, dilan)
    return invited(personas, dilan, calendar=INVITATION)


def kinds(mail: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in mail.walk()]


def test_an_invitation_has_the_shape_that_mail_programs_accept(message: Message) -> None:
    mail = read(message)
    assert kinds(mail) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    calendar, attached = (
        part for part in mail.walk() if part.get_content_type() in ("text/calendar", "application/ics")
    )
    assert calendar.get_param("method") == "REQUEST" and calendar.get_content_charset() == "utf-8"
    assert attached.get_filename() == "termin.ics"
    for part in (calendar, attached):
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes) and b"METHOD:REQUEST" in content


def test_without_an_appointment_there_is_no_calendar(personas: Personas, dilan: Participant) -> None:
    consent(personas, dilan)
    assert kinds(read(invited(personas, dilan))) == ["multipart/alternative", "text/plain", "text/html"]


def test_its_headers(message: Message) -> None:
    mail = read(message)
    assert mail["Message-ID"] == f"<{message.pk}@localhost>"
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Content-Language"] == "de"
    assert mail["From"] == "Zentrum Musterplatz <perspektiv@localhost>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/nachrichten/wahl/" in mail["List-Unsubscribe"]


def test_made_again_it_says_the_same(message: Message) -> None:
    first, second = read(message), read(message)
    for header in ("Message-ID", "Date", "Subject", "To", "From"):
        assert first[header] == second[header]


def test_text_and_html_say_the_same(message: Message) -> None:
    mail = read(message)
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None and html is not None
    for words in ("Donnerstag, 3. Dezember 2026, 09:00 Uhr", "Ort: Raum Ahorn", "Mit: Jule Lerche", "Dilan Distel"):
        assert words in text.get_content() and words in html.get_content().replace("\u00a0", " ")
    assert "    Ort: Raum Ahorn" in text.get_content(), "what is set off is indented"


def test_what_people_are_called_is_never_markup() -> None:
    html = html_of("<b>", "<script>alert(1)</script> & {{ name }} {% now %}", language="de", sender="<i>", opt_out="")
    assert "<script" not in html and "<b>" not in html and "<i>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ name }} {% now %}" in html


def test_nothing_comes_from_outside(message: Message) -> None:
    html = str(mail_of(message).alternatives[0][0])
    for outside in ("<img", "<link", "<script", "@import", "url("):
        assert outside not in html


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("uk", "ltr")])
def test_mails_run_in_the_direction_of_their_language(personas: Personas, language: str, direction: str) -> None:
    person = make_dilan(personas, language)
    consent(personas, person)
    message = invited(personas, person)
    assert message.language == language
    html = read(message).get_body(("html",))
    assert html is not None and f'<html lang="{language}" dir="{direction}">' in html.get_content()


def test_figures_keep_their_order_in_writing_that_runs_to_the_left(personas: Personas) -> None:
    person = make_dilan(personas, "ar")
    consent(personas, person)
    assert "\u206609:00\u2069" in invited(personas, person).body


def test_a_link_alone_on_its_line_is_a_button() -> None:
    html = html_of("Termin", "Hier:\nhttps://a.example/m/1?a=b&c", language="de", sender="Z", opt_out="")
    assert 'href="https://a.example/m/1?a=b&amp;c"' in html and "Meine Seite öffnen" in html
