"""Reading files that somebody may be writing at this moment."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.errors import ContentError, Fault
from bot.knowledge.loader import load
from bot.knowledge.model import Snapshot
from bot.moderation import apart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

QUIET: Final = 0.3
"""Seconds without a change after which files are taken to be written to their end."""

_TRIES: Final = 20
_RESTLESS: Final = "The interviews are being written at this moment: wait until that is done, then reload again."


class _Stamp(NamedTuple):
    """What tells whether a file was written, and whether it is still the same file."""

    path: str
    written: int = 0  # nanoseconds since 1970
    size: int = 0
    file: int = 0


def read(paths: Sequence[Path], *, quiet: float = QUIET, sleep: Callable[[float], object] = time.sleep) -> Snapshot:
    """All interviews below some paths, as they stood at one moment.

    If anything was written a moment ago, or while they were read, they are looked at again; so what is read never mixes
    two states, unless whoever writes pauses for longer than `quiet` in the middle.

    Args:
        paths: Directories and files.
        quiet: For how many seconds nothing may have changed.
        sleep: Waits for so many seconds.

    Raises:
        ContentError: They have faults, which name files by the last part of the path they lie below; or they do not
            come to rest.
    """
    for _ in range(_TRIES):
        before = _state(paths)
        if _is_fresh(before, quiet):
            sleep(quiet)
        if _state(paths) != before:
            continue
        result = _loaded(paths, sum(stamp.size for stamp in before))
        if _state(paths) != before:
            continue
        if isinstance(result, Snapshot):
            return result
        raise ContentError(_shortened(fault, paths) for fault in result)
    raise ContentError([Fault(paths[0].resolve().name, 0, 0, _RESTLESS)])


def _loaded(paths: Sequence[Path], size: int) -> Snapshot | tuple[Fault, ...]:
    try:
        return load(paths) if size < apart.SMALLEST else apart.read(paths)
    except ContentError as error:
        return error.faults


def _state(paths: Sequence[Path]) -> frozenset[_Stamp]:
    below = (Path(directory, name) for top in paths for directory, _, names in os.walk(top) for name in (".", *names))
    return frozenset(map(_stamp, (*paths, *below)))


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return _Stamp(str(path))
    return _Stamp(str(path), found.st_mtime_ns, found.st_size, found.st_ino)


def _is_fresh(state: frozenset[_Stamp], quiet: float) -> bool:
    """Whether anything was written within the last seconds; a time to come, of a clock that is wrong, is no reason."""
    age = time.time() - max(stamp.written for stamp in state) / 1e9
    return 0 <= age < quiet


def _shortened(fault: Fault, paths: Sequence[Path]) -> Fault:
    """The fault without the directories above the content: where that lies is the operator's own business."""
    file = Path(fault.path)
    for top in paths:
        if file == top or top in file.parents:
            return replace(fault, path=str(top.resolve().name / file.relative_to(top)))
    return fault
