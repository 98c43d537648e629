"""How a round ends, what that earns, and how a game ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.trivia.outcomes import Closed, End, GameEnded, Result, RoundEnded, Scored
from bot.trivia.points import points
from bot.trivia.state import Game, Phase, Player

if TYPE_CHECKING:
    from datetime import datetime

    from bot.trivia.model import Round
    from bot.trivia.outcomes import Outcome

PAUSE: Final = timedelta(seconds=6)
"""Between a reveal and the next round."""
SILENT: Final = 2
"""So many rounds running without any answer end a game."""
VOID: Final = frozenset({Closed.SKIPPED, Closed.STOPPED})


def close(
    game: Game, at: datetime, why: Closed, *, winner: int | None = None, end: End | None = None
) -> tuple[Game, tuple[Outcome, ...]]:
    """End the open round, and with it the game where it was the last one.

    Args:
        game: With a round that is open.
        at: When.
        why: After a skip or a stop no answer counts.
        winner: Who typed the right answer.
        end: Why the game ends here, if it must.
    """
    round_ = _round(game)
    counts = why not in VOID
    players = {player: _afterwards(game, player, winner, counts=counts) for player in game.players}
    answered = any(each.given for each in game.players.values())
    silent = game.silent + 1 if counts and not answered else 0
    if end is None and game.number == game.settings.rounds:
        end = End.ALL_ROUNDS
    if end is None and silent == SILENT:
        end = End.IDLE
    game = replace(
        game,
        players=players,
        closed=why,
        silent=silent,
        end=end,
        phase=Phase.OVER if end else Phase.PAUSE,
        opened=at,
        until=at + PAUSE,
    )
    shown = ended(game)
    scored = (
        Scored(game.number, player, each.points, each.right, round_.mode, round_.ref, at)
        for player, each in shown.results
    )
    over = (GameEnded(end, game.places()),) if end else ()
    return game, (*scored, shown, *over)


def finish(game: Game, at: datetime, end: End) -> tuple[Game, tuple[Outcome, ...]]:
    """End the game now; an open round ends with it, and its answers do not count."""
    if game.phase is Phase.OPEN:
        return close(game, at, Closed.STOPPED, end=end)
    game = replace(game, phase=Phase.OVER, end=end, round=None, closed=None, opened=at, until=at)
    return game, (GameEnded(end, game.places()),)


def ended(game: Game) -> RoundEnded:
    """The reveal of the round that ended last."""
    found = ((player, each.result) for player, each in game.players.items())
    results = [(player, result) for player, result in found if result]
    results.sort(key=lambda each: (not each[1].right, each[1].after, each[0]))
    why = game.closed or Closed.TIME
    return RoundEnded(game.number, _round(game), why, tuple(results), game.places(), last=game.over)


def _round(game: Game) -> Round:
    if game.round is None:
        raise ValueError("There is no round to end.")
    return game.round


def _afterwards(game: Game, player: int, winner: int | None, *, counts: bool) -> Player:
    """What is known of a player once the open round has ended; who gave no right answer loses their streak."""
    before = game.players[player]
    after = replace(before, given=None, result=None, skip=False, stop=False)
    if not counts:
        return after
    given = before.given
    if given is None:
        return replace(after, streak=0)
    round_ = _round(game)
    right = player == winner if given.choice is None else round_.choices[given.choice] == round_.answer
    if not right:
        return replace(after, rounds=before.rounds + 1, streak=0, result=Result(False, given.after, 0, 0))
    earned = points(given.after, game.settings.seconds, given.hints, before.streak)
    return replace(
        after,
        rounds=before.rounds + 1,
        right=before.right + 1,
        points=before.points + earned,
        streak=before.streak + 1,
        result=Result(True, given.after, earned, before.streak + 1),
    )
