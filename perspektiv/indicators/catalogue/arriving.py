"""How people come: lead times, reminders, waiting, offered times. For the centre itself; none of it is published."""

from perspektiv.indicators.catalogue.attendance import BY_DAY, CLUSTERED, COUNTS, NOT_DUE
from perspektiv.indicators.family import BOOKED, SLOTS, WAITING
from perspektiv.indicators.indicator import Indicator
from perspektiv.language import Text

UNKNOWN_BOOKING = Text(
    "Termine, zu deren Buchung nichts festgehalten ist", "appointments of whose booking nothing is known"
)
NOT_ENTERED = Text(
    "Erstgespräche von Personen, die nicht eingetreten sind",
    "first talks of persons who have not entered",
)
NOT_DUE_OR_UNKNOWN = Text(
    f"{NOT_DUE.de}; {UNKNOWN_BOOKING.de}; {NOT_ENTERED.de}",
    f"{NOT_DUE.en}; {UNKNOWN_BOOKING.en}; {NOT_ENTERED.en}",
)
WAYS = Text("Zugänge", "ways in")
SLOT = Text("angebotene Zeiten", "offered times")
BY_SLOT = Text("Tag der angebotenen Zeit", "day of the offered time")
MEAN = Text(
    " Genannt ist das Mittel, nicht der Median: Es lässt sich mit einem Intervall nach Personen versehen und "
    "zusammenzählen; wenige sehr lange Zeiten ziehen es nach oben.",
    " The mean is given, not the median: it can have an interval clustered by person, and parts add up to the whole; a "
    "few very long times pull it up.",
)
ASSIGNED = Text(
    "Gezählt wird nach dem Los, ob die Erinnerung ankam oder nicht: Der Unterschied der beiden Quoten ist die Wirkung "
    "der Zuteilung. Entschieden ist er erst, wenn sein Intervall die 0 ausschließt. Beurteilt wird der Versuch auf der "
    "Seite der Erinnerungen: Sie zählt auch die Erstgespräche derer, die nicht eingetreten sind, und nennt ihre Zahl.",
    "Counted is what the lot drew, whether the reminder arrived or not: the difference of the two rates is the effect "
    "of being assigned. It is decided only when its interval leaves 0 out. The experiment is judged on the page of the "
    "reminders: it counts the first talks of those who have not entered, too, and says how many these are.",
)
FUTURE = Text(
    "zurückgenommene Zeiten und solche nach dem Stand der Daten",
    "times that were withdrawn, and those after the day the records speak of",
)
OFFERED = Text(
    "Beratende bieten Zeiten an, niemand teilt sie ein. Genutzt ist eine Zeit, wenn in ihr ein Termin stand, der nicht "
    "abgesagt wurde.",
    "Counsellors offer times, nobody assigns them. A time is used if an appointment stood in it that was not "
    "cancelled.",
)


def _with(paragraph: Text, *more: Text) -> Text:
    return Text(paragraph.de + "".join(m.de for m in more), paragraph.en + "".join(m.en for m in more))


REMINDERS_SENT = Indicator(
    name="reminders_sent",
    family=BOOKED,
    numerator="reminders",
    unit="count",
    counted="reminders",
    title=Text("Gesendete Erinnerungen", "Reminders sent"),
    counts=Text("Erinnerungen", "reminders"),
    formula=Text("gesendete Erinnerungen an Termine des Zeitraums", "reminders sent of appointments in the period"),
    dated_by=BY_DAY,
    excluded=Text(f"{UNKNOWN_BOOKING.de}; {NOT_ENTERED.de}", f"{UNKNOWN_BOOKING.en}; {NOT_ENTERED.en}"),
    paragraph=Text(
        "Es zählt der Tag des Termins, nicht der des Versands. An einen Termin kann mehrmals erinnert werden, auch an "
        "einen, der dann abgesagt wurde. Auf der Seite der Erinnerungen stehen alle, die hinausgingen.",
        "The day of the appointment counts, not that of sending. There can be several reminders of one appointment, "
        "also of one that was then cancelled. The page of the reminders says how many went out in all.",
    ),
)

