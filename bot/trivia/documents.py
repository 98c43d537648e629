"""A game as a value that JSON holds, and back.

Whoever keeps such documents may take a person out of one without understanding it: what concerns somebody stands under
`players`, by id, and in `starter`; no other place names anybody. What is left is `Game.without` that player.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bot.trivia.model import Clue, Hint, Mode, Round
from bot.trivia.outcomes import Closed, End, Result
from bot.trivia.state import Game, Given, Phase, Player, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FORMAT: Final = 1
"""Goes up when documents change so that older ones are no longer understood."""


def dump(game: Game) -> dict[str, Any]:
    """The game as a document; `load` gives back an equal one."""
    return {"format": FORMAT, **_plain(game)}


def load(document: Mapping[str, Any]) -> Game:
    """The game that a document holds.

    Raises:
        ValueError: It is none, or one of another version of this program.
    """
    if document.get("format") != FORMAT:
        raise ValueError("This game was written by another version of this program.")
    try:
        return Game(**_read(_GAME, {name: value for name, value in document.items() if name != "format"}))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("This game was written by another version of this program.") from error


def dump_round(round_: Round) -> dict[str, Any]:
    """A round as a document; `load_round` gives back an equal one."""
    return dict(_plain(round_))


def load_round(document: Mapping[str, Any]) -> Round:
    """The round that a document holds.

    Raises:
        ValueError: It is none, or one of another version of this program.
    """
    try:
        return Round(**{name: _ROUND.get(name, _tuple)(value) for name, value in document.items()})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("This round was written by another version of this program.") from error


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):  # most are; of an enumeration's member its value
        return str(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value


def _tuple(value: Any) -> Any:  # noqa: ANN401
    return tuple(value) if isinstance(value, list) else value


def _read(readings: Mapping[str, Callable[[Any], Any]], document: Mapping[str, Any]) -> dict[str, Any]:
    """The document's values; those that a plain JSON value does not give are read as told, unless they are null."""
    return {
        name: readings[name](value) if name in readings and value is not None else value
        for name, value in document.items()
    }


def _settings(document: Mapping[str, Any]) -> Settings:
    return Settings(**_read({"modes": lambda modes: tuple(map(Mode, modes))}, document))


def _player(document: Mapping[str, Any]) -> Player:
    return Player(**_read({"given": lambda given: Given(**given), "result": lambda result: Result(**result)}, document))


def _hints(documents: Iterable[Mapping[str, Any]]) -> tuple[Hint, ...]:
    return tuple(Hint(Clue(each["clue"]), each["text"]) for each in documents)


_ROUND: Final[Mapping[str, Callable[[Any], Any]]] = {"mode": Mode, "hints": _hints}
_GAME: Final[Mapping[str, Callable[[Any], Any]]] = {
    "settings": _settings,
    "phase": Phase,
    "opened": datetime.fromisoformat,
    "until": datetime.fromisoformat,
    "touched": datetime.fromisoformat,
    "players": lambda players: {int(player): _player(each) for player, each in players.items()},
    "round": load_round,
    "closed": Closed,
    "end": End,
}
