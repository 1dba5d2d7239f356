"""Runs a command beside a PostgreSQL server of its own: ``python -m tests.on_postgresql COMMAND …``.

The server lives in a temporary folder, listens on a socket there only, and ends with the command, which finds it by
``DATABASE_URL``. As root it runs as the user ``postgres``, since PostgreSQL refuses root.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

LASTING = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
"""Nothing here must survive a power cut, so nothing waits for the disk."""


def main(command: list[str]) -> int:
    """The command's exit status; 2 and a sentence if there is no PostgreSQL."""
    programs = find_programs()
    if programs is None:
        print("PostgreSQL (15 or newer) is missing: the tests need initdb and postgres.", file=sys.stderr)
        return 2
    with server(programs) as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


def find_programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``: on the path, or the newest where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def server(programs: Path, settings: Sequence[str] = LASTING) -> Iterator[str]:
    """A fresh server, and the address of its database."""
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="perspektiv-pg-") as folder:
        if user:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        made: list[str | Path] = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run([*made, "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user)
        options = [part for setting in settings for part in ("-c", setting)]
        start: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log"]
        start += ["-o", " ".join(["-k", folder, "-c", "listen_addresses=''", *options])]
        subprocess.run([*start, "start"], check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user)
        try:
            yield f"postgresql://postgres@{folder.replace('/', '%2F')}/postgres"
        finally:
            stop: list[str | Path] = [programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
            subprocess.run(stop, check=True, stdout=subprocess.DEVNULL, cwd=folder, user=user)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
