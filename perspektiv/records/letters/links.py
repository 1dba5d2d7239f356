"""Where the link in a message leads. The pages lie in a room above, which says so when the application starts."""

from typing import Protocol

from perspektiv.records.people.models import Jobcoach, Participant


class Links(Protocol):
    """Asked while a message is written, never for a preview: a link may be made by asking."""

    def of_participant(self, participant: Participant) -> str: ...

    def of_jobcoach(self, jobcoach: Jobcoach, about: Participant) -> str: ...


_pages: list[Links] = []


def lead_to(links: Links) -> None:
    """Called once, by the room that has the pages."""
    _pages[:] = [links]


def link_of_participant(participant: Participant) -> str:
    """To the person's own page; empty where there is none, and its line is left out of the message."""
    return _pages[0].of_participant(participant) if _pages else ""


def link_of_jobcoach(jobcoach: Jobcoach, about: Participant) -> str:
    return _pages[0].of_jobcoach(jobcoach, about) if _pages else ""
