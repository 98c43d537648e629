"""Where files are that need not outlive a test."""

from __future__ import annotations

import shutil
from pathlib import Path

_SHARED = Path("/dev/shm")  # noqa: S108
_ENOUGH = 2 << 30
MEMORY = str(_SHARED) if _SHARED.is_dir() and shutil.disk_usage(_SHARED).free > _ENOUGH else None
"""A directory that is quicker than a disk; None where there is none or little of it, as in many containers."""
