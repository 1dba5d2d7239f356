"""What a change of counsellor leaves where it is, in words: how many, with whom, when and why."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from perspektiv.records.access.models import User
from perspektiv.records.cases.ahead import Ahead, Hindrance, hindrances
from perspektiv.records.cases.models import Participation


def left_with(user: User, ahead: Sequence[Ahead]) -> list[str]:
    """One sentence for each who keeps appointments of a case that the user took over."""
    kept: dict[UUID | None, list[Ahead]] = defaultdict(list)
    for one in ahead:
        if one.with_ != user.pk:
            kept[one.with_].append(one)
    against = hindrances(ahead, user)
    people = User.objects.in_bulk([who for who in kept if who])
    return [_kept_by(people[who] if who else None, theirs, against) for who, theirs in kept.items()]


def will_stay(user: User, participation: Participation | None, ahead: Sequence[Ahead]) -> str:
    """Before the user takes a case over: which of its appointments cannot pass to them."""
    against = hindrances(ahead, user) if participation else {}
    passing = [one for one in ahead if participation and one.with_ == participation.counsellor_id]
    return "; ".join(_when(one, against) for one in passing if one.id in against)


def _kept_by(who: User | None, theirs: Sequence[Ahead], against: dict[UUID, Hindrance]) -> str:
    words = ngettext(
        "%(n)d appointment stays with %(who)s: %(when)s.",
        "%(n)d appointments stay with %(who)s: %(when)s.",
        len(theirs),
    )
    when = "; ".join(_when(one, against) for one in theirs)
    return words % {"n": len(theirs), "who": who or _("nobody"), "when": when}


def _when(one: Ahead, against: dict[UUID, Hindrance]) -> str:
    at = timezone.localtime(one.at)
    moment = _("%(day)s, %(time)s") % {"day": date_format(at, "SHORT_DATE_FORMAT"), "time": f"{at:%H:%M}"}
    why = {Hindrance.BUSY: _("you are booked then"), Hindrance.AWAY: _("you are away that day")}
    return f"{moment} – {why[against[one.id]]}" if one.id in against else moment
