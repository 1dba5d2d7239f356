"""Who is let in: a view names the permission it needs; fetching a record is asking whether one may see it."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from perspektiv.errors import Refused
from perspektiv.language import Text
from perspektiv.records.access.models import Centre, Records, User
from perspektiv.records.access.permissions import Permission, Scope

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class SignedIn(HttpRequest):
    """A request of somebody who is known."""

    user: User


def needs(*permissions: Permission) -> Callable[[Callable[Concatenate[Any, P], HttpResponse]], View[P]]:
    """Lets in those who hold one of the permissions in some centre; others get the answer of a page that is not there.

    The names are kept on the view (``view.needs``), where the matrix of tests reads them.
    """

    def admit(view: Callable[Concatenate[Any, P], HttpResponse]) -> View[P]:
        @wraps(view)
        def admitted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            user = signed_in(request)
            if not any(user.may(permission) for permission in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        admitted.__dict__["needs"] = permissions
        return admitted

    return admit


def signed_in(request: HttpRequest) -> User:
    """The user of a request that has one."""
    user = request.user
    if isinstance(user, SimpleLazyObject):
        user = user._wrapped if user.pk else user
    assert isinstance(user, User)
    return user


def way_back(request: HttpRequest) -> str:
    """The page of ours from which a form of the shell was sent, if the browser says so."""
    came_from = str(request.META.get("HTTP_REFERER", ""))
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return ""
    return urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()


def fetch(records: Records[M], user: User, permission: Permission, id: UUID) -> M:
    """The record, if the user may use it so; else 404, exactly as if it did not exist."""
    found = records.with_permission(user, permission).filter(pk=id).first()
    if found is None:
        raise Http404
    return found


class CentreWanted(Refused):
    """One of these centres must be chosen first: the middleware asks which."""

    def __init__(self, centres: Collection[UUID]) -> None:
        self.centres = centres
        super().__init__(WHICH_CENTRE)


def the_centre(user: User, permission: Permission) -> Centre:
    """The centre in which something new is made: where the user holds the permission, and the chosen one of several."""
    centres = user.centres_with(permission, Scope.CENTRE) | user.centres_with(permission, Scope.OWN)
    if len(centres) != 1:
        raise CentreWanted(centres)
    return Centre.objects.get(id=centres.pop())


WHICH_CENTRE = Text(
    "Sie arbeiten in mehreren Zentren. Bitte wählen Sie zuerst eines.",
    "You work in several centres. Please choose one first.",
)
