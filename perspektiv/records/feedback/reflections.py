"""The participant's reflection before the closing talk: what was asked, what came, what they released for the talk."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.reflecting import Reflection, Released, Stand
from perspektiv.records.feedback.models import Answer, Invitation, Kind, Purpose, Response
from perspektiv.records.feedback.words import said
from perspektiv.records.people.models import Participant


def releasable() -> QuerySet[Answer]:
    """Words of a reflection; no mark and no choice is ever shown in the talk."""
    of_a_reflection = Answer.objects.filter(
        response__version_of__instrument__purpose=Purpose.IMPROVEMENT,
        response__participation__isnull=False,
        item__kind=Kind.TEXT,
    )
    return of_a_reflection.exclude(words="").order_by("-response__submitted_on", "response", "item__position")


def talk_is_held(participation: Participation) -> bool:
    """From then on nothing more is released or taken back."""
    held = Appointment.objects.filter(kind=Appointment.Kind.CLOSING_TALK, status=Status.HELD)
    return participation.ended_on is not None or held.filter(participation=participation).exists()


class Reflections:
    """Hung on to ``cases.reflecting``."""

    def reflections_of(self, participations: Collection[UUID], user: User) -> Mapping[UUID, Reflection]:
        people = Participant.objects.all()
        asked = Q(participant__in=people.with_permission(user, Permission.INVITE_FEEDBACK))
        seen = Q(participant__in=people.with_permission(user, Permission.SEE_FEEDBACK))
        all = dict(
            Participation.objects.filter(asked | seen, pk__in=participations).values_list("pk", "participant_id")
        )
        reading = Participation.objects.filter(seen, pk__in=all)
        found = {id: _asked(each) for id, each in _newest_invitations(all).items()}
        found |= _given(all)
        released = _released(set(reading.values_list("pk", flat=True)))
        return {
            id: _whole(found.get(id, Reflection(Stand.NOT_ASKED)), released.get(id, ()), person)
            for id, person in all.items()
        }


def _newest_invitations(participations: Collection[UUID]) -> dict[UUID, Invitation]:
    asked = Invitation.objects.filter(
        participation__in=participations, version_of__instrument__purpose=Purpose.IMPROVEMENT, why_not=""
    )
    return {one.participation_id: one for one in asked.order_by("due_on", "created_at") if one.participation_id}


def _given(participations: Collection[UUID]) -> dict[UUID, Reflection]:
    given = Response.objects.filter(
        participation__in=participations, version_of__instrument__purpose=Purpose.IMPROVEMENT
    )
    rows = given.order_by("submitted_on", "created_at").values_list("participation", "submitted_on")
    return {participation: Reflection(Stand.GIVEN, on) for participation, on in rows}


def _asked(invitation: Invitation) -> Reflection:
    if invitation.declined_at:
        return Reflection(Stand.DECLINED)
    over = invitation.closes_on < timezone.localdate()
    return Reflection(Stand.MISSED if over else Stand.ASKED, invitation.closes_on)


def _released(participations: Collection[UUID]) -> dict[UUID, tuple[Released, ...]]:
    answers = releasable().filter(response__participation__in=participations, shared_at__isnull=False)
    by_participation: dict[UUID, list[Released]] = {}
    language = get_language() or ""
    for answer in answers.select_related("item", "response"):
        words = Released(str(answer.pk), said(answer.item.words, language, "question"), answer.words)
        if id := answer.response.participation_id:
            by_participation.setdefault(id, []).append(words)
    return {id: tuple(words) for id, words in by_participation.items()}


def _whole(found: Reflection, released: tuple[Released, ...], participant: UUID) -> Reflection:
    return Reflection(found.stand, found.on, released, reverse("feedback:of_person", args=[participant]))
