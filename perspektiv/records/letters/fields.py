"""What a template may say beside its own words: the fields of each purpose, with their meaning and a sample.

Days and times are handed over as ISO 8601 ("2026-12-03", "09:00", "2026-12-03T09:00") and written out in the
language of the message. A line in which all fields are empty is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from perspektiv.language import Text
from perspektiv.records.letters.models import Purpose


class Kind(Enum):
    WORDS = "words"
    DAY = "day"
    NUMBERS = "numbers"  # groups of figures: they stay in their order where the writing runs to the left
    MOMENTS = "moments"  # one or several, a line each
    LINK = "link"


@dataclass(frozen=True)
class Field:
    name: str
    meaning: Text
    sample: str
    kind: Kind = Kind.WORDS


NAME = Field("name", Text("Name der Person", "name of the person"), "Dilan Distel")
SENDER = Field("sender", Text("Absender", "sender"), "Zentrum Musterplatz")
PHONE = Field("phone", Text("Telefon des Absenders", "telephone of the sender"), "0231 5550100", Kind.NUMBERS)
ALWAYS = (NAME, SENDER, PHONE)
"""Known without being asked for."""

DAY = Field("day", Text("Tag des Termins", "day of the appointment"), "2026-12-03", Kind.DAY)
TIME = Field("time", Text("Beginn, Uhrzeit", "time it starts"), "09:00", Kind.NUMBERS)
UNTIL = Field("until", Text("Ende, Uhrzeit", "time it ends"), "10:15", Kind.NUMBERS)
PLACE = Field("place", Text("Ort oder Raum", "place or room"), "Raum Ahorn, 2. Etage")
WITH = Field("with", Text("Gesprächspartnerin oder -partner", "whom the talk is with"), "Jule Lerche")
LINK = Field(
    "link",
    Text("Link zur persönlichen Seite", "link to the personal page"),
    "https://termine.example.org/m/8kq2",
    Kind.LINK,
)
OLD_DAY = Field("old_day", Text("Tag, der nicht mehr gilt", "day that no longer holds"), "2026-12-01", Kind.DAY)
OLD_TIME = Field("old_time", Text("Uhrzeit, die nicht mehr gilt", "time that no longer holds"), "11:00", Kind.NUMBERS)
DATES = Field(
    "dates",
    Text("Vorgeschlagene Zeiten, je eine Zeile", "proposed times, one a line"),
    "2026-12-03T09:00\n2026-12-04T14:30",
    Kind.MOMENTS,
)
ALL_DATES = Field(
    "dates",
    Text("Zeiten der Termine, je eine Zeile", "times of the appointments, one a line"),
    "2026-12-03T09:00\n2026-12-10T09:00",
    Kind.MOMENTS,
)
PERSON = Field("person", Text("Um wen es geht (nur an Jobcoaches)", "whom it is about (to jobcoaches only)"), "D. D.")
VALID_UNTIL = Field(
    "valid_until", Text("Tag, bis zu dem der Link gilt", "day until which the link is good"), "2027-06-30", Kind.DAY
)
FORM = Field(
    "link",
    Text("Link zum Fragebogen", "link to the questionnaire"),
    "https://termine.example.org/f/3nvt",
    Kind.LINK,
)
TEXT = Field(
    "text",
    Text("Ihr eigener Text", "your own text"),
    "bitte bringen Sie zum nächsten Termin Ihren Lebenslauf mit.",
)
WRITER = Field("writer", Text("Wer schreibt", "who writes"), "Toni Zeisig")

APPOINTMENT = (DAY, TIME, UNTIL, PLACE, WITH, LINK)
FIELDS: Mapping[Purpose, tuple[Field, ...]] = {
    Purpose.INVITATION: (*ALWAYS, *APPOINTMENT, PERSON),
    Purpose.MOVED: (*ALWAYS, *APPOINTMENT, PERSON, OLD_DAY, OLD_TIME),
    Purpose.CANCELLED: (*ALWAYS, *APPOINTMENT, PERSON),
    Purpose.REMINDER: (*ALWAYS, *APPOINTMENT),
    Purpose.SEVERAL: (*ALWAYS, ALL_DATES, PLACE, WITH, LINK),
    Purpose.SEVERAL_CANCELLED: (*ALWAYS, ALL_DATES, LINK),
    Purpose.OTHER_COUNSELLOR: (*ALWAYS, ALL_DATES, WITH, PERSON, LINK),
    Purpose.CLOSING_DATES: (*ALWAYS, DATES, WITH, PERSON, LINK),
    Purpose.CLOSING_RESULT: (*ALWAYS, PERSON, LINK),
    Purpose.PERSONAL_LINK: (*ALWAYS, LINK, VALID_UNTIL),
    Purpose.FEEDBACK_INVITATION: (*ALWAYS, FORM, VALID_UNTIL),
    Purpose.FEEDBACK_REMINDER: (*ALWAYS, FORM, VALID_UNTIL),
    Purpose.FREE: (*ALWAYS, TEXT, WRITER),
}


def fields_of(purpose: str) -> dict[str, Field]:
    return {field.name: field for field in FIELDS[Purpose(purpose)]}


def samples_of(purpose: str) -> dict[str, str]:
    """Made-up values, as a preview shows them."""
    return {field.name: field.sample for field in FIELDS[Purpose(purpose)]}
