"""What the tests of outcomes set up: people who have left, in few words."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from perspektiv.records.access.models import Centre
from perspektiv.records.cases.models import Participation, Referral, Segment
from perspektiv.records.outcomes.window import window_of
from perspektiv.records.people.models import Jobcoach, Participant

_numbers = count(1)


def segment_of(centre: Centre) -> Segment:
    made, _ = Segment.objects.get_or_create(
        centre=centre, key="eb", defaults={"name": "Einstiegsberatung", "letters": "EB", "position": 1}
    )
    return made


def left(
    centre: Centre, on: date, name: str = "Dilan Distel", *, number: str = "", jobcoach: Jobcoach | None = None
) -> Participant:
    """Somebody who left on a day, after half a year; proposed by a jobcoach, if one is named."""
    given_name, family_name = name.split()
    person = Participant.objects.create(
        centre=centre,
        file_number=f"2026-{next(_numbers):04}",
        given_name=given_name,
        family_name=family_name,
        customer_number=number,
    )
    started_on = on - timedelta(days=180)
    if jobcoach:
        Referral.objects.create(
            centre=centre,
            participant=person,
            jobcoach=jobcoach,
            referred_on=started_on - timedelta(days=20),
            result=Referral.Result.ENTERED,
            decided_on=started_on,
        )
    takes_part(person, started_on, until=on)
    return person


def takes_part(person: Participant, since: date, until: date | None = None) -> Participation:
    return Participation.objects.create(
        centre=person.centre,
        participant=person,
        segment=segment_of(person.centre),
        started_on=since,
        ended_on=until,
        ending=Participation.Ending.REGULAR if until else "",
    )


def due_since(days: int) -> date:
    """An exit whose window ended so many days ago (or is ahead, if negative)."""
    wanted = timezone.localdate() - timedelta(days=days)
    exit = wanted - timedelta(days=185)
    while window_of(exit).last < wanted:
        exit += timedelta(days=1)
    return exit
