"""Warnings: what is odd but possible. They are listed and kept for the report's note on data quality."""

from datetime import date

from perspektiv.language import Text
from perspektiv.package.rule import Rule, Rules, day_literal
from perspektiv.schema import Table
from perspektiv.schema.optional import AppointmentBookings
from perspektiv.schema.questionnaires import InstrumentForms, Invitations
from perspektiv.schema.tables import (
    Answers,
    Appointments,
    Complaints,
    FollowOnMeasures,
    FollowUps,
    Items,
    JobStarts,
    Participations,
    Referrals,
    Responses,
    Spending,
    Staff,
)

EVENTS: dict[type[Table], tuple[str, ...]] = {
    Referrals: ("referred_on", "decided_on", "informed_on"),
    Participations: ("started_on", "ended_on"),
    Responses: ("submitted_on",),
    JobStarts: ("started_on", "ended_on"),
    FollowOnMeasures: ("started_on",),
    FollowUps: ("asked_on",),
    Spending: ("booked_on",),
    Complaints: ("received_on", "answered_on"),
    AppointmentBookings: ("booked_on",),
    InstrumentForms: ("published_on",),
    Invitations: ("due_on",),
}
"""Days on which something happened; positions and offers, by contrast, are planned ahead."""


def odd_in_row(table: type[Table], data_as_of: date) -> list[Rule]:
    """Warnings that one row shows by itself."""
    events = [_later(event, f"t.{event} > {day_literal(data_as_of)}", data_as_of) for event in EVENTS.get(table, ())]
    if table is Appointments:
        return [*events, *_appointments(data_as_of)]
    return [*events, FREELANCE_WITH_HOURS] if table is Staff else events


def _later(column: str, where: str, data_as_of: date) -> Rule:
    return Rule(
        "after data_as_of",
        column,
        where,
        LATER.filled(value="{value}", as_of=data_as_of.isoformat()),
        fault=False,
        values={"value": f"t.{column}::VARCHAR"},
    )


def _appointments(data_as_of: date) -> list[Rule]:
    midnight = f"{day_literal(data_as_of)}::TIMESTAMPTZ"
    next_midnight = f"({day_literal(data_as_of)} + 1)::DATE::TIMESTAMPTZ"
    return [
        _later("starts_at", f"t.status <> 'planned' AND t.starts_at >= {next_midnight}", data_as_of),
        Rule(
            "still planned",
            "status",
            f"t.status = 'planned' AND t.starts_at < {midnight}",
            STILL_PLANNED,
            fault=False,
            values={"value": "t.starts_at::DATE::VARCHAR"},
        ),
    ]


LATER = Text(
    "{value} liegt nach dem Stand der Daten ({as_of}). Bitte prüfen.",
    "{value} is after the day of the data ({as_of}). Please check.",
)
STILL_PLANNED = Text(
    "Der Termin vom {value} ist vorbei, steht aber noch auf „planned“. Bitte nachtragen, was daraus wurde.",
    "The appointment of {value} is over but still “planned”. Please enter what became of it.",
)
FREELANCE_WITH_HOURS = Rule(
    "freelance with hours",
    "weekly_hours",
    "t.employment = 'freelance' AND t.weekly_hours IS NOT NULL",
    Text(
        "Wochenstunden gelten nur für Angestellte und zählen hier nicht.",
        "Weekly hours are for employed staff only and do not count here.",
    ),
    fault=False,
)

ODD_BETWEEN_TABLES: tuple[Rules, ...] = (
    Rules(
        Participations,
        [
            Rule(
                "parallel participations",
                "started_on",
                "t.started_on < t.busy_until",
                Text(
                    "Die Person „{person}“ nimmt an diesem Tag schon an etwas anderem teil. Bitte prüfen.",
                    "On this day the person “{person}” takes part in something else already. Please check.",
                ),
                fault=False,
                values={"person": "t.person_id"},
            )
        ],
        lambda rows: (
            "(SELECT rowid, person_id, started_on, max(coalesce(ended_on, DATE 'infinity')) "
            "OVER (PARTITION BY person_id ORDER BY started_on, ended_on NULLS LAST "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until "
            f"FROM {rows(Participations)}) t"
        ),
    ),
    Rules(
        Appointments,
        [
            Rule(
                "outside participation",
                "starts_at",
                "(t.starts_at < p.started_on::TIMESTAMPTZ AND t.kind <> 'first_contact') "
                "OR t.starts_at >= (p.ended_on + 1)::DATE::TIMESTAMPTZ",
                Text(
                    "Der Termin am {value} liegt außerhalb der Teilnahme ({start} bis {end}). Bitte prüfen.",
                    "The appointment on {value} lies outside its participation ({start} to {end}). Please check.",
                ),
                fault=False,
                values={
                    "value": "t.starts_at::DATE::VARCHAR",
                    "start": "p.started_on::VARCHAR",
                    "end": "coalesce(p.ended_on::VARCHAR, '…')",
                },
            )
        ],
        lambda rows: f"{rows(Appointments)} t JOIN {rows(Participations)} p ON p.participation_id = t.participation_id",
        needs=(Participations,),
    ),
    Rules(
        JobStarts,
        [
            Rule(
                "job start before exit",
                "started_on",
                "t.started_on < p.left_on",
                Text(
                    "Die Arbeitsaufnahme am {value} liegt vor dem Austritt der Person. Bitte prüfen.",
                    "The job start on {value} is before the person's exit. Please check.",
                ),
                fault=False,
                values={"value": "t.started_on::VARCHAR"},
            )
        ],
        lambda rows: (
            f"{rows(JobStarts)} t JOIN (SELECT person_id, max(coalesce(ended_on, DATE 'infinity')) AS left_on "
            f"FROM {rows(Participations)} GROUP BY person_id) p ON p.person_id = t.person_id"
        ),
        needs=(Participations,),
    ),
    Rules(
        Responses,
        [
            Rule(
                "unanswered question",
                None,
                "coalesce(a.answered, 0) < i.asked",
                Text(
                    "Nur {answered} von {asked} Fragen sind beantwortet.",
                    "Only {answered} of {asked} questions are answered.",
                ),
                fault=False,
                values={"answered": "coalesce(a.answered, 0)", "asked": "i.asked"},
            )
        ],
        lambda rows: (
            f"{rows(Responses)} t JOIN (SELECT instrument_id, count(*) AS asked FROM {rows(Items)} "
            "GROUP BY instrument_id) i ON i.instrument_id = t.instrument_id "
            f"LEFT JOIN (SELECT response_id, count(*) AS answered FROM {rows(Answers)} GROUP BY response_id) a "
            "ON a.response_id = t.response_id"
        ),
        needs=(Items, Answers),
    ),
    Rules(
        AppointmentBookings,
        [
            Rule(
                "booked after the appointment",
                "booked_on",
                "t.booked_on > a.starts_at::DATE",
                Text(
                    "Der Termin am {day} ist erst danach gebucht ({value}). Er zählt nicht bei der Vorlaufzeit.",
                    "The appointment on {day} was booked after it ({value}). It does not count for the lead time.",
                ),
                fault=False,
                values={"value": "t.booked_on::VARCHAR", "day": "a.starts_at::DATE::VARCHAR"},
            )
        ],
        lambda rows: (
            f"{rows(AppointmentBookings)} t JOIN {rows(Appointments)} a ON a.appointment_id = t.appointment_id"
        ),
        needs=(Appointments,),
    ),
)
