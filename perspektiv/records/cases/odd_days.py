"""Days of a way in that are possible, and seldom meant: they are asked about once, and kept if they are meant."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from perspektiv.records.people.models import Participant


def odd_days(participant: Participant | None, referred_on: date | None, informed_on: date | None) -> list[str]:
    """What is odd about them, in sentences; nothing of most."""
    found = []
    last = _last_exit(participant) if participant else None
    if last and referred_on and referred_on < last:
        words = _("The way in is before the last day of the earlier participation (%s).")
        found.append(words % date_format(last, "SHORT_DATE_FORMAT"))
    if informed_on and referred_on and informed_on > referred_on:
        found.append(_("The person was informed only after the day of the way in."))
    return found


def meant(participant: Participant | None, referred_on: date | None, informed_on: date | None) -> str:
    """What a form carries once it has asked: other days are asked about again."""
    return f"{participant.pk if participant else ''}:{referred_on}:{informed_on}"


def _last_exit(participant: Participant) -> date | None:
    ended = participant.participations.filter(ended_on__isnull=False).order_by("-ended_on")
    return ended.values_list("ended_on", flat=True).first()
