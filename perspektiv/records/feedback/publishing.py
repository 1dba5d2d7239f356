"""What keeps a draft from being published, each in a sentence."""

from collections import Counter
from collections.abc import Iterator

from perspektiv.language import Text
from perspektiv.records.feedback.contents import ItemContent, ScaleContent, VersionContent
from perspektiv.records.feedback.models import Kind, Scale
from perspektiv.records.feedback.words import said
from perspektiv.records.letters.languages import FALLBACK

LONGEST_KEY = 60
MOST_ITEMS = 40
MOST_CHOICES = 18
"""With these, all that is said in a language fits into one form: browsers may send a thousand fields."""
LARGEST = 1_000_000


def faults_of(content: VersionContent) -> list[Text]:
    """In the order of the page: the whole, then each question, then each scale."""
    return [*_of_the_whole(content), *_of_items(content), *_of_scales(content)]


def faults_of_item(item: ItemContent, place: int) -> list[Text]:
    """Of one question, whatever stands around it."""
    at = {"n": place, "key": item["key"], "most": MOST_CHOICES}
    return [fault.filled(**at) for fault in (*_words(item), *_choices(item), *_range(item))]


def _of_the_whole(content: VersionContent) -> Iterator[Text]:
    if not said(content["words"], FALLBACK, "name"):
        yield NO_NAME
    if not content["items"]:
        yield NO_ITEMS
    if len(content["items"]) > MOST_ITEMS:
        yield TOO_MANY_ITEMS.filled(most=MOST_ITEMS)


def _of_items(content: VersionContent) -> Iterator[Text]:
    scales = {scale["key"] for scale in content["scales"]}
    times = Counter(item["key"] for item in content["items"])
    for place, item in enumerate(content["items"], start=1):
        yield from faults_of_item(item, place)
        if times[item["key"]] > 1:
            yield ITEM_TWICE.filled(n=place, key=item["key"])
        if item["scale"] and item["scale"] not in scales:
            yield NO_SUCH_SCALE.filled(n=place, key=item["key"], scale=item["scale"])


def _words(item: ItemContent) -> Iterator[Text]:
    if not item["words"].get(FALLBACK, {}).get("question"):
        yield NO_QUESTION


def _choices(item: ItemContent) -> Iterator[Text]:
    choices = item["choices"]
    if item["kind"] == Kind.CHOICE and len(choices) < 2:
        yield NO_CHOICES
    if len(choices) > MOST_CHOICES:
        yield TOO_MANY_CHOICES
    if any(not choice["words"].get(FALLBACK) for choice in choices):
        yield CHOICE_WITHOUT_WORDS
    if len({choice["key"] for choice in choices}) < len(choices):
        yield CHOICE_TWICE
    said = [choice["words"][FALLBACK] for choice in choices if choice["words"].get(FALLBACK)]
    if len(set(said)) < len(said):
        yield CHOICE_SAID_TWICE
    if choices and item["kind"] in (Kind.TEXT, Kind.NUMBER):
        yield CHOICES_OF_NONE


def _range(item: ItemContent) -> Iterator[Text]:
    lowest, highest = item["minimum"], item["maximum"]
    bounds = (item["positive_from"], item["stable_from"], item["threshold"])
    if item["kind"] == Kind.TEXT:
        if any(value is not None for value in (lowest, highest, *bounds)) or item["scale"] or item["reversed"]:
            yield TEXT_HAS_NO_RANGE
        return
    if lowest is None or highest is None or lowest >= highest:
        yield NO_RANGE
        return
    if max(abs(lowest), abs(highest)) > LARGEST:
        yield TOO_LARGE
    if item["kind"] == Kind.RATING and not (lowest.is_integer() and highest.is_integer() and highest - lowest < 20):
        yield NO_STEPS
    if item["choices"] and len(item["choices"]) != highest - lowest + 1:
        yield RANGE_IS_NOT_OF_CHOICES
    if any(value is not None and not lowest <= value <= highest for value in bounds):
        yield OUT_OF_RANGE
    positive, stable = item["positive_from"], item["stable_from"]
    if stable is not None and (positive is None or stable >= positive):
        yield STABLE_IS_NOT_BELOW


def _of_scales(content: VersionContent) -> Iterator[Text]:
    times = Counter(scale["key"] for scale in content["scales"])
    for scale in content["scales"]:
        at = {"key": scale["key"]}
        items = [item for item in content["items"] if item["scale"] == scale["key"]]
        if not scale["words"].get(FALLBACK):
            yield SCALE_WITHOUT_NAME.filled(**at)
        if times[scale["key"]] > 1:
            yield SCALE_TWICE.filled(**at)
        if not items:
            yield SCALE_WITHOUT_ITEMS.filled(**at)
        elif scale["needed"] is not None and not 1 <= scale["needed"] <= len(items):
            yield TOO_MANY_NEEDED.filled(n=len(items), **at)
        yield from (fault.filled(**at) for fault in faults_of_numbers(scale))


def faults_of_numbers(scale: ScaleContent) -> Iterator[Text]:
    spread, reliability = scale["spread"], scale["reliability"]
    if spread is not None and spread <= 0:
        yield NO_SPREAD
    if reliability is not None and not 0 <= reliability < 1:
        yield NO_RELIABILITY
    if (spread is None) != (reliability is None):
        yield BOTH_OR_NEITHER
    if scale["error_variant"] == Scale.ErrorVariant.PREDICTION and spread is not None and scale["mean"] is None:
        yield NO_MEAN
    if spread is not None and not scale["source"]:
        yield NO_SOURCE


