"""The first steps of an empty installation: whoever can read its terminal may name the first administrator."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from perspektiv.records.access.models import User

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def open_to_be_set_up() -> bool:
    """Until somebody has an account."""
    return not User.objects.exists()


def code() -> str:
    """The installation's code: it follows from its secret key, and opens nothing once an account exists."""
    digest = salted_hmac("perspektiv.first-steps", "code", secret=settings.SECRET_KEY, algorithm="sha256").digest()
    letters = "".join(LETTERS[byte % 32] for byte in digest[:12])
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def is_the_code(typed: str) -> bool:
    return constant_time_compare(typed.upper().replace(" ", "").replace("-", ""), code().replace("-", ""))
