"""Clock times as spreadsheets hold them, without offset: taken as Berlin time, except where nobody can know."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from perspektiv.language import Text

BERLIN = ZoneInfo("Europe/Berlin")


def with_offset(clock: datetime) -> str | None:
    """The clock time in RFC 3339 with Berlin's offset; None in the hour that autumn doubles and spring leaves out."""
    early, late = _readings(clock)
    return early.isoformat() if early.utcoffset() == late.utcoffset() else None


def why_unknown(clock: datetime) -> Text:
    """What is wrong with a clock time that has no offset, and how it may be written."""
    early, late = _readings(clock)
    if early.astimezone(UTC) < late.astimezone(UTC):
        return TWICE.filled(value=clock.isoformat(" "), early=early.isoformat(), late=late.isoformat())
    after = early.astimezone(UTC).astimezone(BERLIN)
    return NEVER.filled(value=clock.isoformat(" "), after=after.isoformat())


def _readings(clock: datetime) -> tuple[datetime, datetime]:
    """The clock time before and after a change of clocks; of all other times, twice the same."""
    return clock.replace(tzinfo=BERLIN, fold=0), clock.replace(tzinfo=BERLIN, fold=1)


TWICE = Text(
    "{value} gab es zweimal (die Uhren wurden zurückgestellt). Bitte als Text mit Zeitversatz schreiben: {early} oder "
    "{late}.",
    "{value} occurred twice (the clocks were put back). Please write it as text with an offset: {early} or {late}.",
)
NEVER = Text(
    "{value} gibt es nicht (die Uhren sprangen vor). Bitte die richtige Uhrzeit schreiben, etwa {after}.",
    "{value} does not exist (the clocks sprang forward). Please write the right time, like {after}.",
)
