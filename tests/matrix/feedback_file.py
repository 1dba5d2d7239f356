"""The tab "Rückmeldungen" of a file: answers are for those who counsel, and for nobody else."""

from datetime import timedelta

from django.utils import timezone

from perspektiv.records.feedback.actions.instruments import bring_in
from perspektiv.records.feedback.models import Answer, Response
from tests.matrix.page import Page
from tests.matrix.side import Side


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def response(side: Side) -> dict[str, object]:
    """One with something to take up."""
    version = bring_in(by=side.counsellor, centre=side.centre, key="session")
    made = Response.objects.create(
        centre=side.centre,
        version_of=version,
        participation=side.participation,
        submitted_on=timezone.localdate() - timedelta(days=1),
    )
    Answer.objects.create(response=made, item=version.items.earliest("position"), value=2)
    return {"id": made.id}


PAGES = [
    Page("feedback:of_person", "GET", of=person, by="toni birte jule"),
    Page("feedback:send", "POST", of=person, by="toni birte jule"),
    Page("feedback:discuss", "POST", of=response, by="jule"),
    Page("feedback:take_up_again", "POST", of=response, by="jule"),
]
