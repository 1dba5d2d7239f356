"""The plan of data collection in the demonstration: all suggestions for two months, and what people answered."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.trail import SYSTEM
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.moments import local
from perspektiv.records.feedback.actions.falling_due import ask
from perspektiv.records.feedback.actions.invitations import decline
from perspektiv.records.feedback.actions.responses import answer
from perspektiv.records.feedback.actions.rules import When, add_rule
from perspektiv.records.feedback.falling_due import first_of_all
from perspektiv.records.feedback.models import Instrument, Invitation, Item, Kind, Moment, Purpose
from perspektiv.records.feedback.occasions import occasions
from perspektiv.records.feedback.plan import SUGGESTED
from perspektiv.records.letters.actions.preferences import prefer
from perspektiv.records.letters.models import Channel, Message
from perspektiv.records.people.models import Participant
from perspektiv.site.operating.demo.house import House

DAYS, SEED = 56, 29
ANSWER_IN = timedelta(days=2)
SAID = (
    "Dass ich zuerst erzählen konnte und niemand gedrängt hat.",
    "Ich traue mich jetzt, selbst anzurufen.",
    "Mehr Zeit zwischen den Terminen wäre gut.",
    "Der Weg zum Abschluss ist jetzt klar.",
)
PLAIN_SAILING = 0.7
"""How near to the top people mark on average; before the counselling they think less of themselves."""


def ask_by_the_plan(house: House) -> None:
    """As the timer would have done it, day by day."""
    today = timezone.localdate()
    for one in SUGGESTED:
        instrument = Instrument.objects.get(centre=house.centre, key=one.key)
        rule = one.of(instrument)
        add_rule(
            by=house.staff["quirin"],
            instrument=instrument,
            step=one.step,
            moment=one.moment,
            when=When(rule.every, rule.days, rule.open_days, rule.remind_after),
            starts_on=today - timedelta(days=DAYS),
        )
    _some_are_not_asked(house)
    for ago in range(DAYS, -1, -1):
        at = local(today - timedelta(days=ago), time(10))
        for occasion in sorted(occasions(at), key=first_of_all):
            if made := ask(by=SYSTEM, occasion=occasion):
                _as_of_that_day(made, at)
    _answers(today)


def _some_are_not_asked(house: House) -> None:
    """One does not want to be, another has no address by now."""
    talks = Appointment.objects.filter(centre=house.centre, source_key="", status=Status.HELD)
    people = list(dict.fromkeys(talks.order_by("pk").values_list("participant", flat=True)))
    first, second = (Participant.objects.get(pk=id) for id in people[:2])
    prefer(by=house.staff["toni"], participant=first, no_questions=True)
    Participant.objects.filter(pk=second.pk).update(email="", phone="", street="", city="")


def _as_of_that_day(invitation: Invitation, at: datetime) -> None:
    rule = invitation.rule
    assert rule is not None
    Invitation.objects.filter(pk=invitation.pk).update(created_at=at, closes_on=at.date() + rule.open_for)
    if message := invitation.message:
        gone = Message.State.PRINTED if message.channel == Channel.LETTER else Message.State.SENT
        sent = {"state": gone, "created_at": at, "due_at": at, "done_at": at, "attempts": 1, "carrier": "file"}
        Message.objects.filter(pk=message.pk).update(**sent)


def _answers(today: date) -> None:
    """Two of three answer after two days, one of nine says no."""
    chance = Random(SEED)
    asked = Invitation.objects.filter(why_not="", due_on__lte=today - ANSWER_IN)
    asked = asked.filter(~Q(message=None)).select_related("version_of__instrument", "participant")
    for place, invitation in enumerate(asked.order_by("due_on", "occasion")):
        if place % 9 == 8:
            decline(by=SYSTEM, invitation=invitation)
        elif place % 3 != 2:
            _answer(invitation, chance)


def _answer(invitation: Invitation, chance: Random) -> None:
    items = list(Item.objects.filter(version_of=invitation.version_of))
    day = min(timezone.localdate(invitation.created_at) + ANSWER_IN, timezone.localdate())
    texts = [item.key for item in items if item.kind == Kind.TEXT]
    reflects = invitation.version_of.instrument.purpose == Purpose.IMPROVEMENT
    words = {key: chance.choice(SAID) for key in texts if reflects or chance.random() < 0.3}
    answer(
        by=SYSTEM,
        invitation=invitation,
        numbers={item.key: _marked(item, invitation.moment, chance) for item in items if item.kind != Kind.TEXT},
        texts=words,
        language=invitation.participant.language or "de",
        shared=list(words)[:1] if reflects else (),
        filled_on=day,
    )
    Invitation.objects.filter(pk=invitation.pk).update(answered_at=local(day, time(18)))


def _marked(item: Item, moment: str, chance: Random) -> float:
    """Near the top of the range, a little lower before; where a high mark is bad, near the bottom."""
    assert item.minimum is not None and item.maximum is not None
    mean = PLAIN_SAILING - (0.25 if moment == Moment.BEFORE else 0)
    share = min(1.0, max(0.0, chance.gauss(mean, 0.18)))
    share = 1 - share if item.reversed else share
    return float(round(item.minimum + share * (item.maximum - item.minimum)))
