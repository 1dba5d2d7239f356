"""People: the list, registering, contact data, merging, opened cases, accesses, jobcoaches."""

from perspektiv.records.people.models import Merge, Participant
from tests.matrix.page import Page
from tests.matrix.side import Side

STAFF = "toni jule merle birte fremd"
DESK = "toni birte fremd"


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def merge(side: Side) -> dict[str, object]:
    other = Participant.objects.create(centre=side.centre, file_number="2026-0002", merged_into=side.person)
    return {"id": Merge.objects.create(centre=side.centre, kept=side.person, merged=other).id}


def jobcoach(side: Side) -> dict[str, object]:
    return {"id": side.jobcoach.id}


def those(side: Side) -> dict[str, object]:
    return {"person": str(side.person.pk)}


PAGES = [
    Page("people:print_several", "POST", by="toni birte jule", data=those),
    Page("people:labels", "POST", by="toni birte jule", data=those),
    Page("people:list", "GET", by=STAFF),
    Page("people:print", "GET", by=STAFF),
    Page("people:filters", "POST", by=STAFF, data={"name": "Wartende", "state": "waiting"}),
    Page("people:register", "GET POST", by=DESK),
    Page("people:similar", "POST", by=DESK),
    Page("people:contact", "GET", of=person, by="toni birte jule"),
    Page("people:edit", "GET POST", of=person, by="toni birte"),
    Page("people:merge", "GET POST", of=person, by="toni birte"),
    Page("people:unmerge", "POST", of=merge, by="toni birte"),
    Page("people:open_case", "GET POST", of=person, by="birte"),
    Page("people:accesses", "GET", of=person, by="jule birte"),
    Page("people:jobcoaches", "GET", by=DESK),
    Page("people:new_jobcoach", "GET POST", by=DESK),
    Page("people:jobcoach", "GET POST", of=jobcoach, by="toni birte"),
]
