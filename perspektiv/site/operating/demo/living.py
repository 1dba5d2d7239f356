"""Forty people in the middle of their way, around today: so that every page of the demonstration has its work."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from perspektiv.example.contacts import names
from perspektiv.records.appointments.models import Status
from perspektiv.records.cases.models import EndingReason, Referral, Segment
from perspektiv.site.operating.demo.house import House
from perspektiv.site.operating.demo.story import Story

HELD, MISSED, EXCUSED, PLANNED = Status.HELD, Status.NO_SHOW, Status.EXCUSED, Status.PLANNED
PEOPLE = 44
SEED = 7
"""Of their names; another than the cohort's, so that few names stand twice in the list."""
CONCERNS = (
    "berufliche Richtung klären",
    "Rückkehr nach der Elternzeit",
    "Anerkennung eines Abschlusses",
    "Arbeit neben der Pflege der Mutter",
    "vom Minijob in eine feste Stelle",
)
MANDATES = (
    ("Ich möchte wissen, welche Arbeit zu mir passt.", "Zwei Betriebe ansehen und mich entscheiden"),
    ("Ich will wieder arbeiten, aber ohne Schichten.", "Drei Stellen mit festen Zeiten finden"),
    ("Mein Abschluss soll hier etwas wert sein.", "Den Antrag auf Anerkennung abschicken"),
)
NOTES = (
    "Stärken gesammelt: genau, geduldig, mag Technik. Bringt beim nächsten Mal Zeugnisse mit.",
    "Praktikum in der Werkstatt angesprochen. Will erst mit der Familie sprechen.",
    "Bewerbung gemeinsam durchgesehen. Wirkt sicherer als beim letzten Mal.",
)


@dataclass(frozen=True)
class Catalogue:
    segments: dict[str, Segment]
    reasons: list[EndingReason]

    def __getitem__(self, key: str) -> Segment:
        return self.segments[key]


def catalogue_of(house: House) -> Catalogue:
    today = timezone.localdate()
    segments = Segment.objects.filter(centre=house.centre).valid_on(today)
    reasons = EndingReason.objects.filter(centre=house.centre).valid_on(today)
    return Catalogue({segment.key: segment for segment in segments}, list(reasons))


@transaction.atomic
def tell_stories(house: House) -> int:
    """Writes all of them; how many people there are now."""
    offers = catalogue_of(house)
    people = [Story(house, name, number) for number, name in enumerate(names(PEOPLE, SEED))]
    _coming_in(people[:12], offers)
    _beginning(people[12:18], offers)
    _in_the_middle(people[18:30], offers)
    _at_the_end(people[30:38], offers)
    _gone(people[38:], offers)
    return len(people)


def _coming_in(people: list[Story], offers: Catalogue) -> None:
    """Ways in: fresh, overdue, called without luck, talk agreed, waiting, offered; two that end before."""
    for place, person in enumerate(people):
        ago = (1, 3, 6, 13, 24, 17, 19, 26, 30, 21, 40, 52)[place]
        person.comes_in(ago, concern=CONCERNS[place % len(CONCERNS)], own_wish=place % 5 == 3)
    people[4].is_called((20, "phone", "not_reached"), (16, "phone", "not_reached"), (11, "letter", "not_reached"))
    people[5].is_called((12, "phone", "reached"), (12, "phone", "talk_planned")).talks((-1, PLANNED))
    people[6].is_called((11, "phone", "reached"), (11, "phone", "talk_planned")).talks((4, MISSED), (-2, PLANNED))
    for place, since in ((7, 16), (8, 9), (9, 5)):
        people[place].is_called((since + 4, "phone", "reached")).talks((since + 2, HELD)).waits(since)
    people[7].is_offered(offers["intake"], ago=5, message="Spricht lieber am Vormittag.")
    people[8].is_offered(offers["intake"], ago=1)
    people[10].is_called((35, "phone", "reached")).is_decided(Referral.Result.DECLINED, 34)
    people[11].is_called((45, "phone", "not_reached"), (38, "letter", "not_reached"))
    people[11].is_decided(Referral.Result.NOT_REACHED, 30)


def _beginning(people: list[Story], offers: Catalogue) -> None:
    """In the first segment: two or three talks so far, one open from yesterday, one today, more to come."""
    for place, person in enumerate(people):
        person.comes_in(40 + place, concern=CONCERNS[place % len(CONCERNS)])
        person.is_called((36 + place, "phone", "reached")).talks((30, HELD)).waits(29)
        person.begins(offers["intake"], 22)
        person.meets((20, HELD), (13, MISSED if place % 3 == 1 else HELD), (6, PLANNED if place == 2 else HELD))
        person.meets((0 if place % 2 else -1, PLANNED), (-7, PLANNED))
        _confides(person, place)


def _in_the_middle(people: list[Story], offers: Catalogue) -> None:
    """In each of the later segments; some have no next talk, some an undecided one."""
    ways = ("review", "orientation", "search", "coaching")
    for place, person in enumerate(people):
        person.comes_in(130 + place, concern=CONCERNS[place % len(CONCERNS)])
        person.is_called((126, "phone", "reached")).talks((120, HELD)).waits(118)
        person.begins(offers["intake"], 112)
        person.meets((110, HELD), (102, HELD), (95, EXCUSED if place % 4 == 2 else HELD), (88, HELD))
        following = offers[ways[place % len(ways)]]
        person.ends(80, next_segment=following).begins(following, 66, agree=False)
        missed = MISSED if place % 3 == 0 else HELD
        person.meets((60, HELD), (52, HELD), (44, missed), (31, HELD), (17, HELD))
        person.meets(*((2, PLANNED),) if place in (1, 6) else ((2, HELD),))
        if place != 4:
            person.meets((0 if place % 3 == 0 else -(place % 4) - 1, PLANNED))
        _confides(person, place)


def _at_the_end(people: list[Story], offers: Catalogue) -> None:
    """All planned units taken: the closing talk is due, agreed, or just over; two stop early, two wait to go on."""
    for place, person in enumerate(people):
        person.comes_in(160 + place, concern=CONCERNS[place % len(CONCERNS)])
        person.is_called((157, "phone", "reached")).talks((150, HELD)).waits(149)
        person.begins(offers["review"], 140)
        person.meets(*((130 - 11 * unit, MISSED if unit == place else HELD) for unit in range(9)))
        _confides(person, place)
    people[2].meets((-3, PLANNED), kind="closing_talk")
    people[3].meets((0, PLANNED), kind="closing_talk")
    for person, reason in zip(people[4:6], offers.reasons, strict=False):
        person.stops(12, reason)
    for place, person in enumerate(people[6:]):
        person.meets((20, HELD), kind="closing_talk").ends(18 - 8 * place, next_segment=offers["orientation"])


def _gone(people: list[Story], offers: Catalogue) -> None:
    """Left about six months ago: what became of them is asked now."""
    for place, person in enumerate(people):
        left = 176 + 5 * place
        person.comes_in(left + 120, concern=CONCERNS[place % len(CONCERNS)])
        person.is_called((left + 115, "phone", "reached")).talks((left + 110, HELD)).waits(left + 109)
        person.begins(offers["search"], left + 100)
        person.meets(*((left + 95 - 12 * unit, MISSED if unit == 3 else HELD) for unit in range(7)))
        person.ends(left)


def _confides(person: Story, place: int) -> None:
    mandate, goal = MANDATES[place % len(MANDATES)]
    person.wants(mandate, goal, 2, 3 + place % 3, 4 + place % 4)
    person.is_noted((14, NOTES[place % len(NOTES)]), (6, NOTES[(place + 1) % len(NOTES)]))
