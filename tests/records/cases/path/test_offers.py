"""Cases are offered to counsellors, who accept or decline; nobody is assigned."""

from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.actions.offers import accept, decline, offer_case, offer_takeover, withdraw
from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.models import CaseOffer, Counselling, Participation, Referral
from perspektiv.records.people.models import Care, Participant
from tests.records.cases.path.conftest import Path, days_back

SEE = Permission.SEE_PEOPLE


def test_an_offer_shows_nobody_yet(path: Path) -> None:
    referral = path.comes_in()
    offer = path.offered(referral)
    assert offer.answer == CaseOffer.Answer.OPEN
    assert not Participant.objects.with_permission(path.personas.jule, SEE).exists()
    assert list(CaseOffer.objects.with_permission(path.personas.jule, Permission.ANSWER_OFFERS)) == [offer]
    assert not CaseOffer.objects.with_permission(path.personas.merle, Permission.ANSWER_OFFERS).exists()


def test_whoever_is_offered_waits_for_a_place(path: Path) -> None:
    referral = path.comes_in()
    path.offered(referral)
    referral.refresh_from_db()
    assert referral.waiting_since == timezone.localdate()


def test_accepting_starts_the_participation(path: Path) -> None:
    participation = path.begins(days_ago=2)
    assert (participation.counsellor, participation.started_on) == (path.personas.jule, days_back(2))
    assert participation.jobcoach == path.personas.wachtel
    assert participation.units_planned == 6
    referral = Referral.objects.get()
    assert (referral.result, referral.decided_on) == (Referral.Result.ENTERED, days_back(2))
    assert [c.counsellor for c in participation.counsellings.all()] == [path.personas.jule]
    assert list(Participant.objects.with_permission(path.personas.jule, SEE)) == [participation.participant]


def test_two_open_ways_of_a_merged_file_both_led_in(path: Path) -> None:
    older = path.comes_in(days_ago=9)
    Referral.objects.create(
        centre=path.personas.centre, participant=older.participant, referred_on=days_back(2), jobcoach=None
    )
    offer = path.offered(older)
    participation = accept(by=path.personas.jule, offer=offer, version=offer.version)
    assert set(Referral.objects.values_list("result", flat=True)) == {Referral.Result.ENTERED}
    assert participation.jobcoach is None, "that of the latest"


def test_accepting_twice_starts_once(path: Path) -> None:
    offer = path.offered(path.comes_in())
    first = accept(by=path.personas.jule, offer=offer, version=offer.version)
    assert accept(by=path.personas.jule, offer=offer, version=offer.version) == first
    assert Participation.objects.count() == Counselling.objects.count() == Care.objects.count() == 1


def test_accepting_can_be_taken_back_while_nothing_was_booked(path: Path) -> None:
    referral = path.comes_in()
    offer = path.offered(referral)
    accept(by=path.personas.jule, offer=offer, version=offer.version)
    step = last_step(path.personas.jule, referral.participant)
    assert step
    take_back(by=path.personas.jule, step=step)
    offer.refresh_from_db()
    referral.refresh_from_db()
    assert (offer.answer, referral.result) == (CaseOffer.Answer.OPEN, Referral.Result.OPEN)
    assert not Participation.objects.exists()
    assert not Participant.objects.with_permission(path.personas.jule, SEE).exists()
    assert Care.objects.get().until is not None, "who could look is not forgotten"


def test_a_declined_case_still_waits(path: Path) -> None:
    referral = path.comes_in()
    offer = path.offered(referral)
    decline(by=path.personas.jule, offer=offer, version=offer.version)
    referral.refresh_from_db()
    assert (referral.result, referral.waiting_since) == (Referral.Result.OPEN, timezone.localdate())
    path.offered(referral, path.personas.merle)


def test_a_case_is_offered_to_one_at_a_time(path: Path) -> None:
    referral = path.comes_in()
    offer = path.offered(referral)
    with pytest.raises(Refused, match="Jule Lerche"):
        path.offered(referral, path.personas.merle)
    withdraw(by=path.personas.birte, offer=offer, version=offer.version)
    path.offered(referral, path.personas.merle)


