"""A game as people see it: the card of a round, its reveal, the scores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord import markup, wording
from bot.discord import trivia_wording as sentences
from bot.discord.delivery import Reply
from bot.discord.views import trivia_buttons as buttons
from bot.discord.views.answers import LINK, MESSAGE
from bot.discord.views.card import Card
from bot.knowledge.links import source_link
from bot.trivia.model import GAP, Mode
from bot.trivia.outcomes import Closed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.model import Entry
    from bot.trivia.model import Round
    from bot.trivia.outcomes import GameEnded, RoundEnded
    from bot.trivia.points import Place
    from bot.trivia.state import Game

SHORT: Final = 40
"""Choices up to this length stand on the buttons; longer ones in a list with letters."""
_QUOTE: Final = 600
_CHOICE: Final = 220
_ASKED: Final = 300
_PLAYERS: Final = 10
_MISSED: Final = 6
_ENDS = re.compile(r"^\[…\] | \[…\]$")


def question(game_id: int, game: Game, *, may_read: bool = True) -> Reply:
    """The card of the round that is open.

    Args:
        game_id: The game's id in the store.
        game: With a round.
        may_read: Whether answers may be typed in the channel.
    """
    round_ = _round(game)
    card = Card()
    daily = game.settings.daily
    ask = sentences.ASKS[round_.mode]
    card.title(
        f"{sentences.DAILY} · {ask}" if daily else sentences.card_title(game.number, game.settings.rounds, round_.mode)
    )
    lines = [_prompt(round_)]
    if round_.asked:
        lines.insert(0, f"**{markup.fit(markup.one_line(round_.asked), _ASKED)}**")
    if _lettered(round_):
        lines += ["", *(_choice(at, round_) for at in range(len(round_.choices)))]
    elif round_.typed:
        lines += ["", sentences.TYPE_IT if may_read and not daily else sentences.PRESS_ANSWER]
    shown = round_.hints[: game.hints]
    lines += ["", *(sentences.hint(hint.clue, markup.fit(markup.one_line(hint.text), _CHOICE)) for hint in shown)]
    lines.append(sentences.time_left(round(game.until.timestamp()), _answered(game)))
    if cast := sum(player.skip for player in game.players.values()):
        lines.append(sentences.votes("skip", cast, len(game.playing()) // 2 + 1))
    if cast := sum(player.stop for player in game.players.values()):
        lines.append(sentences.votes("stop", cast, len(game.playing()) // 2 + 1))
    card.add("\n".join(lines), _as_it_is)
    text = markup.fit("\n".join([f"**{card.embed.title}**", *lines]), MESSAGE, _as_it_is)
    labels = round_.choices if not _lettered(round_) else sentences.LETTERS[: len(round_.choices)]
    return Reply(text, card.embed, buttons.for_round(game_id, game, labels))


def reveal(game_id: int, game: Game, ended: RoundEnded, entry: Entry | None, names: Mapping[int, str]) -> Reply:
    """What a round's answer was, who had it, and where it was said.

    Args:
        game_id: The game's id in the store.
        game: It belongs to.
        ended: How the round ended.
        entry: The pair it was made from; None if that is no longer there.
        names: What the players are called, safe to be shown.
    """
    round_ = ended.round
    card = Card()
    if entry:
        card.author(wording.speaker(entry.speaker.name, entry.speaker.role))
    card.title(entry.pair.question if entry else sentences.ASKS[round_.mode], _link(round_, entry))
    lines = [_filled(round_), "", _answer(round_), *_results(ended, names)]
    card.add("\n".join(lines), _as_it_is)
    number = sentences.DAILY if game.settings.daily else sentences.reveal_title(ended.number, game.settings.rounds)
    card.footer(" · ".join([number, entry.interview.outlet, entry.interview.show] if entry else [number]))
    below: list[discord.ui.Item[Any]] = []
    if entry and (link := _link(round_, entry)):
        outlet = wording.read_it(entry.interview.outlet)
        below.append(discord.ui.Button(label=markup.label(outlet, buttons.LABEL), url=link))
    below.append(buttons.Report.button(game_id, ended.number, round_.key))
    text = markup.fit("\n".join([f"**{card.embed.title}**", *lines]), MESSAGE, _as_it_is)
    return Reply(text, card.embed, tuple(below))


def elsewhere(text: str) -> Reply:
    """What is left of a card in whose place there is another message further down."""
    card = Card()
    card.add(text, str)
    return Reply(text, card.embed)


def final(game: Game, ended: GameEnded, names: Mapping[int, str]) -> Reply:
    """How a game ended, and who has won."""
    lines = [sentences.ENDS[ended.why]]
    if ended.places and ended.places[0].points > 0:
        best = [place.player for place in ended.places if place.rank == 1]
        lines.append(sentences.wins(sentences.names_of(best[:_PLAYERS], names), ended.places[0].points))
    lines += table(ended.places, names) if ended.places else [sentences.NOBODY_PLAYED]
    title = sentences.DAILY if game.settings.daily else sentences.FINAL
    return _titled(title, lines)


def scores(places: Sequence[Place], names: Mapping[int, str]) -> Reply:
    """The standing of a game that goes on."""
    return _titled(sentences.SCORES, table(places, names)) if places else Reply(sentences.NO_SCORES, private=True)


def table(places: Sequence[Place], names: Mapping[int, str]) -> list[str]:
    """The first places, a line each."""
    lines = [
        sentences.place(each.rank, names.get(each.player, sentences.SOMEBODY), each.points, each.right, each.rounds)
        for each in places[:_PLAYERS]
    ]
    return lines if len(places) <= _PLAYERS else [*lines, sentences.and_more(len(places) - _PLAYERS)]


def _titled(title: str, lines: Sequence[str]) -> Reply:
    card = Card()
    card.title(title)
    card.add("\n".join(lines), _as_it_is)
    text = markup.fit("\n".join([f"**{title}**", *lines]), MESSAGE, _as_it_is)
    return Reply(text, card.embed)


def _as_it_is(text: str) -> str:
    return text


def _round(game: Game) -> Round:
    if game.round is None:
        raise ValueError("There is no round to be shown.")
    return game.round


def _lettered(round_: Round) -> bool:
    return any(markup.units(choice) > SHORT for choice in round_.choices)


def _choice(at: int, round_: Round) -> str:
    return sentences.choice(sentences.LETTERS[at], markup.fit(markup.one_line(round_.choices[at]), _CHOICE))


def _prompt(round_: Round) -> str:
    """The quotation as it is asked; what is missing stands out."""
    if not round_.typed:
        return markup.fit(round_.prompt, _QUOTE, markup.quote)
    before, _, after = round_.prompt.partition(GAP)
    return _joined(before, f"**{GAP}**", after)


def _filled(round_: Round) -> str:
    """The whole quotation; what was missing stands out."""
    if not round_.typed:
        return markup.fit(round_.quote, _QUOTE, markup.quote)
    before, _, after = round_.prompt.partition(GAP)
    return _joined(before, f"**{markup.escape(round_.answer)}**", after)


def _joined(before: str, word: str, after: str) -> str:
    # Markup takes off blanks at the ends, which are to stay around the word.
    start, end = before[len(before.rstrip()) :], after[: len(after) - len(after.lstrip())]
    return "\n".join(
        f"> {line}" for line in f"{markup.escape(before)}{start}{word}{end}{markup.escape(after)}".split("\n")
    )


def _answer(round_: Round) -> str:
    answer = markup.fit(markup.one_line(round_.answer), _CHOICE)
    if not _lettered(round_):
        return sentences.right_answer(answer)
    letter = sentences.LETTERS[round_.choices.index(round_.answer)]
    # The question that was to be found is the title already.
    return sentences.right_answer(letter if round_.mode is Mode.QUOTE else f"{letter} {answer}")


def _results(ended: RoundEnded, names: Mapping[int, str]) -> list[str]:
    if ended.why is Closed.SKIPPED:
        return [sentences.SKIPPED_ROUND]
    if ended.why is Closed.STOPPED:
        return [sentences.STOPPED_ROUND]
    right = [(player, result) for player, result in ended.results if result.right]
    wrong = [player for player, result in ended.results if not result.right]
    lines = [
        sentences.winner(
            sentences.MEDALS.get(rank, "▫️"),
            names.get(player, sentences.SOMEBODY),
            result.after,
            result.points,
            result.streak,
        )
        for rank, (player, result) in enumerate(right[:_PLAYERS], start=1)
    ]
    if len(right) > _PLAYERS:
        lines.append(sentences.and_more(len(right) - _PLAYERS))
    if not right:
        lines.append(sentences.NOBODY_RIGHT)
    if wrong:
        lines.append(sentences.missed(sentences.names_of(wrong[:_MISSED], names), max(len(wrong) - _MISSED, 0)))
    return lines


def _answered(game: Game) -> int:
    return 0 if _round(game).typed else sum(player.given is not None for player in game.players.values())


def _link(round_: Round, entry: Entry | None) -> str | None:
    if entry is None:
        return None
    passage = _ENDS.sub("", round_.quote)
    return markup.web_address(source_link(entry, passage, limit=LINK), LINK)
