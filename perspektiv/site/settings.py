"""Settings of an installation. Everything that differs between installations comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from perspektiv.site.keys import kept_key, kept_keys

HOME = Path(os.environ.get("PERSPEKTIV_HOME", "var")).resolve()
"""Where the installation keeps everything: database, keys, documents, mails, anchors, snapshots."""

DEBUG = os.environ.get("PERSPEKTIV_DEBUG") == "1"
DEMO = os.environ.get("PERSPEKTIV_DEMO") == "1"
"""Accounts of made-up people may log in without a second factor, and the login page lists them."""

SECRET_KEY = kept_key(HOME, "PERSPEKTIV_SECRET_KEY", "secret.key")
FIELD_KEYS = kept_keys(HOME, "PERSPEKTIV_FIELD_KEYS", "field.keys")
ADDRESS = os.environ.get("PERSPEKTIV_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
"""The address that links in mails begin with."""
ALLOWED_HOSTS = os.environ.get("PERSPEKTIV_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [ADDRESS]
BEHIND_TLS = ADDRESS.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "perspektiv.site",  # before the login library: our templates and words go before its own
    "perspektiv.records.access",
    "perspektiv.records.people",
    "perspektiv.records.cases",
    "perspektiv.records.letters",
    "perspektiv.records.appointments",
    "perspektiv.records.reminders",
    "perspektiv.records.outcomes",
    "perspektiv.records.feedback",
    "perspektiv.records.money",
    "perspektiv.records.quality",
    "perspektiv.records.selfservice",
    "perspektiv.records.desk",
    "perspektiv.exchange",
    "perspektiv.steering",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "perspektiv.records.access.middleware.OwnLanguage",
    "perspektiv.records.access.middleware.ChosenCentre",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "perspektiv.records.access.logged_out.LoggedOut",
    "perspektiv.records.access.idle.IdleLock",
    "perspektiv.site.refusals.WrongMethod",
    "perspektiv.site.beside.MessagesBeside",
    "perspektiv.records.access.middleware.SecondFactor",
    "perspektiv.records.access.middleware.NothingKept",
    "perspektiv.records.access.middleware.SentDrafts",
    "perspektiv.records.access.middleware.Refusals",
    "perspektiv.records.desk.merged.MergedFiles",
]

ROOT_URLCONF = "perspektiv.site.urls"
WSGI_APPLICATION = "perspektiv.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "perspektiv.site.templatetags.house",
                "perspektiv.records.desk.templatetags.file_head",
                "perspektiv.records.selfservice.templatetags.own_pages",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "perspektiv.site.shell.shell",
            ],
        },
    }
]

_DATABASE = dj_database_url.parse(
    os.environ.get("DATABASE_URL", f"sqlite:///{HOME / 'perspektiv.sqlite3'}"), conn_max_age=60
)
if _DATABASE["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that will write takes its turn at once instead of failing half way.
    _DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
DATABASES = {"default": _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Failed logins are counted here: trying many accounts must not push out what is known about one.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
FORMAT_MODULE_PATH = ["perspektiv.site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "given_name", "family_name")},
    },
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "perspektiv.records.access.login.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by invitation, which proves the address
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Perspektiv: "
ACCOUNT_SESSION_REMEMBER = True
# By account, never by address: a whole Jobcenter sits behind one.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key",
    "login": None,
    "reset_password": "5/h/key",
    "reset_password_from_key": None,
}
MFA_RATE_LIMITS = {"webauthn_login": None}  # there is no secret to be guessed
MFA_ADAPTER = "perspektiv.records.access.login.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Perspektiv"

# The municipality's own login (OpenID Connect), if there is one.
OIDC_NAME = os.environ.get("PERSPEKTIV_OIDC_NAME", "")
OIDC_SERVER = os.environ.get("PERSPEKTIV_OIDC_SERVER", "")
OIDC_CLIENT = os.environ.get("PERSPEKTIV_OIDC_CLIENT", "")
OIDC_SECRET = os.environ.get("PERSPEKTIV_OIDC_SECRET", "")
OIDC_SECOND_FACTOR = os.environ.get("PERSPEKTIV_OIDC_SECOND_FACTOR") == "1"
OIDC_ACR = os.environ.get("PERSPEKTIV_OIDC_ACR", "").replace(",", " ").split()

IDLE_MINUTES = int(os.environ.get("PERSPEKTIV_IDLE_MINUTES", "0" if DEMO else "15"))
"""After so long without a sign of life a session locks; 0: never."""
CSRF_FAILURE_VIEW = "perspektiv.site.refusals.not_sent_from_here"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "perspektiv"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LINK_MONTHS = int(os.environ.get("PERSPEKTIV_LINK_MONTHS", "12"))
LINK_MONTHS_AFTER_EXIT = int(os.environ.get("PERSPEKTIV_LINK_MONTHS_AFTER_EXIT", "6"))
"""How long participants' personal links are good: since they were made, and at most since the person left."""
CANCEL_UNTIL = os.environ.get("PERSPEKTIV_CANCEL_UNTIL", "18:00")
"""Until when participants cancel by their link the day before, so that it counts as excused."""

DOCUMENTS = HOME / "documents"
ANCHORS = HOME / "anchors"
SNAPSHOTS = HOME / "snapshots"
REPORTS = HOME / "reports"  # <key of the centre>/<name>/, as perspektiv report writes it
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # documents are never laid on the disk in the clear

DEFAULT_FROM_EMAIL = os.environ.get("PERSPEKTIV_SENDER", "perspektiv@localhost")
if _host := os.environ.get("PERSPEKTIV_SMTP_HOST"):
    EMAIL_HOST = _host
    EMAIL_PORT = int(os.environ.get("PERSPEKTIV_SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("PERSPEKTIV_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("PERSPEKTIV_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("PERSPEKTIV_SMTP_TLS", "1") == "1"
else:
    EMAIL_BACKEND = "perspektiv.records.letters.carriers.folder.EmailBackend"
EMAIL_TIMEOUT = 30
SMS_COMMAND = os.environ.get("PERSPEKTIV_SMS_COMMAND", "")
"""A command or an address (http…) that sends text messages; without one they become files."""
SMS_TOKEN = os.environ.get("PERSPEKTIV_SMS_TOKEN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "perspektiv.site.operating.masking.WithoutTokens"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_tokens"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        name: {"filters": ["without_tokens"]}
        for name in ("django.request", "django.server", "django.security.csrf", "gunicorn.access", "gunicorn.error")
    },
}
"""Whoever logs by a handler of their own, as the servers do, is masked where it logs."""
