"""What every page shows around its content: the areas that the user's roles use, the centre, made-up data."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from perspektiv.records.access.models import Centre, User
from perspektiv.records.access.permissions import Permission as P
from perspektiv.records.access.permissions import Scope
from perspektiv.records.access.roles import Role
from perspektiv.records.appointments.models import Appointment
from perspektiv.records.cases.models import CaseOffer
from perspektiv.records.desk.decisions import decisions
from perspektiv.records.desk.todos_of_jobcoaches import count_for_jobcoach
from perspektiv.records.feedback.models import AnonymousText
from perspektiv.records.letters.models import Message
from perspektiv.records.outcomes.actions.list_releases import waiting
from perspektiv.records.selfservice.inbox import count_wishes

ON_TABBAR = 4
"""Areas on a phone's tab bar; the others are under "More"."""


def undecided(user: User) -> int:
    """Past appointments whose mark is missing, of those that the user may mark."""
    return Appointment.objects.with_permission(user, P.MARK).undecided().count()


def offered(user: User) -> int:
    """Cases that wait for this user's yes or no."""
    asked = CaseOffer.objects.filter(centre__in=user.centres_with(P.ANSWER_OFFERS, Scope.OWN))
    return asked.filter(counsellor=user, answer=CaseOffer.Answer.OPEN).count()


def to_release(user: User) -> int:
    """Lists that wait for this user's yes or no."""
    return waiting(user.centres_with(P.RELEASE_LISTS, Scope.CENTRE)).exclude(asked_by=user).count()


def unsent(user: User) -> int:
    """Letters to print, and messages that failed or may not have arrived."""
    open_ones = (Message.State.TO_PRINT, Message.State.FAILED, Message.State.UNCERTAIN)
    return Message.objects.with_permission(user, P.WRITE).filter(state__in=open_ones).count()


def unread(user: User) -> int:
    """Texts of the anonymous survey that wait to be read for names."""
    texts = AnonymousText.objects.with_permission(user, P.CHECK_TEXTS)
    return texts.filter(state=AnonymousText.State.UNCHECKED).count()


@dataclass(frozen=True)
class Area:
    """One entry of the navigation: shown to those who hold one of the permissions."""

    group: str | Promise
    name: str | Promise
    icon: str
    url: str
    needs: tuple[P, ...]
    tab: int = 0  # its rank on a phone's tab bar; 0: only under "More"
    count: Callable[[User], int] | None = None  # what is open there
    brief: str | Promise = ""  # its name where there is little room
    below: tuple[str, ...] = ()  # pages that belong to it, though their addresses stand beside its own


@dataclass(frozen=True)
class Entry:
    """An area as one user sees it on one page."""

    area: Area
    address: str
    current: str  # for aria-current: "page", "true" on pages below it, or ""
    on_tabbar: bool
    count: "SimpleLazyObject[int] | None"


ELSEWHERE = (P.REFER, P.SEE_REFERRALS, P.SEE_TRAIL, P.SEE_QUALITY, P.READ_DOCUMENTS, P.TAKE_EVIDENCE)
STAFF_PAGES = tuple(permission for permission in P if permission not in ELSEWHERE)
"""Who holds nothing else begins elsewhere: auditors at the trail, jobcoaches at their proposals."""
BELOW_OFFERS = ("appointments:rooms", "appointments:opening")
DAILY, LOOKING_BACK, CENTRE = _("Daily"), _("Looking back"), _("Centre")

