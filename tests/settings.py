"""The application's settings for tests: a home of their own, mails in memory, cheap hashing."""

import os
import tempfile

os.environ.setdefault("PERSPEKTIV_HOME", tempfile.mkdtemp(prefix="perspektiv-tests-"))
os.environ.pop("PERSPEKTIV_DEMO", None)

from perspektiv.site.settings import *
from perspektiv.site.settings import DATABASES, HOME, STORAGES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # a file, as in real life: threads then wait for each other
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "tests.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
IDLE_MINUTES = 0  # tests move their clocks; those of the lock set it
