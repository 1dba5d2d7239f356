"""Pages by link, which anybody may open and only the right link fills; and what staff see of links and wishes."""

from collections.abc import Callable
from functools import cache
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.selfservice.models import Wish
from tests.matrix.page import EVERYBODY, Arguments, Page
from tests.matrix.side import Side

Kind = Wish.Kind
WRITERS = "toni jule birte"
ANSWERERS = "toni birte hanne quirin ada"


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def jobcoach(side: Side) -> dict[str, object]:
    return {"id": side.jobcoach.id}


@cache
def of(kind: Wish.Kind) -> Callable[[Side], Arguments]:
    def wish(side: Side) -> Arguments:
        day = timezone.localdate()
        made = Wish.objects.create(centre=side.centre, participant=side.person, kind=kind, words="Bitte", answer_by=day)
        return {"id": made.id}

    return wish


FIRST = {"version": "1"}
MADE_UP = {"token": "made-up"}
ONE = {**MADE_UP, "id": uuid4()}

PAGES = [
    Page("selfservice:page", "GET", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:language", "POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:come", "POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:cancel", "GET POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:come_after_all", "POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:other_time", "GET POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:ask_for_date", "GET POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:set_way", "POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:to_calendar", "GET", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:answer_proposal", "POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:answer_now", "POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:reflection", "GET", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:share", "POST", kwargs={**ONE, "what": "next"}, by=EVERYBODY),
    Page("selfservice:own_data", "GET", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:agreement_paper", "GET", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:set_consent", "POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:set_reminders", "POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:set_questions", "POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:ask", "GET POST", kwargs={**MADE_UP, "what": "kopie"}, by=EVERYBODY),
    Page("selfservice:complain", "GET POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:form", "GET POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:decline_form", "GET POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:survey", "GET POST", by=EVERYBODY),
    Page("selfservice:send_survey", "POST", by=EVERYBODY),
    Page("selfservice:survey_thanks", "GET", by=EVERYBODY),
    Page("selfservice:new_link", "GET POST", by=EVERYBODY),
    Page("selfservice:proposals", "GET", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:propose", "GET POST", kwargs=MADE_UP, by=EVERYBODY),
    Page("selfservice:withdraw_proposal", "POST", kwargs={**MADE_UP, "referral": uuid4()}, by=EVERYBODY),
    Page("selfservice:report_start", "GET POST", kwargs={**MADE_UP, "referral": uuid4()}, by=EVERYBODY),
    Page("selfservice:result", "GET POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:result_paper", "GET", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:coach_answers", "POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:coach_proposes", "GET POST", kwargs={**MADE_UP, "participation": uuid4()}, by=EVERYBODY),
    Page("selfservice:coach_comes", "POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:coach_cancels", "GET POST", kwargs=ONE, by=EVERYBODY),
    Page("selfservice:own_link", "GET", by="fee"),
    Page("selfservice:send_to_jobcoach", "POST", of=jobcoach, by="toni birte"),
    Page("selfservice:end_links_of_jobcoach", "POST", of=jobcoach, by="toni birte"),
    Page("selfservice:link_of_person", "GET POST", of=person, by=WRITERS),
    Page("selfservice:end_link", "POST", of=person, by=WRITERS),
    Page("selfservice:wishes", "GET", by=f"{ANSWERERS} fremd"),
    Page("selfservice:settle_date", "POST", of=of(Kind.OTHER_DATE), data=FIRST, by="toni birte"),
    Page("selfservice:take_up_date", "POST", of=of(Kind.OTHER_DATE), by="toni birte"),
    Page("selfservice:settle_complaint", "POST", of=of(Kind.COMPLAINT), data=FIRST, by="hanne quirin"),
    Page("selfservice:take_up_complaint", "POST", of=of(Kind.COMPLAINT), by="hanne quirin"),
    Page("selfservice:settle_data", "POST", of=of(Kind.COPY), data=FIRST, by="hanne quirin ada"),
    Page("selfservice:take_up_data", "POST", of=of(Kind.COPY), by="hanne quirin ada"),
]
