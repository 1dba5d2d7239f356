"""Whatever is done in whatever order: what is due was held, missed or cancelled, and a simple model agrees."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from perspektiv.errors import Refused
from perspektiv.records.access.models import TrailRow
from perspektiv.records.appointments.actions.bookings import book
from perspektiv.records.appointments.actions.marks import mark
from perspektiv.records.appointments.actions.plans import cancel, move
from perspektiv.records.appointments.actions.undoing import undo
from perspektiv.records.appointments.agenda import tally
from perspektiv.records.appointments.models import ACTIVE, DECIDED, Appointment, AppointmentChange, Status
from tests.records.appointments.office import open_office

SLOTS = 12
PICK = st.integers(min_value=0, max_value=10_000)


@dataclass
class Known:
    """What the model knows of an appointment."""

    slot: int
    status: str = "planned"
    version: int = 1


@dataclass
class Done:
    """The last step and what it changed, as long as it can be taken back."""

    action: UUID
    id: UUID
    before: Known | None


class Steps(RuleBasedStateMachine):
    """Books, moves, cancels, marks and takes back, in one counsellor's week that has already passed."""

    def __init__(self) -> None:
        super().__init__()
        self.sandbox = transaction.atomic()
        self.sandbox.__enter__()
        office = open_office()
        self.by, self.counsellor = office.personas.toni, office.personas.jule
        self.cases = [office.participation(f"Person {n}") for n in range(3)]
        self.first = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=9)
        self.known: dict[UUID, Known] = {}
        self.last: Done | None = None
        self.steps = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.sandbox.__exit__(None, None, None)

    def at(self, slot: int) -> datetime:
        return self.first + timedelta(hours=2 * slot)

    def taken(self, slot: int, but: UUID | None = None) -> bool:
        return any(one.slot == slot and one.status in ACTIVE for id, one in self.known.items() if id != but)

    def stored(self, pick: int) -> Appointment:
        return Appointment.objects.get(pk=list(self.known)[pick % len(self.known)])

    def noted(self, id: UUID, action: UUID, **after: Any) -> None:
        known = self.known[id]
        self.last = Done(action, id, known)
        self.known[id] = replace(known, version=known.version + 1, **after)
        self.steps += 1

    @rule(slot=st.integers(0, SLOTS - 1), case=st.integers(0, 2))
    def book(self, slot: int, case: int) -> None:
        free, action, id = not self.taken(slot), uuid4(), uuid4()
        try:
            book(
                by=self.by,
                of=self.cases[case],
                starts_at=self.at(slot),
                counsellor=self.counsellor,
                room=None,
                id=id,
                action=action,
            )
        except Refused:
            assert not free
            return
        assert free
        self.known[id], self.last = Known(slot), Done(action, id, None)
        self.steps += 1

    @precondition(lambda self: self.known)
    @rule(pick=PICK, slot=st.integers(0, SLOTS - 1))
    def move(self, pick: int, slot: int) -> None:
        appointment, action = self.stored(pick), uuid4()
        known = self.known[appointment.id]
        possible = known.status == "planned" and not self.taken(slot, but=appointment.id)
        same = known.slot == slot
        try:
            move(
                by=self.by,
                appointment=appointment,
                version=known.version,
                starts_at=self.at(slot),
                room=None,
                action=action,
            )
        except Refused:
            assert not possible and not same
            return
        assert possible or same
        if not same:
            self.noted(appointment.id, action, slot=slot)

    @precondition(lambda self: self.known)
    @rule(pick=PICK, status=st.sampled_from(["cancelled_by_centre", "cancelled_by_jobcoach"]))
    def cancel(self, pick: int, status: str) -> None:
        appointment, action = self.stored(pick), uuid4()
        known = self.known[appointment.id]
        try:
            cancel(by=self.by, appointment=appointment, version=known.version, status=status, action=action)
        except Refused:
            assert known.status not in ("planned", status)
            return
        if known.status != status:
            assert known.status == "planned"
            self.noted(appointment.id, action, status=status)

    @precondition(lambda self: self.known)
    @rule(pick=PICK, status=st.sampled_from([status.value for status in DECIDED]))
    def mark(self, pick: int, status: str) -> None:
        appointment, action = self.stored(pick), uuid4()
        known = self.known[appointment.id]
        comes_back = status in ACTIVE and known.status not in ACTIVE
        possible = not (comes_back and self.taken(known.slot, but=appointment.id))
        try:
            mark(by=self.by, appointment=appointment, version=known.version, status=status, action=action)
        except Refused:
            assert not possible
            return
        assert possible
        if known.status != status:
            self.noted(appointment.id, action, status=status)

    @precondition(lambda self: self.last)
    @rule()
    def undo(self) -> None:
        last, self.last = self.last, None
        assert last is not None
        before = last.before
        returns = before is not None and before.status in ACTIVE
        blocked = before is not None and returns and self.taken(before.slot, but=last.id)
        try:
            undo(by=self.by, action=last.action)
        except Refused:
            assert blocked
            return
        assert not blocked
        self.steps += 1
        if before is None:
            del self.known[last.id]
        else:
            version = self.known[last.id].version + 1
            self.known[last.id] = Known(before.slot, before.status, version)

    @invariant()
    def the_database_agrees_with_the_model(self) -> None:
        stored = {
            id: Known(slot, status, version)
            for id, slot, status, version in (
                (id, round((at - self.first) / timedelta(hours=2)), status, version)
                for id, at, status, version in Appointment.objects.values_list("id", "starts_at", "status", "version")
            )
        }
        assert stored == self.known

    @invariant()
    def what_is_due_was_held_missed_or_cancelled(self) -> None:
        counted = tally(Appointment.objects.all())
        due = sum(appointment.due for appointment in Appointment.objects.all())
        assert due == counted.held + counted.no_show + counted.cancelled_by_centre + counted.cancelled_by_jobcoach
        assert due == sum(known.status not in ("planned", "excused") for known in self.known.values())
        assert counted.all == len(self.known)

    @invariant()
    def every_step_is_kept_and_in_the_trail(self) -> None:
        assert AppointmentChange.objects.count() == self.steps
        assert TrailRow.objects.filter(what__startswith="appointments.").count() == self.steps


def run_steps(examples: int, steps: int, machine: type[Steps] = Steps) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        ),
    )


def test_a_few_hundred_random_steps(db: None) -> None:
    run_steps(8, 30)


@pytest.mark.soak
def test_ten_thousand_random_steps(db: None) -> None:
    run_steps(200, 50)


class Forgetful(Steps):
    """Counts a cancelled appointment as missed, as users of other systems complain."""

    @precondition(lambda self: self.known)
    @rule(pick=PICK)
    def blame(self, pick: int) -> None:
        appointment = self.stored(pick)
        Appointment.objects.filter(pk=appointment.pk, status=Status.CANCELLED_BY_CENTRE).update(status=Status.NO_SHOW)


def test_a_cancelled_one_that_is_counted_as_missed_is_found(db: None) -> None:
    with pytest.raises(AssertionError):
        run_steps(60, 40, Forgetful)
