"""The published figures counted a second time, in plain SQL over the CSV files: an oracle without the indicators' code.

Each statement takes the period as $first and $last and gives a count and NULL, or a numerator and its denominator;
``{where}`` narrows it to a segment or gender.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from perspektiv.example.rows import Columns, as_arrow

EXITS = """
    WITH started AS (SELECT * FROM participations WHERE started_on <= $last),
         exits AS (SELECT person_id, max(ended_on) AS left_on FROM started GROUP BY person_id
                   HAVING bool_and(ended_on IS NOT NULL AND ended_on <= $last) AND max(ended_on) >= $first)
"""
STARTED = "FROM participations JOIN persons USING (person_id) WHERE started_on BETWEEN $first AND $last {where}"
ENDED = "FROM participations LEFT JOIN ending_reasons USING (reason_id) WHERE ended_on BETWEEN $first AND $last {where}"
LEAVERS = EXITS + "SELECT {count} FROM appointments JOIN started USING (participation_id) JOIN exits USING (person_id)"
DUE = "status IN ('held', 'no_show', 'cancelled_by_centre', 'cancelled_by_jobcoach')"
CANCELLED = "status IN ('cancelled_by_centre', 'cancelled_by_jobcoach')"
IN_WINDOW = """SELECT count(*) FILTER (EXISTS (
    SELECT 1 FROM {starts} s WHERE s.person_id = exits.person_id {which}
    AND s.started_on BETWEEN left_on AND left_on + INTERVAL 6 MONTHS)), count(*)
    FROM exits JOIN persons USING (person_id) WHERE true {{where}}"""
ANSWERED = """
    SELECT r.response_id, i.instrument_id, item_id, value, minimum, maximum, positive_from, stable_from
    FROM responses r JOIN instruments i USING (instrument_id) JOIN answers USING (response_id)
    JOIN items USING (instrument_id, item_id)
    WHERE purpose = '{purpose}' AND moment IN ('single', 'after') AND submitted_on BETWEEN $first AND $last"""
EVERY_ANSWER = "SELECT count(*) FILTER (reached), count(*) FROM (SELECT bool_and(value >= {least}) AS reached FROM ("
SHARE = "SELECT count(*) FILTER ({part}), count(*) "

STATEMENTS = {
    "persons_entered": "SELECT count(DISTINCT person_id), NULL " + STARTED,
    "participations": "SELECT count(*), NULL " + STARTED,
    "persons_repeating_a_segment": "SELECT count(*), NULL FROM (SELECT person_id, segment_id "
    + STARTED
    + " GROUP BY ALL HAVING count(*) > 1)",
    "leavers_appointments_due": LEAVERS.format(count=f"count(*) FILTER ({DUE}), NULL"),
    "leavers_appointments_held": LEAVERS.format(count="count(*) FILTER (status = 'held'), NULL"),
    "leavers_appointments_missed": LEAVERS.format(count="count(*) FILTER (status = 'no_show'), NULL"),
    "leavers_appointments_cancelled": LEAVERS.format(count=f"count(*) FILTER ({CANCELLED}), NULL"),
    "leavers_no_show_rate": LEAVERS.format(count=f"count(*) FILTER (status = 'no_show'), count(*) FILTER ({DUE})"),
    "endings": "SELECT count(*), NULL " + ENDED,
    "early_ending_rate": SHARE.format(part="ending = 'early'") + ENDED,
    "early_ending_positive_share": SHARE.format(part="valuation = 'positive'") + ENDED + " AND ending = 'early'",
    "units_due_per_participation": f"SELECT (SELECT count(*) FROM appointments WHERE {DUE} AND participation_id IN"
    f" (SELECT participation_id {ENDED})), count(*) {ENDED}",
    "persons_exited": EXITS + "SELECT count(*), NULL FROM exits",
    "job_start_within_6m_rate": EXITS + IN_WINDOW.format(starts="job_starts", which="AND insured"),
    "follow_on_within_6m_rate": EXITS + IN_WINDOW.format(starts="follow_on_measures", which=""),
    "improvement_rate": EVERY_ANSWER.format(least="positive_from")
    + ANSWERED.format(purpose="improvement")
    + ") GROUP BY response_id)",
    "improvement_or_stable_rate": EVERY_ANSWER.format(least="stable_from")
    + ANSWERED.format(purpose="improvement")
    + ") GROUP BY response_id)",
    "counselling_quality_rate": "SELECT sum(share), count(*) FROM (SELECT avg((value >= positive_from)::INT) AS share"
    " FROM (" + ANSWERED.format(purpose="quality") + ") GROUP BY instrument_id, item_id)",
    "satisfaction_mean": "SELECT sum(share), count(*) FROM"
    " (SELECT avg((value - minimum) / (maximum - minimum)) AS share"
    " FROM (" + ANSWERED.format(purpose="satisfaction") + ") GROUP BY response_id)",
    "satisfaction_response_rate": "SELECT (SELECT count(DISTINCT response_id) FROM ("
    + ANSWERED.format(purpose="satisfaction")
    + ")), count(*) FROM participations JOIN segments USING (segment_id)"
    " WHERE ended_on BETWEEN $first AND $last AND ending = 'regular' AND surveyed",
    "spending_eur": "SELECT sum(amount_eur), NULL FROM spending WHERE booked_on BETWEEN $first AND $last",
}


def open_tables(folder: Path) -> duckdb.DuckDBPyConnection:
    """The package's CSV files as tables, types as DuckDB guesses them."""
    connection = duckdb.connect()
    for file in folder.glob("*.csv"):
        connection.execute(f"CREATE TABLE {file.stem} AS FROM read_csv('{file}', sample_size = -1)")
    return connection


def hold_tables(made: Mapping[str, Columns]) -> duckdb.DuckDBPyConnection:
    """Tables that were not written, for the same statements."""
    connection = duckdb.connect()
    for table, columns in made.items():
        connection.register("made", as_arrow(columns))
        connection.execute(f"CREATE TABLE {table} AS FROM made")
    return connection


def count(
    connection: duckdb.DuckDBPyConnection, indicator: str, first: str, last: str, by: dict[str, str] | None = None
) -> tuple[float, float | None]:
    """Numerator (or count) and denominator of a figure."""
    columns = {"segment": "segment_id", "gender": "gender"}
    where = "".join(f" AND {columns[name]} = '{value}'" for name, value in (by or {}).items())
    statement = STATEMENTS[indicator].replace("{where}", where)
    days: dict[str, Any] = {"first": date.fromisoformat(first), "last": date.fromisoformat(last)}
    row = connection.execute(statement, days).fetchone()
    assert row is not None
    return row[0], row[1]
