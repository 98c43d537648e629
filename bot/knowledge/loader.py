"""Interviews from the disk: every file below the directories given, checked one by one and then against each other."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ContentError, Fault
from bot.knowledge.fields import hint
from bot.knowledge.model import Snapshot
from bot.knowledge.reading import MAX_BYTES, TOO_LARGE, Reading, parse
from bot.knowledge.report import Place
from bot.knowledge.texts import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def load(paths: Sequence[Path]) -> Snapshot:
    """All interviews of these directories and files.

    Raises:
        ContentError: If anything is wrong with any of them; it carries every fault of every file.
    """
    snapshot, _ = load_with_places(paths)
    return snapshot


def load_with_places(paths: Sequence[Path]) -> tuple[Snapshot, Mapping[str, Place]]:
    """The same, and where each interview (under its id) and each pair (under `interview/pair`) stands.

    Raises:
        ContentError: See `load`.
    """
    faults: list[Fault] = []
    readings = [_read(file) for file in _files(paths, faults)]
    faults += (fault for reading in readings for fault in reading.faults)
    faults += _taken_ids(readings)
    faults += _broken_successions(readings)
    if faults:
        raise ContentError(faults)
    places = {ref: place for reading in readings for ref, place in reading.places.items()}
    return Snapshot(reading.interview for reading in readings if reading.interview), places


def _files(paths: Sequence[Path], faults: list[Fault]) -> Iterator[Path]:
    """Each interview file once, whichever paths and links lead to it."""
    seen: set[object] = set()
    for path in paths:
        for file in _below(path, faults) if _is_directory(path) else [path]:
            identity = _identity(file)
            if identity not in seen:
                seen.add(identity)
                yield file


def _below(top: Path, faults: list[Fault]) -> list[Path]:
    """The interview files of a directory, in a fixed order; names that begin with a dot are left alone."""
    files: list[Path] = []
    wrong: list[Fault] = []
    entered = {_identity(top)}  # a link may lead back to where we came from
    for directory, subdirectories, names in os.walk(
        top, onerror=lambda error: wrong.append(_unreadable(Path(error.filename), error)), followlinks=True
    ):
        here = Path(directory)
        inside = sorted(name for name in subdirectories if not name.startswith("."))
        subdirectories[:] = []
        for name in inside:
            identity = _identity(here / name)
            if identity not in entered:
                entered.add(identity)
                subdirectories.append(name)
        for file in (here / name for name in sorted(names) if not name.startswith(".")):
            match file.suffix.lower():
                case ".yaml":
                    files.append(file)
                case ".yml":
                    wrong.append(Fault(*Place(str(file)), f"Rename this file to {file.stem}.yaml, or it is not read."))
    if not files and not wrong:
        wrong.append(Fault(*Place(str(top)), "There is no interview here: put at least one `.yaml` file into it."))
    faults += wrong
    return files


def _read(file: Path) -> Reading:
    path = str(file)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            fault = Fault(*Place(path), "This is not an ordinary file, so it is not read: move it away.")
        elif status.st_size > MAX_BYTES:
            fault = Fault(*Place(path), TOO_LARGE)
        else:
            return parse(file.read_bytes(), path)
    except OSError as error:
        fault = _unreadable(file, error)
    return Reading(faults=(fault,))


def _unreadable(path: Path, error: OSError) -> Fault:
    reason = (error.strerror or "unknown reason").lower()
    return Fault(*Place(str(path)), f"This cannot be read ({reason}): check the path, and who may read it.")


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # reading it will say what is wrong


def _identity(path: Path) -> object:
    """The same for all paths that lead to the same file or directory."""
    try:
        status = path.stat()
    except OSError:
        return path
    return status.st_dev, status.st_ino


def _taken_ids(readings: list[Reading]) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for reading in readings:
        if reading.draft and (place := reading.places.get(reading.draft.id)):
            taken = first.setdefault(reading.draft.id, place)
            if taken is not place:
                there = f"{taken.path}:{taken.line}"
                yield Fault(*place, f"The id {shown(reading.draft.id)} belongs to the interview in {there} already.")


def _broken_successions(readings: list[Reading]) -> Iterator[Fault]:
    """Faults of `superseded_by`: newer answers that do not exist, and answers that replace each other."""
    drafts = [reading.draft for reading in readings if reading.draft and reading.draft.id]
    pairs = {draft.id: [pair.id for pair in draft.pairs] for draft in drafts}
    newer = {f"{draft.id}/{pair.id}": pair.superseded_by for draft in drafts for pair in draft.pairs}
    places = {ref: place for reading in readings for ref, place in reading.successions.items()}
    for ref, place in places.items():
        interview, _, pair = (newer[ref] or ref).partition("/")
        if interview not in pairs:
            # It may stand in a file that could not be read, which has a fault of its own.
            if len(drafts) == len(readings):
                problem = f"`superseded_by` names the interview {shown(interview)}, which is not loaded"
                yield Fault(*place, f"{problem}: {hint(interview, pairs)}")
        elif pair not in pairs[interview]:
            problem = f"`superseded_by` names the pair {shown(pair)}, which {shown(interview)} does not have"
            yield Fault(*place, f"{problem}: {hint(pair, pairs[interview])}")
    for circle in _circles({ref: target for ref, target in newer.items() if target}):
        way = " → ".join((*circle, circle[0]))
        problem = f"A pair cannot be superseded by itself ({way}): leave the field out of the newest answer."
        yield Fault(*places[circle[0]], problem)


def _circles(newer: Mapping[str, str]) -> Iterator[list[str]]:
    """Each circle of references, as the names on it."""
    settled: set[str] = set()
    for start in newer:
        way: list[str] = []
        ref = start
        while ref in newer and ref not in settled:
            settled.add(ref)
            way.append(ref)
            ref = newer[ref]
        if ref in way:
            yield way[way.index(ref) :]
