"""Reads large content in a process of its own, so that those who ask meanwhile are not held up.

Reading YAML is work on very many objects, and Python lets one thread at a time work on those. The other process is
given the paths, sends the interviews or the faults through a pipe, and ends: `python -m bot.moderation.apart PATH …`.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.errors import ContentError
from bot.knowledge.loader import load
from bot.knowledge.model import Snapshot
from bot.search.apart import begin, give_way

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO, Any

    from bot.knowledge.model import Interview

SMALLEST = 1_000_000
"""Bytes: less is read sooner than another process has started."""
_PAUSE = 0.0003
"""Seconds between two interviews from the other process: all in one go would hold up who asks."""


def read(paths: Sequence[Path]) -> Snapshot:
    """What `bot.knowledge.loader.load` gives, read by another process where one can be had.

    Raises:
        ContentError: See `load`.
    """
    try:
        with (
            begin(__name__, [str(path) for path in paths], stdout=subprocess.PIPE) as process,
            cast("IO[bytes]", process.stdout) as pipe,
        ):
            interviews, faults = _received(pipe)
    except (OSError, EOFError, pickle.UnpicklingError):
        return load(paths)
    if faults:
        raise ContentError(faults)
    return Snapshot(interviews)


def _received(pipe: IO[bytes]) -> tuple[list[Interview], Sequence[Any]]:
    """One interview at a time; then the faults, or none."""
    interviews: list[Interview] = []
    while not isinstance(thing := pickle.load(pipe), tuple):  # noqa: S301 - comes from our own process
        interviews.append(thing)
        time.sleep(_PAUSE)
    return interviews, thing


def main() -> None:
    """The other process: read content, and send it."""
    give_way()
    interviews: Sequence[Interview] = ()
    faults: Sequence[Any] = ()
    try:
        interviews = load([Path(path) for path in sys.argv[1:]]).interviews
    except ContentError as error:
        faults = error.faults
    for thing in (*interviews, tuple(faults)):
        pickle.dump(thing, sys.stdout.buffer)


if __name__ == "__main__":
    main()
