"""How a participant wants to be written to: said by themselves by a link, or written down for them."""

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.letters.models import Preference
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Participant

CHANGED_MEANWHILE = Text(
    "Jemand hat das inzwischen geändert. Bitte prüfen Sie, was jetzt gilt, und wählen Sie noch einmal.",
    "Somebody has changed this meanwhile. Please check what holds now, and choose again.",
)


@transaction.atomic
def prefer(
    *,
    by: Actor,
    participant: Participant,
    channel: str | None = None,
    no_reminders: bool | None = None,
    no_questions: bool | None = None,
    version: int | None = None,
) -> Preference:
    """What is not given stays. ``version``: of the form's preference, 0 for none; without it, whatever holds."""
    wait_for_turn()
    stored = preference_of(participant)
    held = 0 if stored._state.adding else stored.version
    if version is not None and version != held:
        raise Refused(CHANGED_MEANWHILE)
    before = (stored.channel, stored.no_reminders, stored.no_questions)
    stored.channel = stored.channel if channel is None else channel
    stored.no_reminders = stored.no_reminders if no_reminders is None else no_reminders
    stored.no_questions = stored.no_questions if no_questions is None else no_questions
    if held and before == (stored.channel, stored.no_reminders, stored.no_questions):
        return stored
    stored.version = held + 1
    stored.save()
    record(by=by, what="letters.preference_set", subject=stored, person=participant.pk)
    return stored


def preference_of(participant: Participant) -> Preference:
    """The stored one, or a fresh one that is not stored yet."""
    stored = Preference.objects.filter(participant=participant).first()
    return stored or Preference(centre_id=participant.centre_id, participant=participant)
