"""Whoever leaves is asked for no time any more: proposals for the closing talk end with the participation."""

import pytest
from django.utils import timezone

from perspektiv.records.appointments.actions.closing_dates import PARTICIPANT, answer, propose
from perspektiv.records.appointments.closing_talks import searches_of
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.cases.actions.participations import end_early, end_regularly
from perspektiv.records.cases.actions.steps import last_step, take_back
from perspektiv.records.cases.models import EndingReason, Participation
from perspektiv.records.letters.models import Message
from tests.records.appointments.office import Office, at

pytestmark = pytest.mark.django_db
Answer, End, State = ClosingDate.Answer, ClosingDate.End, Message.State


@pytest.fixture
def running(office: Office) -> Participation:
    """Dilan's, with two times proposed; Dilan can come at the first."""
    running = office.participation()
    running.jobcoach = office.personas.wachtel
    running.save()
    times = [at(10, days_ahead=7), at(10, days_ahead=8)]
    dates = propose(by=office.personas.jule, participation=running, times=times, counsellor=office.personas.jule)
    answer(by=office.personas.jule, closing_date=dates[0], who=PARTICIPANT, says=Answer.YES)
    return running


def leaves(office: Office, running: Participation) -> Participation:
    return end_regularly(by=office.personas.birte, participation=running, version=running.version)


def test_they_are_withdrawn_in_the_same_step(office: Office, running: Participation) -> None:
    leaves(office, running)
    assert set(ClosingDate.objects.values_list("end", flat=True)) == {End.WITHDRAWN}
    assert searches_of(office.personas.birte) == [], "Today says nothing of them"


def test_also_where_it_ends_early(office: Office, running: Participation) -> None:
    reason = EndingReason.objects.create(centre=office.centre, key="moved", name="Umzug", valuation="neutral")
    end_early(by=office.personas.birte, participation=running, version=running.version, reason=reason)
    assert not ClosingDate.objects.open().exists()


def test_letters_that_have_not_left_stay_here(office: Office, running: Participation) -> None:
    Message.objects.filter(jobcoach__isnull=False).update(state=State.SENT, done_at=timezone.now())
    waiting = Message.objects.get(participant=running.participant)
    Message.objects.filter(pk=waiting.pk).update(state=State.TO_PRINT, channel="letter")
    leaves(office, running)
    assert {message.state for message in Message.objects.all()} == {State.STOPPED, State.SENT}
    undo(office, running)
    assert {message.state for message in Message.objects.all()} == {State.TO_PRINT, State.SENT}


def test_the_undo_brings_them_back_with_their_answers(office: Office, running: Participation) -> None:
    leaves(office, running)
    undo(office, running)
    first, second = ClosingDate.objects.open()
    assert (first.participant_says, second.participant_says) == (Answer.YES, Answer.OPEN)
    assert len(searches_of(office.personas.birte)) == 1


def test_the_undo_leaves_alone_what_was_withdrawn_before(office: Office, running: Participation) -> None:
    earlier = list(ClosingDate.objects.all())
    later = [at(13, 30, days_ahead=9)]
    propose(by=office.personas.jule, participation=running, times=later, counsellor=office.personas.jule)
    leaves(office, running)
    undo(office, running)
    assert [date.starts_at for date in ClosingDate.objects.open()] == later
    assert ClosingDate.objects.filter(pk__in=[date.pk for date in earlier], end=End.WITHDRAWN).count() == 2


def undo(office: Office, running: Participation) -> None:
    step = last_step(office.personas.birte, running.participant)
    assert step
    take_back(by=office.personas.birte, step=step)
