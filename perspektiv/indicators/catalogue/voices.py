"""What participants say, and how many of them."""

from perspektiv.indicators.family import ALLIANCE, COMPARISONS, ENDINGS, IMPROVEMENT, QUALITY_ITEMS, SATISFACTION
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

RELIABLE_IMPROVEMENT_RATE = Indicator(
    name="reliable_improvement_rate",
    family=COMPARISONS,
    numerator="reliably_improved",
    denominator="comparisons",
    unit="share",
    counted="comparisons",
    interval="clustered",
    title=Text("Verlässliche Verbesserung", "Reliable improvement"),
    counts=Text(
        "Vergleiche: eine Skala einer Teilnahme vorher und nachher",
        "comparisons: one scale of one participation before and after",
    ),
    formula=Text(
        "Vergleiche, in denen der Wert um mehr als 1,96 Standardfehler stieg / Vergleiche",
        "comparisons in which the score rose by more than 1.96 standard errors / comparisons",
    ),
    dated_by=Text("Eingang der späteren Rückmeldung", "day of the later response"),
    excluded=Text(
        "Skalen, deren Streuung oder Reliabilität unbekannt ist; Vergleiche über zwei Fassungen hinweg; rückblickende "
        "Messungen; Werte, zu denen zu wenige Fragen beantwortet sind",
        "scales whose spread or reliability is unknown; comparisons across two versions; measurements looking back; "
        "scores for which too few items are answered",
    ),
    paragraph=Text(
        "Selbsteinschätzung vor und nach der Beratung, in derselben Fassung des Bogens. Es zählen die erste Messung "
        "vorher und die letzte nachher bis zum Ende des Zeitraums. Ein Bogen mit zwei Skalen gibt zwei Vergleiche, das "
        "Intervall ist deshalb nach Personen gerechnet. Wo nichts anders wurde, gelten 2,5 % dennoch als verbessert. "
        "Ohne Vergleichsgruppe sagt die Quote nicht, dass die Beratung der Grund ist; wer früh geht, fehlt oft.",
        "Self-evaluation before and after the counselling, in one version of the questionnaire. The first measurement "
        "before and the last one after until the end of the period count. A questionnaire with two scales gives two "
        "comparisons, so the interval is clustered by person. Where nothing changed, 2.5 % still count as improved. "
        "Without a group to compare with, the rate does not say that the counselling is the reason; those who leave "
        "early are often missing.",
    ),
)

SESSION_ALLIANCE_BELOW_THRESHOLD_RATE = Indicator(
    name="session_alliance_below_threshold_rate",
    family=ALLIANCE,
    numerator="below_threshold",
    denominator="responses",
    unit="share",
    counted="responses",
    interval="clustered",
    title=Text("Gespräche mit einer Antwort unter der Schwelle", "Talks with an answer below the threshold"),
    counts=RESPONSES,
    formula=Text(
        "Rückmeldungen zum Gespräch mit mindestens einer Antwort unter ihrer Schwelle / Rückmeldungen mit einer "
        "Antwort auf eine Frage mit Schwelle",
        "responses after talks with one answer below its threshold at least / responses with an answer to an item with "
        "a threshold",
    ),
    dated_by=BY_RESPONSE,
    excluded=Text(
        "Fragen ohne Schwelle; Rückmeldungen ohne Antwort auf eine mit Schwelle",
        "items without a threshold; responses without an answer to one with it",
    ),
    paragraph=Text(
        "Eine Person gibt viele Rückmeldungen; das Intervall ist deshalb nach Personen gerechnet. Eine niedrige Quote "
        "ist kein Ziel: Wo niemand etwas bemängelt, wird vielleicht nicht offen geantwortet. Beratende werden mit ihr "
        "nicht verglichen.",
        "A person gives many responses, so the interval is clustered by person. A low rate is no aim: where nobody "
        "finds fault, answers may not be open. Counsellors are not compared by it.",
    ),
)

INDICATORS = (
    IMPROVEMENT_RATE,
    IMPROVEMENT_OR_STABLE_RATE,
    RELIABLE_IMPROVEMENT_RATE,
    SESSION_ALLIANCE_BELOW_THRESHOLD_RATE,
    COUNSELLING_QUALITY_RATE,
    SATISFACTION_MEAN,
    SATISFACTION_RESPONSE_RATE,
)
