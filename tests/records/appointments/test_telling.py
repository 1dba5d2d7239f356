"""Those concerned are told in the same step: invitation, move, cancellation, with a file for their calendar."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.absences import undo_together
from perspektiv.records.appointments.actions.bookings import book, book_series
from perspektiv.records.appointments.actions.plans import cancel, cancel_day, move
from perspektiv.records.appointments.calendar_files import invitation
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.notices import reach_of, tell
from perspektiv.records.cases.models import Consent, Participation
from perspektiv.records.letters.mails.building import mail_of
from perspektiv.records.letters.models import Letterhead, Message, Purpose
from perspektiv.records.letters.sending import send_due
from perspektiv.records.people.models import Participant
from tests.records.appointments.office import Office, at, workday
from tests.records.appointments.reading_calendars import method_of, read

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def reached(office: Office) -> Participation:
    """Dilan, who wished for mails."""
    return by_mail(office.participation())


def by_mail(of: Participation) -> Participation:
    of.participant.email = f"{of.participant.given_name}@example.org".lower()
    of.participant.save()
    Consent.objects.create(centre=of.centre, participant=of.participant, purpose=Consent.Purpose.MESSAGES)
    return of


def by_post(of: Participation) -> Participant:
    of.participant.street, of.participant.postcode, of.participant.city = "Gartenweg 3", "44135", "Dortmund"
    of.participant.save()
    return of.participant


def booked(office: Office, of: Participation, action: object = None, hour: int = 10) -> Appointment:
    return book(
        by=office.personas.toni,
        of=of,
        starts_at=at(hour),
        counsellor=of.counsellor,
        room=office.rooms[0],
        action=action,  # type: ignore[arg-type]
        tell=True,
    )


def last() -> Message:
    return Message.objects.order_by("-created_at")[0]


def test_words_and_calendar_say_the_same_place_with_its_street(office: Office, reached: Participation) -> None:
    Letterhead.objects.create(
        centre=office.centre, sender="Zentrum Musterplatz", street="Musterplatz 1", postcode="44135", city="Dortmund"
    )
    booked(office, reached)
    message, place = last(), "Raum 1, Musterplatz 1, 44135 Dortmund"
    (event,) = read(message.calendar)
    assert event.place == place and f"Ort: {place}" in message.body
    mail = mail_of(message)
    assert "-- \nZentrum Musterplatz · Musterplatz 1 · 44135 Dortmund\n" in str(mail.body)
    assert "Musterplatz 1 · 44135" in str(mail.alternatives[0][0])


class TestOne:
    def test_booking_invites(self, office: Office, reached: Participation) -> None:
        appointment = booked(office, reached)
        message = last()
        assert (message.purpose, message.channel, message.about) == ("invitation", "mail", appointment.pk)
        assert "10:00" in message.body and "Raum 1" in message.body and "Jule Lerche" in message.body
        (event,) = read(message.calendar)
        assert method_of(message.calendar) == "REQUEST"
        assert (event.start, event.end) == (appointment.starts_at, appointment.ends_at)
        assert event.title == "Termin"

    def test_moving_updates_the_same_entry(self, office: Office, reached: Participation) -> None:
        appointment = booked(office, reached)
        (first,) = read(last().calendar)
        move(
            by=office.personas.toni,
            appointment=appointment,
            version=appointment.version,
            starts_at=at(15),
            room=office.rooms[1],
            tell=True,
        )
        message = last()
        (second,) = read(message.calendar)
        assert message.purpose == "moved" and "15:00" in message.body and "10:00" in message.body
        assert second.uid == first.uid and second.sequence > first.sequence
        assert second.start == at(15)

    def test_cancelling_takes_the_entry_out(self, office: Office, reached: Participation) -> None:
        appointment = booked(office, reached)
        (first,) = read(last().calendar)
        cancel(
            by=office.personas.toni,
            appointment=appointment,
            version=appointment.version,
            status=Status.CANCELLED_BY_CENTRE,
            tell=True,
        )
        (gone,) = read(last().calendar)
        assert method_of(last().calendar) == "CANCEL"
        assert (gone.uid, gone.status) == (first.uid, "CANCELLED") and gone.sequence > first.sequence

    def test_nobody_is_told_unless_it_is_wished(self, office: Office, reached: Participation) -> None:
        office.booked(at(10), reached)
        assert not Message.objects.exists()

    def test_the_file_says_nothing_about_why_somebody_comes(self, office: Office, reached: Participation) -> None:
        text = invitation(booked(office, reached), "REQUEST")
        for word in ("Distel", "Lerche", "Beratung", "Jobcenter", "Abschluss"):
            assert word not in text


class TestWhatIsOver:
    def test_is_entered_and_called_off_afterwards_without_a_word(self, office: Office, reached: Participation) -> None:
        toni, room = office.personas.toni, office.rooms[0]
        over = book(
            by=toni, of=reached, starts_at=at(10, days_ahead=-1), counsellor=reached.counsellor, room=room, tell=True
        )
        cancel(by=toni, appointment=over, version=over.version, status=Status.CANCELLED_BY_CENTRE, tell=True)
        assert not Message.objects.exists()

    def test_but_a_time_ahead_that_no_longer_holds_is_told(self, office: Office, reached: Participation) -> None:
        ahead = office.booked(at(10), reached)
        move(
            by=office.personas.toni,
            appointment=ahead,
            version=ahead.version,
            starts_at=at(10, days_ahead=-1),
            room=None,
            tell=True,
        )
        assert Message.objects.get().purpose == "moved"

    def test_of_several_only_those_to_come_are_told(self, office: Office, reached: Participation) -> None:
        times = [(at(10, days_ahead=days), office.rooms[0]) for days in (-1, 7, 14)]
        toni, jule = office.personas.toni, reached.counsellor
        book_series(by=toni, of=reached, times=times, counsellor=jule, id=uuid4(), tell=True)
        assert Message.objects.get().body.count("10:00") == 2


class TestTheJobcoachOfAClosingTalk:
    @pytest.fixture
    def talk(self, office: Office, reached: Participation) -> Appointment:
        wachtel = office.personas.wachtel
        wachtel.email = "wachtel@example.org"
        wachtel.save()
        reached.jobcoach = wachtel
        reached.save()
        talk = office.booked(at(10), reached)
        talk.kind = Appointment.Kind.CLOSING_TALK
        talk.save()
        return talk

    @pytest.mark.parametrize("purpose", [Purpose.INVITATION, Purpose.MOVED, Purpose.CANCELLED])
    def test_reads_whose_it_is(self, office: Office, talk: Appointment, purpose: Purpose) -> None:
        tell(by=office.personas.toni, appointment=talk, purpose=purpose, action=uuid4())
        theirs = Message.objects.get(jobcoach__isnull=False).body
        assert "Es geht um: D. D." in theirs and "Dilan" not in theirs
        assert "Es geht um" not in Message.objects.get(participant__isnull=False).body


class TestUndo:
    def test_what_still_waits_is_stopped(self, office: Office, reached: Participation) -> None:
        action = uuid4()
        booked(office, reached, action)
        send_due()  # held back for a minute, so that it can be taken back
        undo_together(by=office.personas.toni, action=action)
        assert last().state == "stopped"
        assert Message.objects.count() == 1

    def test_whoever_was_told_is_told_how_it_is_now(self, office: Office, reached: Participation) -> None:
        action = uuid4()
        appointment = booked(office, reached, action)
        Message.objects.update(state="sent")
        undo_together(by=office.personas.toni, action=action)
        assert last().purpose == "cancelled"
        appointment.refresh_from_db()
        (gone,) = read(last().calendar)
        assert gone.status == "CANCELLED" and gone.sequence == appointment.version

    def test_a_move_that_was_told_is_told_back(self, office: Office, reached: Participation) -> None:
        appointment, action = booked(office, reached), uuid4()
        move(
            by=office.personas.toni,
            appointment=appointment,
            version=appointment.version,
            starts_at=at(15),
            room=None,
            action=action,
            tell=True,
        )
        Message.objects.update(state="sent")
        undo_together(by=office.personas.toni, action=action)
        (event,) = read(last().calendar)
        assert last().purpose == "moved" and event.start == at(10)
        assert last().body.index("10:00") < last().body.index("15:00")


class TestAWholeDay:
    def test_all_are_told_and_one_undo_takes_it_all_back(self, office: Office) -> None:
        for name, hour in (("Dilan Distel", 8), ("Alma Ahorn", 10), ("Bekir Birke", 13)):
            office.booked(at(hour), by_mail(office.participation(name)))
        action = uuid4()
        cancel_day(
            by=office.personas.toni,
            centre=office.centre,
            counsellor=office.personas.jule,
            day=workday(),
            action=action,
            tell=True,
        )
        assert Message.objects.filter(purpose="cancelled", state="waiting").count() == 3
        assert {method_of(message.calendar) for message in Message.objects.all()} == {"CANCEL"}
        undo_together(by=office.personas.toni, action=action)
        assert Message.objects.filter(state="stopped").count() == 3
        assert Appointment.objects.filter(status=Status.PLANNED).count() == 3

    def test_sent_twice_everybody_is_told_once(self, office: Office, reached: Participation) -> None:
        office.booked(at(10), reached)
        action = uuid4()
        for _send in range(2):
            cancel_day(
                by=office.personas.toni,
                centre=office.centre,
                counsellor=office.personas.jule,
                day=workday(),
                action=action,
                tell=True,
            )
        assert Message.objects.count() == 1

    def test_a_letter_comes_too_late_for_tomorrow(self, office: Office, reached: Participation) -> None:
        today = timezone.localdate()
        alma = by_post(office.participation("Alma Ahorn"))
        nobody = office.participation("Bekir Birke").participant
        assert not reach_of(reached.participant, today).to_call
        assert reach_of(alma, today + timedelta(days=1)).to_call
        assert not reach_of(alma, today + timedelta(days=14)).to_call
        assert reach_of(nobody, today + timedelta(days=14)).to_call

    def test_a_letter_of_friday_comes_too_late_for_monday(
        self, office: Office, monkeypatch: pytest.MonkeyPatch, as_user: AsUser
    ) -> None:
        of = office.participation("Alma Ahorn")
        by_post(of)
        friday = workday(14)
        friday += timedelta(days=4 - friday.weekday())
        monday = office.booked(at(10, day=friday + timedelta(days=3)), of)
        monkeypatch.setattr(timezone, "now", lambda: at(9, day=friday))
        where = {"day": f"{friday + timedelta(days=3)}", "counsellor": str(office.personas.jule.pk)}
        client = as_user(office.personas.toni)
        assert "kommt zu spät: bitte anrufen" in client.get("/termine/ausfall/", where).content.decode()
        page = client.post("/termine/ausfall/", {**where, "id": str(uuid4()), "tell": "1"}, follow=True)
        assert "1 Person anrufen" in page.content.decode()
        monday.refresh_from_db()
        assert monday.status == Status.CANCELLED_BY_CENTRE


class TestThePages:
    def test_the_day_shows_beforehand_who_gets_what(self, office: Office, as_user: AsUser) -> None:
        office.booked(at(8), by_mail(office.participation()))
        office.booked(at(10), office.participation("Alma Ahorn"))
        page = as_user(office.personas.toni).get(
            f"/termine/ausfall/?day={workday()}&counsellor={office.personas.jule.pk}"
        )
        text = page.content.decode()
        assert "E-Mail" in text and "bitte anrufen" in text
        assert text.index("Alma Ahorn") < text.index("Dilan Distel")  # who has to be called stands first

    def test_one_click_cancels_and_tells(self, office: Office, as_user: AsUser) -> None:
        office.booked(at(8), by_mail(office.participation()))
        form = {
            "day": workday().isoformat(),
            "counsellor": str(office.personas.jule.pk),
            "id": str(uuid4()),
            "tell": "1",
        }
        page = as_user(office.personas.toni).post("/termine/ausfall/", form, follow=True)
        assert "Alle sind angeschrieben" in page.content.decode()
        assert last().purpose == "cancelled"

    def test_without_the_tick_nobody_is_written_to(self, office: Office, as_user: AsUser) -> None:
        office.booked(at(8), by_mail(office.participation()))
        form = {"day": workday().isoformat(), "counsellor": str(office.personas.jule.pk), "id": str(uuid4())}
        page = as_user(office.personas.toni).post("/termine/ausfall/", form, follow=True)
        assert not Message.objects.exists()
        assert "nicht angeschrieben" in page.content.decode()

    @pytest.mark.parametrize(("ticked", "messages"), [({"tell": "1"}, 1), ({}, 0)])
    def test_cancelling_one_has_a_tick(
        self, office: Office, as_user: AsUser, reached: Participation, ticked: dict[str, str], messages: int
    ) -> None:
        appointment = office.booked(at(10), reached)
        form = {"version": appointment.version, "status": "cancelled_by_centre", "asks_to_tell": "1", **ticked}
        as_user(office.personas.toni).post(f"/termine/{appointment.pk}/absagen/", form)
        assert Message.objects.count() == messages

    def test_dragging_tells_whoever_wished_for_messages(
        self, office: Office, as_user: AsUser, reached: Participation
    ) -> None:
        appointment = office.booked(at(10), reached)
        form = {"version": appointment.version, "slot": f"{workday()}T15:00"}
        as_user(office.personas.toni).post(f"/termine/{appointment.pk}/verschieben/", form)
        assert last().purpose == "moved"

    def test_booking_offers_the_tick_where_messages_are_wished(
        self, office: Office, as_user: AsUser, reached: Participation
    ) -> None:
        client = as_user(office.personas.toni)
        wished = client.get(f"/termine/neu/?person={reached.participant_id}").content.decode()
        other = office.participation("Alma Ahorn").participant_id
        assert 'name="tell" value="1" checked' in wished
        assert 'name="tell" value="1">' in client.get(f"/termine/neu/?person={other}").content.decode()
