"""What a jobcoach answers by the link of a mail."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.outcomes.actions import answers, job_starts, keeping, measures
from perspektiv.records.outcomes.due import About, Answer, follow_up_of
from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, Inquiry, JobStart, Source
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Jobcoach

CORRECTABLE_FOR = timedelta(days=7)
NO_LONGER_ASKED = Text(
    "Diese Frage ist inzwischen geklärt. Vielen Dank, Sie müssen nichts mehr tun.",
    "This question has been settled meanwhile. Thank you, there is nothing left to do.",
)
TOO_LATE = Text(
    "Die Antwort ist älter als sieben Tage. Bitte wenden Sie sich für eine Berichtigung an das Zentrum.",
    "The answer is older than seven days. Please ask the centre to correct it.",
)


@transaction.atomic
def answer(*, by: Jobcoach, inquiry: Inquiry, said: str, correcting: bool = False) -> Inquiry:
    """Keeps the jobcoach's answer. Once answered it stays, unless it is corrected within a week."""
    wait_for_turn()
    stored = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if stored.answered_at is None:
        return _first_answer(by, stored, Answer(said))
    follow_up = stored.follow_up
    if not correcting or follow_up is None or follow_up.answer == said:
        return stored
    if not correctable(stored):
        raise Refused(TOO_LATE)
    answers.correct(by=by, follow_up=follow_up, version=follow_up.version, answer=Answer(said), source=Source.JOBCOACH)
    if said != Answer.YES and (event := event_of(stored)):
        keeping.remove(by=by, outcome=event, version=event.version)
    return stored


def _first_answer(by: Jobcoach, stored: Inquiry, said: FollowUp.Answer) -> Inquiry:
    if not still_asked(stored):
        raise Refused(NO_LONGER_ASKED)
    stored.follow_up = answers.note(
        by=by, participant=stored.participant, about=stored.about, answer=said, source=Source.JOBCOACH
    )
    stored.answered_at = timezone.now()
    stored.version += 1
    stored.save(update_fields=["follow_up", "answered_at", "version"])
    return stored


@transaction.atomic
def tell_day(
    *, by: Jobcoach, inquiry: Inquiry, started_on: date, insured: bool = True, kind: str = ""
) -> JobStart | FollowOnMeasure:
    """Since when, after a yes: makes the job start or the measure, or corrects the one that this link made."""
    wait_for_turn()
    stored = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if stored.follow_up is None or stored.follow_up.answer != Answer.YES or not correctable(stored):
        raise Refused(TOO_LATE)
    event = event_of(stored)
    if isinstance(event, JobStart):
        return job_starts.correct(
            by=by,
            job_start=event,
            version=event.version,
            started_on=started_on,
            insured=insured,
            source=Source.JOBCOACH,
            ended_on=event.ended_on,
        )
    if isinstance(event, FollowOnMeasure):
        return measures.correct(
            by=by, measure=event, version=event.version, started_on=started_on, kind=kind, source=Source.JOBCOACH
        )
    new, whose = _id_of_event(stored), stored.participant
    if stored.about == About.JOB:
        return job_starts.note(
            by=by, id=new, participant=whose, started_on=started_on, insured=insured, source=Source.JOBCOACH
        )
    return measures.note(by=by, id=new, participant=whose, started_on=started_on, kind=kind, source=Source.JOBCOACH)


def event_of(inquiry: Inquiry) -> JobStart | FollowOnMeasure | None:
    """What the jobcoach told by this link beyond a yes."""
    model: type[JobStart] | type[FollowOnMeasure] = JobStart if inquiry.about == About.JOB else FollowOnMeasure
    found: JobStart | FollowOnMeasure | None = model.objects.filter(pk=_id_of_event(inquiry)).first()
    return found


def still_asked(inquiry: Inquiry) -> bool:
    """Whether the question of this window is open."""
    case = follow_up_of(inquiry.participant_id, inquiry.centre_id, timezone.localdate())
    if case is None or case.window.last != inquiry.due_on:
        return False
    return (case.job if inquiry.about == About.JOB else case.measure).open


def correctable(inquiry: Inquiry) -> bool:
    return inquiry.answered_at is not None and timezone.now() - inquiry.answered_at <= CORRECTABLE_FOR


def _id_of_event(inquiry: Inquiry) -> UUID:
    """Always the same, so that sending a day twice makes one entry."""
    return uuid5(inquiry.pk, "event")
