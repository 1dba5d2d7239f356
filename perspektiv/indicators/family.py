"""Families of measures: what is counted together, from the rows of one fact."""

from dataclasses import dataclass

DIMENSIONS = ("centre", "segment", "gender", "year", "quarter", "month")
"""The breakdowns there are."""
TIME = ("year", "quarter", "month")
ALL = frozenset(DIMENSIONS)


@dataclass(frozen=True, kw_only=True)
class Family:
    """Measures of one fact (``facts/``), added up person by person first, since people are counted once.

    ``splits`` names what one person can have several of ("segment", "time"): there, persons do not add up over rows.
    ``squares`` are pairs (counted, out of) whose sums of squares over persons the clustered interval needs.
    """

    fact: str
    measures: tuple[str, ...]
    dimensions: frozenset[str] = ALL
    splits: frozenset[str] = frozenset()
    squares: tuple[tuple[str, str], ...] = ()
    of_persons: bool = True
    """False for money and hours, where nobody is counted."""
    once_per: str = ""
    """Column within which rows of one person are taken together first, to see who has two or more."""
    item: tuple[str, ...] = ()
    """Columns that tell questions of a questionnaire apart; they stay apart in every row."""


STARTS = Family(
    fact="starts",
    measures=("participations", "repeated"),
    splits=frozenset({"segment", "time"}),
    once_per="own_segment",
)
ENDINGS = Family(
    fact="endings",
    measures=(
        "ended",
        "early",
        "regular",
        "early_positive",
        "early_other",
        "regular_surveyed",
        "units_due",
        "units_held",
    ),
    splits=frozenset({"segment", "time"}),
    squares=(("early", "ended"), ("early_positive", "early"), ("units_due", "ended"), ("units_held", "ended")),
)
APPOINTMENTS = Family(
    fact="appointments",
    measures=("due", "held", "missed", "cancelled", "lost", "not_missed", "excused", "open"),
    splits=frozenset({"segment", "time"}),
    squares=(("missed", "due"), ("lost", "due")),
)
BOOKED = Family(
    fact="booked",
    measures=(
        "reminders",
        "due",
        "reminded",
        "booked",
        "lead_days",
        "drawn_due",
        "drawn_missed",
        "left_out_due",
        "left_out_missed",
    ),
    splits=frozenset({"segment", "time"}),
    squares=(
        ("reminded", "due"),
        ("lead_days", "booked"),
        ("drawn_missed", "drawn_due"),
        ("left_out_missed", "left_out_due"),
    ),
)
WAITING = Family(
    fact="waiting",
    measures=("talks", "days_to_talk", "entries", "days_to_entry"),
    dimensions=ALL - {"segment"},
    splits=frozenset({"time"}),
    squares=(("days_to_talk", "talks"), ("days_to_entry", "entries")),
)
SLOTS = Family(fact="slots", measures=("offered", "used"), dimensions=frozenset({"centre", *TIME}), of_persons=False)
LEAVERS = Family(
    fact="leavers",
    measures=("due", "held", "missed", "cancelled", "lost", "not_missed"),
    splits=frozenset({"segment"}),
    squares=(("missed", "due"), ("lost", "due")),
)
EXITS = Family(
    fact="exits",
    measures=(
        "exited",
        "job",
        "no_job",
        "job_during",
        "no_job_during",
        "job_before_exit",
        "follow_on",
        "no_follow_on",
        "job_unknown",
        "job_during_unknown",
        "follow_on_unknown",
        "window_open",
    ),
    dimensions=ALL - {"segment"},
)
IMPROVEMENT = Family(
    fact="improvement",
    measures=("responses", "anonymous", "improved", "not_improved", "stable", "not_stable", "only_stable"),
    splits=frozenset({"segment", "time"}),
)
QUALITY = Family(fact="quality", measures=("responses", "anonymous"), splits=frozenset({"segment", "time"}))
QUALITY_ITEMS = Family(
    fact="quality_items", measures=("answers", "positive"), of_persons=False, item=("instrument_id", "item_id")
)
SATISFACTION = Family(
    fact="satisfaction",
    measures=("responses", "anonymous", "share"),
    dimensions=frozenset({"centre", "year", "quarter"}),
    splits=frozenset({"time"}),
    squares=(("share", "responses"),),
)
COMPARISONS = Family(
    fact="comparisons",
    measures=("comparisons", "reliably_improved", "reliably_worsened", "reliably_unchanged"),
    splits=frozenset({"segment", "time"}),
    squares=(("reliably_improved", "comparisons"),),
)
ALLIANCE = Family(
    fact="alliance",
    measures=("responses", "anonymous", "below_threshold"),
    splits=frozenset({"segment", "time"}),
    squares=(("below_threshold", "responses"),),
)
BOOKINGS = Family(fact="bookings", measures=("spent",), dimensions=frozenset({"centre", *TIME}), of_persons=False)
BUDGET = Family(
    fact="budget",
    measures=("spent", "ceiling", "planned"),
    dimensions=frozenset({"centre", "year"}),
    of_persons=False,
)
STAFF = Family(fact="staff", measures=("hours",), dimensions=frozenset({"centre"}), of_persons=False)
