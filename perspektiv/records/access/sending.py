"""What forms carry: the id of what they create, so that sent twice it is made once, and never that of another's."""

from uuid import UUID

from django.db import models

from perspektiv.errors import Refused
from perspektiv.language import Text

TAKEN = Text(
    "Dieses Formular lässt sich nicht mehr verwenden. Bitte öffnen Sie die Seite neu.",
    "This form can no longer be used. Please open the page again.",
)


def sent_number(typed: str | None) -> int:
    """A version or a key as a form carries it; 0, which none ever is, if it says nothing sensible."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0


def must_be_new(model: type[models.Model], id: UUID | None) -> None:
    """After looking for what the form itself made: refuses the id of a record that belongs elsewhere."""
    if id and model._default_manager.filter(pk=id).exists():
        raise Refused(TAKEN)
