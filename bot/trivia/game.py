"""The rules of a game: an event in, outcomes out. No clock, no chance, no Discord.

    game = begin(Settings(rounds=5), starter=ines, at=now)
    game, outcomes = step(game, Tick(now))          # RoundWanted(1, …)
    game, outcomes = step(game, Deal(1, round, now))  # RoundOpened(…)

Whoever drives a game

* passes every event on, and a `Tick` at `game.due`, which moves with every step. Any event does what a tick would have
  done first, so one that comes late loses nothing, and one too many does no harm;
* answers `RoundWanted` with `Deal` or `NoRound` within `PATIENCE`, or the game ends;
* stores the new state and all `Scored` in one transaction before it shows any outcome. Where `step` gives back the very
  same object, nothing has changed and nothing needs storing;
* after a restart loads the game and begins with `Resume`, whose outcomes are what should be on the screen now.

How it is played. In a typed round the first right answer wins. In a round with choices everybody has one, hidden until
the round ends: at its deadline, or where choices may not be changed as soon as everybody who is playing has chosen (but
not within its first `LEAST` seconds, and not while nobody has played before, so that others can join). Who is right
earns `points`. The starter and moderators skip and stop alone, others by more than half of those who are playing. Two
rounds running without any answer end the game.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.trivia.answering import all_chose, choose, guess, hint
from bot.trivia.ending import close, ended, finish
from bot.trivia.events import AskHint, AskSkip, AskStop, Choose, Deal, Guess, NoRound, Resume
from bot.trivia.outcomes import Closed, End, GameEnded, Refusal, Refused, RoundOpened, RoundWanted
from bot.trivia.state import Game, Phase, Settings
from bot.trivia.voting import skip, stop

if TYPE_CHECKING:
    from datetime import datetime

    from bot.trivia.events import Event
    from bot.trivia.outcomes import Outcome

    Step = tuple[Game, tuple[Outcome, ...]]

PATIENCE: Final = timedelta(seconds=60)
"""How long a round may be in the making; then the game ends."""
SET_BACK: Final = timedelta(seconds=30)
"""Time that runs backwards further than this means a clock that was set; the game's times are set with it."""


def begin(settings: Settings, starter: int | None, at: datetime) -> Step:
    """A new game, which wants its first round."""
    game = Game(settings, starter, Phase.WANTED, 0, opened=at, until=at + PATIENCE, touched=at, players={})
    return game, (_wanted(game),)


def step(game: Game, event: Event) -> Step:
    """What an event makes of a game.

    Returns:
        The game afterwards (the same object where nothing has changed), and what comes of it, in order.
    """
    before = game
    if game.over:
        return game, _too_late(game, event)
    if game.touched - event.at > SET_BACK:
        game = replace(game.shifted(event.at - game.touched), touched=event.at)
    if isinstance(event, Resume):
        game, outcomes = _resumed(game, event)
    else:
        game, first = _in_time(game, event.at)
        game, then = (game, _too_late(game, event)) if game.over else _happened(game, event)
        outcomes = (*first, *then)
    if game is not before:
        game = replace(game, touched=max(game.touched, event.at))
    return game, outcomes


def _happened(game: Game, event: Event) -> Step:
    result: Step = game, ()
    match event:
        case Deal():
            result = _deal(game, event)
        case NoRound() if game.phase is Phase.WANTED:
            result = finish(game, event.at, End.NO_ROUNDS)
        case Choose():
            result = choose(game, event)
        case Guess():
            result = guess(game, event)
        case AskHint():
            result = hint(game, event)
        case AskSkip():
            result = skip(game, event)
        case AskStop():
            result = stop(game, event)
    return result


def _in_time(game: Game, at: datetime) -> Step:
    """What has come due."""
    if at < game.until:
        return game, ()
    if game.phase is Phase.OPEN:
        return close(game, at, Closed.ALL_CHOSEN if all_chose(game) else Closed.TIME)
    if game.phase is Phase.WANTED:
        return finish(game, at, End.NO_ROUNDS)
    game = replace(game, phase=Phase.WANTED, round=None, closed=None, opened=at, until=at + PATIENCE)
    return game, (_wanted(game),)


def _deal(game: Game, event: Deal) -> Step:
    """Open a round, if it is the one that was wanted."""
    if game.phase is not Phase.WANTED or event.number != game.number + 1:
        return game, ()
    game = replace(
        game,
        phase=Phase.OPEN,
        number=event.number,
        round=event.round,
        opened=event.at,
        until=event.at + timedelta(seconds=game.settings.seconds),
        hints=0,
    )
    return game, _shown(game)


def _resumed(game: Game, event: Resume) -> Step:
    """Go on as if nobody had been away: what remained of the phase remains."""
    away = max(event.at - max(event.alive, game.touched), timedelta(0))
    if game.phase is Phase.WANTED:
        game = replace(game, opened=event.at, until=event.at + PATIENCE)
    if not game.settings.daily:
        if away >= event.too_old:
            return finish(game, event.at, End.TOO_OLD)
        if away and game.phase is not Phase.WANTED:
            game = game.shifted(away)
    after, outcomes = _in_time(game, event.at)
    if game.phase is Phase.OPEN and after is not game:
        return after, outcomes
    return after, (*_shown(game), *outcomes)


def _too_late(game: Game, event: Event) -> tuple[Outcome, ...]:
    """What a game that is over says."""
    match event:
        case Resume():
            return _shown(game)
        case Choose() | Guess() | AskHint() | AskSkip() | AskStop():
            return (Refused(event.player, Refusal.TOO_LATE),)
    return ()


def _shown(game: Game) -> tuple[Outcome, ...]:
    """What should be on the screen."""
    if game.phase is Phase.WANTED:
        return (_wanted(game),)
    outcomes: list[Outcome] = []
    if game.phase is Phase.OPEN and game.round:
        outcomes.append(RoundOpened(game.number, game.round, game.until, game.round.hints[: game.hints]))
    elif game.round:
        outcomes.append(ended(game))
    if game.end:
        outcomes.append(GameEnded(game.end, game.places()))
    return tuple(outcomes)


def _wanted(game: Game) -> RoundWanted:
    return RoundWanted(game.number + 1, game.settings.modes)
