"""Tables with which a questionnaire is whole: its form, scales, choices and words; and who was asked.

Optional, from version 2 on.

What participants wrote in their own words is in none of them: a package has no column for it.
"""

from perspektiv.schema.column import choice, day, number, reference, text, whole, yes_no
from perspektiv.schema.table import Table
from perspektiv.schema.tables import Centres, Instruments, Participations

LANGUAGE = ("Language, like de, en or de-x-plain", "Sprache, etwa de, en oder de-x-plain")
ITEM = ("Key of the question within the instrument", "Schlüssel der Frage innerhalb des Fragebogens")
SCALE = ("Key of the scale within the instrument", "Schlüssel der Skala innerhalb des Fragebogens")
FROM_2 = ("(optional, from version 2 on)", "(wahlfrei, ab Fassung 2)")


class InstrumentForms(
    Table,
    en=f"Which questionnaire a version is one of {FROM_2[0]}",
    de=f"Zu welchem Fragebogen eine Fassung gehört {FROM_2[1]}",
    key="instrument_id",
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    questionnaire_id = text(
        "Key of the questionnaire through all its versions",
        "Schlüssel des Fragebogens durch alle Fassungen",
        required=True,
    )
    published_on = day("First day it was answered in", "Seit wann mit ihr gefragt wird")
    retired_on = day(
        "Day from which nobody is asked by the questionnaire, in any version",
        "Seit wann mit dem Fragebogen niemand mehr gefragt wird, in keiner Fassung",
    )


class InstrumentTexts(
    Table,
    en=f"Words of a questionnaire in one language {FROM_2[0]}",
    de=f"Worte eines Fragebogens in einer Sprache {FROM_2[1]}",
    key=("instrument_id", "language"),
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    language = text(*LANGUAGE, required=True)
    name = text("Name", "Name", required=True)
    intro = text("Words before the questions", "Worte vor den Fragen")
    thanks = text("Words after them", "Worte danach")
    reviewed = yes_no(
        "Somebody who speaks the language has read the words",
        "Jemand, der die Sprache spricht, hat die Worte gelesen",
        required=True,
    )


class Scales(
    Table,
    en=f"Scales: questions that measure one thing together {FROM_2[0]}",
    de=f"Skalen: Fragen, die zusammen eines messen {FROM_2[1]}",
    key=("instrument_id", "scale"),
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    scale = text(*SCALE, required=True)
    scoring = choice("How a score is made", "Wie ein Wert entsteht", "mean", "sum", required=True)
    needed = whole(
        "Answers that a score needs; empty: more than half of the questions",
        "So viele Antworten braucht ein Wert; leer: mehr als die Hälfte der Fragen",
        minimum=1,
    )
    spread = number("Standard deviation of the scores", "Standardabweichung der Werte")
    reliability = number("Reliability, from 0 to below 1", "Reliabilität, von 0 bis unter 1")
    mean = number("Mean of the scores; a prediction needs it", "Mittel der Werte; eine Vorhersage braucht es")
    error_variant = choice(
        "Which standard error a change is held against",
        "An welchem Standardfehler eine Veränderung gemessen wird",
        "difference",
        "prediction",
        required=True,
    )
    source = text("Where spread and reliability come from", "Woher Streuung und Reliabilität stammen")


class ScaleTexts(
    Table,
    en=f"Names of scales in one language {FROM_2[0]}",
    de=f"Namen von Skalen in einer Sprache {FROM_2[1]}",
    key=("instrument_id", "scale", "language"),
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    scale = text(*SCALE, required=True)
    language = text(*LANGUAGE, required=True)
    name = text("Name", "Name", required=True)


class ItemForms(
    Table,
    en=f"How questions are asked; also those answered in words, which are not among items {FROM_2[0]}",
    de=f"Wie Fragen gestellt werden; auch solche nach Worten, die nicht unter items stehen {FROM_2[1]}",
    key=("instrument_id", "item_id"),
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    item_id = text(*ITEM, required=True)
    kind = choice("Kind of answer", "Art der Antwort", "rating", "choice", "number", "text", required=True)
    position = whole("Order within the instrument", "Reihenfolge im Fragebogen", required=True, minimum=1)
    reversed = yes_no(
        "A high answer means little of what the scale measures",
        "Eine hohe Antwort heißt wenig von dem, was die Skala misst",
        required=True,
    )
    threshold = number(
        "An answer below is a reason to talk about it", "Eine Antwort darunter ist ein Anlass, darüber zu sprechen"
    )
    required = yes_no("Must be answered", "Muss beantwortet werden", required=True)


class ItemTexts(
    Table,
    en=f"Words of a question in one language {FROM_2[0]}",
    de=f"Worte einer Frage in einer Sprache {FROM_2[1]}",
    key=("instrument_id", "item_id", "language"),
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    item_id = text(*ITEM, required=True)
    language = text(*LANGUAGE, required=True)
    question = text("Question", "Frage", required=True)
    low = text("What the lowest answer means", "Was die kleinste Antwort heißt")
    high = text("What the highest answer means", "Was die größte Antwort heißt")
    hint = text("Hint for whoever answers", "Hinweis für die, die antworten")
    suggestion = text(
        "What counsellors may take up after an answer below the threshold",
        "Was Beratende nach einer Antwort unter der Schwelle aufgreifen können",
    )


class Choices(
    Table,
    en=f"Answers to choose from {FROM_2[0]}",
    de=f"Antworten zur Auswahl {FROM_2[1]}",
    key=("instrument_id", "item_id", "value"),
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    item_id = text(*ITEM, required=True)
    value = number("Answer on the item's scale", "Antwort auf der Skala der Frage", required=True)
    position = whole("Order within the question", "Reihenfolge in der Frage", required=True, minimum=1)
    choice_id = text("Key within the question", "Schlüssel innerhalb der Frage", required=True)


class ChoiceTexts(
    Table,
    en=f"Words of answers to choose from in one language {FROM_2[0]}",
    de=f"Worte von Antworten zur Auswahl in einer Sprache {FROM_2[1]}",
    key=("instrument_id", "item_id", "value", "language"),
):
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    item_id = text(*ITEM, required=True)
    value = number("Answer on the item's scale", "Antwort auf der Skala der Frage", required=True)
    language = text(*LANGUAGE, required=True)
    text = text("Words of the answer", "Worte der Antwort", required=True)


class Invitations(
    Table,
    en=f"Who was due to be asked by which questionnaire, and what came of it {FROM_2[0]}",
    de=f"Wer mit welchem Fragebogen zu fragen war und was daraus wurde {FROM_2[1]}",
    key="invitation_id",
):
    invitation_id = text("Key", "Schlüssel", required=True)
    instrument_id = reference(Instruments, "Instrument", "Fragebogen", required=True)
    centre_id = reference(Centres, "Centre", "Zentrum", required=True)
    participation_id = reference(
        Participations, "Participation; empty before it began", "Teilnahme; leer, bevor sie begann"
    )
    moment = choice("Which measurement", "Welche Messung", "single", "before", "then", "after", required=True)
    due_on = day("Day on which it was due", "Tag, an dem gefragt werden sollte", required=True)
    outcome = choice(
        "What came of it; unanswered only once the time to answer is over",
        "Was daraus wurde; „unanswered“ erst, wenn die Zeit zum Antworten vorbei ist",
        "answered",
        "declined",
        "unanswered",
        "left_out",
        required=True,
    )


QUESTIONNAIRES: tuple[type[Table], ...] = (
    InstrumentForms,
    InstrumentTexts,
    Scales,
    ScaleTexts,
    ItemForms,
    ItemTexts,
    Choices,
    ChoiceTexts,
)
"""The tables of a questionnaire itself."""
FROM_VERSION_2: tuple[type[Table], ...] = (*QUESTIONNAIRES, Invitations)
"""What a package of version 2 may have beside the tables of 1.1."""
