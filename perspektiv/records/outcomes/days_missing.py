"""Who left early for work without anybody knowing yet on which day it begins: listed until that day is entered."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from perspektiv.records.cases.models import Participation
from perspektiv.records.outcomes.due import AHEAD, LONGEST
from perspektiv.records.outcomes.models import FollowUp, JobStart


def days_missing(centres: Collection[UUID], day: date) -> list[Participation]:
    """Their endings, the oldest first; in one statement. Later the six-month desk asks by itself.

    It is settled by a job start since the participation began, or by the word that nothing came of it. Imported history
    is left out: who knew the day then has entered it.
    """
    begun = JobStart.objects.filter(participant=OuterRef("participant"), started_on__gte=OuterRef("started_on"))
    nothing = FollowUp.objects.filter(
        participant=OuterRef("participant"),
        about=FollowUp.About.JOB,
        answer__in=(FollowUp.Answer.NO, FollowUp.Answer.REFUSED),
        asked_on__gte=OuterRef("ended_on"),
    )
    ended = Participation.objects.filter(
        ~Exists(begun),
        ~Exists(nothing),
        centre__in=list(centres),
        ending=Participation.Ending.EARLY,
        reason__is_work=True,
        ended_on__gt=day + AHEAD - LONGEST,
        ended_on__lte=day,
        source_key="",
    )
    return list(ended.select_related("participant", "segment").order_by("ended_on", "pk"))
