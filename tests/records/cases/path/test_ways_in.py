"""Ways in: registered once, contacted, and decided; each step can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.permissions import Permission
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.actions.offers import withdraw
from perspektiv.records.cases.actions.referrals import (
    correct_way_in,
    decide,
    propose,
    register_way_in,
    reopen,
    wait_for_place,
)
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.models import CaseOffer, Contact, Referral, Step
from perspektiv.records.cases.versions import ChangedMeanwhile
from perspektiv.records.people.models import Participant
from tests.records.cases.path.conftest import Path, days_back

Result = Referral.Result


def test_person_and_way_in_are_registered_together(path: Path) -> None:
    referral = path.comes_in()
    assert str(referral.participant) == "Dilan Distel"
    assert (referral.result, referral.decided_on) == (Result.OPEN, None)
    assert referral.referred_on == timezone.localdate()


def test_a_form_sent_twice_makes_one_way_in_and_one_person(path: Path) -> None:
    id = uuid4()
    for _ in range(2):
        register_way_in(by=path.personas.toni, centre=path.personas.centre, id=id, person={"family_name": "Distel"})
    assert Referral.objects.count() == Participant.objects.count() == 1
    assert Step.objects.count() == 1


def test_a_jobcoach_proposes_for_their_own_centre(path: Path) -> None:
    referral = propose(
        by=path.personas.fee,
        jobcoach=path.personas.wachtel,
        id=uuid4(),
        person={"given_name": "Ulla", "family_name": "Ulme", "language": "uk"},
        initiative=Referral.Initiative.PARTICIPANT,
        informed_on=timezone.localdate(),
        concern="berufliche Richtung klären",
    )
    assert (referral.centre, referral.jobcoach) == (path.personas.centre, path.personas.wachtel)
    assert referral.participant.language == "uk"
    assert list(Referral.objects.with_permission(path.personas.fee, Permission.SEE_REFERRALS)) == [referral]


def test_somebody_with_an_open_way_in_gets_no_second_one(path: Path) -> None:
    referral = path.comes_in()
    with pytest.raises(Refused, match="schon ein Zugang offen"):
        register_way_in(
            by=path.personas.toni, centre=path.personas.centre, id=uuid4(), participant=referral.participant
        )


def test_days_of_the_future_are_refused(path: Path) -> None:
    for days in ({"referred_on": days_back(-1)}, {"informed_on": days_back(-1)}):
        with pytest.raises(Refused, match="Zukunft"):
            register_way_in(
                by=path.personas.toni,
                centre=path.personas.centre,
                person={"family_name": "Distel"},
                **days,  # type: ignore[arg-type]
            )
    assert not Participant.objects.exists()


def test_every_attempt_is_kept_and_each_can_be_taken_back(path: Path) -> None:
    referral = path.comes_in()
    note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="not_reached", id=uuid4())
    note_contact(by=path.personas.toni, referral=referral, way="letter", outcome="not_reached", id=uuid4())
    step = last_step(path.personas.toni, referral.participant)
    assert step
    take_back(by=path.personas.toni, step=step)
    assert [contact.way for contact in referral.contacts.all()] == ["phone"]
    assert TrailRow.objects.filter(what="cases.contact_noted_undone", person=referral.participant_id).count() == 1


def test_a_contact_sent_twice_is_kept_once(path: Path) -> None:
    referral, id = path.comes_in(), uuid4()
    for _ in range(2):
        note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="reached", id=id)
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("result", [Result.DECLINED, Result.NOT_REACHED, Result.NOT_SUITABLE])
def test_a_way_in_ends_with_a_day_and_can_be_taken_back(path: Path, result: Result) -> None:
    referral = path.comes_in(days_ago=9)
    decided = decide(
        by=path.personas.toni, referral=referral, version=referral.version, result=result, day=days_back(2)
    )
    assert (decided.result, decided.decided_on) == (result, days_back(2))
    step = last_step(path.personas.toni, referral.participant)
    assert step
    take_back(by=path.personas.toni, step=step)
    referral.refresh_from_db()
    assert (referral.result, referral.decided_on) == (Result.OPEN, None)


def test_a_decided_way_in_takes_no_contacts_and_no_second_decision(path: Path) -> None:
    referral = path.comes_in()
    referral = decide(by=path.personas.toni, referral=referral, version=referral.version, result=Result.DECLINED)
    with pytest.raises(Refused, match="schon entschieden"):
        note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="reached")
    with pytest.raises(Refused, match="schon entschieden"):
        decide(by=path.personas.toni, referral=referral, version=referral.version, result=Result.NOT_REACHED)


def test_nobody_enters_by_a_decision(path: Path) -> None:
    referral = path.comes_in()
    with pytest.raises(Refused, match="angenommen"):
        decide(by=path.personas.toni, referral=referral, version=referral.version, result=Result.ENTERED)


def test_the_day_of_a_decision_is_not_before_the_way_in(path: Path) -> None:
    referral = path.comes_in(days_ago=3)
    with pytest.raises(Refused, match="vor dem Zugang"):
        decide(
            by=path.personas.toni,
            referral=referral,
            version=referral.version,
            result=Result.DECLINED,
            day=days_back(4),
        )


def test_waiting_for_a_place_has_a_day(path: Path) -> None:
    referral = path.comes_in(days_ago=8)
    waiting = wait_for_place(by=path.personas.toni, referral=referral, version=referral.version, since=days_back(1))
    assert waiting.waiting_since == days_back(1)
    step = last_step(path.personas.toni, referral.participant)
    assert step
    take_back(by=path.personas.toni, step=step)
    referral.refresh_from_db()
    assert referral.waiting_since is None


def test_who_comes_back_after_all_goes_on_where_it_stopped(path: Path) -> None:
    referral = path.comes_in()
    referral = decide(by=path.personas.toni, referral=referral, version=referral.version, result=Result.NOT_REACHED)
    referral = reopen(by=path.personas.toni, referral=referral, version=referral.version)
    assert (referral.result, referral.decided_on) == (Result.OPEN, None)


def test_a_decision_withdraws_the_offer_and_taking_back_restores_it(path: Path) -> None:
    referral = path.comes_in()
    offer = path.offered(referral)
    referral.refresh_from_db()
    decide(by=path.personas.birte, referral=referral, version=referral.version, result=Result.DECLINED)
    offer.refresh_from_db()
    assert offer.answer == CaseOffer.Answer.WITHDRAWN
    step = last_step(path.personas.birte, referral.participant)
    assert step
    take_back(by=path.personas.birte, step=step)
    offer.refresh_from_db()
    assert (offer.answer, offer.answered_at) == (CaseOffer.Answer.OPEN, None)


def test_a_step_that_something_was_built_on_stays(path: Path) -> None:
    referral = path.comes_in()
    offer = path.offered(referral)
    step = last_step(path.personas.birte, referral.participant)
    assert step
    withdraw(by=path.personas.toni, offer=offer, version=offer.version)
    with pytest.raises(Refused, match="darauf aufgebaut"):
        take_back(by=path.personas.birte, step=step)
    assert CaseOffer.objects.get().answer == CaseOffer.Answer.WITHDRAWN


def test_a_step_is_taken_back_once_and_soon(path: Path) -> None:
    referral = path.comes_in()
    decide(by=path.personas.toni, referral=referral, version=referral.version, result=Result.DECLINED)
    step = last_step(path.personas.toni, referral.participant)
    assert step
    take_back(by=path.personas.toni, step=step)
    rows = TrailRow.objects.count()
    take_back(by=path.personas.toni, step=step)
    assert TrailRow.objects.count() == rows
    first = Step.objects.get(what="cases.way_in_registered")
    Step.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="zu lange her"):
        take_back(by=path.personas.toni, step=first)


def test_a_stale_correction_overwrites_nothing(path: Path) -> None:
    referral = path.comes_in()
    correct_way_in(by=path.personas.toni, referral=referral, version=referral.version, concern="Sprache und Beruf")
    with pytest.raises(ChangedMeanwhile) as refused:
        correct_way_in(by=path.personas.birte, referral=referral, version=referral.version, concern="Nur Beruf")
    assert isinstance(refused.value.stored, Referral)
    assert refused.value.stored.concern == "Sprache und Beruf"
    referral.refresh_from_db()
    assert referral.concern == "Sprache und Beruf"


def test_a_step_keeps_no_words(path: Path) -> None:
    referral = path.comes_in()
    correct_way_in(by=path.personas.toni, referral=referral, version=1, concern="geheim")
    assert "geheim" not in str(list(Step.objects.values_list("changes", flat=True)))
