"""A participant's appointments as a part of the file, and the certificate of attendance."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from perspektiv.records.access.admission import SignedIn, fetch, needs, signed_in
from perspektiv.records.access.permissions import Permission
from perspektiv.records.access.trail import record
from perspektiv.records.appointments.actions.marks import GRACE
from perspektiv.records.appointments.agenda import tally
from perspektiv.records.appointments.cases import cases_of
from perspektiv.records.appointments.entries import Entry, entries
from perspektiv.records.appointments.models import Appointment, Status
from perspektiv.records.appointments.states import CANCELLATIONS
from perspektiv.records.cases.models import Participation
from perspektiv.records.cases.papers.certificate import certificate
from perspektiv.records.people.models import Participant


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def of_person(request: SignedIn, id: UUID) -> HttpResponse:
    user = signed_in(request)
    participant = fetch(Participant.objects.all(), user, Permission.SEE_APPOINTMENTS, id)
    seen = Appointment.objects.with_permission(user, Permission.SEE_APPOINTMENTS).filter(participant=participant)
    rows, today, now = entries(seen.order_by("starts_at", "id")), timezone.localdate(), timezone.now()
    record(by=user, what="file_appointments.read", subject=participant, person=participant.id)
    context = {
        "participant": participant,
        "tab": "appointments",
        "coming": [row for row in rows if row.open and not row.undecided],
        "undecided": [row for row in rows if row.undecided],
        "called_off": [row for row in rows if row.off and row.at > now],
        "past": [row for row in reversed(rows) if not row.open and not (row.off and row.at > now)],
        "tally": tally(seen),
        "certificates": _certificates(rows),
        "cancellations": CANCELLATIONS,
        "may_book": user.may(Permission.BOOK, participant.centre_id),
        "bookable": bool(cases_of(user, participant)),
        "now": now,
        "day": today,
    }
    return render(request, "appointments/of_person.html", context)


@require_safe
@needs(Permission.SEE_APPOINTMENTS)
def certificate_of(request: SignedIn, id: UUID) -> HttpResponse:
    """A PDF of what was attended in one participation."""
    user = signed_in(request)
    participations = Participation.objects.select_related("participant", "segment", "centre")
    participation = fetch(participations, user, Permission.SEE_APPOINTMENTS, id)
    attended = Appointment.objects.filter(participation=participation, status=Status.HELD)
    held = attended.filter(starts_at__lte=timezone.now() + GRACE).order_by("starts_at")
    units = list(held.values_list("starts_at", "minutes"))
    pdf = certificate(
        participation,
        units_held=len(units),
        minutes=sum(minutes for _at, minutes in units),
        days=_days(units),
    )
    record(by=user, what="certificate.read", subject=participation, person=participation.participant_id)
    name = f"Teilnahmebescheinigung-{participation.participant.file_number}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _days(units: list[tuple[datetime, int]]) -> list[date]:
    return [timezone.localdate(at) for at, _minutes in units]


def _certificates(rows: list[Entry]) -> list[tuple[Entry, int]]:
    """One of each participation in which something was attended, and how many units."""
    held: dict[UUID, list[Entry]] = {}
    for row in rows:
        if row.status == Status.HELD and row.participation_id:
            held.setdefault(row.participation_id, []).append(row)
    return [(attended[-1], len(attended)) for attended in held.values()]
