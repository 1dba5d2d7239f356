"""The anonymous survey: codes are made, one answers once, and the box is opened after the quarter (decision 0028)."""

import random
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import SYSTEM, Actor, record
from perspektiv.records.feedback.box import Filled, packed, quarter_of, unpacked
from perspektiv.records.feedback.codes import code_hash, fresh_code
from perspektiv.records.feedback.models import (
    AnonymousAnswer,
    AnonymousResponse,
    AnonymousText,
    Ballot,
    InstrumentVersion,
    Item,
    SurveyCode,
)

FEWEST = 5
"""Ballots of a box that is opened; fewer wait for the next quarter's."""
CHANCE = random.SystemRandom()

NO_CODE = Text(
    "Diesen Code gibt es nicht, oder er wurde schon benutzt. Bitte prüfen Sie ihn, oder bitten Sie um einen neuen.",
    "There is no such code, or it was used already. Please check it, or ask for a new one.",
)
NOTHING_SAID = Text("Bitte beantworten Sie wenigstens eine Frage.", "Please answer at least one question.")


@transaction.atomic
def make_codes(*, by: Actor, centre: Centre, version: InstrumentVersion, count: int) -> list[str]:
    """New codes, to be handed out in any order; they can be read only now."""
    codes = [fresh_code() for _ in range(count)]
    SurveyCode.objects.bulk_create(
        sorted(
            (SurveyCode(code_hash=code_hash(code), centre=centre, version_of=version) for code in codes),
            key=lambda code: code.code_hash,
        )
    )
    record(by=by, what="feedback.codes_made", subject=version)
    return codes


@transaction.atomic
def cast(*, code: str, numbers: Mapping[str, float], texts: Mapping[str, str]) -> None:
    """Puts one filled-in survey into the box. The code is used up with it: both are kept, or neither.

    No row says who, when, or in which order; the trail is told nothing, since its rows have a time.
    """
    if not numbers and not any(texts.values()):
        raise Refused(NOTHING_SAID)
    found = SurveyCode.objects.filter(code_hash=code_hash(code), used=False)
    known = found.first()
    if known is None or not found.update(used=True):
        raise Refused(NO_CODE)
    filled = Filled(quarter_of(timezone.localdate()), numbers, {key: said for key, said in texts.items() if said})
    Ballot.objects.create(centre_id=known.centre_id, version_of_id=known.version_of_id, sealed=packed(filled))


def open_boxes(*, today: date | None = None) -> int:
    """Opens every box whose quarter is over; returns how many ballots were counted. Called by the timer each day."""
    this_quarter = quarter_of(today or timezone.localdate())
    boxes = Ballot.objects.order_by("centre", "version_of").values_list("centre", "version_of").distinct()
    counted = sum(_open(centre, version, this_quarter) for centre, version in boxes)
    if counted and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return counted


@transaction.atomic
def _open(centre: UUID, version: UUID, this_quarter: date) -> int:
    """All ballots of quarters that are over, at once and shuffled, or none where they are too few to hide in."""
    ballots = Ballot.objects.select_for_update().filter(centre=centre, version_of=version)
    over = [(ballot.pk, filled) for ballot in ballots if (filled := unpacked(ballot.sealed)).quarter < this_quarter]
    if len(over) < FEWEST:
        return 0
    CHANCE.shuffle(over)
    items = {item.key: item for item in Item.objects.filter(version_of=version)}
    responses, answers, texts = [], [], []
    for _, filled in over:
        response = AnonymousResponse(centre_id=centre, version_of_id=version, quarter=filled.quarter)
        responses.append(response)
        answers += [
            AnonymousAnswer(response=response, item=items[key], value=value) for key, value in filled.numbers.items()
        ]
        texts += [
            AnonymousText(centre_id=centre, item=items[key], quarter=filled.quarter, words=words)
            for key, words in filled.texts.items()
        ]
    CHANCE.shuffle(texts)
    AnonymousResponse.objects.bulk_create(responses)
    AnonymousAnswer.objects.bulk_create(answers)
    AnonymousText.objects.bulk_create(texts)
    Ballot.objects.filter(pk__in=[pk for pk, _ in over]).delete()
    SurveyCode.objects.filter(centre=centre, version_of=version, used=True).delete()
    record(by=SYSTEM, what="feedback.box_opened", subject=InstrumentVersion.objects.get(pk=version))
    return len(over)
