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
from perspektiv.records.cases.departed import gone_among
from perspektiv.records.cases.models import Participation


def left_with(user: User, ahead: Sequence[Ahead], centre: UUID) -> list[str]:
    """One sentence for each who keeps appointments of a case that the user took over."""
    kept: dict[UUID | None, list[Ahead]] = defaultdict(list)
    for one in ahead:
        if one.with_ != user.pk:
            kept[one.with_].append(one)
    against = hindrances(ahead, user)
    people = User.objects.in_bulk([who for who in kept if who])
    gone = gone_among(people.values(), centre)
    return [
        _with_nobody(people[who], theirs, against)
        if who and who in gone
        else _kept_by(people[who] if who else None, theirs, against)
        for who, theirs in kept.items()
    ]


def will_stay(user: User, participation: Participation | None, ahead: Sequence[Ahead]) -> str:
    """Before the user takes a case over: which of its appointments cannot pass to them."""
    against = hindrances(ahead, user) if participation else {}
    passing = [one for one in ahead if participation and one.with_ == participation.counsellor_id]
    return "; ".join(_when(one, against) for one in passing if one.id in against)


def former_is_gone(participation: Participation | None) -> bool:
    """Whether what cannot pass stays with nobody."""
    former = participation.counsellor if participation else None
    return bool(participation and former and gone_among([former], participation.centre_id))


def _kept_by(who: User | None, theirs: Sequence[Ahead], against: dict[UUID, Hindrance]) -> str:
    words = ngettext(
        "%(n)d appointment stays with %(who)s: %(when)s.",
        "%(n)d appointments stay with %(who)s: %(when)s.",
        len(theirs),
    )
    when = "; ".join(_when(one, against) for one in theirs)
    return words % {"n": len(theirs), "who": who or _("nobody"), "when": when}


def _with_nobody(who: User, theirs: Sequence[Ahead], against: dict[UUID, Hindrance]) -> str:
    words = ngettext(
        "%(n)d appointment cannot take place so, since %(who)s counsels no more: %(when)s. Please move or cancel it.",
        "%(n)d appointments cannot take place so, since %(who)s counsels no more: %(when)s. "
        "Please move or cancel them.",
        len(theirs),
    )
    return words % {"n": len(theirs), "who": who, "when": "; ".join(_when(one, against) for one in theirs)}


def _when(one: Ahead, against: dict[UUID, Hindrance]) -> str:
    at = timezone.localtime(one.at)
    moment = _("%(day)s, %(time)s") % {"day": date_format(at, "SHORT_DATE_FORMAT"), "time": f"{at:%H:%M}"}
    why = {Hindrance.BUSY: _("you are booked then"), Hindrance.AWAY: _("you are away that day")}
    return f"{moment} – {why[against[one.id]]}" if one.id in against else moment
