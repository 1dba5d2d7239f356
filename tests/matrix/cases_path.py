"""The path: catalogue, ways in, first contact, offers, endings, substitutes, and steps taken back."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from perspektiv.records.cases.models import CaseOffer, Counselling, EndingReason, Step
from tests.matrix.page import Page
from tests.matrix.side import Side

DESK = "toni birte fremd"
CATALOGUE = "birte hanne fremd"
STEERING = "birte fremd"


def segment(side: Side) -> dict[str, object]:
    return {"id": side.segment.id}


def reason(side: Side) -> dict[str, object]:
    made = EndingReason.objects.create(centre=side.centre, key="moved", name="Umzug", valuation="neutral")
    return {"id": made.id}


def person(side: Side) -> dict[str, object]:
    return {"id": side.person.id}


def referral(side: Side) -> dict[str, object]:
    return {"id": side.referral.id}


def participation(side: Side) -> dict[str, object]:
    return {"id": side.participation.id}


def offer(side: Side) -> dict[str, object]:
    made = CaseOffer.objects.create(
        centre=side.centre, participant=side.person, segment=side.segment, counsellor=side.counsellor
    )
    return {"id": made.id}


def substitution(side: Side) -> dict[str, object]:
    made = Counselling.objects.create(
        centre=side.centre,
        participation=side.participation,
        counsellor=side.counsellor,
        substitute=True,
        until=timezone.localdate() + timedelta(days=3),
    )
    return {"id": made.id}


def step(side: Side) -> dict[str, object]:
    made = Step.objects.create(
        centre=side.centre,
        participant=side.person,
        what="cases.case_accepted",
        actor=side.counsellor.trail_name,
    )
    return {"id": made.id}


def those(side: Side) -> dict[str, object]:
    return {"person": str(side.person.pk)}


PAGES = [
    Page("cases:hand_over_several", "POST", by="birte", data=those),
    Page("cases:withdraw_several", "POST", kwargs={"batch": uuid4()}, by="birte fremd"),
    Page("cases:catalogue", "GET", by=CATALOGUE),
    Page("cases:new_segment", "GET POST", by=CATALOGUE),
    Page("cases:change_segment", "GET POST", of=segment, by="birte hanne"),
    Page("cases:limit_segment", "POST", of=segment, by="birte hanne"),
    Page("cases:new_reason", "GET POST", by=CATALOGUE),
    Page("cases:change_reason", "GET POST", of=reason, by="birte hanne"),
    Page("cases:limit_reason", "POST", of=reason, by="birte hanne"),
    Page("cases:propose", "GET POST", by="fee"),
    Page("cases:withdraw_proposal", "POST", of=referral, by="fee"),
    Page("cases:proposals", "GET", by="fee"),
    Page("cases:register", "GET POST", by=DESK),
    Page("cases:similar", "POST", by=DESK),
    Page("cases:register_again", "GET POST", of=person, by="toni birte"),
    Page("cases:ways_in", "GET", by=DESK),
    Page("cases:first_contact", "GET", of=referral, by="toni birte"),
    Page("cases:correct_way_in", "GET POST", of=referral, by="toni birte"),
    Page("cases:note_contact", "POST", of=referral, by="toni birte", data={"contact": "phone:reached"}),
    Page("cases:decide", "POST", of=referral, by="toni birte", data={"result": "declined", "version": "1"}),
    Page("cases:reopen", "POST", of=referral, by="toni birte"),
    Page("cases:offer", "GET POST", of=person, by="birte"),
    Page("cases:offers", "GET", by="jule merle fremd"),
    Page("cases:accept", "POST", of=offer, by="jule", data={"version": "1"}),
    Page("cases:decline", "POST", of=offer, by="jule", data={"version": "1"}),
    Page("cases:withdraw", "POST", of=offer, by="birte", data={"version": "1"}),
    Page("cases:end", "GET POST", of=participation, by="jule birte"),
    Page("cases:end_early", "GET POST", of=participation, by="jule birte"),
    Page("cases:wants_no_more", "GET POST", of=participation, by="birte"),
    Page("cases:offer_takeover", "GET POST", of=participation, by="birte"),
    Page("cases:substitute_one", "GET POST", of=participation, by="birte"),
    Page("cases:departed", "GET", by=STEERING),
    Page("cases:substitute_all", "GET POST", by=STEERING),
    Page("cases:end_substitution", "POST", of=substitution, by="birte"),
    Page("cases:take_back", "POST", of=step, by="toni jule birte"),
]
