"""What needs a jobcoach who has an account: times for a closing talk to answer, a released result to read."""

from django.utils.translation import ngettext

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.appointments.models import ClosingDate
from perspektiv.records.cases.models import ClosingResult
from perspektiv.records.desk.links import link
from perspektiv.records.desk.todo import Todo, names


def todos_of_jobcoach(user: User) -> list[Todo]:
    """In two queries."""
    return [todo for todo in (_times(user), _results(user)) if todo is not None]


def count_for_jobcoach(user: User) -> int:
    """As the navigation counts it: each talk and each result."""
    return len(_talks(user)) + ClosingResult.objects.released_to(user).filter(acknowledged_at=None).count()


def _times(user: User) -> Todo | None:
    people = _talks(user)
    if not people:
        return None
    title = ngettext(
        "%d closing talk: times wait for your answer", "%d closing talks: times wait for your answer", len(people)
    )
    return Todo(title % len(people), names(people), link("selfservice:own_link"), "calendar", "warn")


def _talks(user: User) -> list[str]:
    """The people about whose closing talk the jobcoach is asked."""
    centres = user.centres_with(P.SEE_REFERRALS, Scope.OWN)
    asked = ClosingDate.objects.open().filter(
        centre__in=centres, participation__jobcoach__user=user, jobcoach_says=ClosingDate.Answer.OPEN
    )
    by_talk = {date.participation_id: str(date.participant) for date in asked.select_related("participant")}
    return list(by_talk.values())


def _results(user: User) -> Todo | None:
    unread = ClosingResult.objects.released_to(user).filter(acknowledged_at=None).defer("words", "next_steps")
    results = list(unread.select_related("participation__participant").order_by("counsellor_released_at"))
    if not results:
        return None
    title = ngettext("%d joint result to read", "%d joint results to read", len(results)) % len(results)
    address = link("cases:released_result", results[0].pk) if len(results) == 1 else link("cases:proposals")
    return Todo(title, names(one.participation.participant for one in results), address, "document-text", "note")
