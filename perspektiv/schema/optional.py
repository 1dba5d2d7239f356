"""Tables that a package may have beside those of the contract's first version.

How appointments come about, how questionnaires are made and who was asked (``questionnaires.py``).

A package without them is a package of version 1, byte for byte. What they would say is then not collected.
"""

from perspektiv.schema.column import choice, day, moment, reference, text, whole, yes_no
from perspektiv.schema.questionnaires import FROM_VERSION_2
from perspektiv.schema.table import Table
from perspektiv.schema.tables import TABLES, Appointments, Centres


class AppointmentBookings(
    Table,
    en="How appointments were booked and reminded of (optional, from version 1.1 on)",
    de="Wie Termine gebucht und erinnert wurden (wahlfrei, ab Fassung 1.1)",
    key="appointment_id",
):
    appointment_id = reference(Appointments, "Appointment", "Termin", required=True)
    booked_on = day("Booked on; empty where nobody knows", "Gebucht am; leer, wenn unbekannt")
    reminders = whole("Reminders sent", "Gesendete Erinnerungen", required=True, minimum=0)
    lot = choice(
        "What the lot drew, where reminders were assigned by lot",
        "Was das Los zog, wo Erinnerungen ausgelost wurden",
        "reminded",
        "without",
    )


class OfferedSlots(
    Table,
    en="Times that counsellors offered (optional, from version 1.1 on)",
    de="Von Beratenden angebotene Zeiten (wahlfrei, ab Fassung 1.1)",
    key="slot_id",
):
    slot_id = text("Key", "Schlüssel", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    starts_at = moment("Start, RFC 3339 with any offset", "Beginn, RFC 3339 mit Zeitversatz", required=True)
    minutes = whole("Length in minutes", "Dauer in Minuten", required=True, minimum=1, unit="min")
    used = yes_no("An appointment took the time", "Ein Termin nutzte die Zeit", required=True)


ARRIVING: tuple[type[Table], ...] = (AppointmentBookings, OfferedSlots)
"""What a package of version 1.1 may have."""
OPTIONAL: tuple[type[Table], ...] = (*ARRIVING, *FROM_VERSION_2)
KNOWN: tuple[type[Table], ...] = (*TABLES, *OPTIONAL)
"""Every table that a package can have."""
