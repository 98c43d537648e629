"""Skipping a round and stopping a game: at once by whom it belongs to, by vote for all others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.trivia.ending import close, finish
from bot.trivia.outcomes import Closed, End, Motion, Refusal, Refused, Voted
from bot.trivia.state import Game, Phase

if TYPE_CHECKING:
    from bot.trivia.events import AskSkip, AskStop
    from bot.trivia.outcomes import Outcome


def skip(game: Game, event: AskSkip) -> tuple[Game, tuple[Outcome, ...]]:
    """Skip the open round, count a vote for it, or say why not."""
    if game.phase is not Phase.OPEN or event.number not in {None, game.number}:
        return game, (Refused(event.player, Refusal.TOO_LATE),)
    game, outcomes, carried = _moved(game, event, Motion.SKIP)
    if not carried:
        return game, outcomes
    game, further = close(game, event.at, Closed.SKIPPED)
    return game, (*outcomes, *further)


def stop(game: Game, event: AskStop) -> tuple[Game, tuple[Outcome, ...]]:
    """Stop the game, count a vote for it, or say why not."""
    game, outcomes, carried = _moved(game, event, Motion.STOP)
    if not carried:
        return game, outcomes
    game, further = finish(game, event.at, End.STOPPED)
    return game, (*outcomes, *further)


def _moved(game: Game, event: AskSkip | AskStop, motion: Motion) -> tuple[Game, tuple[Outcome, ...], bool]:
    """The game with the vote in it, what to say, and whether the motion is carried."""
    if event.moderator or event.player == game.starter:
        return game, (), True
    if game.settings.daily:
        return game, (Refused(event.player, Refusal.MODERATORS_ONLY),), False
    playing = game.playing()
    if event.player not in playing:
        return game, (Refused(event.player, Refusal.NOT_PLAYING),), False
    known = game.players[event.player]
    if known.skip if motion is Motion.SKIP else known.stop:
        return game, (Refused(event.player, Refusal.VOTED),), False
    voted = replace(known, skip=True) if motion is Motion.SKIP else replace(known, stop=True)
    game = game.with_player(event.player, voted)
    cast = [game.players[player] for player in playing]
    votes = sum(each.skip if motion is Motion.SKIP else each.stop for each in cast)
    needed = len(playing) // 2 + 1
    return game, (Voted(motion, event.player, votes, needed),), votes >= needed