def test_a_withdrawn_offer_cannot_be_accepted(path: Path) -> None:
    offer = path.offered(path.comes_in())
    withdraw(by=path.personas.birte, offer=offer, version=offer.version)
    with pytest.raises(Refused, match="zurückgezogen"):
        accept(by=path.personas.jule, offer=offer, version=offer.version)


def test_only_counsellors_of_the_centre_are_offered_cases(path: Path) -> None:
    referral = path.comes_in()
    for other in (path.personas.fremd, path.personas.toni):
        with pytest.raises(Refused, match="berät in diesem Zentrum nicht"):
            path.offered(referral, other)


def test_nobody_is_twice_in_one_segment_at_a_time(path: Path) -> None:
    participation = path.begins()
    with pytest.raises(Refused, match="nimmt an diesem Segment schon teil"):
        offer_case(
            by=path.personas.birte,
            participant=participation.participant,
            segment=participation.segment,
            counsellor=path.personas.merle,
        )


def test_a_start_is_not_in_the_future_and_not_before_the_way_in(path: Path) -> None:
    offer = path.offered(path.comes_in(days_ago=3))
    for day in (days_back(-1), days_back(4)):
        with pytest.raises(Refused):
            accept(by=path.personas.jule, offer=offer, version=offer.version, day=day)
    assert not Participation.objects.exists()


def test_a_counsellor_takes_over_from_another(path: Path) -> None:
    participation = path.begins(days_ago=30)
    offer = offer_takeover(
        by=path.personas.birte, participation=participation, counsellor=path.personas.merle, id=uuid4()
    )
    accept(by=path.personas.merle, offer=offer, version=offer.version)
    participation.refresh_from_db()
    assert participation.counsellor == path.personas.merle
    assert [(c.counsellor, c.since, c.until) for c in participation.counsellings.order_by("since")] == [
        (path.personas.jule, days_back(30), timezone.localdate()),
        (path.personas.merle, timezone.localdate(), None),
    ]
    old = Care.objects.get(user=path.personas.jule)
    assert old.until is not None
    assert (timezone.localdate(old.until) - timezone.localdate()).days == 14
    assert Care.objects.get(user=path.personas.merle).until is None


def test_a_takeover_can_be_taken_back(path: Path) -> None:
    participation = path.begins(days_ago=30)
    offer = offer_takeover(by=path.personas.birte, participation=participation, counsellor=path.personas.merle)
    accept(by=path.personas.merle, offer=offer, version=offer.version)
    step = last_step(path.personas.merle, participation.participant)
    assert step
    take_back(by=path.personas.merle, step=step)
    participation.refresh_from_db()
    assert participation.counsellor == path.personas.jule
    assert participation.counsellings.get().until is None
    assert Care.objects.get(user=path.personas.jule).until is None
    assert not Participant.objects.with_permission(path.personas.merle, SEE).exists()


def test_a_takeover_is_of_a_running_participation_by_somebody_else(path: Path) -> None:
    participation = path.begins(days_ago=30)
    with pytest.raises(Refused, match="berät diese Teilnahme schon"):
        offer_takeover(by=path.personas.birte, participation=participation, counsellor=path.personas.jule)
    ended = end_regularly(by=path.personas.birte, participation=participation, version=participation.version)
    with pytest.raises(Refused, match="schon beendet"):
        offer_takeover(by=path.personas.birte, participation=ended, counsellor=path.personas.merle)


def test_ending_withdraws_an_open_takeover(path: Path) -> None:
    participation = path.begins(days_ago=30)
    offer = offer_takeover(by=path.personas.birte, participation=participation, counsellor=path.personas.merle)
    end_regularly(by=path.personas.jule, participation=participation, version=participation.version)
    offer.refresh_from_db()
    assert offer.answer == CaseOffer.Answer.WITHDRAWN
