"""Clock times as spreadsheets hold them, without offset: taken as Berlin time, except where nobody can know."""

from datetime import datetime
from zoneinfo import ZoneInfo

from perspektiv.language import Text

BERLIN = ZoneInfo("Europe/Berlin")


def with_offset(clock: datetime) -> str | None:
    """The clock time in RFC 3339 with Berlin's offset; None in the hour that autumn doubles and spring leaves out."""
    early, late = (clock.replace(tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    return early.isoformat() if early.utcoffset() == late.utcoffset() else None


NOBODY_KNOWS = Text(
    "{value} gab es wegen der Zeitumstellung zweimal oder gar nicht. Bitte als Text mit Zeitversatz schreiben, "
    "etwa 2015-10-25T02:30:00+01:00.",
    "Because of the change of clocks {value} occurred twice or never. Please write it as text with an offset, "
    "like 2015-10-25T02:30:00+01:00.",
)
