"""When the centre is open: its hours by weekday, and the days on which it is closed."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre
from perspektiv.records.access.trail import Actor, record
from perspektiv.records.appointments.models import ClosingDay, OpeningHours
from perspektiv.records.appointments.moments import thinkable
from perspektiv.records.appointments.opening import Hours
from perspektiv.records.people.actions.participants import wait_for_turn

END_BEFORE_START = Text("Das Ende liegt vor dem Anfang.", "The end is before the start.")
NEVER_OPEN = Text(
    "Bitte geben Sie für mindestens einen Wochentag an, von wann bis wann das Zentrum geöffnet ist.",
    "Please say for one weekday at least from when to when the centre is open.",
)
NAME_MISSING = Text("Bitte sagen Sie, warum geschlossen ist.", "Please say why the centre is closed.")
TOO_FAR = Text("Dieser Tag ist zu weit weg.", "This day is too far away.")
CHANGED_MEANWHILE = Text(
    "Die Öffnungszeiten hat inzwischen jemand anders geändert. Nichts wurde überschrieben: Unten stehen Ihre Angaben, "
    "daneben die gespeicherten.",
    "Somebody else has changed the opening hours meanwhile. Nothing was overwritten: below is what you entered, "
    "beside it what is saved.",
)


def hours_of(centre: Centre) -> dict[int, Hours]:
    """What the centre has said of its weekdays; nothing if it keeps the usual hours."""
    kept = OpeningHours.objects.filter(centre=centre).values_list("weekday", "opens", "closes")
    return {weekday: (opens, closes) for weekday, opens, closes in kept}


def as_text(hours: Mapping[int, Hours]) -> str:
    """The hours as a form carries them, to notice that somebody else has changed them."""
    return ";".join(f"{day} {hours[day][0]:%H:%M}-{hours[day][1]:%H:%M}" for day in sorted(hours))


@transaction.atomic
def set_hours(*, by: Actor, centre: Centre, hours: Mapping[int, Hours], known: str) -> None:
    """All weekdays at once; ``known`` are those that the form showed (``as_text``)."""
    wait_for_turn()
    stored = hours_of(centre)
    if as_text(stored) == as_text(hours):
        return
    if as_text(stored) != known:
        raise Refused(CHANGED_MEANWHILE)
    if not hours:
        raise Refused(NEVER_OPEN)
    if any(closes <= opens for opens, closes in hours.values()):
        raise Refused(END_BEFORE_START)
    OpeningHours.objects.filter(centre=centre).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(centre=centre, weekday=weekday, opens=opens, closes=closes)
        for weekday, (opens, closes) in hours.items()
    )
    record(by=by, what="appointments.opening_hours_changed", subject=centre)


@transaction.atomic
def add_closing_day(
    *, by: Actor, centre: Centre, starts_on: date, ends_on: date, name: str, id: UUID | None = None
) -> ClosingDay:
    """One day or several in a row. What is booked then stays and is named."""
    if id and (made := ClosingDay.objects.filter(pk=id, centre=centre).first()):
        return made
    if not name.strip():
        raise Refused(NAME_MISSING)
    if not (thinkable(starts_on) and thinkable(ends_on)):
        raise Refused(TOO_FAR)
    if ends_on < starts_on:
        raise Refused(END_BEFORE_START)
    closing = ClosingDay(
        id=id or uuid4(), centre=centre, starts_on=starts_on, ends_on=ends_on, name=" ".join(name.split())[:60]
    )
    closing.save(force_insert=True)
    record(by=by, what="appointments.closing_day_added", subject=closing)
    return closing


@transaction.atomic
def drop_closing_day(*, by: Actor, closing: ClosingDay) -> None:
    """The centre is open then after all."""
    record(by=by, what="appointments.closing_day_dropped", subject=closing)
    closing.delete()
