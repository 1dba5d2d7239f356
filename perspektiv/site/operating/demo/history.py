"""What the imported history left open comes to its end, so that the living do not drown in it."""

from datetime import date

from django.db import transaction

from perspektiv.records.cases.actions.participations import end_regularly
from perspektiv.records.cases.actions.referrals import decide
from perspektiv.records.cases.models import Participation, Referral
from perspektiv.records.feedback.actions.instruments import retire
from perspektiv.records.feedback.models import Instrument
from perspektiv.site.operating.demo.house import House

LAST_DAY = date(2019, 12, 20)
"""After the last day of the cohort: its figures stay what they are."""


@transaction.atomic
def close_history(house: House) -> None:
    """Ends its participations and decides its ways in. Two appointments stay open, as its figures say."""
    by = house.staff["birte"]
    for participation in Participation.objects.running().filter(centre=house.centre):
        end_regularly(by=by, participation=participation, version=participation.version, day=LAST_DAY)
    for referral in Referral.objects.filter(centre=house.centre, result=Referral.Result.OPEN):
        decide(by=by, referral=referral, version=referral.version, result=Referral.Result.DECLINED, day=LAST_DAY)
    for instrument in Instrument.objects.filter(centre=house.centre, retired_at=None).exclude(source_key=""):
        retire(by=by, instrument=instrument, version=instrument.version)  # people are asked with the house's own
