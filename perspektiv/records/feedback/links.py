"""Where a questionnaire's link leads. The page lies in a room above, which says so when the application starts."""

from typing import Protocol


class Forms(Protocol):
    def of_token(self, token: str) -> str:
        """The address of the form that the token opens."""

    def of_survey(self) -> str:
        """Where the code of an anonymous survey is typed."""


_forms: list[Forms] = []


def lead_to(forms: Forms) -> None:
    """Called once, by the room that has the page."""
    _forms[:] = [forms]


def address_of(token: str) -> str:
    """Empty where there is no page: its line is left out of the message."""
    return _forms[0].of_token(token) if _forms else ""


def link_of_survey() -> str:
    return _forms[0].of_survey() if _forms else ""
