"""What the machine is, as far as it explains the times, and how much of its memory a process took."""

import os
import platform
import re
import resource
from importlib.metadata import version
from pathlib import Path
from time import monotonic

SHOWN = ("duckdb", "pandas", "pyarrow", "numpy")


def machine() -> str:
    """Cores, memory and versions in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}, Python {platform.python_version()}, {versions}"


def peak_memory() -> int:
    """The most memory that this process has held at once, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # getrusage would be wrong here: on Linux its peak takes over that of the process which started this one
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"))
        if found:
            return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if platform.system() == "Darwin" else peak * 1024


class Others:
    """How many cores others keep busy from the making of this on. Processes that this one started and ended are own."""

    def __init__(self) -> None:
        self._busy, self._own, self._since = _busy(), _own(), monotonic()

    def sentence(self) -> str:
        """What it is by now; nothing where the system does not tell."""
        if not (self._busy and (busy := _busy())):
            return ""
        cores = (busy - self._busy - (_own() - self._own)) / (monotonic() - self._since)
        return f"Other processes kept {max(0.0, cores):.1f} of {os.cpu_count()} cores busy meanwhile."


def _busy() -> float:
    """Seconds that the cores have worked since the system began."""
    told = Path("/proc/stat")
    if not told.exists():
        return 0.0
    user, nice, system, _idle, _waiting, *interrupts = map(int, told.read_text(encoding="ascii").split()[1:9])
    return (user + nice + system + sum(interrupts[:2])) / os.sysconf("SC_CLK_TCK")


def _own() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
