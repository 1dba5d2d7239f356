"""From definitions to SQL text: compiled once, shipped, and proved current by a test."""

from pathlib import Path

import ibis
from ibis.expr.types import Table

from perspektiv.indicators.facts import arriving, change, course, means, voices

COMPILED = Path(__file__).parents[1] / "compiled"
"""Where the shipped text lives: one file a fact, named as the table that it makes."""


def facts() -> dict[str, Table]:
    """Every fact by its name, in the order in which they build on each other."""
    made: dict[str, Table] = {}

    def named(name: str, fact: Table) -> Table:
        made[name] = fact
        return ibis.table(fact.schema(), name=f"fact_{name}")

    person = named("person", course.person())
    participation = named("participation", course.participation(person))
    appointment = named("appointment", course.appointment(participation))
    leaving = named("leaving", course.leaving(participation))
    asked = named("asked", voices.asked(participation))
    answer = named("answer", voices.answer(asked))
    response = named("response", voices.response(answer, asked))
    named("starts", course.starts(participation))
    named("endings", course.endings(participation, appointment))
    named("appointments", course.appointments(appointment))
    named("leavers", course.leavers(appointment, leaving))
    named("exits", course.exits(leaving, person))
    named("booked", arriving.booked(participation))
    way_in = named("way_in", arriving.way_in(person))
    named("waiting", arriving.waiting(way_in, participation))
    named("slots", arriving.slots())
    named("path", course.path(participation, leaving))
    named("months", course.months(leaving, person))
    named("improvement", voices.improvement(response))
    named("quality", voices.quality(response))
    named("quality_items", voices.quality_items(answer))
    named("satisfaction", voices.satisfaction(response))
    judged_scale = named("judged_scale", change.judged_scale())
    judged_item = named("judged_item", change.judged_item(judged_scale))
    scored = named("scored", change.scored(judged_item))
    named("comparisons", change.comparisons(scored, judged_scale, participation))
    named("alliance", voices.alliance(participation))
    named("bookings", means.bookings())
    named("budget", means.budget())
    named("staff", means.staff())
    return made


def compiled() -> dict[str, str]:
    """The SQL text of every fact, for DuckDB."""
    return {name: ibis.to_sql(fact, dialect="duckdb") + "\n" for name, fact in facts().items()}


def write(folder: Path = COMPILED) -> None:
    """Renews the shipped text."""
    texts = compiled()
    for old in folder.glob("*.sql"):
        old.unlink()
    for name, text in texts.items():
        (folder / f"{name}.sql").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
