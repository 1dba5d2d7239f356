"""Drafts are no records yet: they leave no trail, and nobody but who types them sees them."""

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Draft, User

MOST_LETTERS = 200_000
TOO_LONG = Text("Dieser Entwurf ist zu lang.", "This draft is too long.")


@transaction.atomic
def keep_draft(*, by: User, form: str, content: str) -> Draft:
    """What is in a form now, in place of what was."""
    if len(content) > MOST_LETTERS:
        raise Refused(TOO_LONG)
    return Draft.objects.update_or_create(user=by, form=form, defaults={"content": content})[0]


def discard_draft(*, by: User, form: str) -> None:
    Draft.objects.filter(user=by, form=form).delete()
