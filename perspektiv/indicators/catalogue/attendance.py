"""What became of the appointments: of a period, and of those who left in it."""

from perspektiv.indicators.family import APPOINTMENTS, LEAVERS, Family
from perspektiv.indicators.indicator import Indicator
from perspektiv.language import Text

COUNTS = Text("Termine", "appointments")
BY_DAY = Text("Tag des Termins", "day of the appointment")
BY_EXIT = Text("Austritt der Person", "exit of the person")
NOT_DUE = Text("rechtzeitig entschuldigte und noch offene Termine", "appointments excused in time or still undecided")
UNDECIDED = Text("alle anderen Termine", "all other appointments")

DUE = Text(
    "gehalten + nicht erschienen + vom Zentrum oder Jobcoach abgesagt",
    "held + no-show + cancelled by the centre or a jobcoach",
)
OUTCOMES = {
    "due": (Text("Fällige Termine", "Appointments due"), DUE),
    "held": (Text("Gehaltene Termine", "Appointments held"), Text("gehalten", "held")),
    "missed": (
        Text("Nicht erschienen", "Appointments missed"),
        Text("Teilnehmende sind nicht erschienen", "the participant did not come"),
    ),
    "cancelled": (
        Text("Abgesagte Termine", "Appointments cancelled"),
        Text("vom Zentrum oder vom Jobcoach abgesagt", "cancelled by the centre or by a jobcoach"),
    ),
}
RATES = {
    "no_show_rate": (
        "missed",
        Text("Ausfallquote, nicht erschienen", "No-show rate"),
        Text("nicht erschienen / fällig", "no-shows / due"),
        Text(
            "Eine Toleranz, die für das Nichterscheinen gilt, sagt nichts über alle Ausfälle zusammen.",
            "A tolerance set for no-shows says nothing about all losses together.",
        ),
    ),
    "loss_rate": (
        "lost",
        Text("Alle Ausfälle", "Loss rate"),
        Text(
            "(nicht erschienen + vom Zentrum oder Jobcoach abgesagt) / fällig",
            "(no-shows + cancelled by the centre or a jobcoach) / due",
        ),
        Text(
            "Zählt jeden fälligen Termin, der nicht stattfand, gleich wer absagte.",
            "Counts every due appointment that did not take place, whoever cancelled it.",
        ),
    ),
}
OF_THE_PERIOD = Text(
    "Es zählt der Kalendertag in Deutschland. Entschuldigte und noch nicht entschiedene Termine sind nicht fällig.",
    "The calendar day in Germany counts. Excused and undecided appointments are not due.",
)
OF_LEAVERS = Text(
    "Gezählt sind alle Termine der Personen, die im Zeitraum ausgetreten sind, wann immer die Termine lagen.",
    "All appointments of the persons who left in the period count, whenever they took place.",
)
CLUSTERED = Text(
    "Das Intervall rechnet mit Personen: Siebzehn Termine einer Person sind nicht siebzehn unabhängige Beobachtungen.",
    "The interval reckons with persons: seventeen appointments of one person are not seventeen independent facts.",
)


def _counts(family: Family, prefix: str, dated_by: Text, whose: Text, suffix: Text) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            name=f"{prefix}{measure}",
            family=family,
            numerator=measure,
            unit="count",
            counted="appointments",
            title=_joined(title, suffix),
            counts=COUNTS,
            formula=formula,
            dated_by=dated_by,
            excluded=NOT_DUE,
            paragraph=whose,
        )
        for measure, (title, formula) in OUTCOMES.items()
    )


def _rates(family: Family, prefix: str, dated_by: Text, whose: Text, suffix: Text) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(
            name=f"{prefix}{name}",
            family=family,
            numerator=measure,
            denominator="due",
            unit="share",
            counted="appointments",
            interval="clustered",
            title=_joined(title, suffix),
            counts=COUNTS,
            formula=formula,
            dated_by=dated_by,
            excluded=NOT_DUE,
            paragraph=Text(*(" ".join(parts) for parts in zip(whose, remark, CLUSTERED, strict=True))),
        )
        for name, (measure, title, formula, remark) in RATES.items()
    )


def _joined(title: Text, suffix: Text) -> Text:
    return Text(title.de + suffix.de, title.en + suffix.en)


NOTHING, WHO_LEFT = Text("", ""), Text(" (Ausgetretene)", " (leavers)")

APPOINTMENTS_EXCUSED = Indicator(
    name="appointments_excused",
    family=APPOINTMENTS,
    numerator="excused",
    unit="count",
    counted="appointments",
    title=Text("Entschuldigte Termine", "Appointments excused"),
    counts=COUNTS,
    formula=Text("rechtzeitig von Teilnehmenden abgesagt", "cancelled in time by the participant"),
    dated_by=BY_DAY,
    excluded=UNDECIDED,
    paragraph=Text(
        "Rechtzeitig abgesagte Termine sind kein Ausfall und zählen nicht als fällig.",
        "Appointments cancelled in time are no loss and are not due.",
    ),
)

APPOINTMENTS_OPEN = Indicator(
    name="appointments_open",
    family=APPOINTMENTS,
    numerator="open",
    unit="count",
    counted="appointments",
    title=Text("Nicht entschiedene Termine", "Appointments undecided"),
    counts=COUNTS,
    formula=Text(
        "noch als geplant geführt, obwohl vor dem Stand der Daten",
        "still planned though before the day the records speak of",
    ),
    dated_by=BY_DAY,
    excluded=UNDECIDED,
    paragraph=Text(
        "Was aus diesen Terminen wurde, ist nicht festgehalten. Jeder von ihnen macht die anderen Zahlen unsicherer.",
        "What became of these was not recorded. Each of them makes the other figures less certain.",
    ),
)

INDICATORS = (
    *_counts(APPOINTMENTS, "appointments_", BY_DAY, OF_THE_PERIOD, NOTHING),
    APPOINTMENTS_EXCUSED,
    APPOINTMENTS_OPEN,
    *_rates(APPOINTMENTS, "", BY_DAY, OF_THE_PERIOD, NOTHING),
    *_counts(LEAVERS, "leavers_appointments_", BY_EXIT, OF_LEAVERS, WHO_LEFT),
    *_rates(LEAVERS, "leavers_", BY_EXIT, OF_LEAVERS, WHO_LEFT),
)
