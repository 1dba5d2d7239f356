"""A questionnaire handed to somebody now: shown as a picture for their telephone, or printed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import Participation
from perspektiv.records.feedback.actions.invitations import ANSWERED, invite
from perspektiv.records.feedback.models import InstrumentVersion, Invitation, Moment, Purpose
from perspektiv.records.people.models import Participant

OPEN_FOR = timedelta(days=14)
NO_QUESTIONNAIRE = Text(
    "Es gibt noch keinen veröffentlichten Fragebogen zum Gespräch. Die Leitung kann einen veröffentlichen.",
    "There is no published questionnaire for talks yet. The head can publish one.",
)
NOT_A_TALK = Text(
    "Gefragt wird nach einem Gespräch, das heute oder früher stattfand.",
    "People are asked about a talk that took place today or before.",
)


def handed_out(centre: Centre) -> list[InstrumentVersion]:
    """What can be handed to a person: the newest published version of every questionnaire in use but anonymous ones."""
    versions = InstrumentVersion.objects.published().filter(
        centre=centre, instrument__anonymous=False, instrument__retired_at=None
    )
    newest: dict[object, InstrumentVersion] = {}
    for version in versions.select_related("instrument").order_by("instrument__purpose", "instrument__key", "number"):
        newest[version.instrument_id] = version
    return [version for version in newest.values() if version.instrument.purpose != Purpose.EMPLOYER]


@transaction.atomic
def hand_out(
    *, by: Actor, participant: Participant, version: InstrumentVersion, moment: str = Moment.SINGLE
) -> Invitation:
    """Once a day, questionnaire and moment; open for two weeks."""
    today = timezone.localdate()
    running = Participation.objects.filter(participant=participant).order_by("ended_on", "-started_on")
    newest = running.filter(ended_on=None).first() or running.order_by("-ended_on").first()
    return invite(
        by=by,
        participant=participant,
        participation=newest,
        version=version,
        moment=moment,
        occasion=f"handed:{participant.pk.hex}:{version.instrument_id.hex}:{moment}:{today:%Y%m%d}",
        due_on=today,
        closes_on=today + OPEN_FOR,
    )


@transaction.atomic
def about_talk(*, by: Actor, appointment: Appointment) -> Invitation:
    """The invitation to say how a talk was: the one that stands, or a new one."""
    today = timezone.localdate()
    asked = Invitation.objects.filter(
        appointment=appointment, version_of__instrument__purpose=Purpose.SESSION, why_not=""
    ).select_related("version_of__instrument", "centre", "participant")
    if asked.filter(answered_at__isnull=False).exists():
        raise Refused(ANSWERED)
    if standing := asked.open(today).first():
        return standing
    if appointment.status not in (Status.PLANNED, Status.HELD) or timezone.localdate(appointment.starts_at) > today:
        raise Refused(NOT_A_TALK)
    version = next((one for one in handed_out(appointment.centre) if one.instrument.purpose == Purpose.SESSION), None)
    if version is None:
        raise Refused(NO_QUESTIONNAIRE)
    return invite(
        by=by,
        participant=appointment.participant,
        participation=appointment.participation,
        appointment=appointment,
        version=version,
        occasion=f"talk:{appointment.pk.hex}:{today:%Y%m%d}",
        due_on=today,
        closes_on=today + OPEN_FOR,
    )
