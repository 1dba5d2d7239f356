"""The one-tap link in a jobcoach's mail: signed, for one question alone, good for thirty days."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from perspektiv.records.cases.models import Referral
from perspektiv.records.outcomes.models import Inquiry

VALID_FOR = timedelta(days=30)
_SALT = "perspektiv.outcomes.answer"


class LinkOver(Exception):
    """The link is older than it may be."""


class LinkBroken(Exception):
    """The link is none of ours, or leads to what its bearer may not answer (any more)."""


def address_of(inquiry: Inquiry) -> str:
    return settings.ADDRESS + reverse("outcomes:answer", args=[token_for(inquiry)])


def token_for(inquiry: Inquiry) -> str:
    return signing.dumps(str(inquiry.pk), salt=_SALT)


def inquiry_of(token: str) -> Inquiry:
    """The question that a link asks, as long as the person is one whom its jobcoach proposed."""
    try:
        id = UUID(signing.loads(token, salt=_SALT, max_age=VALID_FOR))
    except signing.SignatureExpired:
        raise LinkOver from None
    except (signing.BadSignature, ValueError):
        raise LinkBroken from None
    found = Inquiry.objects.select_related("participant", "jobcoach", "centre", "follow_up").filter(pk=id).first()
    if found is None or not found.jobcoach.in_use or not _proposed_by(found):
        raise LinkBroken
    return found


def _proposed_by(inquiry: Inquiry) -> bool:
    return Referral.objects.filter(jobcoach=inquiry.jobcoach_id, participant=inquiry.participant_id).exists()
