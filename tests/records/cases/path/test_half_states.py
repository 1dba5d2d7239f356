"""An exception at every write of every action: all of it is kept, or nothing (trust 4)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from perspektiv.records.access.trail import record
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.actions.catalogue import change_segment
from perspektiv.records.cases.actions.contacts import note_contact
from perspektiv.records.cases.actions.offers import accept, offer_case, offer_takeover, withdraw
from perspektiv.records.cases.actions.participations import end_early, end_regularly, wants_no_more
from perspektiv.records.cases.actions.referrals import correct_way_in, decide, propose, wait_for_place
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.actions.substitutes import end_substitution, substitute
from perspektiv.records.cases.ahead import Decision, Party
from perspektiv.records.cases.models import Contact, Counselling, Participation
from perspektiv.records.cases.starting_catalogue import ship_catalogue
from tests.records.cases.path.conftest import Path, days_back

ROOMS = ("access", "people", "cases", "appointments")
Act = Callable[[], object]


class PulledPlug(Exception):
    pass


@contextmanager
def breaking_at(write: int) -> Iterator[list[str]]:
    """Lets the writes before pass and breaks at that one; tells what was written."""
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(sql)
            if len(written) == write:
                raise PulledPlug(sql[:80])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of these rooms."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=str)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    }


def _proposing(path: Path) -> Act:
    return lambda: propose(
        by=path.personas.fee,
        jobcoach=path.personas.wachtel,
        id=uuid4(),
        person={"given_name": "Ulla", "family_name": "Ulme"},
        initiative="both",
        informed_on=timezone.localdate(),
        concern="",
    )


def _registering(path: Path) -> Act:
    return lambda: path.comes_in("Ulla", "Ulme")


def _noting_a_contact(path: Path) -> Act:
    referral = path.comes_in()
    return lambda: note_contact(by=path.personas.toni, referral=referral, way="phone", outcome="reached")


def _correcting(path: Path) -> Act:
    referral = path.comes_in()
    return lambda: correct_way_in(by=path.personas.toni, referral=referral, version=1, concern="Beruf")


def _waiting(path: Path) -> Act:
    referral = path.comes_in()
    return lambda: wait_for_place(by=path.personas.toni, referral=referral, version=1)


def _deciding_with_an_open_offer(path: Path) -> Act:
    referral = path.comes_in()
    path.offered(referral)
    referral.refresh_from_db()
    return lambda: decide(by=path.personas.birte, referral=referral, version=referral.version, result="declined")


def _offering(path: Path) -> Act:
    referral = path.comes_in()
    return lambda: offer_case(
        by=path.personas.birte,
        participant=referral.participant,
        segment=path.segment("intake"),
        counsellor=path.personas.jule,
    )


def _withdrawing(path: Path) -> Act:
    offer = path.offered(path.comes_in())
    return lambda: withdraw(by=path.personas.birte, offer=offer, version=offer.version)


def _accepting(path: Path) -> Act:
    offer = path.offered(path.comes_in())
    return lambda: accept(by=path.personas.jule, offer=offer, version=offer.version)


def _taking_over(path: Path) -> Act:
    participation = path.begins(days_ago=20)
    offer = offer_takeover(by=path.personas.birte, participation=participation, counsellor=path.personas.merle)
    return lambda: accept(by=path.personas.merle, offer=offer, version=offer.version)


def _ending_with_substitute_and_takeover(path: Path) -> Act:
    participation = path.begins(days_ago=20)
    _stand_in(path, [participation.pk])
    offer_takeover(by=path.personas.birte, participation=participation, counsellor=path.personas.merle)
    return lambda: end_early(
        by=path.personas.birte,
        participation=participation,
        version=participation.version,
        reason=path.reason("moved"),
    )


def _ending_with_later_appointments(path: Path) -> Act:
    participation = path.begins(days_ago=20)
    ids = frozenset(_booked(path, participation, days) for days in (3, 10))
    return lambda: end_regularly(
        by=path.personas.birte,
        participation=participation,
        version=participation.version,
        ahead=Decision(ids, Party.CENTRE),
    )


def _taking_that_back(path: Path) -> Act:
    _ending_with_later_appointments(path)()
    step = last_step(path.personas.birte, _latest(path).participant)
    assert step
    return lambda: take_back(by=path.personas.birte, step=step)


def _going_on(path: Path) -> Act:
    participation = path.begins(days_ago=20)
    return lambda: end_regularly(
        by=path.personas.birte,
        participation=participation,
        version=participation.version,
        next_segment=path.segment("search"),
    )


def _giving_up(path: Path) -> Act:
    _going_on(path)()
    ended = _latest(path)
    path.offered_next(ended)
    return lambda: wants_no_more(by=path.personas.birte, participation=ended, version=ended.version)


def _substituting_for_two(path: Path) -> Act:
    ids = [path.begins("Dilan", "Distel").pk, path.begins("Ulla", "Ulme").pk]
    return lambda: _stand_in(path, ids)


def _ending_a_substitution(path: Path) -> Act:
    [standing] = _stand_in(path, [path.begins(days_ago=20).pk])
    return lambda: end_substitution(by=path.personas.birte, counselling=standing)


def _taking_an_ending_back(path: Path) -> Act:
    _ending_with_substitute_and_takeover(path)()
    step = last_step(path.personas.birte, _latest(path).participant)
    assert step
    return lambda: take_back(by=path.personas.birte, step=step)


def _taking_a_start_back(path: Path) -> Act:
    participation = path.begins()
    step = last_step(path.personas.jule, participation.participant)
    assert step
    return lambda: take_back(by=path.personas.jule, step=step)


def _taking_two_substitutions_back(path: Path) -> Act:
    _substituting_for_two(path)()
    step = last_step(path.personas.birte, _latest(path).participant)
    assert step
    return lambda: take_back(by=path.personas.birte, step=step)


def _changing_the_catalogue(path: Path) -> Act:
    segment = path.segment("intake")
    return lambda: change_segment(
        by=path.personas.hanne, segment=segment, version=1, from_day=days_back(-1), planned_units=7
    )


def _shipping_the_catalogue(path: Path) -> Act:
    return lambda: ship_catalogue(by=path.personas.ada, centre=path.personas.elsewhere)


ACTS = [
    _proposing,
    _registering,
    _noting_a_contact,
    _correcting,
    _waiting,
    _deciding_with_an_open_offer,
    _offering,
    _withdrawing,
    _accepting,
    _taking_over,
    _ending_with_substitute_and_takeover,
    _ending_with_later_appointments,
    _taking_that_back,
    _going_on,
    _giving_up,
    _substituting_for_two,
    _ending_a_substitution,
    _taking_an_ending_back,
    _taking_a_start_back,
    _taking_two_substitutions_back,
    _changing_the_catalogue,
    _shipping_the_catalogue,
]


@pytest.mark.parametrize("prepared", ACTS, ids=lambda act: act.__name__.strip("_"))
def test_all_of_it_or_nothing(path: Path, prepared: Callable[[Path], Act]) -> None:
    act = prepared(path)
    before = everything()
    with breaking_at(0) as written, transaction.atomic():
        act()
        transaction.set_rollback(True)
    assert len(written) >= 3, "an action writes its record and the trail"
    for write in range(1, len(written) + 1):
        with breaking_at(write), pytest.raises(PulledPlug):
            act()
        assert everything() == before, f"write {write} left a half state"
    act()
    assert everything() != before


def test_two_writes_that_are_not_held_together_are_seen(path: Path) -> None:
    """The negative control: without the transaction of the action, the first write stays behind."""
    referral = path.comes_in()
    before = everything()
    with breaking_at(2), pytest.raises(PulledPlug):
        contact = Contact.objects.create(centre=referral.centre, referral=referral, way="phone", outcome="reached")
        record(by=path.personas.toni, what="cases.contact_noted", subject=contact)
    assert everything() != before


def _stand_in(path: Path, ids: list[UUID]) -> list[Counselling]:
    return substitute(
        by=path.personas.birte,
        participations=list(Participation.objects.filter(pk__in=ids)),
        counsellor=path.personas.merle,
        first=timezone.localdate(),
        last=days_back(-3),
    )


def _booked(path: Path, participation: Participation, days: int) -> UUID:
    starts_at = timezone.now() + timedelta(days=days)
    return Appointment.objects.create(
        centre=path.personas.centre,
        participant=participation.participant,
        participation=participation,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=75),
    ).pk


def _latest(path: Path) -> Participation:
    return Participation.objects.filter(centre=path.personas.centre).order_by("-created_at")[0]
