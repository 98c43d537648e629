"""Reads what `showrunner eval` is given, a line of JSON each: questions, and pairs that stand in for interviews."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError, Fault
from bot.knowledge.model import Interview, Pair, Snapshot, Speaker
from bot.search.evaluation import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

UNLABELLED = "unlabelled"
_SHOWN_FAULTS = 20


def read_questions(paths: Iterable[Path]) -> list[Case]:
    """The questions of all these files together.

    Raises:
        ConfigError: A file cannot be read or holds no question, or lines are malformed; names them.
    """
    return [case for path in paths for case in _read(path, _case)]


def read_pairs(path: Path) -> Snapshot:
    """The pairs of a file as the only interview of a snapshot, "pairs", whose other fields say nothing.

    Raises:
        ConfigError: The file cannot be read or holds no pair, or lines are malformed; names them.
    """
    seen: set[str] = set()

    def pair(line: dict[str, Any], _: int) -> Pair:
        identifier = _text(line, "id")
        if identifier in seen:
            raise ValueError(f'the id "{identifier}" stands here a second time')
        seen.add(identifier)
        return Pair(identifier, _text(line, "question"), _text(line, "answer"), speaker="pairs")

    return Snapshot(
        [
            Interview(
                id="pairs",
                title="",
                show="",
                outlet="",
                published=date.min,
                url=path.absolute().as_uri(),
                speakers=(Speaker("pairs", ""),),
                pairs=tuple(_read(path, pair)),
            )
        ]
    )


def _case(line: dict[str, Any], number: int) -> Case:
    expect = line.get("expect")
    if not isinstance(expect, list) or not all(isinstance(pair, str) for pair in expect):
        raise ValueError('"expect" must be a list of pairs, empty where nothing answers')
    return Case(
        id=_text({"id": str(number)} | line, "id"),
        ask=_text(line, "ask"),
        expect=tuple(expect),
        kind=_text({"kind": UNLABELLED} | line, "kind"),
    )


def _text(line: dict[str, Any], key: str) -> str:
    value = line.get(key)
    if not isinstance(value, str):
        raise ValueError(f'"{key}" must be a text')  # noqa: TRY004 - a fault of the file, not of the program
    return value


def _read(path: Path, make: Callable[[dict[str, Any], int], T]) -> list[T]:
    made: list[T] = []
    faults: list[Fault] = []
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise ConfigError(f"{path}: Cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: Byte {error.start + 1} is not UTF-8. Save the file as UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            made.append(make(_object(line), number))
        except ValueError as error:
            faults.append(Fault(str(path), number, 1, f"{error}."))
    if not made and not faults:
        raise ConfigError(f"{path}: There is nothing in this file; expected a line of JSON for each question or pair.")
    if faults:
        more = [f"… and {len(faults) - _SHOWN_FAULTS} more."] if len(faults) > _SHOWN_FAULTS else []
        raise ConfigError("\n".join([*map(str, faults[:_SHOWN_FAULTS]), *more]))
    return made


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    if not isinstance(value, dict):
        raise ValueError('expected an object such as {"id": …, "ask": …, "expect": […], "kind": …}')  # noqa: TRY004
    return value
