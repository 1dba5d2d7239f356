"""How somebody is reached: what they prefer, what they consented to, and the addresses there are."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from perspektiv.records.cases.models import Consent
from perspektiv.records.letters import reasons
from perspektiv.records.letters.models import ASKING, Channel, Preference, Purpose
from perspektiv.records.people.models import Jobcoach, Participant

_MOBILE = re.compile(r"^(\+49|0049|0)1[567]")


@dataclass(frozen=True)
class Way:
    channel: Channel
    address: str
    why_not: str = ""  # it cannot be gone: a name in reasons.py


def way_to(participant: Participant, wished: str = "") -> Way:
    """The wished way, else the preferred, else the quickest that was consented to; a letter where none is open."""
    preference = Preference.objects.filter(participant=participant).first()
    preferred = wished or (preference.channel if preference else "")
    return _way(participant, preferred, agreed=preferred != Channel.LETTER and consented(participant))


def ways_to(participants: Iterable[Participant]) -> dict[UUID, Way]:
    """Those of many, in two queries."""
    asked = {participant.pk: participant for participant in participants}
    preferred = dict(Preference.objects.filter(participant__in=asked).values_list("participant_id", "channel"))
    agreements = Consent.objects.filter(purpose=Consent.Purpose.MESSAGES, withdrawn_on=None, participant__in=asked)
    agreed = set(agreements.values_list("participant_id", flat=True))
    return {id: _way(one, preferred.get(id, ""), agreed=id in agreed) for id, one in asked.items()}


def _way(participant: Participant, preferred: str, *, agreed: bool) -> Way:
    if preferred != Channel.LETTER and agreed:
        for channel in dict.fromkeys(filter(None, (preferred, Channel.MAIL, Channel.SMS))):
            if address := electronic(participant, channel, asked_for=channel == preferred):
                return Way(Channel(channel), address)
    address = postal(participant)
    return Way(Channel.LETTER, address, "" if address else reasons.NO_ADDRESS)


def way_to_jobcoach(jobcoach: Jobcoach) -> Way:
    """Colleagues in an office: by mail."""
    user = jobcoach.user
    address = jobcoach.email or (user.email if user and user.is_active else "")
    return Way(Channel.MAIL, address, "" if address else reasons.NO_MAIL)


def consented(participant: Participant) -> bool:
    return Consent.objects.filter(participant=participant, purpose=Consent.Purpose.MESSAGES, withdrawn_on=None).exists()


def agrees_to_surveys(participant: Participant) -> bool:
    return Consent.objects.filter(participant=participant, purpose=Consent.Purpose.SURVEY, withdrawn_on=None).exists()


def wishing_messages(participants: Collection[UUID]) -> set[UUID]:
    """Those of the participants who consented."""
    given = Consent.objects.filter(purpose=Consent.Purpose.MESSAGES, withdrawn_on=None)
    return set(given.filter(participant__in=participants).values_list("participant_id", flat=True))


def no_reminders(participant: Participant) -> bool:
    return Preference.objects.filter(participant=participant, no_reminders=True).exists()


def unwilling(participant: Participant, purpose: str) -> bool:
    """Whether the person opted out of what is written for this purpose."""
    return (purpose == Purpose.REMINDER and no_reminders(participant)) or (
        purpose in ASKING and no_questions(participant)
    )


def no_questions(participant: Participant) -> bool:
    return not_to_be_asked().filter(pk=participant.pk).exists()


def not_to_be_asked() -> QuerySet[Participant]:
    """Who wants no questionnaires: said so, or withdrew the consent to invitations to surveys."""
    about_surveys = Consent.objects.filter(participant=OuterRef("pk"), purpose=Consent.Purpose.SURVEY)
    withdrawn = Exists(about_surveys.exclude(withdrawn_on=None)) & ~Exists(about_surveys.filter(withdrawn_on=None))
    return Participant.objects.filter(Q(preference__no_questions=True) | withdrawn)


def prefers_letters(participant: Participant) -> bool:
    return Preference.objects.filter(participant=participant, channel=Channel.LETTER).exists()


def electronic(participant: Participant, channel: str, *, asked_for: bool) -> str:
    """The address for a channel. Text messages go unasked only to numbers that are a mobile phone's."""
    if channel == Channel.MAIL:
        return participant.email
    number = re.sub(r"[^\d+]", "", participant.phone)
    return number if number and (asked_for or _MOBILE.match(number)) else ""


def postal(participant: Participant) -> str:
    """Name, street, place: what stands in the window of an envelope. Empty where the place or street is unknown."""
    place = f"{participant.postcode} {participant.city}".strip()
    if not participant.street or not participant.city:
        return ""
    return "\n".join((str(participant), participant.street, place))
