"""For whom and with what choices an appointment is booked, as a form or an address says it."""

from dataclasses import dataclass

from django.http import Http404, QueryDict

from perspektiv.records.access.admission import fetch
from perspektiv.records.access.models import User
from perspektiv.records.access.permissions import Permission
from perspektiv.records.appointments.actions.bookings import LONGEST, SHORTEST
from perspektiv.records.appointments.cases import Case, cases_of
from perspektiv.records.appointments.forms import TimesForm
from perspektiv.records.appointments.models import UNIT_MINUTES, Appointment
from perspektiv.records.appointments.moments import day_of, time_of
from perspektiv.records.appointments.times import times_for
from perspektiv.records.appointments.views.asking import uuid_of
from perspektiv.records.appointments.views.checking import offered
from perspektiv.records.people.models import Participant


@dataclass(frozen=True)
class Asked:
    """For whom a booking is: the participant, their cases, and which of them."""

    participant: Participant
    cases: list[Case]
    case: Case | None


def asked_of(user: User, fields: QueryDict) -> Asked:
    """The participant of a form or an address, if the user may book for them; else 404."""
    id = uuid_of(fields.get("person", ""))
    if id is None:
        raise Http404
    participant = fetch(Participant.objects.living(), user, Permission.BOOK, id)
    cases = cases_of(user, participant)
    chosen = uuid_of(fields.get("of", ""))
    case = next((case for case in cases if case.id == chosen), cases[0] if cases and not chosen else None)
    return Asked(participant, cases, case)


def choices_of(case: Case, form: TimesForm, fields: QueryDict) -> dict[str, object]:
    """The choices of the form as they were made, and the times that fit them."""
    counsellors = list(form.fields["counsellor"].queryset)  # type: ignore[attr-defined]
    chosen = uuid_of(fields.get("counsellor", ""))
    named = "counsellor" in fields
    counsellor = next((one for one in counsellors if one.id == chosen), None if named else form.first_choice)
    place = fields.get("place", "")
    place = place if place in Appointment.Place.values else Appointment.Place.CENTRE.value
    length = _minutes(fields.get("minutes", ""))
    rooms, wished = form.fields["room"].queryset, uuid_of(fields.get("room", ""))  # type: ignore[attr-defined]
    found = times_for(
        case.of,
        counsellor,
        day=day_of(fields.get("day", "")),
        at=time_of(fields.get("time", "")),
        place=place,
        minutes=length,
        room=next((one for one in rooms if one.id == wished), None),
    )
    return {
        "case": case,
        **offered(found, form, fields),
        "counsellors": counsellors,
        "counsellor": counsellor,
        "places": Appointment.Place.choices,
        "place": place,
        "minutes": length,
        "rooms": rooms,
        "room": wished,
    }


def _minutes(text: str) -> int:
    if text.isdecimal() and len(text) < 4 and SHORTEST <= int(text) <= LONGEST:
        return int(text)
    return UNIT_MINUTES
