"""Keeps indexes on disk, named by what they were made from, and maps them back into memory.

A second start, and a second process, then share what the first one worked out: the operating system keeps one copy.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.search.engine import Engine, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from numpy.typing import NDArray

    from bot.knowledge.model import Snapshot
    from bot.search.building import Arrays
    from bot.search.models import Model

KEPT = 16
"""How many indexes stay on disk; the least recently used go first."""
_MAPPED = 1 << 16
"""Arrays of fewer bytes are simply read: a map would cost a page and a file handle each."""


def engine(
    snapshot: Snapshot,
    model: Model,
    directory: Path | None,
    elsewhere: Callable[[Snapshot, Path], object] | None = None,
) -> Engine:
    """An engine whose index is mapped from `directory`; made, and put there, if it is not there yet.

    A directory that cannot be written, or an index that cannot be read, costs time only.

    Args:
        snapshot: The content.
        model: How to search it.
        directory: Where indexes are kept; None to keep none.
        elsewhere: Is given the content and the place where its index is missing, and may put it there (`apart.py`).
    """
    if directory is None:
        return Engine(snapshot, model)
    place = directory / fingerprint(snapshot, model)
    arrays = _read(place)
    if arrays is None and elsewhere is not None:
        elsewhere(snapshot, place)
        arrays = _read(place)
    if arrays is None:
        arrays = lay_out(snapshot, model)
        _write(arrays, place)
        arrays = _read(place) or arrays
    return Engine(snapshot, model, arrays)


def keep(snapshot: Snapshot, model: Model, place: Path) -> None:
    """Lay an index out and put it into its place, if that is the place of just this content and model."""
    if place.name == fingerprint(snapshot, model):
        _write(lay_out(snapshot, model), place)


def fingerprint(snapshot: Snapshot, model: Model) -> str:
    """Names all that an index depends on: the content, the encoder and the engine's own code."""
    digest = hashlib.blake2b(_code(), digest_size=16)
    digest.update(f"{model.encoder.name if model.encoder else ''} {model.hubs}".encode())
    for text in _texts(snapshot):
        digest.update(text.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def _texts(snapshot: Snapshot) -> Iterator[str]:
    for interview in snapshot.interviews:
        yield interview.show
        yield from (speaker.name for speaker in interview.speakers)
        for alias in interview.aliases:
            yield from (alias.name, *alias.nicknames, "")
        for pair in interview.pairs:
            yield from (pair.question, *pair.also, "", pair.summary or "", pair.answer, *pair.topics, "")


@cache
def _code() -> bytes:
    here = files("bot.search")
    sources = sorted((item for item in here.iterdir() if item.name.endswith(".py")), key=lambda item: item.name)
    digest = hashlib.blake2b()
    for source in [*sources, here.joinpath("data", "decoys.txt")]:
        digest.update(source.read_bytes())
    return digest.digest()


def _read(place: Path) -> Arrays | None:
    try:
        arrays = {path.stem: _array(path) for path in place.iterdir()}
        place.touch()
    except (OSError, ValueError, EOFError):
        return None
    return arrays if "starts" in arrays else None


def _array(path: Path) -> NDArray[Any]:
    mapped = path.stat().st_size >= _MAPPED
    # As a plain array: numpy's class for mapped ones takes longer over every selection.
    return np.asarray(np.load(path, mmap_mode="r" if mapped else None, allow_pickle=False))


def _write(arrays: Arrays, place: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=place.parent, prefix="making-"))
        try:
            for name, values in arrays.items():
                np.save(made / f"{name}.npy", values, allow_pickle=False)
            shutil.rmtree(place, ignore_errors=True)
            # One step: nobody ever finds half an index. If another process was first, its index stays.
            made.rename(place)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        _tidy(place.parent)
    except OSError:
        return


def _tidy(directory: Path) -> None:
    kept = sorted((path for path in directory.iterdir() if path.is_dir()), key=lambda path: -path.stat().st_mtime)
    for path in kept[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
