"""What two files of one person may both have: agreements, consents, running segments, open ways in, open offers."""

from collections.abc import Iterator
from datetime import date

from perspektiv.language import Text
from perspektiv.records.cases.models import Agreement, CaseOffer, Consent, Participation, Referral
from perspektiv.records.people.collisions import Collision
from perspektiv.records.people.models import Participant

AGREEMENTS = Text(
    "Beide haben eine Vereinbarung: vom {one} und vom {other}.", "Both have an agreement: of {one} and of {other}."
)
AGREEMENTS_STAY = Text(
    "Beide kommen in die gemeinsame Akte. Beenden Sie dort die, die nicht mehr gilt.",
    "Both go into the common file. End there the one that no longer holds.",
)
CONSENTS = Text(
    "In beiden gilt die Einwilligung „{purpose}“: seit {one} und seit {other}.",
    "In both the consent “{purpose}” holds: since {one} and since {other}.",
)
CONSENTS_STAY = Text(
    "Es gilt die der Akte, die bleibt. Die andere bleibt unverändert bei der alten Akte und gilt wieder, wenn Sie "
    "trennen.",
    "That of the file that stays holds. The other stays as it is with the old file and holds again if you take the "
    "files apart.",
)
RUNNING = Text(
    "Beide haben einen laufenden Abschnitt: {one} und {other}.", "Both have a running segment: {one} and {other}."
)
RUNNING_STAY = Text(
    "Beide laufen in der gemeinsamen Akte weiter, mit ihren Terminen. Beenden Sie den, der nicht mehr läuft.",
    "Both go on in the common file, with their appointments. End the one that is over.",
)
WAYS_IN = Text("Beide haben einen offenen Zugang.", "Both have an open way in.")
WAYS_IN_STAY = Text(
    "Beide bleiben in der gemeinsamen Akte offen, bis über jeden entschieden ist.",
    "Both stay open in the common file until each is decided.",
)
OFFERS = Text(
    "Für beide ist „{segment}“ angeboten und noch nicht beantwortet.",
    "For both “{segment}” is offered and not answered yet.",
)
OFFERS_BAR = Text("Bitte ziehen Sie zuerst eines der Angebote zurück.", "Please withdraw one of the offers first.")


def colliding(one: Participant, other: Participant) -> Iterator[Collision]:
    yield from _agreements(one, other)
    yield from _consents(one, other)
    running = [
        Participation.objects.running().filter(participant=each).select_related("segment") for each in (one, other)
    ]
    if all(running):
        named = [", ".join(str(each.segment) for each in some) for some in running]
        yield Collision(RUNNING.filled(one=named[0], other=named[1]), RUNNING_STAY)
    if all(Referral.objects.filter(participant=each, result=Referral.Result.OPEN).exists() for each in (one, other)):
        yield Collision(WAYS_IN, WAYS_IN_STAY)
    offers = CaseOffer.objects.filter(answer=CaseOffer.Answer.OPEN).select_related("segment")
    of_other = set(offers.filter(participant=other).values_list("segment", flat=True))
    for offer in offers.filter(participant=one, segment__in=of_other):
        yield Collision(OFFERS.filled(segment=offer.segment), OFFERS_BAR, bars=True)


def _agreements(one: Participant, other: Participant) -> Iterator[Collision]:
    held = [Agreement.objects.filter(participant=each, ended_on=None).first() for each in (one, other)]
    if held[0] and held[1]:
        days = [_day(each.signed_on) for each in held if each]
        yield Collision(AGREEMENTS.filled(one=days[0], other=days[1]), AGREEMENTS_STAY)


def _consents(one: Participant, other: Participant) -> Iterator[Collision]:
    valid = Consent.objects.filter(withdrawn_on=None)
    of_other = {consent.purpose: consent for consent in valid.filter(participant=other)}
    for consent in valid.filter(participant=one, purpose__in=of_other):
        days = {"one": _day(consent.given_on), "other": _day(of_other[consent.purpose].given_on)}
        yield Collision(CONSENTS.filled(purpose=consent.get_purpose_display(), **days), CONSENTS_STAY)


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
