"""The service, running: started as a process, ended with the tests that asked for it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parents[2]
CLIENT, SECRET = "perspektiv", "ein Geheimnis zwischen zwei Servern"
Person = tuple[str, Mapping[str, object]]
"""Address of the mail, and what the service states of them beyond the truth."""


@dataclass(frozen=True)
class Town:
    address: str

    def logs_in(self, who: str, address: str) -> str:
        """Somebody logs in there, having been sent to this address; where they are sent back to."""
        browser = requests.Session()
        page = browser.get(address, timeout=10)
        sent = browser.post(page.url, data={"who": who}, timeout=10, allow_redirects=False)
        back = browser.get(self.address + sent.headers["Location"], timeout=10, allow_redirects=False)
        return back.headers["Location"]


@contextmanager
def running(people: Mapping[str, Person], back_to: list[str], home: Path) -> Iterator[Town]:
    wanted = {"people": people, "client": CLIENT, "secret": SECRET, "back_to": back_to}
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "tests.provider.settings",
        "PROVIDER_DATABASE": str(home / "town.sqlite3"),
        "PROVIDER_WANTED": json.dumps(wanted),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.provider.serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, "the service did not start"
        try:
            yield Town(address)
        finally:
            process.terminate()


def local(address: str) -> str:
    """Path and query of an address, for the test client."""
    return "/" + address.split("/", 3)[3]
