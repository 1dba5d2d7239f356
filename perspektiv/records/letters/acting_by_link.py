"""A participant who acts by a link in a mail, without an account."""

from dataclasses import dataclass

from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class ByLink:
    participant: Participant

    @property
    def trail_name(self) -> str:
        return f"participant:{self.participant.pk}"
