import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.accounts import manages_every_centre
from perspektiv.records.access.models import Centre, Membership, User
from perspektiv.records.access.roles import Role
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import SYSTEM, record

IN_USE = Text("Diese Installation ist schon eingerichtet.", "This installation is set up already.")
NOT_EVERY_CENTRE = Text(
    "Ein weiteres Zentrum gründet, wer alle Zentren dieser Installation verwaltet.",
    "A further centre is founded by somebody who manages all centres of this installation.",
)
KEY_IS_TAKEN = Text(
    "Ein Zentrum mit dem Kurznamen „{key}“ gibt es schon. Bitte wählen Sie einen anderen.",
    "There is a centre with the short name “{key}” already. Please choose another.",
)


@transaction.atomic
def found_centre(
    *, centre_name: str, given_name: str, family_name: str, email: str, password: str, language: str = "de"
) -> User:
    """The first centre of an empty installation and its administrator."""
    if User.objects.select_for_update().exists():
        raise Refused(IN_USE)
    key = slugify(centre_name) or f"zentrum-{secrets.token_hex(3)}"
    centre = Centre.objects.create(key=key[:80], name=centre_name)
    user = User.objects.create_user(email, password, given_name=given_name, family_name=family_name, language=language)
    Membership.objects.create(user=user, centre=centre, role=Role.ADMINISTRATOR)
    record(by=SYSTEM, what="access.centre_founded", subject=centre)
    return user


@transaction.atomic
def found_another_centre(*, by: User, name: str, key: str, id: UUID) -> Centre:
    """A further centre, with nothing in it; whoever founds it manages its accounts and sees nobody by that."""
    if not manages_every_centre(by):
        raise Refused(NOT_EVERY_CENTRE)
    if already := Centre.objects.filter(pk=id, memberships__user=by).first():
        return already
    must_be_new(Centre, id)
    if Centre.objects.filter(key=key).exists():
        raise Refused(KEY_IS_TAKEN, key=key)
    centre = Centre.objects.create(pk=id, key=key, name=name)
    Membership.objects.create(user=by, centre=centre, role=Role.ADMINISTRATOR)
    record(by=by, what="access.centre_founded", subject=centre)
    return centre


@transaction.atomic
def change_centre(*, by: User, centre: Centre, name: str, accesses_shown: bool, feed_initials: bool = False) -> Centre:
    """Another name; whether files show who looked at them, and calendar feeds initials.

    The centre's key in data packages stays.
    """
    centre.name, centre.accesses_shown = name, accesses_shown
    if centre.feed_initials != feed_initials:
        centre.feed_initials, centre.feed_initials_set_at = feed_initials, timezone.now()
    centre.save(update_fields=["name", "accesses_shown", "feed_initials", "feed_initials_set_at"])
    record(by=by, what="access.centre_changed", subject=centre)
    return centre


@transaction.atomic
def show_first_steps(*, by: User, centre: Centre, hidden: bool) -> None:
    """Whether Today lists what a new centre has still to do."""
    centre.first_steps_hidden = hidden
    centre.save(update_fields=["first_steps_hidden"])
    record(by=by, what=f"access.first_steps_{'hidden' if hidden else 'shown'}", subject=centre)
