"""What participants say, and how many of them."""

from perspektiv.indicators.family import ENDINGS, IMPROVEMENT, QUALITY_ITEMS, SATISFACTION
from perspektiv.indicators.indicator import Bounds, Indicator
from perspektiv.language import Text

RESPONSES = Text("Rückmeldungen", "responses")
BY_RESPONSE = Text("Eingang der Rückmeldung", "day of the response")
EMPTY = Text("Rückmeldungen ohne Antwort", "responses without an answer")
ASKED = (ENDINGS, "regular_surveyed")
"""Everybody asked: participations ended regularly in a segment that is surveyed."""
NOT_ALL_ANSWERED = Text(
    " Die Grenzen sagen, was herauskäme, wenn alle ohne Antwort am ungünstigsten oder am günstigsten geantwortet "
    "hätten.",
    " The bounds tell what would come out if all who did not answer had answered worst or best.",
)

IMPROVEMENT_RATE = Indicator(
    name="improvement_rate",
    family=IMPROVEMENT,
    numerator="improved",
    denominator="responses",
    unit="share",
    counted="responses",
    interval="wilson",
    bounds=Bounds(asked=ASKED),
    title=Text("Verbesserung", "Improvement"),
    counts=RESPONSES,
    formula=Text(
        "Rückmeldungen, in denen jede beantwortete Frage als verbessert gilt / Rückmeldungen mit Antwort",
        "responses in which every answered item counts as improved / responses with an answer",
    ),
    dated_by=BY_RESPONSE,
    excluded=EMPTY,
    paragraph=Text(
        "Eine Person kann mehrere Rückmeldungen geben, je Teilnahme eine." + NOT_ALL_ANSWERED.de,
        "A person can give several responses, one a participation." + NOT_ALL_ANSWERED.en,
    ),
)

IMPROVEMENT_OR_STABLE_RATE = Indicator(
    name="improvement_or_stable_rate",
    family=IMPROVEMENT,
    numerator="stable",
    denominator="responses",
    unit="share",
    counted="responses",
    interval="wilson",
    bounds=Bounds(asked=ASKED),
    title=Text("Verbesserung oder Stabilität auf gutem Niveau", "Improvement or stability at a positive level"),
    counts=RESPONSES,
    formula=Text(
        "Rückmeldungen, in denen jede beantwortete Frage als verbessert oder als stabil auf gutem Niveau gilt / "
        "Rückmeldungen mit Antwort",
        "responses in which every answered item counts as improved or stable at a positive level / responses with an "
        "answer",
    ),
    dated_by=BY_RESPONSE,
    excluded=EMPTY,
    paragraph=Text(
        "Stabil auf schlechtem Niveau zählt nicht mit." + NOT_ALL_ANSWERED.de,
        "Stable at a bad level does not count." + NOT_ALL_ANSWERED.en,
    ),
)

COUNSELLING_QUALITY_RATE = Indicator(
    name="counselling_quality_rate",
    family=QUALITY_ITEMS,
    numerator="positive",
    denominator="answers",
    unit="share",
    counted="items",
    title=Text("Beratungsqualität", "Quality of counselling"),
    counts=Text("Fragen des Bogens", "items of the questionnaire"),
    formula=Text(
        "Mittel über die Fragen: positive Antworten / Antworten", "mean over the items: positive answers / answers"
    ),
    dated_by=BY_RESPONSE,
    excluded=Text("nicht beantwortete Fragen", "items left unanswered"),
    paragraph=Text(
        "Jede Frage wiegt gleich viel, auch wenn sie seltener beantwortet wurde. Der Nenner ist die Zahl der Fragen; "
        "zwei Fassungen eines Bogens zählen als zwei Reihen von Fragen.",
        "Each item weighs the same, even if fewer answered it. The denominator is the number of items; two versions of "
        "a questionnaire count as two sets of items.",
    ),
)

SATISFACTION_MEAN = Indicator(
    name="satisfaction_mean",
    family=SATISFACTION,
    numerator="share",
    denominator="responses",
    unit="share",
    counted="responses",
    interval="standard error",
    bounds=Bounds(asked=ASKED),
    title=Text("Zufriedenheit", "Satisfaction"),
    counts=RESPONSES,
    formula=Text(
        "Mittel der Rückmeldungen; jede ist das Mittel ihrer Antworten, von 0 % (schlechteste) bis 100 % (beste)",
        "mean of the responses; each is the mean of its answers, from 0 % (worst) to 100 % (best)",
    ),
    dated_by=BY_RESPONSE,
    excluded=Text("nicht beantwortete Fragen", "items left unanswered"),
    paragraph=Text(
        "Die Befragung ist anonym: Bekannt ist nur das Quartal, nicht Segment oder Geschlecht." + NOT_ALL_ANSWERED.de,
        "The survey is anonymous: only the quarter is known, neither segment nor gender." + NOT_ALL_ANSWERED.en,
    ),
)

SATISFACTION_RESPONSE_RATE = Indicator(
    name="satisfaction_response_rate",
    family=SATISFACTION,
    numerator="responses",
    out_of=ENDINGS,
    denominator="regular_surveyed",
    unit="share",
    counted="responses",
    interval="wilson",
    title=Text("Rückmeldequote zur Zufriedenheit", "Response rate of the satisfaction survey"),
    counts=Text("Rückmeldungen je Teilnahme", "responses per participation"),
    formula=Text(
        "Rückmeldungen / regulär beendete Teilnahmen in befragten Segmenten",
        "responses / participations ended regularly in surveyed segments",
    ),
    dated_by=Text("Eingang der Rückmeldung; Ende der Teilnahme", "day of the response; end of the participation"),
    excluded=Text(
        "vorzeitige Beendigungen und nicht befragte Segmente", "early endings and segments that are not surveyed"
    ),
    paragraph=Text(
        "Weil die Befragung anonym ist, kann eine Rückmeldung zu einer Teilnahme gehören, die außerhalb des Zeitraums "
        "endete. In kurzen Zeiträumen kann die Quote deshalb über 100 % liegen.",
        "As the survey is anonymous, a response may belong to a participation that ended outside the period. In short "
        "periods the rate can therefore exceed 100 %.",
    ),
)

INDICATORS = (
    IMPROVEMENT_RATE,
    IMPROVEMENT_OR_STABLE_RATE,
    COUNSELLING_QUALITY_RATE,
    SATISFACTION_MEAN,
    SATISFACTION_RESPONSE_RATE,
)
