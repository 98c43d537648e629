"""Answers and hints, while a round is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.trivia.ending import close
from bot.trivia.model import Verdict
from bot.trivia.outcomes import Closed, HintShown, Missed, Refusal, Refused, Taken
from bot.trivia.state import Game, Given, Phase, Player

if TYPE_CHECKING:
    from bot.trivia.events import AskHint, Choose, Guess
    from bot.trivia.outcomes import Outcome

LEAST: Final = timedelta(seconds=5)
"""A round with choices lasts so long even when everybody who is playing has chosen, so that others can join."""
HINT_WAIT: Final = 10.0
"""Seconds before the first hint, and between hints, at most; a fifth of the round where that is less."""


def choose(game: Game, event: Choose) -> tuple[Game, tuple[Outcome, ...]]:
    """Take a choice, or say why not."""
    if game.round is None or game.phase is not Phase.OPEN or event.number != game.number:
        return _refused(game, event.player, Refusal.TOO_LATE)
    if not 0 <= event.choice < len(game.round.choices):
        return _refused(game, event.player, Refusal.NO_SUCH_CHOICE)
    known = game.players.get(event.player, Player())
    if known.given and known.given.choice == event.choice:
        return _refused(game, event.player, Refusal.SAME)
    if known.given and not game.settings.changeable:
        return _refused(game, event.player, Refusal.CHOSEN)
    given = Given(game.after(event.at), game.hints, event.choice)
    game = game.with_player(event.player, replace(known, given=given, seen=game.number))
    taken = Taken(event.player, event.choice, changed=known.given is not None)
    if all_chose(game):
        game = replace(game, until=min(game.until, max(event.at, game.opened + LEAST)))
        if event.at >= game.until:
            game, outcomes = close(game, event.at, Closed.ALL_CHOSEN)
            return game, (taken, *outcomes)
    return game, (taken,)


def all_chose(game: Game) -> bool:
    """Whether the round need not go on: all who are playing have chosen, and one of them has played before."""
    if game.settings.changeable or game.round is None or game.round.typed:
        return False
    playing = [game.players[player] for player in game.playing()]
    return all(each.given for each in playing) and any(each.rounds for each in playing)


def guess(game: Game, event: Guess) -> tuple[Game, tuple[Outcome, ...]]:
    """Let a typed answer win or miss; the first miss shows that somebody is playing, further ones change nothing."""
    if game.round is None or game.phase is not Phase.OPEN or event.number != game.number:
        return _refused(game, event.player, Refusal.TOO_LATE)
    if not game.round.typed:
        return _refused(game, event.player, Refusal.NO_SUCH_CHOICE)
    if event.verdict is Verdict.DUMP:
        return _refused(game, event.player, Refusal.DUMP)
    known = game.players.get(event.player, Player())
    right = event.verdict is Verdict.RIGHT
    if right or not known.given:
        given = Given(game.after(event.at), game.hints)
        game = game.with_player(event.player, replace(known, given=given, seen=game.number))
    if right:
        return close(game, event.at, Closed.ANSWERED, winner=event.player)
    return game, (Missed(event.player, near=event.verdict is Verdict.NEAR),)


def hint(game: Game, event: AskHint) -> tuple[Game, tuple[Outcome, ...]]:
    """Show the next hint to all; from then on a right answer is worth less."""
    if game.round is None or game.phase is not Phase.OPEN:
        return _refused(game, event.player, Refusal.TOO_LATE)
    if game.hints >= min(game.settings.hints, len(game.round.hints)):
        return _refused(game, event.player, Refusal.NO_HINT)
    number = game.hints + 1
    if game.after(event.at) < number * min(HINT_WAIT, game.settings.seconds / 5):
        return _refused(game, event.player, Refusal.TOO_SOON)
    return replace(game, hints=number), (HintShown(number, game.round.hints[number - 1]),)


def _refused(game: Game, player: int, why: Refusal) -> tuple[Game, tuple[Outcome, ...]]:
    return game, (Refused(player, why),)