NO_NAME = Text("Der Fragebogen hat noch keinen deutschen Namen.", "The questionnaire has no German name yet.")
NO_ITEMS = Text("Der Fragebogen hat noch keine Frage.", "The questionnaire has no question yet.")
TOO_MANY_ITEMS = Text("Höchstens {most} Fragen haben Platz.", "There is room for {most} questions at most.")
NO_QUESTION = Text(
    "Frage {n} ({key}): Die deutsche Frage fehlt.", "Question {n} ({key}): the German question is missing."
)
ITEM_TWICE = Text(
    "Frage {n} ({key}): Eine andere Frage hat denselben Kurznamen.",
    "Question {n} ({key}): another question has the same short name.",
)
NO_SUCH_SCALE = Text(
    "Frage {n} ({key}): Die Skala „{scale}“ gibt es nicht.", "Question {n} ({key}): there is no scale “{scale}”."
)
NO_CHOICES = Text(
    "Frage {n} ({key}): Eine Auswahl braucht wenigstens zwei Antworten.",
    "Question {n} ({key}): a choice needs two answers at least.",
)
TOO_MANY_CHOICES = Text(
    "Frage {n} ({key}): Höchstens {most} Antworten haben Platz.",
    "Question {n} ({key}): there is room for {most} answers at most.",
)
CHOICE_WITHOUT_WORDS = Text(
    "Frage {n} ({key}): Eine Antwort hat keine deutschen Worte.", "Question {n} ({key}): an answer has no German words."
)
CHOICE_TWICE = Text(
    "Frage {n} ({key}): Zwei Antworten haben denselben Kurznamen.",
    "Question {n} ({key}): two answers have the same short name.",
)
CHOICE_SAID_TWICE = Text(
    "Frage {n} ({key}): Zwei Antworten haben dieselben Worte.", "Question {n} ({key}): two answers have the same words."
)
CHOICES_OF_NONE = Text(
    "Frage {n} ({key}): Zahl und Text haben keine Antworten zur Auswahl.",
    "Question {n} ({key}): a number or a text has no answers to choose from.",
)
TEXT_HAS_NO_RANGE = Text(
    "Frage {n} ({key}): Ein Text hat weder Bereich noch Schwelle noch Skala.",
    "Question {n} ({key}): a text has neither range nor threshold nor scale.",
)
NO_RANGE = Text(
    "Frage {n} ({key}): Bitte geben Sie den kleinsten und den größten Wert an.",
    "Question {n} ({key}): please give the lowest and the highest value.",
)
TOO_LARGE = Text(
    "Frage {n} ({key}): Werte reichen höchstens von −1 000 000 bis 1 000 000.",
    "Question {n} ({key}): values reach from −1,000,000 to 1,000,000 at most.",
)
NO_STEPS = Text(
    "Frage {n} ({key}): Eine Einschätzung hat ganze Stufen, höchstens zwanzig.",
    "Question {n} ({key}): a rating has whole steps, twenty at most.",
)
RANGE_IS_NOT_OF_CHOICES = Text(
    "Frage {n} ({key}): Der Bereich passt nicht zur Zahl der Antworten.",
    "Question {n} ({key}): the range does not fit the number of answers.",
)
OUT_OF_RANGE = Text(
    "Frage {n} ({key}): „Gut ab“, „gleich und gut ab“ und die Schwelle liegen zwischen kleinstem und größtem Wert.",
    "Question {n} ({key}): “good from”, “same and good from” and the threshold lie between the lowest and the highest "
    "value.",
)
STABLE_IS_NOT_BELOW = Text(
    "Frage {n} ({key}): „Gleich und gut ab“ liegt unter „gut ab“.",
    "Question {n} ({key}): “same and good from” lies below “good from”.",
)
SCALE_WITHOUT_NAME = Text("Skala „{key}“: Der deutsche Name fehlt.", "Scale “{key}”: the German name is missing.")
SCALE_TWICE = Text(
    "Skala „{key}“: Eine andere Skala hat denselben Kurznamen.", "Scale “{key}”: another scale has the same short name."
)
SCALE_WITHOUT_ITEMS = Text("Skala „{key}“: Keine Frage gehört zu ihr.", "Scale “{key}”: no question belongs to it.")
TOO_MANY_NEEDED = Text(
    "Skala „{key}“: Nötig sind wenigstens eine und höchstens {n} Antworten.",
    "Scale “{key}”: at least one and at most {n} answers can be needed.",
)
NO_SPREAD = Text("Skala „{key}“: Die Streuung liegt über null.", "Scale “{key}”: the spread lies above zero.")
NO_RELIABILITY = Text(
    "Skala „{key}“: Die Reliabilität liegt von 0 bis unter 1.", "Scale “{key}”: the reliability lies from 0 to below 1."
)
BOTH_OR_NEITHER = Text(
    "Skala „{key}“: Streuung und Reliabilität werden nur zusammen gebraucht. Bitte beide angeben oder keine.",
    "Scale “{key}”: spread and reliability are of use only together. Please give both or neither.",
)
NO_MEAN = Text(
    "Skala „{key}“: Der Fehler der Vorhersage braucht den Mittelwert der Vergleichsgruppe.",
    "Scale “{key}”: the error of the prediction needs the mean of the reference group.",
)
NO_SOURCE = Text(
    "Skala „{key}“: Bitte geben Sie an, woher Streuung und Reliabilität stammen.",
    "Scale “{key}”: please say where spread and reliability come from.",
)
