"""What came after: job starts, follow-on measures, and what was answered."""

from perspektiv.records.outcomes.models import FollowOnMeasure, FollowUp, JobStart
from perspektiv.schema import tables
from perspektiv.snapshot.deciding import (
    OF_EVERY_RECORD,
    WHOSE,
    Source,
    as_it_is,
    common_word,
    pseudonym,
    withheld,
)

JOB_STARTS = Source(
    tables.JobStarts,
    JobStart,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("job_start_id"),
        "centre": WHOSE,
        "participant": pseudonym("person_id"),
        "started_on": as_it_is("started_on"),
        "insured": as_it_is("insured"),
        "ended_on": as_it_is("ended_on"),
        **withheld("The package has no column for it.", "source"),
    },
    order=("person_id", "job_start_id"),
)
FOLLOW_ON_MEASURES = Source(
    tables.FollowOnMeasures,
    FollowOnMeasure,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("measure_id"),
        "centre": WHOSE,
        "participant": pseudonym("person_id"),
        "started_on": as_it_is("started_on"),
        "kind": common_word("kind"),
        **withheld("The package has no column for it.", "source"),
    },
    order=("person_id", "measure_id"),
    other="other",
)
FOLLOW_UPS = Source(
    tables.FollowUps,
    FollowUp,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("follow_up_id"),
        "centre": WHOSE,
        "participant": pseudonym("person_id"),
        "asked_on": as_it_is("asked_on"),
        "about": as_it_is("about"),
        "answer": as_it_is("answer"),
        "source": common_word("source"),
    },
    order=("person_id", "follow_up_id"),
)
