"""What a reminder says of its appointment: the fields of the template."""

from django.utils import timezone, translation

from perspektiv.records.appointments.calendar_files import place_of
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.letters.letterheads import letterhead_of


def fields_of(appointment: Appointment) -> dict[str, str]:
    """Day, time, place and with whom; in the language of the person where it is a word of ours.

    The link is added by whoever writes: it is made by asking for it.
    """
    starts, ends = timezone.localtime(appointment.starts_at), timezone.localtime(appointment.ends_at)
    return {
        "day": starts.date().isoformat(),
        "time": f"{starts:%H:%M}",
        "until": f"{ends:%H:%M}",
        "place": _place(appointment),
        "with": str(appointment.counsellor) if appointment.counsellor else "",
    }


def _place(appointment: Appointment) -> str:
    """As invitations say it; nothing where it takes place elsewhere, as it was agreed."""
    if appointment.place == Appointment.Place.ELSEWHERE:
        return ""
    with translation.override("en" if appointment.participant.language == "en" else "de"):
        return place_of(appointment, letterhead_of(appointment.centre_id))
