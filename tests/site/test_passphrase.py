"""The passphrase of a backup: from the environment, or typed where nobody sees it; never anything else."""

import subprocess
import sys
from pathlib import Path


def test_without_a_terminal_one_sentence_says_what_is_missing(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "perspektiv", "backup", str(tmp_path / "sicherung.pvs")],
        input="geheim\ngeheim\n",
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "PERSPEKTIV_HOME": str(tmp_path), "LANG": "C.UTF-8"},
        start_new_session=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.strip() == "Es fehlt der Schlüssel der Sicherung. Bitte als PERSPEKTIV_BACKUP_KEY angeben."
