"""A questionnaire sent to somebody by hand: the limit is told, and may be exceeded where the person agrees."""

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import record
from perspektiv.records.feedback.actions.falling_due import asked_in_month, send_link
from perspektiv.records.feedback.actions.handing_out import hand_out
from perspektiv.records.feedback.models import InstrumentVersion, Invitation, Moment
from perspektiv.records.feedback.plan import limit_of
from perspektiv.records.letters.way import no_questions, way_to
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

OPTED_OUT = Text(
    "Die Person möchte keine Fragebögen geschickt bekommen. Sie können einen zeigen oder drucken, wenn sie es möchte.",
    "The person does not want to be sent questionnaires. You can show or print one if they wish.",
)
NO_ADDRESS = Text(
    "Es gibt keine Adresse, an die wir schreiben können. Sie können den Fragebogen zeigen oder drucken.",
    "There is no address to write to. You can show or print the questionnaire.",
)
SETTLED = Text(
    "Dieser Fragebogen ist heute schon beantwortet oder abgelehnt worden.",
    "This questionnaire has been answered or declined today.",
)
BEYOND = Text(
    "In diesem Monat wurden schon {asked} Fragen gestellt, mit diesem Fragebogen wären es {all}; vorgesehen sind "
    "höchstens {limit}. Senden Sie ihn nur, wenn die Person einverstanden ist.",
    "{asked} questions were asked this month, with this questionnaire they would be {all}; {limit} are meant at most. "
    "Send it only if the person agrees.",
)


class BeyondLimit(Refused):
    """More than somebody should be asked in a month, and nobody said that the person agrees."""


@transaction.atomic
def send(
    *, by: User, participant: Participant, version: InstrumentVersion, moment: str = Moment.SINGLE, agreed: bool = False
) -> Invitation:
    """By the way that the person is written to. Sent twice, it is the same invitation and one message."""
    wait_for_turn()
    if no_questions(participant):
        raise Refused(OPTED_OUT)
    if way_to(participant).why_not:
        raise Refused(NO_ADDRESS)
    asked = Invitation.objects.open().filter(
        participant=participant, version_of__instrument=version.instrument_id, moment=moment
    )
    standing = asked.select_related("version_of", "participant__centre").first()
    if standing is None:
        beyond = _beyond(participant, version)
        if beyond and not agreed:
            raise BeyondLimit(BEYOND, **beyond)
        standing = hand_out(by=by, participant=participant, version=version, moment=moment)
        if standing.answered_at or standing.declined_at or standing.why_not:
            raise Refused(SETTLED)
        if beyond:
            record(by=by, what="feedback.limit_exceeded", subject=standing, person=participant.pk)
    return standing if standing.message_id else send_link(by=by, invitation=standing)


def _beyond(participant: Participant, version: InstrumentVersion) -> dict[str, int]:
    """How far, or nothing."""
    asked, limit = asked_in_month(participant, timezone.localdate()), limit_of(participant.centre).questions_a_month
    all = asked + version.items.count()
    return {"asked": asked, "all": all, "limit": limit} if all > limit else {}
