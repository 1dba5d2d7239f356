"""What a jobcoach tells of a job start: told, corrected and taken back by them, until somebody else has changed it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import TrailRow
from perspektiv.records.access.trail import Actor
from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.actions import job_starts, keeping
from perspektiv.records.outcomes.models import JobStart, Source
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Jobcoach

BEFORE_PROPOSAL = Text(
    "Dieser Tag liegt vor Ihrem Vorschlag vom {day}. Bitte prüfen Sie ihn.",
    "This day is before your proposal of {day}. Please check it.",
)
USED = Text(
    "Diese Meldung hat das Zentrum schon bearbeitet. Bitte rufen Sie dort an, wenn sie nicht stimmt.",
    "The centre has worked on this report already. Please call there if it is not right.",
)


@transaction.atomic
def report(
    *, by: Actor, jobcoach: Jobcoach, referral: Referral, started_on: date, insured: bool, id: UUID | None = None
) -> JobStart:
    """The same day told anew with another answer corrects the jobcoach's own report."""
    wait_for_turn()
    _must_follow(referral, started_on)
    for told in own_reports(jobcoach, referral):
        if told.started_on == started_on and told.insured != insured and told.pk != id:
            return correct(
                by=by,
                jobcoach=jobcoach,
                referral=referral,
                told=told,
                version=told.version,
                started_on=started_on,
                insured=insured,
            )
    return job_starts.note(
        by=by,
        participant=referral.participant,
        started_on=started_on,
        insured=insured,
        source=Source.JOBCOACH,
        id=id,
    )


@transaction.atomic
def correct(
    *,
    by: Actor,
    jobcoach: Jobcoach,
    referral: Referral,
    told: JobStart,
    version: int,
    started_on: date,
    insured: bool,
) -> JobStart:
    wait_for_turn()
    _must_follow(referral, started_on)
    _must_be_theirs(jobcoach, referral, told)
    return job_starts.correct(
        by=by,
        job_start=told,
        version=version,
        started_on=started_on,
        insured=insured,
        source=Source.JOBCOACH,
        ended_on=told.ended_on,
    )


@transaction.atomic
def withdraw(*, by: Actor, jobcoach: Jobcoach, referral: Referral, told: JobStart, version: int) -> None:
    wait_for_turn()
    _must_be_theirs(jobcoach, referral, told)
    keeping.remove(by=by, outcome=told, version=version)


def own_reports(jobcoach: Jobcoach, referral: Referral) -> list[JobStart]:
    """Those that this jobcoach told and nobody else has changed since."""
    told = JobStart.objects.filter(participant=referral.participant_id, source=Source.JOBCOACH)
    by_subject = {f"{JobStart._meta.label_lower}:{one.pk}": one for one in told.order_by("-started_on")}
    rows = TrailRow.objects.filter(person=referral.participant_id, subject__in=list(by_subject)).order_by("seq")
    rows = rows.filter(what__startswith="outcomes.job_start_")
    last = {row.subject: row.actor for row in rows}
    names = {jobcoach.trail_name, jobcoach.user.trail_name if jobcoach.user else ""}
    return [one for subject, one in by_subject.items() if last.get(subject) in names]


def _must_be_theirs(jobcoach: Jobcoach, referral: Referral, told: JobStart) -> None:
    if told not in own_reports(jobcoach, referral):
        raise Refused(USED)


def _must_follow(referral: Referral, day: date) -> None:
    if day < referral.referred_on:
        raise Refused(BEFORE_PROPOSAL, day=f"{referral.referred_on:%d.%m.%Y}")
