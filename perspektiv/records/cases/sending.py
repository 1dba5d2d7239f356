"""A form that is sent twice makes one record: it carries the id of what it creates."""

from typing import TypeVar
from uuid import UUID

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Record

R = TypeVar("R", bound=Record)

ALREADY_ELSEWHERE = Text(
    "Dieses Formular gehört zu einer anderen Akte. Bitte öffnen Sie die Seite neu.",
    "This form belongs to another file. Please open the page again.",
)


def already_made(model: type[R], id: UUID | None, **belonging: object) -> R | None:
    """The record that this form made before, if it did. Refused where the id is that of somebody else's."""
    made = model._default_manager.filter(pk=id).first() if id else None
    if made and any(getattr(made, field) != value for field, value in belonging.items()):
        raise Refused(ALREADY_ELSEWHERE)
    return made
