"""Lays a large index out in a process of its own, so that those who ask meanwhile are not held up.

Python lets one thread at a time work on its objects, and laying out is work on very many of them. The other process
gets the content through a pipe, keeps the index where the parent then maps it from, and ends:
`python -m bot.search.apart PLACE ENCODER [MODEL]`.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bot.knowledge.model import Snapshot
from bot.search import cache
from bot.search.models import chosen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from typing import IO, Any

    from bot.knowledge.model import Interview

SMALLEST = 2_000
"""Pairs: less is laid out sooner than another process has started."""
_NICE = 10
"""How far the other process gives way to those who answer."""
_NEW_GROUP = 0x0200
"""Windows' CREATE_NEW_PROCESS_GROUP: what interrupts the bot does not interrupt the other process half-way."""


def lay_out(snapshot: Snapshot, place: Path, encoder: str, name: str | None) -> None:
    """Have the index of a large content laid out and kept at `place`, and wait for that.

    Where no other process can be had (a frozen program, no memory), or it fails, nothing is there afterwards.

    Args:
        snapshot: The content.
        place: Where `cache.engine` looks for its index.
        encoder: As the settings name it, for `models.chosen`.
        name: An own sentence transformer, likewise.
    """
    if len(snapshot) < SMALLEST or getattr(sys, "frozen", False):
        return
    command = [sys.executable, "-m", __name__, str(place), encoder, *([] if name is None else [name])]
    group: dict[str, Any] = {"creationflags": _NEW_GROUP} if sys.platform == "win32" else {"start_new_session": True}
    quiet = subprocess.DEVNULL
    try:
        with (
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, **group) as process,  # noqa: S603
            cast("IO[bytes]", process.stdin) as pipe,
        ):
            # One interview at a time: pickling all at once would hold up everybody, too.
            for interview in snapshot.interviews:
                pickle.dump(interview, pipe)
    except OSError:
        return


def main() -> None:
    """The other process: read content from standard input, and keep its index."""
    place, encoder, *name = sys.argv[1:]
    if hasattr(os, "nice"):
        os.nice(_NICE)
    snapshot = Snapshot(_received(cast("BufferedReader", sys.stdin.buffer)))
    cache.keep(snapshot, chosen(encoder, *name), Path(place))  # type: ignore[arg-type]


def _received(stream: BufferedReader) -> Iterator[Interview]:
    while stream.peek(1):
        yield pickle.load(stream)  # noqa: S301 - comes from the parent


if __name__ == "__main__":
    main()
