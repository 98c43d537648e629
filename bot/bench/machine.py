"""What the numbers were measured on, in a few words."""

from __future__ import annotations

import platform
import sqlite3
from importlib import metadata
from pathlib import Path

_PACKAGES = ("rapidfuzz", "bm25s", "tantivy", "onnxruntime", "numpy")


def described() -> str:
    """The processor, the system, Python, and the versions of what was measured."""
    installed = {name: _version(name) for name in _PACKAGES}
    versions = [f"{name} {version}" for name, version in installed.items() if version]
    versions.append(f"SQLite {sqlite3.sqlite_version}")
    return f"{_processor()}, {platform.system()}, Python {platform.python_version()}; {', '.join(versions)}"


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())
