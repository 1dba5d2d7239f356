"""Login by the municipality's own service (OpenID Connect): which service it is, and what it says of who comes.

The library does discovery, PKCE and the exchange of the code; what decides about getting in is checked here: signature,
issuer, audience, time and nonce of the statement, and that the address of the mail is proven.
"""

import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEEWAY = 60
"""Seconds by which the clocks of both servers may differ."""
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a key pair. One made with our own secret, or none, proves nothing."""
KNOWN = frozenset({"pwd", "pin", "kba"})
HELD = frozenset({"otp", "hwk", "swk", "sc", "fido", "pop"})
"""What RFC 8176 calls what one knows and what one has."""


class NotLoggedIn(Exception):
    """Why somebody does not get in, as a sentence for them."""

    def __init__(self, sentence: str | Promise, status: int = 403) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.status = status


UNREACHABLE = _("%(service)s does not answer. Please try again in a few minutes, or log in with your password.")
UNCLEAR = _("%(service)s gave an answer that does not hold. Please try again; if it stays so, tell your administrator.")
CLOCKS = _("The clocks of this server and of %(service)s differ too much. Please tell your administrator.")
TOO_LATE = _("That took too long, or was begun in another window. Please try again.")
DENIED = _("%(service)s has not let you in, or you have stopped there.")
UNPROVEN = _("%(service)s has not confirmed your e-mail address. Please have it confirmed there.")


@dataclass(frozen=True)
class Statement:
    """What the service states about who has logged in there; checked."""

    subject: str
    email: str  # empty unless the service says that it is proven
    second_factor: bool
    at: int | None  # when they said there who they are


class Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    def get_provider(self) -> "Service":
        return the_service(self.request)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:  # noqa: ARG002
        return str(build_absolute_uri(request, reverse("oidc_callback")))


class Service(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = Adapter
    pkce_enabled_default = True


def service_name() -> str:
    """How the service is called on the button; empty if there is none."""
    return str(settings.OIDC_NAME) if settings.OIDC_SERVER and settings.OIDC_CLIENT else ""


def service_key() -> str:
    """Under which name links to accounts are kept: another server knows other people by the same subject."""
    return "oidc-" + sha256(settings.OIDC_SERVER.rstrip("/").encode()).hexdigest()[:16]


def the_service(request: HttpRequest) -> Service:
    if not service_name():
        raise Http404
    app = SocialApp(
        provider="openid_connect",
        provider_id=service_key(),
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT,
        secret=settings.OIDC_SECRET,
        settings={"server_url": settings.OIDC_SERVER.rstrip("/")},
    )
    return Service(request, app=app)


def send_there(request: HttpRequest, *, goes_on: str, anew: bool) -> HttpResponse:
    """To the service's own login. ``anew``: they shall say there who they are, even if the service still knows."""
    asked: dict[str, str] = {"nonce": secrets.token_urlsafe(24)}
    if anew:
        asked |= {"prompt": "login", "max_age": "0"}
    if settings.OIDC_ACR:
        asked["acr_values"] = " ".join(settings.OIDC_ACR)
    service = the_service(request)
    try:
        answer: HttpResponse = service.redirect(
            request,
            "login",
            next_url=goes_on,
            auth_params=asked,
            nonce=asked["nonce"],
            anew_since=time.time() if anew else None,
        )
    except (requests.RequestException, OAuth2Error, KeyError, ValueError, TypeError) as failed:
        raise NotLoggedIn(UNREACHABLE % {"service": service.name}, 503) from failed
    return answer


def come_back(request: HttpRequest) -> tuple[Statement, dict[str, Any]]:
    """What the service states of whoever comes back from there, and what we kept when they left."""
    service = the_service(request)
    named = {"service": service.name}
    begun = statekit.unstash_state(request, state_id=request.GET.get("state", ""), provider_id=service.sub_id)
    if begun is None:
        raise NotLoggedIn(TOO_LATE)
    if "code" not in request.GET:
        raise NotLoggedIn(DENIED % named)
    adapter = Adapter(request, service.sub_id)
    try:
        client = adapter.get_client(request, service.app)
        tokens = adapter.get_access_token_data(request, service.app, client, begun.get("pkce_code_verifier"))
        stated = _checked(adapter, service.app, tokens["id_token"], begun["nonce"])
        if "email" not in stated:
            stated |= _told_separately(adapter, tokens["access_token"], stated["sub"])
    except requests.RequestException as failed:
        raise NotLoggedIn(UNREACHABLE % named, 503) from failed
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as failed:
        raise NotLoggedIn(CLOCKS % named) from failed
    except (jwt.PyJWTError, OAuth2Error, KeyError, ValueError, TypeError, AttributeError) as failed:
        raise NotLoggedIn(UNCLEAR % named) from failed
    return _statement(stated), begun


def _checked(adapter: Adapter, app: SocialApp, token: str, nonce: str) -> dict[str, Any]:
    """The service's signed statement, if it is signed by its key, for us, now, and for this very login."""
    described = adapter.openid_config
    if _of(described["issuer"]) != _of(app.settings["server_url"]):
        raise OAuth2Error("the service speaks for another one")
    key = _key(described["jwks_uri"], jwt.get_unverified_header(token).get("kid"))
    stated: dict[str, Any] = jwt.decode(
        token,
        key=key,
        algorithms=list(SIGNED_BY),
        issuer=described["issuer"],
        audience=app.client_id,
        leeway=LEEWAY,
        options={"require": ["exp", "iat", "iss", "aud", "sub"]},
    )
    meant = stated.get("azp", app.client_id)
    if meant != app.client_id or not secrets.compare_digest(str(stated.get("nonce", "")), nonce):
        raise OAuth2Error("a statement for another login")
    if not isinstance(stated["sub"], str) or not 0 < len(stated["sub"]) <= 191:
        raise OAuth2Error("nobody is named")
    return stated


def _key(address: str, kid: str | None) -> jwt.PyJWK:
    answer = requests.get(address, timeout=5)
    answer.raise_for_status()
    keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in ("sig", None)]
    fitting = [key for key in keys if kid is None or key.key_id == kid]
    if len(fitting) != 1:
        raise OAuth2Error("signed with an unknown key")
    return fitting[0]


def _told_separately(adapter: Adapter, access_token: str, subject: str) -> dict[str, Any]:
    """Some services tell the address of the mail only when asked; it must be of the same person."""
    told = adapter._fetch_user_info(access_token)
    if told.get("sub") != subject:
        raise OAuth2Error("told of somebody else")
    return {name: told[name] for name in ("email", "email_verified") if name in told}


def _statement(stated: dict[str, Any]) -> Statement:
    proven = stated.get("email_verified") in (True, "true")
    at = stated.get("auth_time")
    return Statement(
        subject=stated["sub"],
        email=str(stated.get("email") or "").strip() if proven else "",
        second_factor=_vouched(stated.get("amr"), stated.get("acr")),
        at=at if isinstance(at, int) else None,
    )


def _vouched(methods: object, level: object) -> bool:
    """Whether the service says that they proved two things, and this installation believes it."""
    if not settings.OIDC_SECOND_FACTOR:
        return False
    if settings.OIDC_ACR and level in settings.OIDC_ACR:
        return True
    named: Collection[object] = methods if isinstance(methods, list) else ()
    return "mfa" in named or not (KNOWN.isdisjoint(named) or HELD.isdisjoint(named))


def _of(address: str) -> str:
    plain = address.split("/.well-known/")[0].rstrip("/")
    parts = urlsplit(plain)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise OAuth2Error("not encrypted")
    return plain
