"""What concerns several appointments of a person at once is told in one message with all dates, and taken back so."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from perspektiv.records.access.models import User
from perspektiv.records.appointments.actions.absences import undo_together
from perspektiv.records.appointments.actions.bookings import book_series
from perspektiv.records.appointments.actions.plans import move, reassign
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions.offers import accept, offer_takeover
from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.ahead import Decision, Party
from perspektiv.records.cases.models import Participation
from perspektiv.records.letters.models import Letterhead, Message
from tests.records.appointments.office import Office, at
from tests.records.appointments.reading_calendars import method_of, read
from tests.records.appointments.test_telling import by_mail, last

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
WEEKS = (7, 14, 21)


@pytest.fixture
def reached(office: Office) -> Participation:
    """Dilan, who wished for mails."""
    return by_mail(office.participation())


def series(office: Office, of: Participation, action: UUID | None = None, weeks: int = 3) -> list[Appointment]:
    times = [(at(10, days_ahead=7 * (n + 1)), office.rooms[0]) for n in range(weeks)]
    by = office.personas.toni
    return book_series(by=by, of=of, times=times, counsellor=of.counsellor, id=action or uuid4(), tell=True)


def planned(office: Office, of: Participation, hour: int = 10) -> list[Appointment]:
    return [office.booked(at(hour, days_ahead=days), of) for days in WEEKS]


def sent() -> None:
    Message.objects.filter(state="waiting").update(state="sent")


def days_in(message: Message, appointments: list[Appointment]) -> list[bool]:
    return [f"{timezone.localtime(one.starts_at):%-d. }" in message.body for one in appointments]


class TestASeries:
    def test_is_told_in_one_message_with_all_dates(self, office: Office, reached: Participation) -> None:
        booked = series(office, reached, weeks=8)
        message = Message.objects.get()
        assert (message.purpose, message.channel, message.about) == ("several", "mail", reached.pk)
        assert all(days_in(message, booked)) and message.body.count("10:00") == 8
        assert "Raum 1" in message.body and "Jule Lerche" in message.body and "/p/" in message.body

    def test_of_several_rooms_says_beside_each_date_which(self, office: Office, reached: Participation) -> None:
        Letterhead.objects.create(
            centre=office.centre, sender="Zentrum", street="Musterplatz 1", postcode="44135", city="Dortmund"
        )
        times = [(at(10, days_ahead=days), office.rooms[days == 14]) for days in WEEKS]
        toni, jule = office.personas.toni, reached.counsellor
        book_series(by=toni, of=reached, times=times, counsellor=jule, id=uuid4(), tell=True)
        body = Message.objects.get().body
        assert [line.split(" · ")[1] for line in body.splitlines() if "10:00" in line] == ["Raum 1", "Raum 2", "Raum 1"]
        assert "Ort: Musterplatz 1, 44135 Dortmund\n" in body

    def test_its_file_holds_all_of_them(self, office: Office, reached: Participation) -> None:
        booked = series(office, reached)
        events = read(Message.objects.get().calendar)
        assert [event.start for event in events] == [one.starts_at for one in booked]
        assert {event.title for event in events} == {"Termin"}
        # An invitation (REQUEST) may hold one event alone: RFC 5546, 3.2.2.
        assert method_of(Message.objects.get().calendar) == "PUBLISH"

    def test_of_one_is_an_ordinary_invitation(self, office: Office, reached: Participation) -> None:
        series(office, reached, weeks=1)
        assert Message.objects.get().purpose == "invitation"
        assert method_of(last().calendar) == "REQUEST"

    def test_sent_twice_it_is_told_once(self, office: Office, reached: Participation) -> None:
        action = uuid4()
        for _send in range(2):
            series(office, reached, action)
        assert Message.objects.count() == 1

    def test_undone_in_time_nobody_hears_of_it(self, office: Office, reached: Participation) -> None:
        action = uuid4()
        series(office, reached, action)
        for _click in range(2):
            undo_together(by=office.personas.toni, action=action)
        assert Message.objects.get().state == "stopped"

    def test_undone_later_one_message_calls_all_off(self, office: Office, reached: Participation) -> None:
        action = uuid4()
        booked = series(office, reached, action)
        sent()
        undo_together(by=office.personas.toni, action=action)
        assert Message.objects.count() == 2
        assert last().purpose == "several_cancelled" and all(days_in(last(), booked))
        assert {event.status for event in read(last().calendar)} == {"CANCELLED"}

    def test_what_the_undo_leaves_standing_is_told_anew(self, office: Office, reached: Participation) -> None:
        action = uuid4()
        first, *_others = series(office, reached, action)
        move(by=office.personas.toni, appointment=first, version=first.version, starts_at=at(15), room=None)
        undo_together(by=office.personas.toni, action=action)
        told = Message.objects.exclude(state="stopped").get()
        assert told.purpose == "invitation" and "15:00" in told.body

    def test_has_a_tick_on_its_page(self, office: Office, reached: Participation, as_user: AsUser) -> None:
        client, start = as_user(office.personas.toni), at(10)
        fields = {
            "person": str(reached.participant_id),
            "of": str(reached.pk),
            "counsellor": str(office.personas.jule.pk),
            "place": "phone",
            "slot": f"{timezone.localtime(start):%Y-%m-%dT%H:%M}",
        }
        assert 'name="tell" value="1" checked' in client.get("/termine/serie/", fields).content.decode()
        chosen = [f"{timezone.localtime(start + timedelta(weeks=n)):%Y-%m-%dT%H:%M}|" for n in range(2)]
        sending = {**fields, "at": chosen, "asks_to_tell": "1"}
        client.post("/termine/serie/", {**sending, "id": str(uuid4())})
        assert not Message.objects.exists() and Appointment.objects.count() == 2
        Appointment.objects.all().delete()
        page = client.post("/termine/serie/", {**sending, "id": str(uuid4()), "tell": "1"}, follow=True)
        assert Message.objects.get().purpose == "several"
        assert "In einer Minute geht eine E-Mail hinaus" in page.content.decode()


class TestAnotherCounsellor:
    def test_for_one_appointment(self, office: Office, reached: Participation) -> None:
        appointment, action = office.booked(at(10), reached), uuid4()
        reassign(
            by=office.personas.toni,
            appointment=appointment,
            version=appointment.version,
            counsellor=office.personas.merle,
            room=None,
            action=action,
            tell=True,
        )
        message = Message.objects.get()
        assert message.purpose == "other_counsellor" and "Merle Amsel" in message.body and "10:00" in message.body
        undo_together(by=office.personas.toni, action=action)
        assert Message.objects.get().state == "stopped"

    @pytest.mark.parametrize("past", [True, False])
    def test_another_room_or_a_talk_that_is_over_is_nothing_to_tell(
        self, office: Office, reached: Participation, past: bool
    ) -> None:
        starts_at = timezone.now() - timedelta(hours=3) if past else at(10)
        appointment = office.booked(starts_at, reached)
        reassign(
            by=office.personas.toni,
            appointment=appointment,
            version=appointment.version,
            counsellor=office.personas.merle if past else appointment.counsellor,
            room=office.rooms[1],
            tell=True,
        )
        assert not Message.objects.exists()

    def test_its_form_has_a_tick(self, office: Office, reached: Participation, as_user: AsUser) -> None:
        appointment, client = office.booked(at(10), reached), as_user(office.personas.toni)
        page = reverse("appointments:show", args=[appointment.pk])
        assert 'name="tell" value="1" checked' in client.get(page).content.decode().partition("umbesetzen")[2]
        fields = {"version": appointment.version, "counsellor": str(office.personas.merle.pk), "asks_to_tell": "1"}
        said = client.post(f"{page}umbesetzen/", {**fields, "tell": "1"}, follow=True).content.decode()
        assert Message.objects.get().purpose == "other_counsellor" and "In einer Minute geht eine E-Mail hinaus" in said

    def handed_on(self, office: Office, of: Participation) -> None:
        offer = offer_takeover(by=office.personas.birte, participation=of, counsellor=office.personas.merle)
        accept(by=office.personas.merle, offer=offer, version=offer.version, day=timezone.localdate())

    def test_of_a_case_one_message_says_who_comes_now_to_which(self, office: Office, reached: Participation) -> None:
        ahead = planned(office, reached)
        office.booked(ahead[1].starts_at, office.participation("Alma Ahorn", office.personas.merle))
        self.handed_on(office, reached)
        message = Message.objects.get()
        assert message.purpose == "other_counsellor" and "Merle Amsel" in message.body
        assert days_in(message, ahead) == [True, False, True]  # Merle has another appointment then

    def test_the_jobcoach_of_a_closing_talk_reads_whose_it_is(
        self, office: Office, reached: Participation, as_user: AsUser
    ) -> None:
        Participation.objects.filter(pk=reached.pk).update(jobcoach=office.personas.wachtel)
        Appointment.objects.filter(pk=planned(office, reached)[2].pk).update(kind="closing_talk")
        reached.refresh_from_db()
        self.handed_on(office, reached)
        to_jobcoach, to_dilan = (Message.objects.get(jobcoach__isnull=none) for none in (False, True))
        assert "Es geht um: D. D." in to_jobcoach.body and "Distel" not in to_jobcoach.body
        assert "Es geht um" not in to_dilan.body
        client = as_user(office.personas.toni)
        framed = [
            client.get(reverse("letters:preview_message", args=[one.pk])).content.decode()
            for one in (to_jobcoach, to_dilan)
        ]
        assert ["gewünscht haben" in page for page in framed] == [False, True]

    def test_taken_back_in_time_nobody_hears_of_it(self, office: Office, reached: Participation) -> None:
        planned(office, reached)
        self.handed_on(office, reached)
        step = last_step(office.personas.merle, reached.participant)
        assert step
        take_back(by=office.personas.merle, step=step)
        assert Message.objects.get().state == "stopped"

    def test_taken_back_later_the_former_one_is_named(self, office: Office, reached: Participation) -> None:
        ahead = planned(office, reached)
        self.handed_on(office, reached)
        sent()
        step = last_step(office.personas.merle, reached.participant)
        assert step
        take_back(by=office.personas.merle, step=step)
        assert last().purpose == "other_counsellor" and "Jule Lerche" in last().body and all(days_in(last(), ahead))

    def test_whoever_wished_for_no_messages_gets_none(self, office: Office) -> None:
        running = office.participation()
        planned(office, running)
        self.handed_on(office, running)
        assert not Message.objects.exists()


class TestTheEnd:
    def ended(self, office: Office, of: Participation, party: Party | None, *, tell: bool = True) -> None:
        ahead = Appointment.objects.filter(participation=of)
        decision = Decision(frozenset(ahead.values_list("pk", flat=True)), party, tell)
        end_regularly(by=office.personas.birte, participation=of, version=of.version, ahead=decision)

    def back(self, office: Office, of: Participation) -> None:
        step = last_step(office.personas.birte, of.participant)
        assert step
        take_back(by=office.personas.birte, step=step)

    def test_one_message_names_what_is_called_off(self, office: Office, reached: Participation) -> None:
        ahead = planned(office, reached)
        self.ended(office, reached, Party.CENTRE)
        message = Message.objects.get()
        assert message.purpose == "several_cancelled" and all(days_in(message, ahead))
        assert {event.status for event in read(message.calendar)} == {"CANCELLED"}

    def test_of_one_it_leaves_the_calendar_as_a_cancellation(self, office: Office, reached: Participation) -> None:
        office.booked(at(10), reached)
        self.ended(office, reached, Party.PARTICIPANT)
        assert last().purpose == "several_cancelled" and method_of(last().calendar) == "CANCEL"
        assert "neuen Zeit" not in last().body

    @pytest.mark.parametrize(("party", "tell"), [(None, True), (Party.CENTRE, False)])
    def test_what_stays_or_was_not_to_be_told_is_not(
        self, office: Office, reached: Participation, party: Party | None, tell: bool
    ) -> None:
        planned(office, reached)
        self.ended(office, reached, party, tell=tell)
        assert not Message.objects.exists()

    def test_the_jobcoach_hears_of_the_closing_talk_alone(self, office: Office, reached: Participation) -> None:
        Participation.objects.filter(pk=reached.pk).update(jobcoach=office.personas.wachtel)
        reached.refresh_from_db()
        _one, two, three = planned(office, reached)
        Appointment.objects.filter(pk=three.pk).update(kind="closing_talk")
        self.ended(office, reached, Party.CENTRE)
        to_jobcoach = Message.objects.get(jobcoach=office.personas.wachtel)
        assert days_in(to_jobcoach, [two, three]) == [False, True]
        assert "Distel" not in f"{to_jobcoach.subject} {to_jobcoach.body} {to_jobcoach.calendar}"
        assert Message.objects.filter(participant=reached.participant).count() == 1

    def test_taken_back_in_time_nobody_hears_of_it(self, office: Office, reached: Participation) -> None:
        planned(office, reached)
        self.ended(office, reached, Party.CENTRE)
        self.back(office, reached)
        assert Message.objects.get().state == "stopped"

    def test_taken_back_later_the_dates_are_told_again(self, office: Office, reached: Participation) -> None:
        ahead = planned(office, reached)
        self.ended(office, reached, Party.CENTRE)
        sent()
        self.back(office, reached)
        assert last().purpose == "several" and all(days_in(last(), ahead))
        assert {event.status for event in read(last().calendar)} == {"CONFIRMED"}

    @pytest.mark.parametrize("wished", [True, False])
    def test_its_page_has_a_tick(self, office: Office, as_user: AsUser, wished: bool) -> None:
        running = office.participation()
        if wished:
            by_mail(running)
        ahead, client = planned(office, running), as_user(office.personas.jule)
        page = reverse("cases:end", args=[running.pk])
        ticked = "checked" in client.get(page).content.decode().partition('name="tell"')[2].partition(">")[0]
        assert ticked is wished
        sending = {
            "version": running.version,
            "ended_on": timezone.localdate(),
            "ahead": [str(one.pk) for one in ahead],
            "call_off": "on",
            "party": "centre",
        }
        client.post(page, sending | ({"tell": "on"} if wished else {}))
        assert Message.objects.count() == int(wished)
