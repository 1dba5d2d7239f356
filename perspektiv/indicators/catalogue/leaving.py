"""Who left, and what came of it within six months."""

from perspektiv.indicators.catalogue.attendance import BY_EXIT
from perspektiv.indicators.catalogue.entries import PERSONS
from perspektiv.indicators.family import EXITS
from perspektiv.indicators.indicator import Bounds, Indicator
from perspektiv.language import Text

STILL_THERE = Text("Personen mit einer noch laufenden Teilnahme", "persons with a participation still running")
UNINSURED = Text(
    "Selbstständigkeit und nicht sozialversicherungspflichtige Beschäftigung",
    "self-employment and jobs not subject to social insurance",
)
WINDOW = Text(
    "Sechs Monate nach dem Austritt meint denselben Tag sechs Monate später, beide Tage eingeschlossen; fehlt er, den "
    "letzten Tag des Monats. Solange Fristen laufen, ist die Zahl vorläufig. Unbekannt ist nicht nein: Die obere "
    "Grenze zählt mit, von wem niemand weiß, ob er begonnen hat.",
    "Six months after the exit means the same day six months on, both days included; where there is none, the last day "
    "of that month. While windows are open the figure is provisional. Unknown is not no: the upper bound counts those "
    "of whom nobody knows whether they started.",
)
NOT_OFFICIAL = Text(
    " Nicht zu verwechseln mit den gleich benannten Quoten der amtlichen Statistik (K2 nach § 48a SGB II, "
    "Eingliederungs- und Aktivierungsquote der Bundesagentur): Diese zählen anderes.",
    " Not to be taken for the official statistics' rates of the same German name (K2 under § 48a SGB II, the "
    "employment agency's integration and activation rates): those count something else.",
)


def _with(paragraph: Text, more: Text) -> Text:
    return Text(paragraph.de + more.de, paragraph.en + more.en)


PERSONS_EXITED = Indicator(
    name="persons_exited",
    family=EXITS,
    numerator="exited",
    persons=True,
    unit="count",
    counted="persons",
    title=Text("Ausgetretene Personen", "Persons who left"),
    counts=PERSONS,
    formula=Text(
        "Personen, deren letzte Teilnahme endete und die am Ende des Zeitraums keine laufende hatten",
        "persons whose last participation ended and who had none running at the end of the period",
    ),
    dated_by=BY_EXIT,
    excluded=STILL_THERE,
    paragraph=Text(
        "Austritt ist der letzte Tag der letzten Teilnahme. Wer später wiederkommt, gilt für einen früheren Zeitraum "
        "weiter als ausgetreten: Spätere Einträge ändern eine Zahl für einen vergangenen Zeitraum nicht.",
        "The exit is the last day of the last participation. Whoever comes back later still counts as having left in "
        "an earlier period: what is recorded later does not change a figure of a period that is over.",
    ),
)

JOB_START = Indicator(
    name="job_start_within_6m_rate",
    family=EXITS,
    numerator="job",
    denominator="exited",
    unit="share",
    counted="persons",
    interval="wilson",
    bounds=Bounds(unknown="job_unknown"),
    matures=True,
    title=Text("Arbeitsaufnahme binnen sechs Monaten (Integrationsquote)", "Job start within six months"),
    counts=PERSONS,
    formula=Text(
        "Personen mit sozialversicherungspflichtiger Arbeitsaufnahme vom Austritt bis sechs Monate danach / "
        "ausgetretene Personen",
        "persons with an insured job start from the exit to six months after it / persons who left",
    ),
    dated_by=BY_EXIT,
    excluded=UNINSURED,
    paragraph=_with(WINDOW, NOT_OFFICIAL),
)

JOB_START_DURING = Indicator(
    name="job_start_during_or_within_6m_rate",
    family=EXITS,
    numerator="job_during",
    denominator="exited",
    unit="share",
    counted="persons",
    interval="wilson",
    bounds=Bounds(unknown="job_during_unknown"),
    matures=True,
    title=Text(
        "Arbeitsaufnahme während der Beratung oder binnen sechs Monaten",
        "Job start during counselling or within six months",
    ),
    counts=PERSONS,
    formula=Text(
        "Personen mit sozialversicherungspflichtiger Arbeitsaufnahme vom Beginn der ersten Teilnahme bis sechs Monate "
        "nach Austritt / ausgetretene Personen",
        "persons with an insured job start from the start of their first participation to six months after the exit / "
        "persons who left",
    ),
    dated_by=BY_EXIT,
    excluded=UNINSURED,
    paragraph=_with(
        Text(
            "Wer schon während der Beratung zu arbeiten beginnt, ist auch ein Erfolg und zählt hier mit. ",
            "Those who start work while still coached are successes, too, and count here. ",
        ),
        WINDOW,
    ),
)

FOLLOW_ON = Indicator(
    name="follow_on_within_6m_rate",
    family=EXITS,
    numerator="follow_on",
    denominator="exited",
    unit="share",
    counted="persons",
    interval="wilson",
    bounds=Bounds(unknown="follow_on_unknown"),
    matures=True,
    title=Text(
        "Weiterführendes Angebot binnen sechs Monaten (Aktivierungsquote)", "Follow-on measure within six months"
    ),
    counts=PERSONS,
    formula=Text(
        "Personen mit Beginn eines weiterführenden Angebots vom Austritt bis sechs Monate danach / ausgetretene "
        "Personen",
        "persons who started a further measure from the exit to six months after it / persons who left",
    ),
    dated_by=BY_EXIT,
    excluded=Text("Angebote des Zentrums selbst", "offers of the centre itself"),
    paragraph=_with(WINDOW, NOT_OFFICIAL),
)

INDICATORS = (PERSONS_EXITED, JOB_START, JOB_START_DURING, FOLLOW_ON)