APPOINTMENTS_REMINDED_SHARE = Indicator(
    name="appointments_reminded_share",
    family=BOOKED,
    numerator="reminded",
    denominator="due",
    unit="share",
    counted="appointments",
    interval="clustered",
    title=Text("Anteil erinnerter Termine", "Share of appointments reminded of"),
    counts=COUNTS,
    formula=Text(
        "fällige Termine mit mindestens einer gesendeten Erinnerung / fällige Termine",
        "due appointments with one reminder sent at least / due appointments",
    ),
    dated_by=BY_DAY,
    excluded=NOT_DUE_OR_UNKNOWN,
    paragraph=_with(
        Text(
            "Wer sich nach einer Erinnerung rechtzeitig entschuldigt, ist nicht fällig und fehlt hier. ",
            "Who excuses themselves in time after a reminder is not due and is missing here. ",
        ),
        CLUSTERED,
    ),
)

LEAD_TIME_DAYS = Indicator(
    name="lead_time_days",
    family=BOOKED,
    numerator="lead_days",
    denominator="booked",
    unit="days",
    counted="appointments",
    interval="clustered",
    title=Text("Vorlaufzeit in Tagen", "Lead time in days"),
    counts=COUNTS,
    formula=Text(
        "Tage von der Buchung bis zum Termin / Termine, was immer aus ihnen wurde",
        "days from the booking to the appointment / appointments, whatever became of them",
    ),
    dated_by=BY_DAY,
    excluded=Text(
        f"Termine ohne bekannten Buchungstag und nachträglich eingetragene; {NOT_ENTERED.de}",
        f"appointments without a known day of booking, and those entered afterwards; {NOT_ENTERED.en}",
    ),
    paragraph=_with(
        Text(
            "Ein verschobener Termin zählt mit seinem letzten Tag ab der ersten Buchung.",
            "A moved appointment counts with its last day, from the first booking on.",
        ),
        MEAN,
    ),
)

WAITING_TO_FIRST_TALK = Indicator(
    name="waiting_to_first_talk_days",
    family=WAITING,
    numerator="days_to_talk",
    denominator="talks",
    unit="days",
    counted="ways in",
    interval="clustered",
    title=Text("Wartezeit bis zum ersten Gespräch in Tagen", "Waiting for the first talk in days"),
    counts=WAYS,
    formula=Text(
        "Tage vom Vorschlag bis zum ersten gehaltenen Erstgespräch / Zugänge mit einem solchen",
        "days from the proposal to the first held first-contact talk / ways in with one",
    ),
    dated_by=Text("Tag des Erstgesprächs", "day of the first talk"),
    excluded=Text(
        "Zugänge ohne gehaltenes Gespräch; Gespräche von Personen, die nicht eingetreten sind (ihr Tag ist nicht "
        "bekannt)",
        "ways in without a held talk; talks of persons who did not enter (their day is not known)",
    ),
    paragraph=_with(
        Text(
            "Was bis zum nächsten Vorschlag derselben Person geschieht, gehört zum früheren. Wer noch wartet, fehlt: "
            "Eine Zahl für einen vergangenen Zeitraum ändert sich dadurch später nicht.",
            "What happens until the next proposal of the same person belongs to the earlier one. Those who still wait "
            "are missing: so a figure of a period that is over does not change later.",
        ),
        MEAN,
    ),
)

