"""The link in a jobcoach's mail: signed, to their own proposals alone, good for thirty days, without an account."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.validity import JOBCOACH

_SALT = "perspektiv.selfservice.jobcoach"


class LinkOver(Exception):
    """The link is older than it may be."""


class LinkBroken(Exception):
    """The link is none of ours, or its bearer is no longer one of the centre's jobcoaches."""


def address_for(jobcoach: Jobcoach) -> str:
    return settings.ADDRESS + reverse("selfservice:proposals", args=[token_for(jobcoach)])


def token_for(jobcoach: Jobcoach) -> str:
    return signing.dumps(jobcoach.pk.hex, salt=_SALT)


def jobcoach_of(token: str) -> Jobcoach:
    try:
        id = UUID(hex=signing.loads(token, salt=_SALT, max_age=JOBCOACH))
    except signing.SignatureExpired:
        raise LinkOver from None
    except (signing.BadSignature, ValueError):
        raise LinkBroken from None
    found = Jobcoach.objects.select_related("centre", "user").filter(pk=id, in_use=True).first()
    if found is None:
        raise LinkBroken
    return found
