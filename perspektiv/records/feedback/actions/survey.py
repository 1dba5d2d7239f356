"""The anonymous survey: codes are made, and one answers once (decision 0028). ``opening`` counts what was answered."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.feedback.box import Filled, longest_text, packed, quarter_of, written
from perspektiv.records.feedback.codes import code_hash, fresh_code
from perspektiv.records.feedback.models import Ballot, InstrumentVersion, Item, SurveyCode
from perspektiv.records.feedback.seals import seal

MOST_CODES = 400
"""At once."""

NO_CODE = Text("Diesen Code gibt es nicht. Bitte prüfen Sie ihn.", "There is no such code. Please check it.")
NOTHING_SAID = Text("Bitte beantworten Sie wenigstens eine Frage.", "Please answer at least one question.")
NOT_ANONYMOUS = Text(
    "Codes gibt es nur für anonyme Fragebögen, die veröffentlicht und in Gebrauch sind.",
    "There are codes only for anonymous questionnaires that are published and in use.",
)


class NoCode(Refused):
    """Wrong, or so old that it is gone."""

    def __init__(self) -> None:
        super().__init__(NO_CODE)


@transaction.atomic
def make_codes(*, by: Actor, version: InstrumentVersion, count: int) -> list[str]:
    """New codes, to be handed out in any order; they can be read only now. Sent twice, some are never used."""
    instrument = version.instrument
    if not instrument.anonymous or instrument.retired_at or not version.published_at:
        raise Refused(NOT_ANONYMOUS)
    codes = [fresh_code() for _ in range(min(count, MOST_CODES))]
    quarter = quarter_of(timezone.localdate())
    SurveyCode.objects.bulk_create(
        SurveyCode(code_hash=hashed, centre_id=version.centre_id, version_of=version, quarter=quarter)
        for hashed in sorted(map(code_hash, codes))
    )
    record(by=by, what="feedback.codes_made", subject=version)
    return codes


def code_of(typed: str) -> SurveyCode | None:
    """What a typed code opens; it says nothing about who has it."""
    found = SurveyCode.objects.filter(code_hash=code_hash(typed), version_of__instrument__retired_at=None)
    return found.select_related("version_of__instrument", "centre").first()


@transaction.atomic
def cast(*, code: str, numbers: Mapping[str, float], texts: Mapping[str, str]) -> None:
    """Puts one filled-in survey into the box. The code is used up with it: both are kept, or neither.

    A code that was used is answered like one that was not: whoever sends twice on a bad line is thanked twice, and
    counted once. No row says who, when, or in which order; the trail is told nothing, since its rows have a time.
    """
    known = code_of(code)
    if known is None:
        raise NoCode
    items = Item.objects.filter(version_of=known.version_of_id)
    cut = longest_text(items)
    said = {key: short for key, text in texts.items() if (short := written(text)[:cut].strip())}
    if not numbers and not said:
        raise Refused(NOTHING_SAID)
    if not SurveyCode.objects.filter(pk=known.pk, used=False).update(used=True):
        return
    quarter = quarter_of(timezone.localdate())
    sealed = seal(packed(Filled(quarter, numbers, said)), quarter)
    Ballot.objects.create(centre_id=known.centre_id, version_of_id=known.version_of_id, sealed=sealed)
