"""What a counsellor notes of signals: that they were taken up with the participant."""

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import record
from perspektiv.records.feedback.models import Discussed, Response
from perspektiv.records.feedback.signals import Signal
from perspektiv.records.feedback.to_discuss import signals_in
from perspektiv.records.people.actions.participants import wait_for_turn

NO_SIGNAL = Text(
    "Zu dieser Rückmeldung gibt es nichts mehr anzusprechen.", "There is nothing to take up of this feedback any more."
)


@transaction.atomic
def discuss(*, by: User, response: Response) -> list[Signal]:
    """All signals of a response were taken up today; returns those that were open. Said twice, it is said once."""
    wait_for_turn()
    signals = _signals_of(response)
    if not signals:
        raise Refused(NO_SIGNAL)
    still_open = [signal for signal in signals if signal.open]
    Discussed.objects.bulk_create(
        Discussed(
            centre_id=response.centre_id,
            response=response,
            kind=signal.kind,
            about=signal.about,
            on=timezone.localdate(),
            by=by,
        )
        for signal in still_open
    )
    if still_open:
        record(by=by, what="feedback.signal_discussed", subject=response, person=still_open[0].participant)
    return still_open


@transaction.atomic
def take_up_again(*, by: User, response: Response) -> None:
    """The marks of a response are taken back: its signals are open again."""
    wait_for_turn()
    marks = Discussed.objects.filter(response=response)
    if marks.exists():
        marks.delete()
        person = response.participation.participant_id if response.participation else None
        record(by=by, what="feedback.signal_discussed_undone", subject=response, person=person)


def _signals_of(response: Response) -> list[Signal]:
    if response.participation_id is None:
        return []
    return [signal for signal in signals_in([response.participation_id]) if signal.response == response.pk]
