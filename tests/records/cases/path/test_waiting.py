"""Who waits, for what and how long: what the steering board and Today ask."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from perspektiv.records.access.models import Membership
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases import waiting
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.actions.offers import accept, decline
from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.actions.referrals import decide, wait_for_place
from perspektiv.records.cases.actions.substitutes import substitute
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.cases.waits import Change, ChangeDue, Wait
from tests.records.cases.path.conftest import Path, days_back

BOARD = Permission.SEE_BOARD


class TestWait:
    def test_late_after_the_deadline_and_soon_in_its_last_days(self) -> None:
        since = days_back(13)
        assert Wait(since, since + timedelta(days=10), timezone.localdate()).late
        assert not Wait(days_back(10), timezone.localdate(), timezone.localdate()).late
        assert Wait(days_back(8), days_back(-2), timezone.localdate()).soon
        assert not Wait(days_back(4), days_back(-6), timezone.localdate()).soon

    def test_the_bar_has_the_deadline_at_two_thirds(self) -> None:
        assert Wait(days_back(10), timezone.localdate(), timezone.localdate()).share == 67
        assert Wait(days_back(100), days_back(90), timezone.localdate()).share == 100


class TestWaysIn:
    def test_untouched_with_the_longest_wait_first(self, path: Path) -> None:
        path.comes_in("Vera", "Veilchen", days_ago=4)
        path.comes_in("Ulla", "Ulme", days_ago=13)
        ways = waiting.ways_in_without_contact(path.personas.birte, BOARD, timezone.localdate())
        assert [(str(w.referral.participant), w.wait.days, w.wait.late) for w in ways] == [
            ("Ulla Ulme", 13, True),
            ("Vera Veilchen", 4, False),
        ]
        assert ways[0].wait.deadline == days_back(3)

    def test_an_attempt_moves_on_to_the_first_contact(self, path: Path) -> None:
        referral = path.comes_in(days_ago=13)
        note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="not_reached")
        birte, today = path.personas.birte, timezone.localdate()
        assert waiting.ways_in_without_contact(birte, BOARD, today) == []
        [way] = waiting.first_contacts(birte, BOARD, today)
        assert (way.wait.since, way.wait.deadline, way.attempts) == (today, days_back(-14), 1)
        assert way.last_contact and way.last_contact.outcome == "not_reached"

    def test_a_booked_talk_does_so_too(self, path: Path) -> None:
        referral = path.comes_in(days_ago=13)
        at = timezone.now() + timedelta(days=2)
        talk = Appointment.objects.create(
            centre=path.personas.centre,
            participant=referral.participant,
            referral=referral,
            kind="first_contact",
            starts_at=at,
            ends_at=at + timedelta(minutes=75),
        )
        birte, today = path.personas.birte, timezone.localdate()
        assert waiting.ways_in_without_contact(birte, BOARD, today) == []
        assert [w.talk_at for w in waiting.first_contacts(birte, BOARD, today)] == [at]
        Appointment.objects.filter(pk=talk.pk).update(withdrawn_at=timezone.now())
        assert len(waiting.ways_in_without_contact(birte, BOARD, today)) == 1
        assert waiting.first_contacts(birte, BOARD, today) == []

    def test_decided_ones_wait_no_more(self, path: Path) -> None:
        referral = path.comes_in()
        decide(by=path.personas.toni, referral=referral, version=referral.version, result=Referral.Result.DECLINED)
        assert waiting.ways_in_without_contact(path.personas.birte, BOARD, timezone.localdate()) == []

    def test_other_centres_see_nothing(self, path: Path) -> None:
        path.comes_in()
        assert waiting.ways_in_without_contact(path.personas.fremd, BOARD, timezone.localdate()) == []


class TestPlaces:
    def test_who_is_reached_waits_for_a_place(self, path: Path) -> None:
        referral = path.comes_in(days_ago=8)
        wait_for_place(by=path.personas.toni, referral=referral, version=referral.version, since=days_back(3))
        [place] = waiting.places_wanted(path.personas.birte, BOARD, timezone.localdate())
        assert (place.wait.since, place.offer, place.declined, place.segment) == (days_back(3), None, 0, None)

    def test_offers_and_refusals_are_told(self, path: Path) -> None:
        referral = path.comes_in(days_ago=8)
        first = path.offered(referral)
        decline(by=path.personas.jule, offer=first, version=first.version)
        second = path.offered(referral, path.personas.merle)
        [place] = waiting.places_wanted(path.personas.birte, BOARD, timezone.localdate())
        assert (place.offer, place.declined, place.segment) == (second, 1, path.segment("intake"))

    def test_who_goes_on_waits_from_the_last_day(self, path: Path) -> None:
        participation = path.begins(days_ago=40)
        ended = end_regularly(
            by=path.personas.birte,
            participation=participation,
            version=participation.version,
            day=days_back(5),
            next_segment=path.segment("search"),
        )
        [place] = waiting.places_wanted(path.personas.birte, BOARD, timezone.localdate())
        assert (place.referral, place.segment, place.wait.since) == (None, path.segment("search"), days_back(5))
        offer = path.offered_next(ended)
        accept(by=path.personas.jule, offer=offer, version=offer.version)
        assert waiting.places_wanted(path.personas.birte, BOARD, timezone.localdate()) == []


class TestChanges:
    def talk(
        self, path: Path, participation: Participation, days: int, status: str = "held", kind: str = "counselling"
    ) -> None:
        at = timezone.now() - timedelta(days=days)
        Appointment.objects.create(
            centre=path.personas.centre,
            participant=participation.participant,
            participation=participation,
            kind=kind,
            status=status,
            starts_at=at,
            ends_at=at + timedelta(minutes=75),
        )

    def due(self, path: Path) -> ChangeDue | None:
        found = waiting.changes_due(path.personas.birte, BOARD, timezone.localdate())
        return found[0] if found else None

    @pytest.fixture(autouse=True)
    def participation(self, path: Path) -> Participation:
        participation = path.begins(days_ago=60)
        Participation.objects.filter(pk=participation.pk).update(units_planned=2)
        self.talk(path, participation, 30)
        return participation

    def test_with_a_next_date_nothing_is_due(self, path: Path, participation: Participation) -> None:
        self.talk(path, participation, -3, "planned")
        assert self.due(path) is None

    def test_without_a_next_date(self, path: Path) -> None:
        due = self.due(path)
        assert due and (due.why, due.wait.since, due.units_held, due.units_planned) == (
            Change.NO_NEXT_DATE,
            days_back(30),
            1,
            2,
        )
        assert due.wait.deadline == days_back(9)
        assert due.wait.late

    def test_planned_units_are_done(self, path: Path, participation: Participation) -> None:
        self.talk(path, participation, 20)
        due = self.due(path)
        assert due and (due.why, due.wait.since) == (Change.CLOSING_MISSING, days_back(20))

    def test_the_closing_talk_is_booked(self, path: Path, participation: Participation) -> None:
        self.talk(path, participation, 20)
        self.talk(path, participation, -4, "planned", "closing_talk")
        due = self.due(path)
        assert due and (due.why, due.closing_on) == (Change.CLOSING_BOOKED, days_back(-4))

    def test_the_closing_talk_was_held(self, path: Path, participation: Participation) -> None:
        self.talk(path, participation, 2, "held", "closing_talk")
        due = self.due(path)
        assert due and (due.why, due.wait.since, due.units_held) == (Change.CLOSING_HELD, days_back(2), 1)

    def test_missed_and_withdrawn_talks_are_no_units(self, path: Path, participation: Participation) -> None:
        self.talk(path, participation, 20, "no_show")
        self.talk(path, participation, 19)
        Appointment.objects.order_by("-created_at").filter(status="held").exclude(
            pk=participation.appointments.order_by("starts_at")[0].pk
        ).update(withdrawn_at=timezone.now())
        due = self.due(path)
        assert due and due.units_held == 1

    def test_what_has_ended_is_not_due(self, path: Path, participation: Participation) -> None:
        participation.refresh_from_db()
        end_regularly(by=path.personas.birte, participation=participation, version=participation.version)
        assert self.due(path) is None


class TestRunning:
    def test_by_segment_in_the_order_of_the_path(self, path: Path) -> None:
        path.begins("Dilan", "Distel", days_ago=14)
        path.begins("Ulla", "Ulme", days_ago=28)
        runs = waiting.running_by_segment(path.personas.birte, BOARD, timezone.localdate())
        assert [(run.segment.letters, run.running, run.mean_weeks) for run in runs] == [
            ("EB", 2, 3.0),
            ("SB", 0, None),
            ("BO", 0, None),
            ("ST", 0, None),
            ("CO", 0, None),
        ]

    def test_what_was_never_closed_does_not_stretch_the_mean(self, path: Path) -> None:
        path.begins("Dilan", "Distel", days_ago=14)
        path.begins("Ulla", "Ulme", days_ago=2604)
        run = waiting.running_by_segment(path.personas.birte, BOARD, timezone.localdate())[0]
        assert (run.running, run.mean_weeks) == (2, 2.0)

    def test_a_segment_of_the_past_is_there_while_somebody_is_in_it(self, path: Path) -> None:
        path.begins("Dilan", "Distel", key="basics")
        runs = waiting.running_by_segment(path.personas.birte, BOARD, timezone.localdate())
        assert "BK" in [run.segment.letters for run in runs]


class TestLoad:
    def test_running_and_offered_against_the_places_by_name(self, path: Path) -> None:
        Membership.objects.filter(user=path.personas.jule).update(places=3)
        path.begins("Dilan", "Distel")
        path.offered(path.comes_in("Ulla", "Ulme"))
        loads = waiting.load(path.personas.birte, BOARD, timezone.localdate())
        assert [(str(load.counsellor), load.running, load.offered, load.free) for load in loads] == [
            ("Merle Amsel", 0, 0, None),
            ("Jule Lerche", 1, 1, 1),
        ]

    def test_who_is_away_is_told(self, path: Path) -> None:
        substitute(
            by=path.personas.birte,
            participations=[path.begins()],
            counsellor=path.personas.merle,
            first=timezone.localdate(),
            last=days_back(-5),
        )
        loads = waiting.load(path.personas.birte, BOARD, timezone.localdate())
        assert [load.substituted_until for load in loads] == [None, days_back(-5)]
        assert loads[1].away
        path.begins("Alma", days_ago=3)
        jule = waiting.load(path.personas.birte, BOARD, timezone.localdate())[1]
        assert (jule.running, jule.substituted, jule.away) == (2, 1, False)

    def test_my_offers(self, path: Path) -> None:
        offer = path.offered(path.comes_in())
        assert waiting.open_offers(path.personas.jule) == [offer]
        assert waiting.open_offers(path.personas.merle) == []


def test_ten_times_as_many_need_no_more_statements(path: Path) -> None:
    def counted() -> list[int]:
        counts = []
        for question in (
            waiting.ways_in_without_contact,
            waiting.first_contacts,
            waiting.places_wanted,
            waiting.changes_due,
            waiting.running_by_segment,
            waiting.load,
        ):
            with CaptureQueriesContext(connection) as queries:
                question(path.personas.birte, BOARD, timezone.localdate())
            counts.append(len(queries))
        return counts

    def more(number: int) -> None:
        for at in range(number):
            path.comes_in("Ulla", f"Ulme {number} {at}")
            note_contact(
                by=path.personas.toni,
                referral=path.comes_in("Vera", f"V {number} {at}"),
                way="phone",
                outcome="reached",
            )
            path.offered(path.comes_in("Tarek", f"Tanne {number} {at}"))
            path.begins("Dilan", f"Distel {number} {at}")

    more(2)
    path.personas.birte.grants()
    few = counted()
    more(18)
    assert counted() == few
    assert max(few) <= 4
