"""The course of counselling: participations, their appointments, and leaving the centre."""

import ibis
from ibis.expr.types import Table, Value

from perspektiv.indicators.facts.sources import (
    asked_instant,
    calendar,
    centre_code,
    data_as_of,
    from_day,
    gender_code,
    hour_of,
    month_if_asked,
    month_index,
    number,
    package,
    segment_code,
    to_day,
)

SIX_MONTHS = ibis.interval(months=6)
CANCELLED = ("cancelled_by_centre", "cancelled_by_jobcoach")


def person() -> Table:
    """One row a person: a number that stands for the key, and the codes of centre and gender."""
    persons = package["persons"].join(centre_code, "centre_id").join(gender_code, [("gender", "gender_id")])
    numbered = persons.select(
        "person_id", "centre", gender=gender_code.gender, number=ibis.row_number().over(ibis.window())
    )
    return numbered.select("person_id", "centre", "gender", person_no=numbered.number.cast("int32"))


def participation(person: Table) -> Table:
    """One row a participation. ``started`` and ``ended`` are month indexes, empty outside the period."""
    p = package["participations"].join(person, "person_id").join(segment_code, "segment_id")
    p = p.join(package["segments"], "segment_id")
    p = p.left_join(package["ending_reasons"], "reason_id")
    return p.select(
        "participation_id",
        "person_no",
        "centre",
        "gender",
        "segment",
        "own_segment",
        "started_on",
        "ended_on",
        started=month_if_asked(p.started_on),
        ended=month_if_asked(p.ended_on),
        early=number(p.ending == "early"),
        early_positive=number((p.ending == "early") & (p.valuation == "positive")),
        regular_surveyed=number((p.ending == "regular") & p.surveyed),
    )


def appointment(participation: Table) -> Table:
    """One row a participation and month of its appointments: how many, and what became of them.

    ``month`` is empty for appointments on a day outside the period.
    """
    a = package["appointments"]
    a = a.left_join(calendar, hour_of(a.starts_at) == calendar.hour)

    def how_many(which: Value) -> Value:
        return a.count(where=which).cast("int32")

    cells = a.group_by("participation_id", "month").agg(
        held=how_many(a.status == "held"),
        missed=how_many(a.status == "no_show"),
        cancelled=how_many(a.status.isin(CANCELLED)),
        excused=how_many(a.status == "excused"),
        open=how_many((a.status == "planned") & (a.starts_at < asked_instant("as_of_start"))),
    )
    return cells.join(participation, "participation_id").select(
        "month",
        "person_no",
        "centre",
        "gender",
        "segment",
        "ended",
        "held",
        "missed",
        "cancelled",
        "excused",
        "open",
        due=(cells.held + cells.missed + cells.cancelled).cast("int32"),
        lost=(cells.missed + cells.cancelled).cast("int32"),
        not_missed=(cells.held + cells.cancelled).cast("int32"),
        started_in_time=participation.started_on <= to_day,
    )


def leaving(participation: Table) -> Table:
    """One row a person who has left in the period: nothing of what started by its end is still open then."""
    p = participation.filter(participation.started_on <= to_day)
    by_person = p.group_by("person_no", "centre", "gender").agg(
        first_day=p.started_on.min(),
        exit=p.ended_on.max(),
        still_there=(p.ended_on.isnull() | (p.ended_on > to_day)).any(),
    )
    left = by_person.filter(~by_person.still_there, by_person.exit >= from_day)
    return left.select(
        "person_no",
        "centre",
        "gender",
        "first_day",
        "exit",
        month=month_index(left.exit),
        window_end=(left.exit + SIX_MONTHS).cast("date"),
    )


def starts(participation: Table) -> Table:
    """Participations by the day they started."""
    p = participation.filter(participation.started.notnull())
    return p.select("person_no", "centre", "gender", "segment", "own_segment", month=p.started)


def endings(participation: Table, appointment: Table) -> Table:
    """Participations by the day they ended, with the units of each, whenever they took place."""
    p = participation.filter(participation.ended.notnull())
    none = ibis.literal(0, "int32")
    ended = p.select(
        "person_no",
        "centre",
        "gender",
        "segment",
        "early",
        "early_positive",
        "regular_surveyed",
        month=p.ended,
        ended=ibis.literal(1, "int32"),
        regular=(1 - p.early).cast("int32"),
        early_other=(p.early - p.early_positive).cast("int32"),
        units_due=none,
        units_held=none,
    )
    a = appointment.filter(appointment.ended.notnull())
    units = a.select(
        "person_no",
        "centre",
        "gender",
        "segment",
        early=none,
        early_positive=none,
        regular_surveyed=none,
        month=a.ended,
        ended=none,
        regular=none,
        early_other=none,
        units_due=a.due,
        units_held=a.held,
    )
    return ibis.union(ended, units, distinct=False)


