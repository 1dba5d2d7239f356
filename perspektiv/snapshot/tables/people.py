"""Participants, each once and without a name."""

from perspektiv.records.people.models import Participant
from perspektiv.schema import tables
from perspektiv.snapshot.deciding import OF_EVERY_RECORD, ROWS, Source, as_it_is, pseudonym, withheld

PERSONS = Source(
    tables.Persons,
    Participant,
    {
        **OF_EVERY_RECORD,
        "id": pseudonym("person_id"),
        "centre": as_it_is("centre_id"),
        "gender": as_it_is("gender"),
        "birth_year": as_it_is("birth_year"),
        "merged_into": ROWS,  # whoever was merged counts as the one who was kept
        **withheld("Names the person.", "given_name", "family_name", "search_name", "sounds"),
        **withheld("Leads to the person.", "file_number", "customer_number", "phone", "email", "street", "postcode"),
        **withheld("Nearly names the person; the year of birth is carried.", "birth_date"),
        **withheld("The package has no column for it.", "city", "language"),
    },
    rows=lambda every: every.filter(merged_into=None),
    order=("person_id",),
)
