"""Responses: what somebody answered to an invitation, kept once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.feedback.counted_day import counted_on
from perspektiv.records.feedback.filling import LONGEST_TEXT, Fault, faults
from perspektiv.records.feedback.models import Answer, Invitation, Item, Kind, Purpose, Response
from perspektiv.records.letters.languages import FALLBACK
from perspektiv.records.people.actions.participants import wait_for_turn

NOTHING_SAID = Text("Bitte beantworten Sie wenigstens eine Frage.", "Please answer at least one question.")
ANSWERED_OTHERWISE = Text(
    "Dieser Fragebogen ist schon ausgefüllt. Die Antworten von damals bleiben, diese hier werden nicht gespeichert.",
    "This questionnaire is filled in already. The answers of that time stay, these here are not kept.",
)
CLOSED = Text("Die Zeit für diesen Fragebogen ist vorbei.", "The time for this questionnaire is over.")
NOT_YET = Text("Dieser Fragebogen beginnt erst am {day}.", "This questionnaire starts on {day} only.")
DECLINED = Text(
    "Die Person möchte diesen Fragebogen nicht ausfüllen.", "The person does not want to fill in this questionnaire."
)
NOT_ASKED = Text("Zu diesem Fragebogen wurde niemand eingeladen.", "Nobody was invited to this questionnaire.")
UNKNOWN = Text(
    "Diese Antworten passen nicht zum Fragebogen. Bitte öffnen Sie die Seite neu.",
    "These answers do not belong to the questionnaire. Please open the page again.",
)
WRONG = {
    Fault.MISSING: Text("Bitte beantworten Sie: „{question}“", "Please answer: “{question}”"),
    Fault.NO_NUMBER: Text("Hier fehlt eine Zahl: „{question}“", "A number is missing here: “{question}”"),
    Fault.OUTSIDE: Text(
        "Bitte eine Zahl von {low:g} bis {high:g} bei: „{question}“",
        "Please give a number from {low:g} to {high:g} at: “{question}”",
    ),
    Fault.NO_CHOICE: Text(
        "Bitte eine der Antworten wählen bei: „{question}“", "Please choose one of the answers at: “{question}”"
    ),
    Fault.TOO_LONG: Text(
        "Dieser Text ist zu lang (höchstens {letters} Zeichen): „{question}“",
        "This text is too long ({letters} characters at most): “{question}”",
    ),
}


@transaction.atomic
def answer(
    *,
    by: Actor,
    invitation: Invitation,
    numbers: Mapping[str, float],
    texts: Mapping[str, str],
    language: str,
    shared: Collection[str] = (),
    entered_by: User | None = None,
    filled_on: date | None = None,
) -> Response:
    """The response to an invitation. The same sent again is the same response; other answers are refused.

    ``shared`` names the items whose words may be shown in the closing talk. What somebody types in from paper
    (``entered_by``) counts by the day on which it was filled in, or today where that quarter is told already.
    """
    wait_for_turn()
    invitation = Invitation.objects.select_related("version_of__instrument").get(pk=invitation.pk)
    items = list(Item.objects.filter(version_of=invitation.version_of))
    said = {key: words.strip() for key, words in texts.items() if words.strip()}
    _belong(items, numbers, said)
    if before := given_to(invitation):
        return _the_same(before, numbers, said)
    day = filled_on or timezone.localdate()
    _must_be_open(invitation, day)
    _must_be_right(items, numbers, said)
    response = Response(
        id=uuid4(),
        centre_id=invitation.centre_id,
        version_of=invitation.version_of,
        participation=invitation.participation,
        invitation=invitation,
        moment=invitation.moment,
        submitted_on=counted_on(day, timezone.localdate()),
        language=language,
        entered_by=entered_by,
    )
    response.save(force_insert=True)
    may_share = invitation.version_of.instrument.purpose == Purpose.IMPROVEMENT
    _keep(response, items, numbers, said, set(shared) if may_share else set())
    invitation.answered_at = timezone.now()
    invitation.version += 1
    invitation.save(update_fields=["answered_at", "version"])
    what = "feedback.response_entered" if entered_by else "feedback.response_sent"
    record(by=by, what=what, subject=response, person=invitation.participant_id)
    return response


def given_to(invitation: Invitation) -> Response | None:
    return Response.objects.filter(invitation=invitation).first()


def _keep(
    response: Response, items: Sequence[Item], numbers: Mapping[str, float], texts: Mapping[str, str], shared: set[str]
) -> None:
    now = timezone.now()
    Answer.objects.bulk_create(
        Answer(
            response=response,
            item=item,
            value=numbers.get(item.key),
            words=texts.get(item.key, ""),
            shared_at=now if item.key in shared and item.key in texts else None,
        )
        for item in items
        if item.key in numbers or item.key in texts
    )


def _the_same(before: Response, numbers: Mapping[str, float], texts: Mapping[str, str]) -> Response:
    kept = {answer.item.key: answer for answer in before.answers.select_related("item")}
    same_numbers = {key: found.value for key, found in kept.items() if found.value is not None} == dict(numbers)
    same_texts = {key: found.words for key, found in kept.items() if found.words} == dict(texts)
    if not (same_numbers and same_texts):
        raise Refused(ANSWERED_OTHERWISE)
    return before


def _must_be_open(invitation: Invitation, day: date) -> None:
    if invitation.why_not:
        raise Refused(NOT_ASKED)
    if invitation.declined_at:
        raise Refused(DECLINED)
    if day < invitation.due_on:
        raise Refused(NOT_YET, day=f"{invitation.due_on:%d.%m.%Y}")
    if day > min(invitation.closes_on, timezone.localdate()):
        raise Refused(CLOSED)


def _belong(items: Sequence[Item], numbers: Mapping[str, float], texts: Mapping[str, str]) -> None:
    in_words = {item.key for item in items if item.kind == Kind.TEXT}
    if not (set(texts) <= in_words and set(numbers) <= {item.key for item in items} - in_words):
        raise Refused(UNKNOWN)


def _must_be_right(items: Sequence[Item], numbers: Mapping[str, float], texts: Mapping[str, str]) -> None:
    if not numbers and not texts:
        raise Refused(NOTHING_SAID)
    found = faults(items, numbers, texts)
    for item in items:
        if fault := found.get(item.key):
            question = item.words.get(FALLBACK, {}).get("question", item.key)
            said = {"question": question, "low": item.minimum, "high": item.maximum, "letters": LONGEST_TEXT}
            raise Refused(WRONG[fault], **said)
