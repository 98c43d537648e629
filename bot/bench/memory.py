"""How much memory this process has taken from the system."""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_PEAK_ANEW = "5"
"""What tells Linux to take the present memory for the peak so far (proc_pid_clear_refs(5))."""


def resident() -> int | None:
    """Bytes in memory now; None where the system does not say (it does on Linux)."""
    return _status("VmRSS")


def peak() -> int | None:
    """The most bytes that have been in memory at once; None on Windows."""
    found = _status("VmHWM")
    if found is not None or sys.platform == "win32":
        return found
    import resource  # noqa: PLC0415 - not on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def forget_peak() -> None:
    """Have `peak` start from what is in memory now, where the system can do that."""
    try:
        _CLEAR.write_text(_PEAK_ANEW, "ascii")
    except OSError:  # not Linux, or not allowed: the peak then includes what went before
        return


def _status(name: str) -> int | None:
    try:
        lines = _STATUS.read_text("ascii").splitlines()
    except OSError:
        return None
    kilobytes = next(line.split()[1] for line in lines if line.startswith(f"{name}:"))
    return int(kilobytes) * 1024
