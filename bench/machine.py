"""What the machine is, as far as it explains the times."""

import os
import platform
from importlib.metadata import version

SHOWN = ("duckdb", "pandas", "pyarrow", "numpy")


def machine() -> str:
    """Cores, memory and versions in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}, Python {platform.python_version()}, {versions}"
