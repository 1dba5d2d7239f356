"""The tables that facts are made from: those of the package, and the small ones that a question brings along."""

import datetime

import ibis
from ibis.expr.types import DateColumn, DateScalar, IntegerColumn, TimestampScalar, Value

from perspektiv.schema import KNOWN

_TYPES = {
    "string": "string",
    "integer": "int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamp('UTC')",
}

package = {
    table.resource: ibis.table({c.name: _TYPES[c.type] for c in table.columns}, name=table.resource) for table in KNOWN
}

centre_code = ibis.table({"centre_id": "string", "centre": "int32"}, name="centre_code")
segment_code = ibis.table({"segment_id": "string", "segment": "int32", "own_segment": "int32"}, name="segment_code")
"""``segment`` is the code after merging, ``own_segment`` the one before."""
gender_code = ibis.table({"gender_id": "string", "gender": "int32"}, name="gender_code")
calendar = ibis.table({"hour": "int32", "month": "int32"}, name="calendar")
"""Every hour of the period since 1970 (UTC), with the index of its month in Europe/Berlin.

Offsets there are whole hours, so an hour never belongs to two days; looking it up is ten times faster than converting
each instant."""


@ibis.udf.scalar.builtin
def getvariable(name: str) -> datetime.date: ...


@ibis.udf.scalar.builtin(name="getvariable")
def getinstant(name: str) -> datetime.datetime: ...


@ibis.udf.scalar.builtin(signature=((("timestamp('UTC')"),), "int64"))
def epoch_us(instant: object) -> int: ...


def asked_day(name: str) -> DateScalar:
    """A day of the question: ``from_day``, ``to_day`` or ``data_as_of``. Known when the question is planned."""
    return getvariable(name).name(name)


def asked_instant(name: str) -> TimestampScalar:
    """An instant of the question: ``as_of_start``, the first of the day ``data_as_of`` in Europe/Berlin."""
    return getinstant(name).name(name)


from_day, to_day, data_as_of = (asked_day(name) for name in ("from_day", "to_day", "data_as_of"))


def month_index(day: DateColumn) -> IntegerColumn:
    """12 · year + month − 1."""
    return (day.year() * 12 + day.month() - 1).cast("int32")


def month_if_asked(day: DateColumn) -> IntegerColumn:
    """The month index of a day within the period; nothing outside it."""
    return ibis.ifelse(day.between(from_day, to_day), month_index(day), ibis.null("int32"))


def hour_of(instant: Value) -> IntegerColumn:
    """Hours since 1970-01-01T00:00Z."""
    return (epoch_us(instant) // 3_600_000_000).cast("int32")


def number(condition: Value) -> Value:
    """True as 1, all else as 0, so that it can be added up."""
    return condition.fill_null(False).cast("int32")
