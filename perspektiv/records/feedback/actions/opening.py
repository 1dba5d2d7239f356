"""The box is opened once a quarter, all at once and shuffled, and with it goes all that led to it (decision 0028)."""

import random
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from perspektiv.records.access.trail import SYSTEM, record
from perspektiv.records.feedback.box import Filled, packed, quarter_of, quarters_before, unpacked
from perspektiv.records.feedback.models import (
    AnonymousAnswer,
    AnonymousResponse,
    AnonymousText,
    Ballot,
    InstrumentVersion,
    SurveyCode,
)
from perspektiv.records.feedback.seals import destroy, quarters_with_keys, seal, unseal

FEWEST = 5
"""Ballots that are counted together; fewer wait for the next quarter's."""
WAITS_FOR = 4
"""Quarters after its own; a ballot that has found no company by then never will be counted."""
CHANCE = random.SystemRandom()

Opened = list[tuple[UUID, Filled]]


def open_boxes(*, today: date | None = None) -> int:
    """Counts what was answered in quarters that are over; how many ballots that were. Called by the timer each day."""
    day = today or timezone.localdate()
    quarter = quarter_of(day)
    _drop_codes(quarter)
    old_keys = [old for old in quarters_with_keys() if old < quarter]
    if not old_keys:
        return 0  # nothing was cast since the boxes were opened last, or the quarter still runs
    boxes = set(Ballot.objects.values_list("version_of", flat=True))
    counted = sum(_open(version, quarter) for version in boxes)
    if day > quarter:  # not on its first day: who sent in the last second of the old one may still be on the way
        for old in old_keys:
            destroy(old)
    transaction.on_commit(forget_log)
    return counted


def forget_log() -> None:
    """SQLite's log of changes still holds the pages of sealed ballots and used codes: it is emptied."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@transaction.atomic(durable=True)  # kept for sure before a key is destroyed
def _open(version: UUID, quarter: date) -> int:
    """The ballots of one box, in companies of at least five; those left are sealed anew, since their key will go."""
    version_of = InstrumentVersion.objects.select_related("instrument").get(pk=version)
    ballots = Ballot.objects.select_for_update().filter(version_of=version)
    looked_into = [(ballot.pk, unseal(ballot.sealed)) for ballot in ballots]
    filled = [(pk, unpacked(content)) for pk, content in looked_into if content]
    companies, waiting = in_companies([one for one in filled if one[1].quarter < quarter])
    for together, company in companies:
        _count(version_of, together, [one for _, one in company])
    gone = [pk for _, company in companies for pk, _ in company]
    if version_of.instrument.retired_at:
        gone += [pk for pk, _ in waiting] + [pk for pk, content in looked_into if not content]
        waiting = []
    too_old = quarters_before(quarter, WAITS_FOR)
    gone += [pk for pk, one in waiting if one.quarter <= too_old]
    _remove(gone)
    for pk, one in sorted((pk, one) for pk, one in waiting if one.quarter > too_old):
        Ballot.objects.filter(pk=pk).update(sealed=seal(packed(one), quarter))
    if companies:
        SurveyCode.objects.filter(version_of=version, used=True).delete()
        record(by=SYSTEM, what="feedback.box_opened", subject=version_of)
    return sum(len(company) for _, company in companies)


def in_companies(over: Opened) -> tuple[list[tuple[date, Opened]], Opened]:
    """Each quarter's ballots, with those that waited for them; and those that go on waiting.

    Ballots counted together carry the last of their quarters: two of the spring that were counted under "spring" would
    stand there alone.
    """
    companies: list[tuple[date, Opened]] = []
    waiting: Opened = []
    for quarter in sorted({filled.quarter for _, filled in over}):
        waiting += [ballot for ballot in over if ballot[1].quarter == quarter]
        if len(waiting) >= FEWEST:
            companies.append((quarter, waiting))
            waiting = []
    return companies, waiting


def _count(version: InstrumentVersion, quarter: date, filled_in: list[Filled]) -> None:
    """Shuffled, with fresh keys, in one transaction; texts apart from the numbers they came with, shuffled again."""
    CHANCE.shuffle(filled_in)
    items = {item.key: item for item in version.items.all()}
    responses, answers, texts = [], [], []
    for filled in filled_in:
        response = AnonymousResponse(centre_id=version.centre_id, version_of=version, quarter=quarter)
        responses.append(response)
        answers += [
            AnonymousAnswer(response=response, item=items[key], value=value) for key, value in filled.numbers.items()
        ]
        texts += [
            AnonymousText(centre_id=version.centre_id, item=items[key], quarter=quarter, words=words)
            for key, words in filled.texts.items()
        ]
    CHANCE.shuffle(texts)
    AnonymousResponse.objects.bulk_create(responses)
    AnonymousAnswer.objects.bulk_create(answers)
    AnonymousText.objects.bulk_create(texts)


def _remove(ballots: list[UUID]) -> None:
    """In the order of their keys: the order in which their pages become free tells nothing of the shuffled one."""
    for pk in sorted(ballots):
        Ballot.objects.filter(pk=pk).delete()


@transaction.atomic
def _drop_codes(quarter: date) -> None:
    """Those whose time is over, used or not, all at once; and those of questionnaires that are asked no more."""
    too_old = Q(quarter__lte=quarters_before(quarter, SurveyCode.GOOD_FOR))
    SurveyCode.objects.filter(too_old | Q(version_of__instrument__retired_at__isnull=False)).delete()