def appointments(appointment: Table) -> Table:
    """Appointments by their own day. Due is what was held, missed or cancelled."""
    # one by one: Ibis writes several in no fixed order, and the compiled text must stay the same
    return appointment.filter(appointment.month.notnull()).drop("ended").drop("started_in_time")


def leavers(appointment: Table, leaving: Table) -> Table:
    """All appointments of those who left in the period, by the day they left."""
    a = appointment.filter(appointment.started_in_time)
    return a.join(leaving, "person_no").select(
        "person_no",
        "centre",
        "gender",
        "segment",
        "due",
        "held",
        "missed",
        "cancelled",
        "lost",
        "not_missed",
        month=leaving.month,
    )


def exits(leaving: Table, person: Table) -> Table:
    """Those who left in the period, and what came of it within six months."""
    followed = leaving.join(person.select("person_no", "person_id"), "person_no")

    jobs = package["job_starts"].filter(package["job_starts"].insured)
    j = followed.join(jobs, "person_id").filter(lambda t: t.started_on.between(t.first_day, t.window_end))
    j = j.group_by("person_no").agg(job=(j.started_on >= j.exit).any(), job_during=ibis.literal(True))

    m = followed.join(package["follow_on_measures"], "person_id").filter(
        lambda t: t.started_on.between(t.exit, t.window_end)
    )
    m = m.group_by("person_no").agg(follow_on=ibis.literal(True))

    asked = followed.join(package["follow_ups"], "person_id").filter(
        lambda t: (t.answer == "no") & (t.asked_on >= t.window_end)
    )
    ever_asked = package["follow_ups"].count().as_scalar() > 0
    no = asked.group_by("person_no").agg(
        no_job=(asked.about == "job").any(), no_measure=(asked.about == "measure").any()
    )

    joined = leaving.left_join(j, "person_no").left_join(m, "person_no").left_join(no, "person_no")
    job, during, follow_on, no_job, no_measure = (
        number(joined[name]) for name in ("job", "job_during", "follow_on", "no_job", "no_measure")
    )
    return joined.select(
        "person_no",
        "centre",
        "gender",
        "month",
        exited=ibis.literal(1, "int32"),
        job=job,
        no_job=1 - job,
        job_during=during,
        no_job_during=1 - during,
        job_before_exit=during - job,
        follow_on=follow_on,
        no_follow_on=1 - follow_on,
        job_unknown=ibis.ifelse(ever_asked, (1 - job) * (1 - no_job), ibis.null("int32")),
        job_during_unknown=ibis.ifelse(ever_asked, (1 - during) * (1 - no_job), ibis.null("int32")),
        follow_on_unknown=ibis.ifelse(ever_asked, (1 - follow_on) * (1 - no_measure), ibis.null("int32")),
        window_open=number(joined.window_end > data_as_of),
    )


def path(participation: Table, leaving: Table) -> Table:
    """How many persons went which way: one row a step, its segment, and where they went from there.

    Steps are a person's participations started in the period, in their order. ``onward`` is empty for the last one.
    """
    p = participation.filter(participation.started.notnull())
    course = ibis.window(group_by="person_no", order_by=["started_on", "segment", "participation_id"])
    p = p.mutate(step=ibis.row_number().over(course) + 1, onward=p.segment.lead().over(course))
    p = p.left_join(leaving.select("person_no", "exit"), "person_no")
    return p.group_by("step", "segment", "onward", still_there=p.exit.isnull()).agg(persons=p.count())


def months(leaving: Table, person: Table) -> Table:
    """Persons whose six months are over, by the month in which they first started a job or a further measure.

    Month 0 is the day of the exit itself, month k the days up to the same day k months on; empty for no start.
    """
    over = leaving.filter(leaving.window_end <= data_as_of).join(person.select("person_no", "person_id"), "person_no")
    jobs = package["job_starts"].filter(package["job_starts"].insured)
    job = _first_month(over, jobs).rename(job="month")
    follow_on = _first_month(over, package["follow_on_measures"]).rename(follow_on="month")
    joined = over.select("person_no").left_join(job, "person_no").left_join(follow_on, "person_no")
    joined = joined.select("job", "follow_on")
    return joined.group_by("job", "follow_on").agg(persons=joined.count())


def _first_month(over: Table, started: Table) -> Table:
    s = over.join(started, "person_id").filter(lambda t: t.started_on.between(t.exit, t.window_end))
    later = [number(s.started_on > (s.exit + ibis.interval(months=k)).cast("date")) for k in range(6)]
    return s.group_by("person_no").agg(month=sum(later[1:], later[0]).min())
