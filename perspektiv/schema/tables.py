"""The tables of the data package: the wall between those who make records and those who count them.

The contract in words and types. The descriptor, the reference page, the checks, the Parquet types, the workbook
templates and the made-up cohort all follow from these classes.
"""

from perspektiv.schema.column import choice, day, moment, number, reference, text, whole, yes_no
from perspektiv.schema.table import Table

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Centres(Table, en="Counselling centres", de="Beratungszentren", key="centre_id"):
    centre_id = text("Key", "Schlüssel", required=True)
    name = text("Name", "Name", required=True)


class Segments(Table, en="Offer segments (Angebotssegmente)", de="Angebotssegmente", key="segment_id"):
    segment_id = text("Key", "Schlüssel", required=True)
    name = text("Name", "Name", required=True)
    position = whole("Order along the counselling path", "Reihenfolge im Beratungsweg", required=True, minimum=1)
    surveyed = yes_no(
        "Ended participations of this segment count in the base of the satisfaction response rate",
        "Beendete Teilnahmen dieses Segments zählen in der Basis der Rückmeldequote",
        required=True,
    )
    setting = choice("Setting", "Einzel- oder Gruppenangebot", "individual", "group")
    valid_from = day("Offered from", "Angeboten ab")
    valid_to = day("Offered until", "Angeboten bis")


