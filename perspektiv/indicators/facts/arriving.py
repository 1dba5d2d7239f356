"""How people come: booked appointments and their reminders, waiting, offered times."""

import ibis
from ibis.expr.types import Table, Value

from perspektiv.indicators.facts.course import CANCELLED
from perspektiv.indicators.facts.sources import (
    calendar,
    centre_code,
    data_as_of,
    hour_of,
    month_if_asked,
    number,
    package,
)

DUE = ("held", "no_show", *CANCELLED)
WHOSE = ("person_no", "centre", "gender")


def booked(participation: Table) -> Table:
    """Appointments of whose booking something is known, by their own day; what was booked afterwards has no lead."""
    b = package["appointment_bookings"].join(package["appointments"], "appointment_id")
    b = b.join(calendar, hour_of(b.starts_at) == calendar.hour)
    due, missed = b.status.isin(DUE), b.status == "no_show"
    lead = _berlin_day(b.starts_at).delta(b.booked_on, unit="day")
    cells = b.select(
        "participation_id",
        "month",
        reminders=b.reminders,
        due=number(due),
        reminded=number(due & (b.reminders > 0)),
        booked=number(lead >= 0),
        lead_days=ibis.ifelse(lead >= 0, lead, 0).fill_null(0).cast("int32"),
        drawn_due=number(due & (b.lot == "reminded")),
        drawn_missed=number(missed & (b.lot == "reminded")),
        left_out_due=number(due & (b.lot == "without")),
        left_out_missed=number(missed & (b.lot == "without")),
    )
    p = participation.select("participation_id", *WHOSE, "segment")
    return cells.join(p, "participation_id").drop("participation_id")


def way_in(person: Table) -> Table:
    """One row a way in, with the day of the person's next one.

    A fact of its own: joined in the same expression, Ibis would look for the next one among the joined rows.
    """
    ways = package["referrals"].join(person, "person_id")
    of_person = ibis.window(group_by="person_no", order_by=["referred_on", "referral_id"])
    return ways.select(*WHOSE, "referral_id", "referred_on", "result", next_on=ways.referred_on.lead().over(of_person))


def waiting(way_in: Table, participation: Table) -> Table:
    """Ways in by the day of their first held talk, and by the day of their entry; each with the days until then.

    What happens from a way in until the next one of the same person belongs to it.
    """
    a = package["appointments"]
    a = a.filter(a.kind == "first_contact", a.status == "held")
    talks = a.join(participation.select("participation_id", "person_no"), "participation_id")
    talks = talks.select("person_no", on=_berlin_day(talks.starts_at))
    starts = participation.select("person_no", on=participation.started_on)
    return ibis.union(
        _first(way_in, talks, "talks", "days_to_talk"),
        _first(way_in.filter(way_in.result == "entered"), starts, "entries", "days_to_entry"),
        distinct=False,
    )


def slots() -> Table:
    """Offered times by their day, none after the day that the records speak of."""
    s = package["offered_slots"].join(centre_code, "centre_id")
    s = s.filter(_berlin_day(s.starts_at) <= data_as_of)
    s = s.join(calendar, hour_of(s.starts_at) == calendar.hour)
    return s.select("centre", "month", offered=ibis.literal(1, "int32"), used=number(s.used))


def _first(ways: Table, happened: Table, counted: str, days: str) -> Table:
    """The first time that something happened after each way in, and how long it took."""
    found = ways.join(happened, "person_no")
    found = found.filter(found.on >= found.referred_on, found.next_on.isnull() | (found.on < found.next_on))
    first = found.group_by(*WHOSE, "referral_id", "referred_on").agg(on=found.on.min())
    first = first.mutate(month=month_if_asked(first.on))
    first = first.filter(first.month.notnull())
    none, one = ibis.literal(0, "int32"), ibis.literal(1, "int32")
    took = first.on.delta(first.referred_on, unit="day").cast("int32")
    measures: dict[str, Value] = dict.fromkeys(("talks", "days_to_talk", "entries", "days_to_entry"), none)
    return first.select(*WHOSE, "month", **{**measures, counted: one, days: took})


def _berlin_day(instant: Value) -> Value:
    """Its day where the connection thinks in Berlin days."""
    return instant.cast("date")
