"""What every page shows around its content: the areas that the user's roles use, the centre, made-up data."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission as P


@dataclass(frozen=True)
class Area:
    """One entry of the navigation: shown to those who hold one of the permissions."""

    group: str | Promise
    name: str | Promise
    icon: str
    url: str
    needs: tuple[P, ...]
    on_tabbar: bool = False


DAILY, LOOKING_BACK, CENTRE = _("Daily"), _("Looking back"), _("Centre")

AREAS = (
    Area(DAILY, _("Today"), "home", "desk:today", (P.SEE_APPOINTMENTS, P.SEE_BOARD), on_tabbar=True),
    Area(DAILY, _("Appointments"), "calendar", "appointments:day", (P.SEE_APPOINTMENTS,), on_tabbar=True),
    Area(DAILY, _("Attendance"), "check-square", "appointments:attendance", (P.MARK,), on_tabbar=True),
    Area(DAILY, _("People"), "people", "people:list", (P.SEE_PEOPLE,), on_tabbar=True),
    Area(DAILY, _("Steering"), "steering", "desk:board", (P.SEE_BOARD,), on_tabbar=True),
    Area(DAILY, _("Proposals"), "send", "cases:proposals", (P.REFER,), on_tabbar=True),
    Area(LOOKING_BACK, _("Follow-up"), "flag", "outcomes:desk", (P.FOLLOW_UP,)),
    Area(CENTRE, _("Offers and reasons"), "layers", "cases:catalogue", (P.MANAGE_CATALOGUE,)),
    Area(CENTRE, _("Trail"), "shield", "access:trail", (P.SEE_TRAIL,)),
    Area(CENTRE, _("Administration"), "sliders", "access:administration", (P.MANAGE_ACCOUNTS, P.MANAGE_CENTRE)),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"areas": ()}
    areas = [area for area in AREAS if any(user.may(permission) for permission in area.needs)]
    return {"areas": areas, "my_centres": SimpleLazyObject(lambda: list(Centre.objects.filter(id__in=user.centres())))}
