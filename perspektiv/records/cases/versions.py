"""Nobody overwrites what somebody else changed meanwhile."""

from typing import TypeVar

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Record

R = TypeVar("R", bound=Record)

CHANGED_MEANWHILE = Text(
    "Jemand hat das inzwischen geändert. Bitte sehen Sie es sich noch einmal an; es wurde nichts überschrieben.",
    "Somebody has changed this meanwhile. Please look at it again; nothing was overwritten.",
)


class ChangedMeanwhile(Refused):
    """Somebody else saved while a form was open. Carries what is stored now."""

    def __init__(self, stored: Record) -> None:
        self.stored = stored
        super().__init__(CHANGED_MEANWHILE)


def current(shown: R, version: int) -> R:
    """The stored record, locked, if it is still the version that the form showed; its version is counted up.

    To be called in the transaction that saves it.
    """
    stored = type(shown)._default_manager.select_for_update().get(pk=shown.pk)
    if stored.version != version:
        raise ChangedMeanwhile(stored)
    stored.version = version + 1
    return stored
