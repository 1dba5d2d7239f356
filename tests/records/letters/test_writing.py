"""A message is written once, in the person's language, and goes the way that they consented to."""

from threading import Thread

import pytest
from django.db import connection

from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.cases.actions import consents
from perspektiv.records.letters import reasons
from perspektiv.records.letters.actions.messages import withdraw, write
from perspektiv.records.letters.models import Channel, Message, Preference, Purpose
from perspektiv.records.people.models import Participant
from tests.records.letters.writing import consent, invited, make_dilan
from tests.records.personas import Personas, make_personas


def test_without_consent_it_is_a_letter_to_print(personas: Personas, dilan: Participant) -> None:
    Preference.objects.create(centre=personas.centre, participant=dilan, channel=Channel.MAIL)
    message = invited(personas, dilan)
    assert (message.channel, message.state) == (Channel.LETTER, Message.State.TO_PRINT)
    assert message.address == "Dilan Distel\nGartenweg 3\n44135 Dortmund"
    assert message.subject == "Ihr Termin am Donnerstag, 3. Dezember 2026"
    assert "Donnerstag, 3. Dezember 2026, 09:00 Uhr\n> Ort: Raum Ahorn\n> Mit: Jule Lerche" in message.body


@pytest.mark.parametrize(("preferred", "goes"), [("", "mail"), ("mail", "mail"), ("sms", "sms"), ("letter", "letter")])
def test_with_consent_the_preference_decides(personas: Personas, dilan: Participant, preferred: str, goes: str) -> None:
    consent(personas, dilan)
    if preferred:
        Preference.objects.create(centre=personas.centre, participant=dilan, channel=preferred)
    assert invited(personas, dilan).channel == goes


def test_a_preferred_channel_without_address_is_left_for_the_next(personas: Personas, dilan: Participant) -> None:
    consent(personas, dilan)
    Preference.objects.create(centre=personas.centre, participant=dilan, channel=Channel.MAIL)
    Participant.objects.filter(pk=dilan.pk).update(email="")
    dilan.refresh_from_db()
    message = invited(personas, dilan)
    assert (message.channel, message.address) == (Channel.SMS, "01715550100")


def test_text_messages_go_unasked_to_mobile_phones_only(personas: Personas, dilan: Participant) -> None:
    consent(personas, dilan)
    Participant.objects.filter(pk=dilan.pk).update(email="", phone="0231 5550100")
    dilan.refresh_from_db()
    assert invited(personas, dilan).channel == Channel.LETTER


def test_a_withdrawn_consent_is_none(personas: Personas, dilan: Participant) -> None:
    consents.withdraw(by=personas.toni, consent=consent(personas, dilan))
    assert invited(personas, dilan).channel == Channel.LETTER


def test_without_an_address_it_stands_as_failed_with_the_reason(personas: Personas, dilan: Participant) -> None:
    Participant.objects.filter(pk=dilan.pk).update(street="")
    dilan.refresh_from_db()
    message = invited(personas, dilan)
    assert (message.state, message.why) == (Message.State.FAILED, reasons.NO_ADDRESS)


def test_who_opted_out_of_reminders_gets_none_but_other_messages(personas: Personas, dilan: Participant) -> None:
    Preference.objects.create(centre=personas.centre, participant=dilan, no_reminders=True)
    reminder = invited(personas, dilan, Purpose.REMINDER)
    assert (reminder.state, reminder.why) == (Message.State.STOPPED, reasons.OPTED_OUT)
    assert invited(personas, dilan).state == Message.State.TO_PRINT


def test_one_key_is_one_message(personas: Personas, dilan: Participant) -> None:
    first, second = (invited(personas, dilan, key="invitation:1") for _ in range(2))
    assert first == second and Message.objects.count() == 1
    assert TrailRow.objects.filter(what="letters.message_written").count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_are_one_message() -> None:
    personas = make_personas()
    dilan = make_dilan(personas)
    made: list[Message] = []

    def send() -> None:
        try:
            made.append(invited(personas, dilan, key="invitation:1"))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 20 and len({message.pk for message in made}) == 1
    assert Message.objects.count() == 1


def test_a_colleague_of_the_jobcenter_gets_a_mail(personas: Personas) -> None:
    message = write(
        by=SYSTEM,
        centre=personas.centre,
        key="dates:1",
        purpose=Purpose.CLOSING_DATES,
        jobcoach=personas.wachtel,
        fields={"dates": "2026-12-03T09:00\n2026-12-04T14:30", "person": "D. D."},
    )
    assert (message.channel, message.address) == (Channel.MAIL, personas.wachtel.email)
    assert "Donnerstag, 3. Dezember 2026, 09:00\n> Freitag, 4. Dezember 2026, 14:30" in message.body


def test_fields_that_a_purpose_does_not_have_are_an_error_of_ours(personas: Personas, dilan: Participant) -> None:
    with pytest.raises(ValueError, match="segment"):
        write(
            by=SYSTEM,
            centre=personas.centre,
            key="x",
            purpose=Purpose.INVITATION,
            participant=dilan,
            fields={"segment": "Einstiegsberatung"},
        )


def test_a_waiting_message_is_withdrawn_and_a_withdrawn_one_stays(personas: Personas, dilan: Participant) -> None:
    invited(personas, dilan, key="invitation:1")
    stopped = withdraw(by=personas.toni, key="invitation:1")
    assert stopped is not None
    assert (stopped.state, stopped.why) == (Message.State.STOPPED, reasons.WITHDRAWN)
    assert withdraw(by=personas.toni, key="invitation:1") is None
    assert invited(personas, dilan, key="invitation:1").state == Message.State.STOPPED


def test_what_was_printed_cannot_be_withdrawn(personas: Personas, dilan: Participant) -> None:
    message = invited(personas, dilan, key="invitation:1")
    Message.objects.filter(pk=message.pk).update(state=Message.State.PRINTED)
    assert withdraw(by=personas.toni, key="invitation:1") is None


def test_a_merged_file_is_written_to_as_the_kept_one(personas: Personas, dilan: Participant) -> None:
    double = Participant.objects.create(
        centre=personas.centre, file_number="2026-0002", given_name="D.", family_name="Distel", merged_into=dilan
    )
    assert invited(personas, double).participant == dilan
