"""The link in a mail by which somebody says how they want to be written to: signed, for one person, no login."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from perspektiv.records.letters.models import ASKING
from perspektiv.records.people.models import Participant

_SALT = "perspektiv.letters.preference"


class NoSuchLink(Exception):
    """The link is none of ours, or the person is no longer here."""


ABOUT_QUESTIONS = "fragen"
"""In the address: somebody comes from a mail that asks for answers."""


def address_for(participant: Participant, purpose: str = "") -> str:
    page = settings.ADDRESS + reverse("letters:opt_out", args=[token_for(participant)])
    return f"{page}?zu={ABOUT_QUESTIONS}" if purpose in ASKING else page


def token_for(participant: Participant) -> str:
    """Good as long as the installation's secret: somebody may opt out by an old mail, too."""
    return signing.Signer(salt=_SALT).sign(participant.pk.hex)


def participant_of(token: str) -> Participant:
    try:
        id = UUID(hex=signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        raise NoSuchLink from None
    found = Participant.objects.select_related("merged_into", "centre").filter(pk=id).first()
    if found is None:
        raise NoSuchLink
    return found.merged_into or found
