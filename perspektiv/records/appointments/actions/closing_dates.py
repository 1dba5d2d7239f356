"""The closing talk of three: times are proposed, participant and jobcoach answer, and where both can, it is booked."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import User
from perspektiv.records.access.trail import SYSTEM, Actor, record
from perspektiv.records.appointments.actions.bookings import book as book_appointment
from perspektiv.records.appointments.actions.collisions import DoubleBooked, counsellor_taken, no_room_free
from perspektiv.records.appointments.actions.confirming import confirm
from perspektiv.records.appointments.actions.plans import move
from perspektiv.records.appointments.closing_talks import booked_talks
from perspektiv.records.appointments.halves import known
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment, ClosingDate, Room, WishedTimes, end_of
from perspektiv.records.appointments.moments import moment
from perspektiv.records.appointments.proposal_letters import send_proposal, withdraw_proposal
from perspektiv.records.appointments.slots import Diary
from perspektiv.records.appointments.three import may_be_proposed, times_for_three, wished_by
from perspektiv.records.cases.models import Participation
from perspektiv.records.people.actions.participants import wait_for_turn
from perspektiv.records.people.models import Jobcoach

Answer, End = ClosingDate.Answer, ClosingDate.End
VALID = timedelta(days=10)
"""So long a proposal can be answered."""
AT_ONCE = 3

PARTICIPANT, JOBCOACH = "participant", "jobcoach"

NO_TIME = Text("Bitte wählen Sie eine bis drei Zeiten.", "Please choose one to three times.")
PAST = Text("{when} Uhr liegt in der Vergangenheit.", "{when} lies in the past.")
NO_JOBCOACH = Text(
    "Zu dieser Teilnahme ist kein Jobcoach bekannt. Bitte tragen Sie erst ein, wer es ist.",
    "No jobcoach is known for this participation. Please enter first who it is.",
)
PARTICIPATION_ENDED = Text("Diese Teilnahme ist schon beendet.", "This participation has ended already.")
NO_LONGER = Text("Der Vorschlag {when} Uhr gilt nicht mehr: {why}.", "The proposal {when} is no longer good: {why}.")
NOT_OFFERED = Text(
    "{when} Uhr lässt sich nicht vorschlagen. Bitte wählen Sie eine der angebotenen Zeiten.",
    "{when} cannot be proposed. Please choose one of the times that are offered.",
)
ENOUGH = Text(
    "Sie haben schon drei Zeiten vorgeschlagen. Sobald die Person geantwortet hat oder sie abgelaufen sind, geht es "
    "weiter. Eilt es, rufen Sie bitte das Zentrum an.",
    "You have proposed three times already. Once the person has answered or they have expired, it goes on. If it is "
    "urgent, please call the centre.",
)
WHO = Text("Bitte sagen Sie, wer antwortet.", "Please say who answers.")


@transaction.atomic
def propose(
    *,
    by: Actor,
    participation: Participation,
    times: Sequence[datetime],
    counsellor: User,
    wished: Collection[str] | None = None,
    id: UUID | None = None,
) -> list[ClosingDate]:
    """Proposes up to three times to participant and jobcoach, and writes to both. Earlier proposals end with it.

    ``id`` is that of the form: sent twice, it proposes once. ``wished``: the jobcoach's half days, to be kept.
    """
    wait_for_turn()
    batch = id or uuid4()
    if made := list(ClosingDate.objects.filter(participation=participation, batch=batch)):
        return made
    chosen = sorted(set(times))
    _check(participation, chosen)
    close_open(by=by, participation=participation, end=End.WITHDRAWN)
    found = [_proposed(by, participation, counsellor, at, batch) for at in chosen]
    if wished is not None and participation.jobcoach:
        _keep_wishes(by, participation.jobcoach, wished)
    send_proposal(by=by, dates=found)
    return found


@transaction.atomic
def counter(*, by: Actor, participation: Participation, starts_at: datetime, id: UUID | None = None) -> ClosingDate:
    """The jobcoach proposes another time, one of those that their page offers; the participant is asked."""
    wait_for_turn()
    batch = id or uuid4()
    if made := ClosingDate.objects.filter(participation=participation, batch=batch).first():
        return made
    if same := ClosingDate.objects.open().filter(participation=participation, starts_at=starts_at).first():
        return answer(by=by, closing_date=same, who=JOBCOACH, says=Answer.YES)
    _check(participation, [starts_at])
    if why := why_no_counter(participation):
        raise Refused(why)
    counsellor = _counsellor_of(participation)
    _room_at(participation, counsellor, starts_at)
    if not may_be_proposed(participation, counsellor, starts_at):
        raise Refused(NOT_OFFERED, when=moment(starts_at))
    close_expired(Q(participation=participation))
    date = _proposed(by, participation, counsellor, starts_at, batch, from_jobcoach=True)
    send_proposal(by=by, dates=[date])
    return date


def why_no_counter(participation: Participation) -> Text | None:
    """Why the jobcoach cannot propose a time now; nothing where they can."""
    own = ClosingDate.objects.open().filter(participation=participation, from_jobcoach=True)
    return ENOUGH if own.count() >= AT_ONCE else None


@transaction.atomic
def answer(*, by: Actor, closing_date: ClosingDate, who: str, says: str) -> ClosingDate:
    """What one of the two says. Once both can, the talk is booked; where the time is gone, the next one is proposed.

    Look at ``end`` of what is returned: "booked", or "taken" with a new proposal beside it. May be changed until then.
    """
    wait_for_turn()
    if who not in (PARTICIPANT, JOBCOACH) or says not in (Answer.YES, Answer.NO):
        raise Refused(WHO)
    date, field = _stored(closing_date), f"{who}_says"
    if getattr(date, field) == says and (date.end or not date.agreed):
        return date
    _check_open(date)
    setattr(date, field, says)
    date.version += 1
    date.save(update_fields=[field, "version"])
    record(by=by, what="appointments.closing_date_answered", subject=date, person=date.participant_id)
    if date.agreed:
        _book_or_replace(by, date)
    return date


@transaction.atomic
def book(*, by: Actor, closing_date: ClosingDate, room: Room | None = None, action: UUID | None = None) -> Appointment:
    """Books it, whatever the two have said so far; refused with the next free times where it is gone."""
    wait_for_turn()
    date = _stored(closing_date)
    if date.appointment:
        return date.appointment
    _check_open(date)
    return _booked(by, date, room, action)


@transaction.atomic
def withdraw(*, by: Actor, participation: Participation) -> int:
    """Takes back what is proposed; letters not yet sent stay here. Returns how many times that were."""
    wait_for_turn()
    return close_open(by=by, participation=participation, end=End.WITHDRAWN)


def close_open(
    *, by: Actor, participation: Participation, end: ClosingDate.End, but_not: ClosingDate | None = None
) -> int:
    dates = ClosingDate.objects.filter(participation=participation, closed_at=None)
    closed = [_closed(by, date, end) for date in dates if date != but_not]
    if end == End.WITHDRAWN:
        for batch in {date.batch for date in closed}:
            withdraw_proposal(by=by, batch=batch, centre=participation.centre)
    return len(closed)


@transaction.atomic
def close_expired(of: Q | None = None) -> int:
    """Closes what nobody answered in time, so that somebody sees that a new proposal is needed."""
    now = timezone.now()
    over = ClosingDate.objects.filter(Q(expires_at__lte=now) | Q(starts_at__lte=now), of or Q(), closed_at=None)
    return len([_closed(SYSTEM, date, End.EXPIRED) for date in over])


def _check(participation: Participation, times: Sequence[datetime]) -> None:
    if not 1 <= len(times) <= AT_ONCE:
        raise Refused(NO_TIME)
    if participation.ended_on and participation.ended_on < timezone.localdate():
        raise Refused(PARTICIPATION_ENDED)
    if participation.jobcoach is None:
        raise Refused(NO_JOBCOACH)
    if times[0] <= timezone.now():
        raise Refused(PAST, when=moment(times[0]))


def _check_open(date: ClosingDate) -> None:
    if not date.open:
        why = End(date.end or End.EXPIRED).label
        raise Refused(NO_LONGER, when=moment(date.starts_at), why=why)


def _counsellor_of(participation: Participation) -> User:
    last = ClosingDate.objects.filter(participation=participation).order_by("-created_at").first()
    counsellor = last.counsellor if last else participation.counsellor
    if counsellor is None:
        raise Refused(NO_COUNSELLOR)
    return counsellor


NO_COUNSELLOR = Text("Für diese Teilnahme ist niemand zuständig.", "Nobody counsels this participation.")


def _proposed(
    by: Actor,
    participation: Participation,
    counsellor: User,
    at: datetime,
    batch: UUID,
    *,
    from_jobcoach: bool = False,
) -> ClosingDate:
    date = ClosingDate.objects.create(
        centre_id=participation.centre_id,
        participation=participation,
        participant_id=participation.participant_id,
        counsellor=counsellor,
        starts_at=at,
        batch=batch,
        from_jobcoach=from_jobcoach,
        jobcoach_says=Answer.YES if from_jobcoach else Answer.OPEN,
        expires_at=min(timezone.now() + VALID, at),
    )
    record(by=by, what="appointments.closing_date_proposed", subject=date, person=date.participant_id)
    return date


def _keep_wishes(by: Actor, jobcoach: Jobcoach, wished: Collection[str]) -> None:
    halves = " ".join(sorted(known(wished)))
    if halves == " ".join(sorted(wished_by(jobcoach))):
        return
    kept, _new = WishedTimes.objects.update_or_create(
        jobcoach=jobcoach, defaults={"half_days": halves, "centre_id": jobcoach.centre_id}
    )
    record(by=by, what="appointments.wished_times_kept", subject=kept)


def _stored(date: ClosingDate) -> ClosingDate:
    related = ("participation__centre", "participation__participant", "participation__jobcoach", "counsellor")
    return ClosingDate.objects.select_related(*related, "appointment", "centre", "participant").get(pk=date.pk)


def _book_or_replace(by: Actor, date: ClosingDate) -> None:
    try:
        with transaction.atomic():
            _booked(by, date, None, None)
    except DoubleBooked:
        _closed(by, date, End.TAKEN)
        slots = times_for_three(date.participation, date.counsellor, wished=wished_by(date.participation.jobcoach))
        if slots:
            send_proposal(by=by, dates=[_proposed(by, date.participation, date.counsellor, slots[0].at, uuid4())])


def _booked(by: Actor, date: ClosingDate, room: Room | None, action: UUID | None) -> Appointment:
    """A talk that is booked already, and to which the jobcoach asked for another time, is moved."""
    at, room = date.starts_at, room or _room_at(date.participation, date.counsellor, date.starts_at)
    if talk := booked_talks(participation=date.participation).first():
        appointment = move(
            by=by, appointment=talk, version=talk.version, starts_at=at, room=room, action=action, tell=True
        )
    else:
        appointment = book_appointment(
            by=by,
            of=date.participation,
            starts_at=at,
            counsellor=date.counsellor,
            room=room,
            kind=Appointment.Kind.CLOSING_TALK,
            action=action,
            tell=True,
        )
    if date.participant_says == Answer.YES:
        confirm(by=by, appointment=appointment)  # nobody is asked twice whether they come
    date.appointment = appointment
    date.save(update_fields=["appointment"])
    _closed(by, date, End.BOOKED)
    close_open(by=by, participation=date.participation, end=End.OTHER, but_not=date)
    return appointment


def _room_at(participation: Participation, counsellor: User, at: datetime) -> Room | None:
    """A free room, where the centre has rooms; refused where none is, or the counsellor is not free."""
    diary = Diary.of_day(participation.centre, counsellor, at)
    rooms = diary.free_rooms(at, end_of(at, UNIT_MINUTES))
    if (diary.rooms and not rooms) or not diary.counsellor_is_free(at, end_of(at, UNIT_MINUTES)):
        raise _gone(participation, counsellor, at, free=bool(rooms or not diary.rooms))
    return rooms[0] if rooms else None


def _gone(participation: Participation, counsellor: User, at: datetime, *, free: bool) -> DoubleBooked:
    wish = Appointment(
        centre=participation.centre, participant=participation.participant, counsellor=counsellor, starts_at=at
    )
    return counsellor_taken(wish) if free else no_room_free(wish)


def _closed(by: Actor, date: ClosingDate, end: ClosingDate.End) -> ClosingDate:
    date.closed_at, date.end = timezone.now(), end
    date.version += 1
    date.save(update_fields=["closed_at", "end", "version"])
    verb = {End.BOOKED: "booked", End.EXPIRED: "expired", End.WITHDRAWN: "withdrawn"}.get(end, "closed")
    record(by=by, what=f"appointments.closing_date_{verb}", subject=date, person=date.participant_id)
    return date
