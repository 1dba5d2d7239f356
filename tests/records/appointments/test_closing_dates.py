"""A date for three: times are proposed, both answer, and the talk is booked by itself."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.actions.closing_dates import (
    answer,
    book,
    close_expired,
    counter,
    propose,
    withdraw,
)
from perspektiv.records.appointments.halves import half_day_of
from perspektiv.records.appointments.models import Appointment, ClosingDate
from perspektiv.records.appointments.three import times_for_three, wished_by
from perspektiv.records.cases.models import Participation
from perspektiv.records.letters.acting_by_link import ByLink
from perspektiv.records.letters.models import Message
from tests.records.appointments.office import Office, at

pytestmark = pytest.mark.django_db
End = ClosingDate.End


@pytest.fixture
def running(office: Office) -> Participation:
    """Dilan's participation, proposed by Fee Wachtel."""
    running = office.participation()
    running.jobcoach = office.personas.wachtel
    running.save()
    return running


def proposed(office: Office, running: Participation, *times: datetime) -> list[ClosingDate]:
    times = times or (at(10, days_ahead=5), at(10, days_ahead=12), at(10, days_ahead=19))
    return propose(by=office.personas.toni, participation=running, times=times, counsellor=office.personas.jule)


def both_say_yes(office: Office, date: ClosingDate) -> ClosingDate:
    answer(by=ByLink(date.participant), closing_date=date, who="participant", says="yes")
    return answer(by=office.personas.wachtel, closing_date=date, who="jobcoach", says="yes")


class TestFinding:
    def test_offers_three_free_times_on_different_days(self, office: Office, running: Participation) -> None:
        slots = times_for_three(running, office.personas.jule)
        assert len({timezone.localdate(slot.at) for slot in slots}) == 3
        assert slots == sorted(slots, key=lambda slot: slot.at)
        assert all(slot.room for slot in slots)
        assert all(slot.at > timezone.now() + timedelta(days=3) for slot in slots)

    def test_keeps_to_the_jobcoachs_half_days(self, office: Office, running: Participation) -> None:
        slots = times_for_three(running, office.personas.jule, wished=["1pm", "3am"])
        assert {half_day_of(slot.at) for slot in slots} == {"1pm", "3am"}

    def test_leaves_out_what_counsellor_or_participant_have_otherwise(
        self, office: Office, running: Participation
    ) -> None:
        taken = times_for_three(running, office.personas.jule)
        office.booked(taken[0].at, running)
        office.booked(taken[1].at, running, counsellor=office.personas.merle)
        assert {slot.at for slot in times_for_three(running, office.personas.jule)}.isdisjoint(
            {taken[0].at, taken[1].at}
        )

    def test_remembers_the_half_days_that_were_searched(self, office: Office, running: Participation) -> None:
        propose(
            by=office.personas.toni,
            participation=running,
            times=[at(10)],
            counsellor=office.personas.jule,
            wished=["1pm", "nonsense"],
        )
        assert wished_by(running.jobcoach) == {"1pm"}


class TestProposing:
    def test_writes_to_both_without_the_full_name_to_the_jobcoach(self, office: Office, running: Participation) -> None:
        proposed(office, running)
        to_participant = Message.objects.get(participant=running.participant)
        to_jobcoach = Message.objects.get(jobcoach=running.jobcoach)
        for message in (to_participant, to_jobcoach):
            assert message.purpose == "closing_dates"
            assert message.body.count("10:00") == 3
        assert "Distel" not in to_jobcoach.body + to_jobcoach.subject
        assert "D. D." in to_jobcoach.body

    def test_sent_twice_proposes_once(self, office: Office, running: Participation) -> None:
        form = uuid4()
        for _send in range(2):
            propose(
                by=office.personas.toni, participation=running, times=[at(10)], counsellor=office.personas.jule, id=form
            )
        assert ClosingDate.objects.count() == 1
        assert Message.objects.count() == 2

    def test_a_new_proposal_ends_the_former(self, office: Office, running: Participation) -> None:
        former = proposed(office, running, at(10))[0]
        proposed(office, running, at(11, 30))
        former.refresh_from_db()
        assert former.end == End.WITHDRAWN
        assert Message.objects.filter(state="stopped").count() == 2
        assert ClosingDate.objects.open().count() == 1

    @pytest.mark.parametrize("count", [0, 4])
    def test_is_of_one_to_three_times(self, office: Office, running: Participation, count: int) -> None:
        with pytest.raises(Refused, match="eine bis drei"):
            propose(
                by=office.personas.toni,
                participation=running,
                times=[at(10, days_ahead=7 * n) for n in range(1, count + 1)],
                counsellor=office.personas.jule,
            )

    def test_needs_a_jobcoach_and_a_running_participation(self, office: Office, running: Participation) -> None:
        with pytest.raises(Refused, match="kein Jobcoach"):
            proposed(office, office.participation("Alma Ahorn"))
        running.ended_on, running.ending = timezone.localdate() - timedelta(days=1), "regular"
        running.save()
        with pytest.raises(Refused, match="schon beendet"):
            proposed(office, running)

    def test_is_not_of_the_past(self, office: Office, running: Participation) -> None:
        with pytest.raises(Refused, match="Vergangenheit"):
            proposed(office, running, timezone.now() - timedelta(hours=1))


