"""Where the links of messages lead: to the pages of this room."""

from django.conf import settings
from django.urls import reverse

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.letters.models import Channel
from perspektiv.records.letters.way import way_to
from perspektiv.records.people.models import Jobcoach, Participant
from perspektiv.records.selfservice.actions.links import address_of, in_message
from perspektiv.records.selfservice.jobcoach_links import address_for


class Pages:
    """What ``letters.links`` asks for while a message is written."""

    def of_participant(self, participant: Participant) -> str:
        """A link of the message's own; none on paper, where the one that was handed out is at hand."""
        kept = participant.merged_into or participant
        if way_to(kept).channel == Channel.LETTER:
            return ""
        token = in_message(by=SYSTEM, participant=kept)
        return address_of(token) if token else ""

    def of_jobcoach(self, jobcoach: Jobcoach, about: Participant) -> str:  # noqa: ARG002
        return address_for(jobcoach)


class Forms:
    """What ``feedback.links`` asks for: the page of a questionnaire."""

    def of_token(self, token: str) -> str:
        return settings.ADDRESS + reverse("selfservice:form", args=[token])

    def of_survey(self) -> str:
        return settings.ADDRESS + reverse("selfservice:survey")
