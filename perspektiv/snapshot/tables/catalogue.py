"""Centres, and the offers and reasons of their catalogues. Nobody is named in them."""

from perspektiv.records.access.models import Centre
from perspektiv.records.cases.models import EndingReason, Segment
from perspektiv.schema import tables
from perspektiv.snapshot.deciding import OF_EVERY_RECORD, ROWS, Source, as_it_is, together, withheld

CENTRES = Source(
    tables.Centres,
    Centre,
    {
        **withheld("The key names the centre.", "id"),
        "key": as_it_is("centre_id"),
        "name": as_it_is("name"),
        "made_up": ROWS,  # said of the whole package
        **withheld("A wish of the centre for its pages.", "accesses_shown", "first_steps_hidden"),
        **withheld("A wish of the centre for calendar feeds.", "feed_initials", "feed_initials_set_at"),
    },
)
SEGMENTS = Source(
    tables.Segments,
    Segment,
    {
        **OF_EVERY_RECORD,
        **withheld("The key names the offer, with the version and the centre where they differ.", "id"),
        "centre": together("segment_id"),
        "key": together("segment_id"),
        "name": as_it_is("name"),
        "position": as_it_is("position"),
        "surveyed": as_it_is("surveyed"),
        "setting": as_it_is("setting"),
        "valid_from": as_it_is("valid_from"),
        "valid_to": as_it_is("valid_to"),
        **withheld("The package has no column for it; the name says what is counted.", "letters"),
        **withheld("The package has no column for it: no figure asks.", "capacity", "planned_units", "legal_basis"),
        **withheld("Free text.", "content", "goal", "prerequisites"),
    },
)
ENDING_REASONS = Source(
    tables.EndingReasons,
    EndingReason,
    {
        **OF_EVERY_RECORD,
        **withheld("The key names the reason, with the version and the centre where they differ.", "id"),
        "centre": together("reason_id"),
        "key": together("reason_id"),
        "valid_from": together("reason_id"),
        "name": as_it_is("name"),
        "valuation": as_it_is("valuation"),
        "influenceable": as_it_is("influenceable"),
        **withheld("The package has no column for it.", "valid_to", "is_work"),
    },
)
