"""An installation of its own for tests that run commands: another home, another process."""

import os
import subprocess
import sys
from pathlib import Path

KEY = "ein langer Satz für die Sicherung"


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a command of that installation sees; SQLite, whatever the tests themselves run on."""
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PERSPEKTIV_DEMO")}
    return {
        **ours,
        "PERSPEKTIV_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "perspektiv.site.settings",
        "PERSPEKTIV_LANGUAGE": "de",
        "PERSPEKTIV_BACKUP_KEY": KEY,
        **more,
    }


def run(home: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """``perspektiv …`` in that installation."""
    return subprocess.run(
        [sys.executable, "-m", "perspektiv", *arguments],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def python(home: Path, source: str, **more: str) -> str:
    """What some lines print there, Django being set up."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{source}"],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
