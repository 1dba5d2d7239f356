"""Drafts are no records yet: they leave no trail, and nobody but who types them sees them."""

import re

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Draft, User

MOST_LETTERS = 200_000
NAME = re.compile(r"[\w.:/-]{1,120}")
NO_FORM = Text("So heißt kein Formular.", "No form has that name.")
TOO_LONG = Text("Dieser Entwurf ist zu lang.", "This draft is too long.")


@transaction.atomic
def keep_draft(*, by: User, form: str, content: str) -> Draft:
    """What is in a form now, in place of what was."""
    if len(content) > MOST_LETTERS:
        raise Refused(TOO_LONG)
    if not NAME.fullmatch(form):
        raise Refused(NO_FORM)
    return Draft.objects.update_or_create(user=by, form=form, defaults={"content": content})[0]


def draft_of(user: User, form: str) -> Draft | None:
    return Draft.objects.filter(user=user, form=form).first() if NAME.fullmatch(form) else None


def discard_draft(*, by: User, form: str) -> None:
    """Nothing where there is none; what cannot be the name of a form has none."""
    if NAME.fullmatch(form):
        Draft.objects.filter(user=by, form=form).delete()