class Persons(Table, en="Participants, each once", de="Teilnehmende, jede Person einmal", key="person_id"):
    person_id = text("Key", "Schlüssel", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    gender = choice("Gender", "Geschlecht", "female", "male", "diverse", "unknown", required=True)
    birth_year = whole("Year of birth", "Geburtsjahr", minimum=1900, maximum=LAST_YEAR)


class Referrals(
    Table,
    en="Ways into the centre, proposed by a jobcoach or wished by the person, "
    "and the first-contact phase (Erstansprache)",
    de="Zugänge, vom Jobcoach vorgeschlagen oder selbst gewünscht, und die Erstansprache",
    key="referral_id",
):
    referral_id = text("Key", "Schlüssel", required=True)
    person_id = reference(Persons, "Participant", "Person", required=True)
    referred_on = day("Referred on", "Vorgeschlagen am", required=True)
    result = choice(
        "Result of the first contact",
        "Ergebnis der Erstansprache",
        "open",
        "entered",
        "declined",
        "not_reached",
        "not_suitable",
        required=True,
    )
    decided_on = day("Result known on", "Ergebnis bekannt am")
    initiative = choice(
        "Whose wish it was; taking part is voluntary",
        "Von wem der Wunsch ausging; die Teilnahme ist freiwillig",
        "participant",
        "jobcoach",
        "both",
        "other",
    )
    informed_on = day(
        "Informed that taking part is voluntary and may be ended without disadvantage",
        "Über Freiwilligkeit und nachteilsfreies Beenden informiert am",
    )
    talks_due = whole(
        "First-contact talks due, where the person did not enter",
        "Fällige Erstgespräche, wenn die Person nicht eingetreten ist",
        minimum=0,
    )
    talks_held = whole("of these held", "davon gehalten", minimum=0)


class EndingReasons(
    Table,
    en="Catalogue of reasons for an early ending, each valued",
    de="Gründe vorzeitiger Beendigung, jeder gewertet",
    key="reason_id",
):
    reason_id = text("Key", "Schlüssel", required=True)
    name = text("Name", "Name", required=True)
    valuation = choice("Valuation", "Wertung", "positive", "negative", "neutral", required=True)
    influenceable = yes_no("The centre can influence it", "Vom Zentrum beeinflussbar")


class Participations(
    Table,
    en="Participations: one person in one segment (Teilnahmen)",
    de="Teilnahmen: eine Person in einem Segment",
    key="participation_id",
):
    participation_id = text("Key", "Schlüssel", required=True)
    person_id = reference(Persons, "Participant", "Person", required=True)
    segment_id = reference(Segments, "Segment", "Segment", required=True)
    counsellor_id = text("Counsellor", "Beratende Person")
    started_on = day("First day", "Erster Tag", required=True)
    ended_on = day("Last day; empty while running", "Letzter Tag; leer, solange sie läuft")
    ending = choice("How it ended; empty while running", "Art des Endes; leer, solange sie läuft", "regular", "early")
    reason_id = reference(EndingReasons, "Reason; only with an early ending", "Grund; nur bei vorzeitigem Ende")


class Appointments(
    Table,
    en="Counselling appointments and closing talks",
    de="Beratungstermine und Abschlussgespräche",
    key="appointment_id",
):
    appointment_id = text("Key", "Schlüssel", required=True)
    participation_id = reference(Participations, "Participation", "Teilnahme", required=True)
    kind = choice(
        "Kind; first-contact talks of those who enter belong to their intake",
        "Art; Erstgespräche Eingetretener gehören zu ihrer Einstiegsberatung",
        "first_contact",
        "counselling",
        "closing_talk",
        required=True,
    )
    starts_at = moment(
        "Start, RFC 3339 with any offset (+01:00 or Z)",
        "Beginn, RFC 3339 mit Zeitversatz (+01:00 oder Z)",
        required=True,
    )
    minutes = whole(
        "Planned length in minutes (the unit is 75); an appointment counts as one unit, "
        "minutes serve hours and utilisation",
        "Geplante Dauer in Minuten (eine Einheit hat 75); ein Termin zählt als eine Einheit",
        required=True,
        minimum=1,
        unit="min",
    )
    status = choice(
        "What became of it",
        "Was daraus wurde",
        "planned",
        "held",
        "no_show",
        "cancelled_by_centre",
        "cancelled_by_jobcoach",
        "excused",
        required=True,
    )


class Instruments(
    Table, en="Questionnaires, each version one row", de="Fragebögen, jede Fassung eine Zeile", key="instrument_id"
):
    instrument_id = text("Key", "Schlüssel", required=True)
    name = text("Name", "Name", required=True)
    purpose = choice(
        "Purpose",
        "Zweck",
        "session",
        "quality",
        "improvement",
        "satisfaction",
        "self_evaluation",
        "employer",
        required=True,
    )
    version = whole("Version", "Fassung", required=True, minimum=1)
    anonymous = yes_no(
        "Answers are not linkable to a participation", "Antworten sind keiner Teilnahme zuzuordnen", required=True
    )


class Items(Table, en="Questions of an instrument", de="Fragen eines Fragebogens", key=("instrument_id", "item_id")):
    item_id = text("Key within the instrument", "Schlüssel innerhalb des Fragebogens", required=True)
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    scale = text("Scale the item belongs to", "Skala, zu der die Frage gehört")
    minimum = number("Lowest possible answer", "Kleinste mögliche Antwort", required=True)
    maximum = number("Highest possible answer", "Größte mögliche Antwort", required=True)
    positive_from = number("Answers at or above count as positive", "Antworten ab hier zählen als positiv")
    stable_from = number(
        "Answers at or above count as improved or stable at a positive level (improvement items); "
        "stable at a bad level lies below",
        "Antworten ab hier zählen als verbessert oder stabil auf gutem Niveau",
    )


class Responses(Table, en="Filled-in questionnaires", de="Ausgefüllte Fragebögen", key="response_id"):
    response_id = text("Key", "Schlüssel", required=True)
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    participation_id = reference(Participations, "Participation; empty when anonymous", "Teilnahme; leer, wenn anonym")
    moment = choice("Which measurement", "Welche Messung", "single", "before", "then", "after", required=True)
    submitted_on = day(
        "Day; first day of the quarter when anonymous", "Tag; erster Tag des Quartals, wenn anonym", required=True
    )


class Answers(
    Table,
    en="Answers, one row per answered question",
    de="Antworten, eine Zeile je beantworteter Frage",
    key=("response_id", "item_id"),
):
    response_id = reference(Responses, "Response", "Ausgefüllter Fragebogen", required=True)
    item_id = text("Item", "Frage", required=True)
    value = number("Answer on the item's scale", "Antwort auf der Skala der Frage", required=True)


class JobStarts(Table, en="Starts of employment", de="Arbeitsaufnahmen", key="job_start_id"):
    job_start_id = text("Key", "Schlüssel", required=True)
    person_id = reference(Persons, "Participant", "Person", required=True)
    started_on = day("First day at work", "Erster Arbeitstag", required=True)
    insured = yes_no("Subject to social insurance", "Sozialversicherungspflichtig", required=True)
    ended_on = day("Last day, if ended", "Letzter Tag, falls beendet")


class FollowOnMeasures(
    Table,
    en="Starts of further measures outside the centre",
    de="Beginn weiterführender Angebote außerhalb des Zentrums",
    key="measure_id",
):
    measure_id = text("Key", "Schlüssel", required=True)
    person_id = reference(Persons, "Participant", "Person", required=True)
    started_on = day("First day", "Erster Tag", required=True)
    kind = text("Kind", "Art", required=True)


class FollowUps(
    Table,
    en="What was asked about the time after the exit, and the answer: unknown is not no",
    de="Nachfragen zur Zeit nach dem Austritt und die Antwort: unbekannt ist nicht nein",
    key="follow_up_id",
):
    follow_up_id = text("Key", "Schlüssel", required=True)
    person_id = reference(Persons, "Participant", "Person", required=True)
    asked_on = day("Asked on", "Gefragt am", required=True)
    about = choice("About", "Wonach", "job", "measure", required=True)
    answer = choice("Answer", "Antwort", "yes", "no", "unknown", "refused", required=True)
    source = text("Source", "Quelle")


class Staff(
    Table,
    en="Positions of employed staff and freelance counsellors",
    de="Stellen der Angestellten und freiberufliche Beratende",
    key="staff_id",
):
    staff_id = text("Key", "Schlüssel", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    role = text("Function", "Funktion", required=True)
    employment = choice("Employment", "Beschäftigung", "employed", "freelance", required=True)
    weekly_hours = number(
        "Hours a week; employed only", "Wochenstunden; nur bei Angestellten", minimum=0, unit="h/week"
    )
    started_on = day("From", "Von", required=True)
    ended_on = day("To", "Bis")


class Budgets(Table, en="Budget of a year", de="Budget eines Jahres", key="budget_id"):
    budget_id = text("Key", "Schlüssel", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    year = whole("Budget year", "Haushaltsjahr", required=True, minimum=FIRST_YEAR, maximum=LAST_YEAR)
    ceiling_eur = number(
        "Ceiling decided by the council, EUR",
        "Vom Rat beschlossener Höchstbetrag, EUR",
        required=True,
        minimum=0,
        unit="EUR",
    )
    planned_eur = number("Volume held realistic, EUR", "Realistisches Volumen, EUR", minimum=0, unit="EUR")


class Spending(Table, en="Bookings against the budget", de="Buchungen auf das Budget", key="spending_id"):
    spending_id = text("Key", "Schlüssel", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    booked_on = day("Booked on", "Gebucht am", required=True)
    amount_eur = number("Amount, EUR", "Betrag, EUR", required=True, unit="EUR")
    budget_line = text("Budget line", "Haushaltsposition", required=True)
    budget_year = whole(
        "Budget year; the year of booked_on where empty",
        "Haushaltsjahr; wenn leer, das Jahr der Buchung",
        minimum=FIRST_YEAR,
        maximum=LAST_YEAR,
    )


class Complaints(Table, en="Complaints", de="Beschwerden", key="complaint_id"):
    complaint_id = text("Key", "Schlüssel", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    received_on = day("Received on", "Eingegangen am", required=True)
    answered_on = day("Answered on", "Beantwortet am")
    upheld = yes_no("Found justified", "Berechtigt")


TABLES: tuple[type[Table], ...] = (
    Centres,
    Segments,
    Persons,
    Referrals,
    EndingReasons,
    Participations,
    Appointments,
    Instruments,
    Items,
    Responses,
    Answers,
    JobStarts,
    FollowOnMeasures,
    FollowUps,
    Staff,
    Budgets,
    Spending,
    Complaints,
)
