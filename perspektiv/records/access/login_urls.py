"""The pages of the login library that are used, under our addresses. Those that are not listed do not exist:
nobody signs up, manages addresses of mails, or comes in by a third party but the municipality's own login."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.http import Http404, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_http_methods

from perspektiv.records.access.views import idle, oidc
from perspektiv.records.access.views.second_factor import remove_key

used = require_http_methods(["GET", "HEAD", "POST"])


def closed(*_: object) -> HttpResponse:
    """A page whose name the library looks up, and that nobody shall reach."""
    raise Http404


urlpatterns: list[URLPattern] = [
    path("anmelden/", used(account.login), name="account_login"),
    path("anmelden/dienst/", oidc.begin, name="oidc_begin"),
    path("anmelden/dienst/zurueck/", oidc.callback, name="oidc_callback"),
    path("entsperren/", idle.unlock, name="unlock"),
    path("entsperren/rest/", idle.time_left, name="time_left"),
    path("entsperren/da/", idle.here, name="still_here"),
    path("entsperren/absenden/", idle.unsent, name="unsent"),
    path("abmelden/", used(account.logout), name="account_logout"),
    path("gesperrt/", used(account.account_inactive), name="account_inactive"),
    path("bestaetigen/", used(account.reauthenticate), name="account_reauthenticate"),
    path("passwort/aendern/", used(account.password_change), name="account_change_password"),
    path("passwort/setzen/", used(account.password_set), name="account_set_password"),
    path("passwort/vergessen/", used(account.password_reset), name="account_reset_password"),
    path("passwort/vergessen/gesendet/", used(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        used(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "passwort/neu/fertig/",
        used(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("zweiter-faktor/", used(mfa.index), name="mfa_index"),
    path("zweiter-faktor/eingeben/", used(mfa.authenticate), name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", used(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("zweiter-faktor/app/", used(totp.activate_totp), name="mfa_activate_totp"),
    path("zweiter-faktor/app/entfernen/", used(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("zweiter-faktor/codes/", used(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("zweiter-faktor/codes/neu/", used(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("zweiter-faktor/codes/datei/", used(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("zweiter-faktor/schluessel/", used(keys.list_webauthn), name="mfa_list_webauthn"),
    path("zweiter-faktor/schluessel/neu/", used(keys.add_webauthn), name="mfa_add_webauthn"),
    path("zweiter-faktor/schluessel/anmelden/", used(keys.login_webauthn), name="mfa_login_webauthn"),
    path(
        "zweiter-faktor/schluessel/bestaetigen/", used(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path("zweiter-faktor/schluessel/<int:pk>/entfernen/", used(remove_key), name="mfa_remove_webauthn"),
    path("zweiter-faktor/schluessel/<int:pk>/name/", used(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("registrieren/", closed, name="account_signup"),
]
