"""Which jobcoach can be asked what: due questions of people whom they proposed, not asked in the last fortnight."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.due import Case, open_follow_ups
from perspektiv.records.outcomes.models import FollowUp, Inquiry
from perspektiv.records.people.models import Jobcoach, Participant

NOT_AGAIN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Asked:
    """One question to one jobcoach."""

    participant: Participant
    case: Case
    about: FollowUp.About


@dataclass
class Letter:
    """All questions to one jobcoach, in one mail."""

    jobcoach: Jobcoach
    questions: list[Asked] = field(default_factory=list)

    @property
    def people(self) -> list[Participant]:
        return list({asked.participant.pk: asked.participant for asked in self.questions}.values())


@dataclass(frozen=True)
class Letters:
    ready: list[Letter]
    recently: int  # questions asked in the last fortnight
    without_jobcoach: int  # questions about people whom no jobcoach with an address proposed

    @property
    def questions(self) -> int:
        return sum(len(letter.questions) for letter in self.ready)


def letters_for(centres: Collection[UUID], day: date, participants: Collection[UUID] | None = None) -> Letters:
    """The same number of statements, however many questions are due."""
    due = [case for case in open_follow_ups(centres, day) if any(question.pressing for question in case.questions)]
    due = [case for case in due if participants is None or case.participant_id in participants]
    ids = [case.participant_id for case in due]
    people = Participant.objects.in_bulk(ids)
    coaches, sent = jobcoaches_of(ids), sent_at(ids)
    ready: dict[UUID, Letter] = {}
    recently = without = 0
    since = timezone.now() - NOT_AGAIN_FOR
    for case in due:
        for question in case.questions:
            if not question.pressing:
                continue
            coach = coaches.get(case.participant_id)
            if coach is None or not mail_of(coach):
                without += 1
            elif (last := sent.get((case.participant_id, question.about))) and last > since:
                recently += 1
            else:
                letter = ready.setdefault(coach.pk, Letter(coach))
                letter.questions.append(Asked(people[case.participant_id], case, question.about))
    return Letters(sorted(ready.values(), key=lambda letter: letter.jobcoach.listed), recently, without)


def mail_of(jobcoach: Jobcoach) -> str:
    return jobcoach.email or (jobcoach.user.email if jobcoach.user and jobcoach.user.is_active else "")


def jobcoaches_of(participants: Iterable[UUID]) -> dict[UUID, Jobcoach]:
    """Who proposed each person last, as far as they are still there."""
    referrals = Referral.objects.filter(participant__in=list(participants), jobcoach__isnull=False)
    latest = referrals.select_related("jobcoach__user").order_by("referred_on", "created_at")
    coaches = {referral.participant_id: referral.jobcoach for referral in latest}
    return {who: coach for who, coach in coaches.items() if coach and coach.in_use}


def sent_at(participants: Iterable[UUID]) -> dict[tuple[UUID, str], datetime]:
    """When somebody was last asked about each person and question."""
    sent = Inquiry.objects.filter(participant__in=list(participants), sent_at__isnull=False).order_by("sent_at")
    return {(who, about): at for who, about, at in sent.values_list("participant", "about", "sent_at") if at}
