from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission, Scope
from perspektiv.records.access.sending import must_be_new
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.compartment import may_read_counselling
from perspektiv.records.people.models import Care, Participant

OPEN_FOR = timedelta(hours=24)
REASON_LETTERS = 10

NO_COUNSELLOR = Text(
    "{user} berät in diesem Zentrum nicht und kann keinen Fall übernehmen.",
    "{user} does not counsel in this centre and cannot take a case.",
)
DAY_IS_PAST = Text("Der letzte Tag der Vertretung liegt in der Vergangenheit.", "The last day is in the past.")
ENDS_BEFORE_START = Text("Die Vertretung endet, bevor sie beginnt.", "The substitution ends before it starts.")
CARES_ALREADY = Text("{user} betreut diese Person schon.", "{user} already cares for this person.")
REASON_TOO_SHORT = Text(
    "Bitte begründen Sie, warum Sie die Notizen öffnen (mindestens 10 Buchstaben).",
    "Please give the reason for opening the notes (at least 10 letters).",
)
MAY_NOT_OPEN = Text("Sie dürfen diese Akte nicht öffnen.", "You may not open this file.")
MAY_READ_ALREADY = Text("Sie können diese Akte bereits lesen.", "You can already read this file.")


@transaction.atomic
def open_care(
    *, by: Actor, participant: Participant, user: User, since: datetime | None = None, id: UUID | None = None
) -> Care:
    """The user counsels the participant from now on. Whoever already does goes on: one care, however many segments."""
    wait_for_turn()
    held = Care.objects.current().filter(participant=participant, user=user, kind=Care.Kind.COUNSELLOR, until=None)
    if care := held.first():
        return care
    _must_counsel(user, participant)
    return _opened(
        by,
        Care(
            id=id or uuid4(),
            centre=participant.centre,
            participant=participant,
            user=user,
            since=since or timezone.now(),
        ),
        "people.care_opened",
    )


@transaction.atomic
def close_care(*, by: Actor, participant: Participant, user: User, at: datetime | None = None) -> list[Care]:
    """The user counsels the participant no more: neither as counsellor nor as substitute."""
    wait_for_turn()
    closed = []
    for care in Care.objects.current().counselling().filter(participant=participant, user=user):
        care.until = max(at or timezone.now(), care.since)
        care.version += 1
        care.save(update_fields=["until", "version"])
        record(by=by, what="people.care_closed", subject=care, person=participant.id)
        closed.append(care)
    return closed


@transaction.atomic
def substitute(
    *, by: Actor, participant: Participant, user: User, until: date, since: date | None = None, id: UUID | None = None
) -> Care:
    """The user stands in for the participant's counsellor from one day to another, both included."""
    wait_for_turn()
    if id and (already := Care.objects.filter(pk=id, participant=participant).first()):
        return already
    must_be_new(Care, id)
    today = timezone.localdate()
    if until < today:
        raise Refused(DAY_IS_PAST)
    if until < (since or today):
        raise Refused(ENDS_BEFORE_START)
    _must_counsel(user, participant)
    if Care.objects.current().counselling().filter(participant=participant, user=user, until=None).exists():
        raise Refused(CARES_ALREADY, user=user)
    start = _midnight(since) if since and since > today else timezone.now()
    return _opened(
        by,
        Care(
            id=id or uuid4(),
            centre=participant.centre,
            participant=participant,
            user=user,
            kind=Care.Kind.SUBSTITUTE,
            since=start,
            until=_midnight(until + timedelta(days=1)),
        ),
        "people.substitute_named",
    )


@transaction.atomic
def break_glass(*, by: User, participant: Participant, reason: str, id: UUID | None = None) -> Care:
    """Opens another's case to the lead for a day, with a reason. Its counsellors are told, by mail and on Today."""
    wait_for_turn()
    if participant.centre_id not in by.centres_with(Permission.BREAK_GLASS, Scope.CENTRE):
        raise Refused(MAY_NOT_OPEN)
    if sum(letter.isalpha() for letter in reason) < REASON_LETTERS:
        raise Refused(REASON_TOO_SHORT)
    opened = Care.objects.current().filter(participant=participant, user=by, kind=Care.Kind.BREAK_GLASS)
    if already := opened.first():
        return already
    if may_read_counselling(by, participant):
        raise Refused(MAY_READ_ALREADY)
    must_be_new(Care, id)
    now = timezone.now()
    care = _opened(
        by,
        Care(
            id=id or uuid4(),
            centre=participant.centre,
            participant=participant,
            user=by,
            kind=Care.Kind.BREAK_GLASS,
            since=now,
            until=now + OPEN_FOR,
            reason=reason.strip(),
        ),
        "people.glass_broken",
    )
    transaction.on_commit(lambda: tell_counsellors(care), robust=True)
    return care


def tell_counsellors(care: Care) -> None:
    """A mail to each counsellor of the case: who, which file; never a name, and the reason only behind the login."""
    cares = Care.objects.current().counselling().filter(participant=care.participant_id).select_related("user")
    for user in {each.user for each in cares} - {care.user}:
        with translation.override(user.language):
            text = render_to_string(
                "people/mails/glass_broken.txt",
                {
                    "user": user,
                    "opener": care.user,
                    "file_number": care.participant.file_number,
                    "until": timezone.localtime(care.until),
                    "address": settings.ADDRESS + reverse("people:accesses", args=[care.participant_id]),
                },
            )
            subject, _, body = text.strip().partition("\n")
            EmailMessage(subject.strip(), body.lstrip(), to=[user.email]).send()


def _opened(by: Actor, care: Care, what: str) -> Care:
    care.save(force_insert=True)
    record(by=by, what=what, subject=care, person=care.participant_id)
    return care


def _must_counsel(user: User, participant: Participant) -> None:
    if participant.centre_id not in user.centres_with(Permission.SEE_COUNSELLING, Scope.OWN):
        raise Refused(NO_COUNSELLOR, user=user)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
