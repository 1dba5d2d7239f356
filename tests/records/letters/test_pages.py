"""The log, letters to print, and one person's letters."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import TrailRow, User
from perspektiv.records.letters.models import Channel, Message, Preference, Purpose
from perspektiv.records.letters.sending import send_due
from perspektiv.records.people.models import Care, Participant
from tests.records.letters.writing import consent, invited
from tests.records.personas import Personas

State = Message.State
AsUser = Callable[[User], Client]


def undo_of(page: str) -> str:
    found = re.search(r"/briefe/gedruckt/[0-9a-f-]{36}/zurueck/", page)
    assert found
    return found[0]


def test_what_failed_comes_first_and_can_be_sent_again(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    consent(personas, dilan)
    failed = invited(personas, dilan)
    invited(personas, dilan, Purpose.MOVED)
    Message.objects.filter(pk=failed.pk).update(state=State.FAILED, why="550 no such user")
    client = as_user(personas.toni)
    page = client.get("/nachrichten/").content.decode()
    assert page.index("Einladung zu einem Termin") < page.index("Termin verschoben")
    assert "Die Adresse gibt es nicht" in page
    client.post(f"/nachrichten/{failed.pk}/noch-einmal/", {"version": "1"})
    assert send_due() == {State.SENT: 2}


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("state=to_print", 1), ("state=waiting", 1), ("state=done", 0), ("channel=mail", 1), ("channel=x", 2)],
)
def test_the_log_is_filtered(personas: Personas, dilan: Participant, as_user: AsUser, query: str, found: int) -> None:
    consent(personas, dilan)
    invited(personas, dilan)
    invited(personas, dilan, channel=Channel.LETTER)
    page = as_user(personas.toni).get(f"/nachrichten/?{query}").content.decode()
    assert page.count("Dilan Distel: Einladung") == found
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "Dilan Distel" not in as_user(personas.toni).get(f"/nachrichten/?day={yesterday}").content.decode()


def test_counsellors_see_messages_of_their_own_cases(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    invited(personas, dilan)
    Care.objects.create(centre=personas.centre, participant=dilan, user=personas.jule)
    assert "Dilan Distel" in as_user(personas.jule).get("/nachrichten/").content.decode()
    assert "Dilan Distel" not in as_user(personas.merle).get("/nachrichten/").content.decode()


def test_the_log_takes_the_same_number_of_statements_for_ten_and_for_fifty(
    personas: Personas, dilan: Participant, as_user: AsUser
) -> None:
    client = as_user(personas.toni)
    client.get("/nachrichten/")
    counted = []
    for more in (10, 40):
        for _ in range(more):
            invited(personas, dilan)
        with CaptureQueriesContext(connection) as queries:
            client.get("/nachrichten/")
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 25


def test_all_letters_are_printed_in_one_document_and_marked_in_one_click_with_undo(
    personas: Personas, dilan: Participant, as_user: AsUser
) -> None:
    letters = [invited(personas, dilan, purpose) for purpose in (Purpose.CANCELLED, Purpose.CANCELLED, Purpose.MOVED)]
    client = as_user(personas.toni)
    assert client.get("/briefe/briefe.pdf").content.startswith(b"%PDF")
    shown = [str(letter.pk) for letter in letters]
    late = invited(personas, dilan)
    page = client.post("/briefe/gedruckt/", {"letter": shown}, follow=True).content.decode()
    assert "3 Briefe gedruckt." in page
    assert set(Message.objects.filter(state=State.PRINTED)) == set(letters)
    assert Message.objects.get(state=State.TO_PRINT) == late
    client.post(undo_of(page))
    assert Message.objects.filter(state=State.TO_PRINT, done_at=None).count() == 4
    rows = TrailRow.objects.filter(what__startswith="letters.message_printed")
    assert rows.count() == 6


def test_the_letters_of_an_ill_day_are_one_click(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    invited(personas, dilan)
    cancelled = [invited(personas, dilan, Purpose.CANCELLED) for _ in range(3)]
    page = as_user(personas.toni).get("/briefe/").content.decode()
    form = page.split("?purpose=cancelled")[1].split("</form>")[0]
    assert all(str(letter.pk) in form for letter in cancelled) and form.count('name="letter"') == 3


def test_foreign_letters_are_not_marked(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    letter = invited(personas, dilan)
    as_user(personas.fremd).post("/briefe/gedruckt/", {"letter": [str(letter.pk), "x"]})
    letter.refresh_from_db()
    assert letter.state == State.TO_PRINT


def test_nothing_to_print_is_said(personas: Personas, as_user: AsUser) -> None:
    answer = as_user(personas.toni).get("/briefe/briefe.pdf", follow=True)
    assert "Kein Brief wartet" in answer.content.decode()


def test_a_letter_to_one_person(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    client = as_user(personas.toni)
    assert "Unterlagen mitbringen" in client.get(f"/personen/{dilan.pk}/briefe/").content.decode()
    write = f"/personen/{dilan.pk}/briefe/schreiben/"
    assert client.get(write, {"name": "Eigener Text"}).status_code == 200
    typed = {"id": str(uuid4()), "name": "Eigener Text", "channel": "letter", "text": "Bis bald!"}
    pages = [client.post(write, typed, follow=True).content.decode() for _ in range(2)]
    letter = Message.objects.get()
    assert letter.state == State.TO_PRINT and "Bis bald!" in letter.body and "Toni Zeisig" in letter.body
    assert f"/nachrichten/{letter.pk}/zurueckziehen/" in pages[0], "the undo"
    client.post(f"/nachrichten/{letter.pk}/zurueckziehen/")
    letter.refresh_from_db()
    assert letter.state == State.STOPPED


def test_a_mail_to_one_person_waits_until_the_undo_is_over(
    personas: Personas, dilan: Participant, as_user: AsUser
) -> None:
    consent(personas, dilan)
    typed = {"id": str(uuid4()), "name": "Bitte melden", "channel": "mail", "text": ""}
    as_user(personas.toni).post(f"/personen/{dilan.pk}/briefe/schreiben/", typed)
    message = Message.objects.get()
    assert message.channel == Channel.MAIL and message.due_at > timezone.now() + timedelta(seconds=10)
    assert not send_due()


def test_what_is_typed_to_a_person_is_previewed(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    consent(personas, dilan)
    typed = {"name": "Eigener Text", "channel": "mail", "text": "Bis <bald>!"}
    content = as_user(personas.toni).post(f"/personen/{dilan.pk}/briefe/ansicht/", typed).content.decode()
    assert "Bis &lt;bald&gt;!" in content and "Dilan Distel" in content and not Message.objects.exists()


def test_how_somebody_wants_to_be_reached(personas: Personas, dilan: Participant, as_user: AsUser) -> None:
    client = as_user(personas.toni)
    address = f"/personen/{dilan.pk}/briefe/wahl/"
    client.post(address, {"channel": "sms", "version": "0"})
    preference = Preference.objects.get(participant=dilan)
    assert (preference.channel, preference.no_reminders) == (Channel.SMS, True)
    assert client.post(address, {"channel": "mail", "reminders": "on", "version": "0"}).status_code == 409
    client.post(address, {"channel": "mail", "reminders": "on", "version": str(preference.version)})
    preference.refresh_from_db()
    assert (preference.channel, preference.no_reminders) == (Channel.MAIL, False)


def test_a_message_shows_how_it_looks_and_what_became_of_it(
    personas: Personas, dilan: Participant, as_user: AsUser
) -> None:
    letter = invited(personas, dilan)
    client = as_user(personas.toni)
    assert "Gartenweg 3" in client.get(f"/nachrichten/{letter.pk}/").content.decode()
    assert "data:image/png" in client.get(f"/nachrichten/{letter.pk}/ansicht/").content.decode()
    assert client.get(f"/nachrichten/{letter.pk}.pdf").content.startswith(b"%PDF")
    assert TrailRow.objects.filter(what="message.read", person=dilan.pk).count() == 2