WAITING_TO_ENTRY = Indicator(
    name="waiting_to_entry_days",
    family=WAITING,
    numerator="days_to_entry",
    denominator="entries",
    unit="days",
    counted="ways in",
    interval="clustered",
    title=Text("Wartezeit bis zum Eintritt in Tagen", "Waiting for the entry in days"),
    counts=WAYS,
    formula=Text(
        "Tage vom Vorschlag bis zum Beginn der ersten Teilnahme danach / Zugänge mit Eintritt",
        "days from the proposal to the start of the first participation after it / ways in with an entry",
    ),
    dated_by=Text(
        "Beginn der ersten Teilnahme nach dem Vorschlag", "start of the first participation after the proposal"
    ),
    excluded=Text(
        "offene und abgelehnte Zugänge und solche ohne Teilnahme danach",
        "open and declined ways in, and those without a participation after them",
    ),
    paragraph=_with(
        Text(
            "Nur Zugänge mit dem Ergebnis „eingetreten“. Was bis zum nächsten Vorschlag derselben Person geschieht, "
            "gehört zum früheren. Wer noch wartet, fehlt.",
            "Only ways in with the result “entered”. What happens until the next proposal of the same person belongs "
            "to the earlier one. Those who still wait are missing.",
        ),
        MEAN,
    ),
)

SLOTS_OFFERED, SLOTS_USED = (
    Indicator(
        name=f"slots_{measure}",
        family=SLOTS,
        numerator=measure,
        unit="count",
        counted="slots",
        title=title,
        counts=SLOT,
        formula=formula,
        dated_by=BY_SLOT,
        excluded=FUTURE,
        paragraph=OFFERED,
    )
    for measure, title, formula in (
        ("offered", Text("Angebotene Zeiten", "Times offered"), Text("angebotene Zeiten", "times offered")),
        (
            "used",
            Text("Genutzte Zeiten", "Times used"),
            Text("angebotene Zeiten, in denen ein Termin stand", "times offered in which an appointment stood"),
        ),
    )
)

SLOT_USE_RATE = Indicator(
    name="slot_use_rate",
    family=SLOTS,
    numerator="used",
    denominator="offered",
    unit="share",
    counted="slots",
    title=Text("Anteil genutzter Zeiten", "Share of times used"),
    counts=SLOT,
    formula=Text("genutzte / angebotene Zeiten", "times used / times offered"),
    dated_by=BY_SLOT,
    excluded=FUTURE,
    paragraph=_with(
        OFFERED,
        Text(
            " Ohne Intervall: Zeiten einer Woche sind keine unabhängigen Beobachtungen.",
            " Without an interval: the times of a week are no independent facts.",
        ),
    ),
)

NO_SHOW_RATES_BY_LOT = tuple(
    Indicator(
        name=f"no_show_rate_{arm}_by_lot",
        family=BOOKED,
        numerator=f"{measure}_missed",
        denominator=f"{measure}_due",
        unit="share",
        counted="appointments",
        interval="clustered",
        title=title,
        counts=COUNTS,
        formula=formula,
        dated_by=BY_DAY,
        excluded=Text(
            f"{NOT_DUE.de}; Termine ohne Los; {NOT_ENTERED.de}",
            f"{NOT_DUE.en}; appointments without a lot; {NOT_ENTERED.en}",
        ),
        paragraph=ASSIGNED,
    )
    for arm, measure, title, formula in (
        (
            "reminded",
            "drawn",
            Text("Ausfallquote, nach Los mit Erinnerung", "No-show rate, with a reminder by lot"),
            Text(
                "nicht erschienen / fällig, wo das Los eine Erinnerung zog",
                "no-shows / due, where the lot drew a reminder",
            ),
        ),
        (
            "without",
            "left_out",
            Text("Ausfallquote, nach Los ohne Erinnerung", "No-show rate, without a reminder by lot"),
            Text(
                "nicht erschienen / fällig, wo das Los keine Erinnerung zog",
                "no-shows / due, where the lot drew none",
            ),
        ),
    )
)

INDICATORS = (
    LEAD_TIME_DAYS,
    REMINDERS_SENT,
    APPOINTMENTS_REMINDED_SHARE,
    *NO_SHOW_RATES_BY_LOT,
    WAITING_TO_FIRST_TALK,
    WAITING_TO_ENTRY,
    SLOTS_OFFERED,
    SLOTS_USED,
    SLOT_USE_RATE,
)
