"""What the made-up questionnaires say, in German and English."""

from __future__ import annotations

from collections.abc import Mapping

from perspektiv.example.catalogue import (
    CLOSING,
    IMPROVEMENT,
    QUALITY,
    SATISFACTION,
    SATISFACTION_2,
    SELF_EVALUATION,
    SESSION,
)
from perspektiv.language import Text

THANKS = Text("Vielen Dank.", "Thank you.")
AGREE = Text("stimmt nicht", "not true"), Text("stimmt genau", "exactly true")
NAMES: Mapping[str, tuple[Text, Text]] = {
    IMPROVEMENT.key: (
        Text("Was hat sich verändert?", "What has changed?"),
        Text("Denken Sie an den Beginn der Beratung.", "Think of the start of the counselling."),
    ),
    QUALITY.key: (Text("Wie war die Beratung?", "How was the counselling?"), Text("Fünf Fragen.", "Five questions.")),
    CLOSING.key: (
        Text("Wie war das Abschlussgespräch?", "How was the closing talk?"),
        Text("Eine Frage.", "One question."),
    ),
    SATISFACTION.key: (
        Text("Wie zufrieden sind Sie?", "How satisfied are you?"),
        Text("Niemand erfährt, wer geantwortet hat.", "Nobody learns who has answered."),
    ),
    SATISFACTION_2.key: (
        Text("Wie zufrieden sind Sie?", "How satisfied are you?"),
        Text("Niemand erfährt, wer geantwortet hat.", "Nobody learns who has answered."),
    ),
    SESSION.key: (
        Text("Rückmeldung zum Gespräch", "Feedback on the talk"),
        Text("Nur Ihre Beraterin oder Ihr Berater sieht es.", "Only your counsellor sees it."),
    ),
    SELF_EVALUATION.key: (
        Text("Was traue ich mir zu?", "What do I trust myself to do?"),
        Text("Acht Sätze. Wie gut passt jeder zu Ihnen?", "Eight sentences. How well does each fit you?"),
    ),
}
"""Name and first words."""
QUESTIONS: Mapping[str, Text] = {
    "haltung": Text("Wie ich auf meine Zukunft sehe", "How I look at my future"),
    "verhalten": Text("Was ich selbst unternehme", "What I do myself"),
    "lebenslage": Text("Wie es mir im Alltag geht", "How I fare in everyday life"),
    "geachtet": Text("Ich wurde geachtet und verstanden.", "I was respected and understood."),
    "themen": Text("Es ging um das, was mir wichtig ist.", "It was about what matters to me."),
    "vorgehen": Text("Die Art der Beratung passte zu mir.", "The way of counselling suited me."),
    "insgesamt": Text("Insgesamt war die Beratung gut.", "On the whole the counselling was good."),
    "ablauf": Text("Termine und Absprachen klappten.", "Appointments and arrangements worked."),
    "abschluss": Text("Das Abschlussgespräch war nützlich.", "The closing talk was useful."),
    "empfang": Text("Ich wurde freundlich empfangen.", "I was welcomed kindly."),
    "raeume": Text("Die Räume sind angenehm.", "The rooms are pleasant."),
    "erreichbar": Text("Das Zentrum ist gut zu erreichen.", "The centre is easy to reach."),
    "beratung": Text("Mit der Beratung bin ich zufrieden.", "I am satisfied with the counselling."),
    "weiter": Text("Ich würde das Zentrum empfehlen.", "I would recommend the centre."),
    "verstanden": Text("Ich fühlte mich verstanden.", "I felt understood."),
    "passend": Text("Das Gespräch passte zu dem, was ich brauche.", "The talk fitted what I need."),
    "hilfreich": Text("Das Gespräch hat mir geholfen.", "The talk helped me."),
    "schwieriges": Text("Schwieriges schaffe ich, wenn ich dranbleibe.", "I manage hard things if I keep at them."),
    "ausweg": Text("Ist ein Weg versperrt, finde ich einen anderen.", "If one way is closed, I find another."),
    "aufgeben": Text("Klappt etwas nicht gleich, gebe ich auf.", "If something does not work at once, I give up."),
    "ruhe": Text("Vor wichtigen Gesprächen bleibe ich ruhig.", "I stay calm before important talks."),
    "staerken": Text("Ich kann sagen, was ich gut kann.", "I can say what I am good at."),
    "bewerben": Text("Ich weiß, wie ich mich bewerbe.", "I know how to apply for work."),
    "entscheiden": Text("Ich kann mich beruflich entscheiden.", "I can decide about my work."),
    "zugehen": Text("Auf Betriebe und Ämter gehe ich zu.", "I approach employers and offices."),
}
RAISE: Mapping[str, Text] = {
    "verstanden": Text("Fragen Sie, wo Sie nicht zugehört haben.", "Ask where you did not listen."),
    "passend": Text("Fragen Sie zuerst, worum es gehen soll.", "Ask first what it should be about."),
    "hilfreich": Text("Klären Sie, welcher Schritt nützt.", "Find out which step is of use."),
}
"""What a counsellor may take up after an answer below the threshold."""
OWN_WORDS = "eigenes"
"""A question that is answered in words; no package has the answers."""
IN_OWN_WORDS = Text("Was möchten Sie selbst dazu sagen?", "What would you like to say about it yourself?")
VOLUNTARY = Text("Freiwillig.", "Voluntary.")
DEGREES: tuple[tuple[str, Text], ...] = (
    ("schlechter", Text("schlechter", "worse")),
    ("gleich-schlecht", Text("gleich, nicht gut", "the same, not good")),
    ("gleich-gut", Text("gleich, gut", "the same, good")),
    ("besser", Text("besser", "better")),
    ("viel-besser", Text("viel besser", "much better")),
)
"""Answers to choose from, of the improvement, from the lowest up."""
SCALES: Mapping[str, Text] = {
    "Haltung": Text("Haltung", "Attitude"),
    "Verhalten": Text("Verhalten", "Behaviour"),
    "Lebenssituation": Text("Lebenssituation", "Circumstances"),
    "Beziehung": Text("Beziehung", "Relationship"),
    "Themenwahl": Text("Themenwahl", "Choice of topics"),
    "Arbeitsweise": Text("Arbeitsweise", "Way of working"),
    "Zufriedenheit": Text("Zufriedenheit", "Satisfaction"),
    "Organisation": Text("Organisation", "Organisation"),
    "Abschlussgespräch": Text("Abschlussgespräch", "Closing talk"),
    "Rahmen": Text("Rahmen", "Setting"),
    "Beratung": Text("Beratung", "Counselling"),
    "Gespräch": Text("Gespräch", "Talk"),
    "Zutrauen": Text("Zutrauen", "Self-efficacy"),
    "Können": Text("Können", "Competences"),
}
