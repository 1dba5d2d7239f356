"""A form that is sent twice makes one record: it carries the id of what it creates, and never that of another's."""

from uuid import UUID

from django.db import models

from perspektiv.errors import Refused
from perspektiv.language import Text

TAKEN = Text(
    "Dieses Formular lässt sich nicht mehr verwenden. Bitte öffnen Sie die Seite neu.",
    "This form can no longer be used. Please open the page again.",
)


def must_be_new(model: type[models.Model], id: UUID | None) -> None:
    """After looking for what the form itself made: refuses the id of a record that belongs elsewhere."""
    if id and model._default_manager.filter(pk=id).exists():
        raise Refused(TAKEN)