AREAS = (
    Area(DAILY, _("Today"), "home", "desk:today", STAFF_PAGES, 1, offered),
    Area(DAILY, _("Calendar"), "calendar", "appointments:day", (P.SEE_APPOINTMENTS,), 2),
    Area(DAILY, _("Attendance"), "check-square", "appointments:attendance", (P.MARK,), 5, undecided),
    Area(DAILY, _("People"), "people", "people:list", (P.SEE_PEOPLE,), 3),
    Area(DAILY, _("Steering"), "steering", "desk:board", (P.SEE_BOARD,), 4, decisions),
    Area(DAILY, _("Letters"), "envelope", "letters:log", (P.WRITE,), 7, unsent),
    Area(
        DAILY,
        _("Wishes"),
        "speech",
        "selfservice:wishes",
        (P.ANSWER_WISHES, P.ANSWER_COMPLAINTS, P.ANSWER_DATA_WISHES),
        8,
        count_wishes,
    ),
    Area(DAILY, _("Paper forms"), "document-text", "feedback:enter", (P.ENTER_FEEDBACK,), 9),
    Area(DAILY, _("Proposals"), "send", "cases:proposals", (P.REFER,), 1, count_for_jobcoach),
    Area(DAILY, _("Ways in"), "send", "cases:ways_in", (P.REGISTER,), 6, below=("cases:register",)),
    Area(LOOKING_BACK, _("Follow-up"), "flag", "outcomes:desk", (P.FOLLOW_UP,), 6),
    Area(
        LOOKING_BACK, _("What participants say"), "answers", "steering:results", (P.SEE_FIGURES,), 8, brief=_("Voices")
    ),
    Area(LOOKING_BACK, _("Reports"), "chart", "desk:reports", (P.SEE_FIGURES,), 7),
    Area(
        CENTRE,
        _("Offers and reasons"),
        "layers",
        "cases:catalogue",
        (P.MANAGE_CATALOGUE,),
        7,
        brief=_("Offers"),
        below=BELOW_OFFERS,
    ),
    Area(CENTRE, _("Releases"), "check-twice", "outcomes:releases", (P.RELEASE_LISTS,), 9, to_release),
    Area(CENTRE, _("Templates"), "document-text", "letters:templates", (P.MANAGE_LETTERS,), 8),
    Area(CENTRE, _("Reminders"), "clock", "reminders:rules", (P.MANAGE_LETTERS,), 8),
    Area(CENTRE, _("Questionnaires"), "document", "feedback:instruments", (P.MANAGE_INSTRUMENTS,), 8),
    Area(CENTRE, _("Data collection"), "check-twice", "feedback:plan", (P.MANAGE_INSTRUMENTS, P.SEE_FIGURES), 8),
    Area(
        CENTRE,
        _("Survey without names"),
        "lock",
        "feedback:surveys",
        (P.HAND_OUT_CODES, P.CHECK_TEXTS),
        8,
        unread,
        brief=_("Survey"),
    ),
    Area(CENTRE, _("Trail"), "shield", "access:trail", (P.SEE_TRAIL,), 8),
    Area(CENTRE, _("Administration"), "sliders", "access:administration", (P.MANAGE_ACCOUNTS, P.MANAGE_CENTRE), 9),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"areas": ()}
    return {
        "areas": entries(user, request.path),
        "has_notices": any(user.may(permission) for permission in (*STAFF_PAGES, P.SEE_REFERRALS)),
        "my_roles": [role.label for role in Role if role in user.roles()],
        "my_centres": SimpleLazyObject(lambda: centres_of(user)),
    }


@dataclass(frozen=True)
class MyCentres:
    """Where a user works: all of their centres, and which they have chosen, if there is a choice."""

    every: list[Centre]
    chosen: Centre | None

    @property
    def shown(self) -> list[Centre]:
        return [self.chosen] if self.chosen else self.every

    @property
    def made_up(self) -> bool:
        return any(centre.made_up for centre in self.shown)


def centres_of(user: User) -> MyCentres:
    every = list(Centre.objects.filter(id__in={centre for centre, _role in user.every_grant()}).order_by("name"))
    chosen = next((centre for centre in every if centre.pk == user.chosen()), None)
    return MyCentres(every, chosen)


def entries(user: User, path: str) -> list[Entry]:
    """The areas of a user, as they look from one page. What is open is only counted when it is shown."""
    named = [(area, address(area.url)) for area in AREAS if any(user.may(permission) for permission in area.needs)]
    seen = [(area, where) for area, where in named if where]
    tabs = sorted((area for area, _where in seen if area.tab), key=lambda area: area.tab)[:ON_TABBAR]
    roots = [(where, where) for _area, where in seen if where != "/"]
    roots += [(address(page), where) for area, where in seen for page in area.below]
    above = max(
        (root for root in roots if root[0] and path.startswith(root[0])),
        key=lambda root: len(root[0]),
        default=("", ""),
    )[1]
    return [
        Entry(
            area,
            where,
            "page" if path == where else "true" if where == above else "",
            area in tabs,
            counted(area, user),
        )
        for area, where in seen
    ]


def counted(area: Area, user: User) -> "SimpleLazyObject[int] | None":
    count = area.count
    return SimpleLazyObject(lambda: count(user)) if count else None


def address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
