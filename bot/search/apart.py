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
    from collections.abc import Iterator, Sequence
    from io import BufferedReader
    from typing import IO, Any

    from bot.knowledge.model import Interview

SMALLEST = 2_000
"""Pairs: less is laid out sooner than another process has started."""
_NICE = 10
"""How far the other process gives way to those who answer."""
_NEW_GROUP = 0x0200
"""Windows' CREATE_NEW_PROCESS_GROUP: what interrupts the bot does not interrupt the other process half-way."""


def begin(
    module: str, arguments: Sequence[str], *, stdin: int = subprocess.DEVNULL, stdout: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a module of ours as a process of its own.

    Args:
        module: Its name.
        arguments: What it is given.
        stdin: For `subprocess.Popen`.
        stdout: Likewise.

    Raises:
        OSError: There is no memory, or no Python, for another process.
    """
    if getattr(sys, "frozen", False):
        raise OSError("a frozen program has no Python to begin")
    group: dict[str, Any] = {"creationflags": _NEW_GROUP} if sys.platform == "win32" else {"start_new_session": True}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", module, *arguments], stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL, **group
    )


def give_way() -> None:
    """For the other process: let those who answer go first."""
    if hasattr(os, "nice"):
        os.nice(_NICE)


def lay_out(snapshot: Snapshot, place: Path, encoder: str, name: str | None) -> None:
    """Have the index of a large content laid out and kept at `place`, and wait for that.

    Where no other process can be had (a frozen program, no memory), or it fails, nothing is there afterwards.

    Args:
        snapshot: The content.
        place: Where `cache.engine` looks for its index.
        encoder: As the settings name it, for `models.chosen`.
        name: An own sentence transformer, likewise.
    """
    if len(snapshot) < SMALLEST:
        return
    arguments = [str(place), encoder, *([] if name is None else [name])]
    try:
        with (
            begin(__name__, arguments, stdin=subprocess.PIPE) as process,
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
    give_way()
    snapshot = Snapshot(_received(cast("BufferedReader", sys.stdin.buffer)))
    cache.keep(snapshot, chosen(encoder, *name), Path(place))  # type: ignore[arg-type]


def _received(stream: BufferedReader) -> Iterator[Interview]:
    while stream.peek(1):
        yield pickle.load(stream)  # noqa: S301 - comes from the parent


if __name__ == "__main__":
    main()
