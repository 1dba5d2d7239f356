"""The line of one participant from the records: five queries, however long the way."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils import timezone

from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.cases.models import CaseOffer, Contact, Participation, Referral
from perspektiv.records.desk.path import Bead, Station, Stretch, WayIn, path_of
from perspektiv.records.people.models import Participant

CANCELLED = (Status.CANCELLED_BY_CENTRE, Status.CANCELLED_BY_JOBCOACH, Status.EXCUSED)
Talks = list[tuple[UUID | None, UUID | None, str, Bead]]


def line_of(participant: Participant) -> tuple[Station, ...]:
    """All stations of the participant, the earliest first."""
    talks = _talks(participant)
    rows = list(_participations(participant))
    return path_of(_ways(participant, talks), [_stretch(row, talks) for row in rows], _ahead(participant, rows))


def _talks(participant: Participant) -> Talks:
    now = timezone.now()
    rows = Appointment.objects.filter(participant=participant).order_by("starts_at")
    return [
        (
            participation,
            referral,
            kind,
            Bead(timezone.localtime(starts), status, status == Status.PLANNED and ends < now),
        )
        for participation, referral, kind, starts, ends, status in rows.values_list(
            "participation_id", "referral_id", "kind", "starts_at", "ends_at", "status"
        )
    ]


def _ways(participant: Participant, talks: Talks) -> list[WayIn]:
    reached: dict[UUID, date] = {}
    contacts = Contact.objects.filter(
        referral__participant=participant, outcome__in=(Contact.Outcome.REACHED, Contact.Outcome.TALK_HELD)
    )
    for referral, at in contacts.order_by("-at").values_list("referral_id", "at"):
        reached[referral] = timezone.localtime(at).date()
    return [_way(referral, reached.get(referral.id), talks) for referral in _referrals(participant)]


def _referrals(participant: Participant) -> Iterable[Referral]:
    return Referral.objects.filter(participant=participant)


def _way(referral: Referral, reached: date | None, talks: Talks) -> WayIn:
    beads = tuple(bead for _, of, _, bead in talks if of == referral.id)
    held = [bead.at.date() for bead in beads if bead.status == Status.HELD]
    planned = [bead.at.date() for bead in beads if bead.status == Status.PLANNED]
    first = min([*held, *([reached] if reached else [])], default=None)
    return WayIn(
        on=referral.referred_on,
        result=referral.result,
        by_jobcoach=referral.jobcoach_id is not None,
        first_contact_on=first,
        first_contact_planned_on=planned[0] if planned else None,
        waiting_since=referral.waiting_since,
        decided_on=referral.decided_on,
        beads=beads,
        recorded_at=referral.created_at,
    )


def _participations(participant: Participant) -> Iterable[Participation]:
    return Participation.objects.filter(participant=participant).select_related("segment", "next_segment")


def _stretch(participation: Participation, talks: Talks) -> Stretch:
    mine = [(kind, bead) for of, _, kind, bead in talks if of == participation.id]
    closings = [bead for kind, bead in mine if kind == Appointment.Kind.CLOSING_TALK and bead.status not in CANCELLED]
    return Stretch(
        segment=participation.segment.name,
        colour=participation.segment.colour,
        start=participation.started_on,
        end=participation.ended_on,
        ending=participation.ending,
        planned=participation.units_planned,
        beads=tuple(bead for kind, bead in mine if kind != Appointment.Kind.CLOSING_TALK),
        closing=closings[-1] if closings else None,
        recorded_at=participation.created_at,
    )


def _ahead(participant: Participant, rows: Iterable[Participation]) -> str:
    """The segment for which a counsellor is being asked, else the one in which the person wants to go on."""
    offers = CaseOffer.objects.filter(participant=participant, answer=CaseOffer.Answer.OPEN, takes_over=None)
    offered = offers.order_by("offered_at").values_list("segment__name", flat=True).first()
    wanted = [row.next_segment.name for row in rows if row.next_segment is not None]
    return offered or (wanted[-1] if wanted else "")
