"""The pages of the login library. What it would offer beyond these has no address: see records/access/login_urls.py."""

from tests.matrix.page import ALL, EVERYBODY, NOBODY, Page

LOOKED_AT = "account_inactive account_reset_password_done account_reset_password_from_key_done"
ENTRANCE = "account_login account_logout account_reset_password"
SIGNED_IN = (
    "account_reauthenticate account_change_password account_set_password mfa_authenticate mfa_reauthenticate "
    "mfa_activate_totp mfa_generate_recovery_codes mfa_add_webauthn mfa_login_webauthn mfa_reauthenticate_webauthn"
)
WITHOUT_A_SECOND_FACTOR_NOT_THERE = "mfa_deactivate_totp mfa_view_recovery_codes mfa_download_recovery_codes"
PAGES = [
    *(Page(name, "GET", by=EVERYBODY) for name in LOOKED_AT.split()),
    *(Page(name, "GET POST", by=EVERYBODY) for name in ENTRANCE.split()),
    Page("account_reset_password_from_key", "GET POST", kwargs={"uidb36": "1", "key": "x"}, by=EVERYBODY),
    *(Page(name, "GET POST", by=ALL) for name in SIGNED_IN.split()),
    Page("mfa_index", "GET", by=ALL),
    Page("mfa_list_webauthn", "GET", by=ALL),
    Page("mfa_remove_webauthn", "GET POST", kwargs={"pk": 0}, by=NOBODY),
    Page("mfa_edit_webauthn", "GET POST", kwargs={"pk": 0}, by=ALL),
    *(Page(name, "GET", by=NOBODY) for name in WITHOUT_A_SECOND_FACTOR_NOT_THERE.split()),
    Page("oidc_begin", "GET", by=NOBODY),  # no service is named
    Page("oidc_callback", "GET", by=NOBODY),
    Page("unlock", "GET POST", by=ALL),
    Page("time_left", "GET", by=ALL),
    Page("still_here", "POST", by=ALL),
    Page("unsent", "GET POST", by=ALL),
    Page("account_signup", "GET POST", by=NOBODY),
]
