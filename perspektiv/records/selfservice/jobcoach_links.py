"""The link in a jobcoach's mail: signed, to their own proposals alone, good for thirty days, without an account.

It ends earlier when staff end it, when the address changes, and when the account is closed.
"""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from perspektiv.records.letters.way import way_to_jobcoach
from perspektiv.records.people.models import Jobcoach
from perspektiv.records.selfservice.validity import JOBCOACH

_SALT = "perspektiv.selfservice.jobcoach"


class LinkOver(Exception):
    """The link is older than it may be."""


class LinkEnded(Exception):
    """The link was one of ours: staff ended it, its address or account changed, or its bearer is in use no more."""


class LinkBroken(Exception):
    """The link is none of ours."""


def address_for(jobcoach: Jobcoach) -> str:
    return settings.ADDRESS + reverse("selfservice:proposals", args=[token_for(jobcoach)])


def token_for(jobcoach: Jobcoach) -> str:
    return signing.dumps([jobcoach.pk.hex, _seal(jobcoach)], salt=_SALT)


def jobcoach_of(token: str) -> Jobcoach:
    try:
        id, seal = signing.loads(token, salt=_SALT, max_age=JOBCOACH)
        found = Jobcoach.objects.select_related("centre", "user").filter(pk=UUID(hex=id), in_use=True).first()
    except signing.SignatureExpired:
        raise LinkOver from None
    except (signing.BadSignature, ValueError):
        raise LinkBroken from None
    if found is None or not constant_time_compare(seal, _seal(found)):
        raise LinkEnded
    return found


def _seal(jobcoach: Jobcoach) -> str:
    """Changes when links are ended, with the address that they were made for, and when the account is closed."""
    closed = bool(jobcoach.user and not jobcoach.user.is_active)
    made_for = f"{jobcoach.links_ended} {closed} {way_to_jobcoach(jobcoach).address.casefold()}"
    return salted_hmac(_SALT, made_for).hexdigest()[:16]