class TestAnswering:
    def test_both_say_yes_and_it_is_booked_with_a_room(self, office: Office, running: Participation) -> None:
        first, second, third = proposed(office, running)
        date = both_say_yes(office, second)
        appointment = Appointment.objects.get()
        assert (date.end, date.appointment) == (End.BOOKED, appointment)
        assert (appointment.kind, appointment.counsellor) == ("closing_talk", office.personas.jule)
        assert appointment.room
        assert appointment.confirmed, "who can come then comes: nobody is asked again"
        for other in (first, third):
            other.refresh_from_db()
            assert other.end == End.OTHER

    def test_sent_twenty_times_it_is_booked_once(self, office: Office, running: Participation) -> None:
        date = proposed(office, running)[0]
        ends = [both_say_yes(office, date).end for _send in range(10)]
        assert set(ends) == {End.BOOKED}
        assert Appointment.objects.count() == 1

    def test_one_may_think_again_until_it_is_booked(self, office: Office, running: Participation) -> None:
        date = proposed(office, running)[0]
        answer(by=office.personas.wachtel, closing_date=date, who="jobcoach", says="no")
        assert answer(by=office.personas.wachtel, closing_date=date, who="jobcoach", says="yes").jobcoach_says == "yes"
        assert not Appointment.objects.exists()

    def test_a_time_that_is_gone_says_so_and_the_next_is_proposed(self, office: Office, running: Participation) -> None:
        date = proposed(office, running, at(10))[0]
        office.booked(at(10), office.participation("Alma Ahorn"))
        answered = both_say_yes(office, date)
        assert answered.end == End.TAKEN
        assert not Appointment.objects.filter(kind="closing_talk").exists()
        next = ClosingDate.objects.open().get()
        assert next.starts_at != date.starts_at
        assert (next.participant_says, next.jobcoach_says) == ("open", "open")
        assert Message.objects.count() == 4

    def test_no_room_is_as_no_time(self, office: Office, running: Participation) -> None:
        date = proposed(office, running, at(10))[0]
        for room, name in zip(office.rooms, ("Alma Ahorn", "Bekir Birke", "Clara Clematis"), strict=True):
            counsellor = [office.personas.merle, office.personas.birte, office.personas.toni][office.rooms.index(room)]
            office.booked(at(10), office.participation(name, counsellor=counsellor), room=room)
        assert both_say_yes(office, date).end == End.TAKEN

    def test_after_its_day_a_proposal_is_no_longer_good(self, office: Office, running: Participation) -> None:
        date = proposed(office, running)[0]
        ClosingDate.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        with pytest.raises(Refused, match="gilt nicht mehr"):
            both_say_yes(office, date)
        assert close_expired() == 3
        date.refresh_from_db()
        assert date.end == End.EXPIRED
        assert close_expired() == 0

    def test_nobody_else_answers(self, office: Office, running: Participation) -> None:
        date = proposed(office, running)[0]
        with pytest.raises(Refused):
            answer(by=office.personas.wachtel, closing_date=date, who="counsellor", says="yes")
        with pytest.raises(Refused):
            answer(by=office.personas.wachtel, closing_date=date, who="jobcoach", says="open")

    def test_the_trail_says_who_answered(self, office: Office, running: Participation) -> None:
        both_say_yes(office, proposed(office, running)[0])
        answered = TrailRow.objects.filter(what="appointments.closing_date_answered").order_by("seq")
        assert [row.actor.split(":")[0] for row in answered] == ["participant", "jobcoach"]
        assert TrailRow.objects.filter(what="appointments.closing_date_booked").count() == 1


class TestAnotherTime:
    def test_the_jobcoach_proposes_one_and_the_participant_is_asked(
        self, office: Office, running: Participation
    ) -> None:
        proposed(office, running)
        date = counter(by=office.personas.wachtel, participation=running, starts_at=at(15))
        assert (date.jobcoach_says, date.participant_says, date.from_jobcoach) == ("yes", "open", True)
        assert Message.objects.filter(participant=running.participant).count() == 2
        answer(by=ByLink(running.participant), closing_date=date, who="participant", says="yes")
        assert Appointment.objects.get().starts_at == at(15)

    def test_at_a_proposed_time_it_is_a_yes(self, office: Office, running: Participation) -> None:
        date = proposed(office, running)[0]
        same = counter(by=office.personas.wachtel, participation=running, starts_at=date.starts_at)
        assert (same.pk, same.jobcoach_says) == (date.pk, "yes")

    def test_where_the_counsellor_is_taken_the_next_times_are_said(
        self, office: Office, running: Participation
    ) -> None:
        proposed(office, running)
        office.booked(at(15), office.participation("Alma Ahorn"))
        with pytest.raises(Refused, match="Nächste freie Zeiten"):
            counter(by=office.personas.wachtel, participation=running, starts_at=at(15))


class TestBookingOne:
    def test_the_centre_books_it_after_a_telephone_call(self, office: Office, running: Participation) -> None:
        date = proposed(office, running)[0]
        appointment = book(by=office.personas.toni, closing_date=date)
        assert book(by=office.personas.toni, closing_date=date) == appointment
        assert not ClosingDate.objects.open().exists()

    def test_a_time_that_is_gone_is_refused(self, office: Office, running: Participation) -> None:
        date = proposed(office, running, at(10))[0]
        office.booked(at(10), office.participation("Alma Ahorn"))
        with pytest.raises(Refused, match="schon einen Termin"):
            book(by=office.personas.toni, closing_date=date)

    def test_taking_back_stops_what_waits(self, office: Office, running: Participation) -> None:
        proposed(office, running)
        assert withdraw(by=office.personas.toni, participation=running) == 3
        assert not Message.objects.filter(state__in=("waiting", "to_print")).exists()
