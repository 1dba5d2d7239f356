"""Whether those concerned are told, as a form says it; and what the page says about it afterwards."""

from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from perspektiv.records.appointments.models import Appointment
from perspektiv.records.appointments.notices import messages_about, told_unasked
from perspektiv.records.appointments.notices_of_several import message_about
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.people.models import Participant


def shall_tell(fields: QueryDict, participant: Participant) -> bool:
    """The tick of a form that shows one; where none is shown, whether the person wished for messages."""
    return "tell" in fields if fields.get("asks_to_tell") else told_unasked(participant)


def and_told(sentence: str, action: UUID, appointment: Appointment) -> str:
    """The sentence, and how the person is told, if they are."""
    message = messages_about(action, [appointment]).get(appointment.pk) or message_about(
        action, appointment.participant
    )
    return f"{sentence}. {told(message)}" if message else sentence


def and_told_or_call(fields: QueryDict, sentence: str, action: UUID, appointment: Appointment) -> str:
    """As ``and_told``; where the form showed no tick, it also says that nobody writes to them."""
    said = and_told(sentence, action, appointment)
    unseen = said == sentence and not fields.get("asks_to_tell") and appointment.starts_at > timezone.now()
    return f"{sentence}, {_('not written to: please call')}" if unseen else said


def told(message: Message) -> str:
    if message.state == Message.State.FAILED:
        return _("There is no way to write to this person: please call.")
    return {
        Channel.MAIL: _("An e-mail goes out in a minute."),
        Channel.SMS: _("A text message goes out in a minute."),
        Channel.LETTER: _("A letter is ready to be printed."),
    }[Channel(message.channel)]
