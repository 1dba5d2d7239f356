"""Somebody stands in for some days: with a note that she reads on Today, and one that is still to be written."""

from datetime import timedelta

from django.utils import timezone

from perspektiv.records.cases.actions.handovers import hand_over
from perspektiv.records.cases.actions.substitutes import substitute
from perspektiv.records.cases.models import Participation
from perspektiv.records.desk.actions.notices import choose_daily_mail
from perspektiv.site.operating.demo.house import House

NOTE = (
    "Zwei Betriebe sind ausgesucht, die Adressen stehen bei den Zielen. Ruft lieber am Nachmittag an. "
    "Beim nächsten Termin bitte den Praktikumsvertrag durchgehen."
)


def hand_over_cases(house: House) -> None:
    """Merle is away: Jule stands in for two of her cases. Toni has chosen the daily mail."""
    merle, jule = house.staff["merle"], house.staff["jule"]
    running = Participation.objects.filter(centre=house.centre, counsellor=merle, ended_on=None)
    cases = list(running.select_related("participant").order_by("-started_on", "pk")[:2])
    if not cases:
        return
    today = timezone.localdate()
    substitute(
        by=house.staff["birte"], participations=cases, counsellor=jule, first=today, last=today + timedelta(days=6)
    )
    hand_over(by=merle, participant=cases[0].participant, to=jule, words=NOTE)
    choose_daily_mail(by=house.staff["toni"], wanted=True)
