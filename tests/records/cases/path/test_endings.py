"""Endings: with a day, early ones with a reason; going on, leaving, coming back; all of it can be taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions.offers import accept
from perspektiv.records.cases.actions.participations import end_early, end_regularly, wants_no_more
from perspektiv.records.cases.actions.referrals import register_way_in
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.exits import exit_day, exits_between
from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.models import Care, Participant
from tests.records.cases.path.conftest import Path, days_back

Ending = Participation.Ending


def test_a_regular_end_has_a_day_and_no_reason(path: Path) -> None:
    participation = path.begins(days_ago=40)
    ended = end_regularly(
        by=path.personas.birte, participation=participation, version=participation.version, day=days_back(1)
    )
    assert (ended.ended_on, ended.ending, ended.reason) == (days_back(1), Ending.REGULAR, None)


def test_an_early_end_has_a_reason_of_the_centre(path: Path) -> None:
    participation = path.begins(days_ago=40)
    with pytest.raises(Refused, match="braucht einen Grund"):
        end_early(by=path.personas.birte, participation=participation, version=participation.version, reason=None)
    ended = end_early(
        by=path.personas.birte,
        participation=participation,
        version=participation.version,
        reason=path.reason("work"),
    )
    assert (ended.ending, ended.reason) == (Ending.EARLY, path.reason("work"))


@pytest.mark.parametrize("days_ago", [41, -1])
def test_an_end_lies_between_the_start_and_today(path: Path, days_ago: int) -> None:
    participation = path.begins(days_ago=40)
    with pytest.raises(Refused):
        end_regularly(
            by=path.personas.birte,
            participation=participation,
            version=participation.version,
            day=days_back(days_ago),
        )


def test_what_has_ended_does_not_end_again(path: Path) -> None:
    participation = path.begins(days_ago=40)
    ended = end_regularly(by=path.personas.birte, participation=participation, version=participation.version)
    with pytest.raises(Refused, match="schon beendet"):
        end_regularly(by=path.personas.birte, participation=ended, version=ended.version)


def test_a_stale_form_ends_nothing(path: Path) -> None:
    participation = path.begins(days_ago=40)
    Participation.objects.filter(pk=participation.pk).update(version=7)
    with pytest.raises(ChangedMeanwhile):
        end_regularly(by=path.personas.birte, participation=participation, version=participation.version)
    assert Participation.objects.get().ended_on is None


def test_the_counsellor_keeps_the_file_for_two_weeks_to_finish_notes(path: Path) -> None:
    participation = path.begins(days_ago=40)
    end_regularly(by=path.personas.birte, participation=participation, version=participation.version)
    care = Care.objects.get()
    assert care.until is not None
    assert (timezone.localdate(care.until) - timezone.localdate()).days == 14
    assert Participant.objects.with_permission(path.personas.jule, Permission.SEE_PEOPLE).exists()
    Care.objects.update(since=timezone.now() - timedelta(days=90), until=timezone.now() - timedelta(seconds=1))
    assert not Participant.objects.with_permission(path.personas.jule, Permission.SEE_PEOPLE).exists()


def test_the_counsellor_keeps_the_file_while_another_segment_runs_with_them(path: Path) -> None:
    participation = path.begins(days_ago=40)
    other = Participation.objects.create(
        centre=path.personas.centre,
        participant=participation.participant,
        segment=path.segment("search"),
        counsellor=path.personas.jule,
        started_on=days_back(10),
    )
    end_regularly(by=path.personas.birte, participation=participation, version=participation.version)
    assert Care.objects.get().until is None
    end_regularly(by=path.personas.birte, participation=other, version=other.version)
    assert Care.objects.get().until is not None


@pytest.mark.parametrize("early", [False, True])
def test_an_end_can_be_taken_back_whole(path: Path, early: bool) -> None:
    participation = path.begins(days_ago=40)
    if early:
        end_early(
            by=path.personas.birte,
            participation=participation,
            version=participation.version,
            reason=path.reason("moved"),
        )
    else:
        end_regularly(
            by=path.personas.birte,
            participation=participation,
            version=participation.version,
            next_segment=path.segment("search"),
        )
    step = last_step(path.personas.birte, participation.participant)
    assert step
    take_back(by=path.personas.birte, step=step)
    participation.refresh_from_db()
    assert (participation.ended_on, participation.ending, participation.reason) == (None, "", None)
    assert participation.next_segment is None
    assert participation.counsellings.get().until is None
    assert Care.objects.get().until is None


def test_going_on_leads_into_the_next_segment(path: Path) -> None:
    participation = path.begins(days_ago=40)
    ended = end_regularly(
        by=path.personas.birte,
        participation=participation,
        version=participation.version,
        next_segment=path.segment("orientation"),
    )
    assert ended.next_segment == path.segment("orientation")
    offer = path.offered_next(ended)
    started = accept(by=path.personas.jule, offer=offer, version=offer.version)
    assert started.segment.key == "orientation"
    assert started.jobcoach == path.personas.wachtel
    ended.refresh_from_db()
    assert ended.next_segment is None
    assert exit_day(started.participant_id, timezone.localdate()) is None


def test_going_on_can_be_given_up(path: Path) -> None:
    participation = path.begins(days_ago=40)
    ended = end_regularly(
        by=path.personas.birte,
        participation=participation,
        version=participation.version,
        next_segment=path.segment("orientation"),
        day=days_back(3),
    )
    path.offered_next(ended)
    given_up = wants_no_more(by=path.personas.birte, participation=ended, version=ended.version)
    assert given_up.next_segment is None
    assert not given_up.participant.offers.filter(answer="open").exists()
    assert exit_day(given_up.participant_id, timezone.localdate()) == days_back(3)


def test_who_comes_back_after_the_exit_has_not_left(path: Path) -> None:
    participation = path.begins(days_ago=100)
    end_early(
        by=path.personas.birte,
        participation=participation,
        version=participation.version,
        reason=path.reason("contact_lost"),
        day=days_back(60),
    )
    person = participation.participant
    assert exit_day(person.pk, timezone.localdate()) == days_back(60)
    again = register_way_in(by=path.personas.toni, centre=path.personas.centre, participant=person)
    offer = path.offered(again, key="intake")
    accept(by=path.personas.jule, offer=offer, version=offer.version)
    assert exit_day(person.pk, timezone.localdate()) is None
    assert exit_day(person.pk, days_back(1)) == days_back(60), "as of yesterday they had left"
    assert person.participations.count() == 2


def test_a_start_with_an_appointment_is_not_taken_back(path: Path) -> None:
    referral = path.comes_in()
    offer = path.offered(referral)
    participation = accept(by=path.personas.jule, offer=offer, version=offer.version)
    now = timezone.now()
    Appointment.objects.create(
        centre=path.personas.centre,
        participant=participation.participant,
        participation=participation,
        counsellor=path.personas.jule,
        starts_at=now,
        ends_at=now + timedelta(minutes=75),
    )
    step = last_step(path.personas.jule, participation.participant)
    assert step
    with pytest.raises(Refused, match="darauf aufgebaut"):
        take_back(by=path.personas.jule, step=step)
    offer.refresh_from_db()
    assert offer.answer == "accepted"


class TestExit:
    """exit(person, to) of figures.md: the largest last day, unless one is still open on the day."""

    def person(self, path: Path, *stays: tuple[int, int | None]) -> Participant:
        participant = path.comes_in().participant
        for start, end in stays:
            Participation.objects.create(
                centre=path.personas.centre,
                participant=participant,
                segment=path.segment("intake"),
                started_on=days_back(start),
                ended_on=None if end is None else days_back(end),
                ending="" if end is None else Ending.REGULAR,
            )
        return participant

    def test_the_last_day_of_the_latest(self, path: Path) -> None:
        participant = self.person(path, (90, 60), (50, 20))
        assert exit_day(participant.pk, timezone.localdate()) == days_back(20)

    def test_still_in_one_is_not_left(self, path: Path) -> None:
        participant = self.person(path, (90, 60), (50, None))
        assert exit_day(participant.pk, timezone.localdate()) is None

    def test_later_participations_do_not_change_an_earlier_answer(self, path: Path) -> None:
        participant = self.person(path, (90, 60), (50, None))
        assert exit_day(participant.pk, days_back(55)) == days_back(60)

    def test_an_end_after_the_day_is_still_in(self, path: Path) -> None:
        participant = self.person(path, (90, 10))
        assert exit_day(participant.pk, days_back(20)) is None
        assert exit_day(participant.pk, days_back(10)) == days_back(10)

    def test_never_begun_has_no_exit(self, path: Path) -> None:
        assert exit_day(self.person(path).pk, timezone.localdate()) is None

    def test_exits_of_a_period(self, path: Path) -> None:
        left = self.person(path, (90, 30))
        earlier = path.comes_in("Ulla", "Ulme").participant
        Participation.objects.create(
            centre=path.personas.centre,
            participant=earlier,
            segment=path.segment("intake"),
            started_on=days_back(200),
            ended_on=days_back(100),
            ending=Ending.REGULAR,
        )
        centres = [path.personas.centre.pk]
        assert exits_between(days_back(40), days_back(20), timezone.localdate(), centres) == {left.pk: days_back(30)}
        assert exits_between(days_back(40), days_back(20), timezone.localdate(), [path.personas.elsewhere.pk]) == {}
