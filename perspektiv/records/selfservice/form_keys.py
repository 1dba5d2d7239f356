"""Forms of pages that are reached by a link carry a key of that link: it shows that they come from one of our pages.

Nothing is kept in the browser. The page's referrer policy makes browsers hide where a form comes from, so that a
check by cookie and origin cannot work; and there is no cookie whose power somebody could borrow.
"""

from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

FIELD = "form_key"
OF_NOBODY = "j"
"""In place of a token, for the form by which whoever has none asks for one."""


def key_for(token: str) -> str:
    return signing.Signer(salt="perspektiv.selfservice.form").signature(token)


def has_key(request: HttpRequest, token: str) -> bool:
    return is_key(request, key_for(token))


def is_key(request: HttpRequest, key: str) -> bool:
    return constant_time_compare(request.POST.get(FIELD, ""), key)
