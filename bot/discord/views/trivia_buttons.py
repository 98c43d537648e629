"""The buttons and forms of a game. Each names its game and its round, so that an old one does no harm."""

from __future__ import annotations

import asyncio
import base64
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord import markup
from bot.discord import trivia_wording as sentences
from bot.discord.delivery import Reply, respond
from bot.discord.errands import PATIENCE
from bot.discord.rights import moderates
from bot.discord.views.press import NUMBER, Press
from bot.trivia.events import AskHint, AskSkip, Choose, Guess
from bot.trivia.judging import judge
from bot.trivia.outcomes import Missed, Refused, Taken, Voted
from bot.trivia.state import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.games.running import Running
    from bot.discord.views.press import Interaction
    from bot.trivia.events import Event
    from bot.trivia.outcomes import Outcome
    from bot.trivia.state import Game

LABEL: Final = 80
_ROUND: Final = r"(?P<round>[0-9]{1,3})"
_FORM: Final = re.compile(rf"tform:{NUMBER}:{_ROUND}:[0-9]+")
KEY: Final = r"(?P<key>[A-Za-z0-9_-]{12})"
_KEY_BYTES: Final = 9
_SHOWN: Final = 100
_TYPED: Final = 100
REASON: Final = 300


def for_round(game_id: int, game: Game, labels: Sequence[str]) -> tuple[discord.ui.Item[Any], ...]:
    """What stands beneath the card of an open round: a button for each choice, or one that opens a form."""
    place = f"{game_id}:{game.number}"
    primary, success = discord.ButtonStyle.primary, discord.ButtonStyle.success
    below: list[discord.ui.Item[Any]] = [
        Option.make(markup.label(label, LABEL) or sentences.LETTERS[at], f"tpick:{place}:{at}", primary)
        for at, label in enumerate(labels)
    ]
    if not below:
        below.append(Answer.make(sentences.ANSWER, f"ttype:{place}", success))
    row = 1 if labels else 0
    round_ = game.round
    if round_ and game.hints < min(game.settings.hints, len(round_.hints)):
        below.append(Help.make(sentences.HINT, f"thint:{place}"))
        below[-1].row = row
    if not game.settings.daily:
        below.append(Skip.make(sentences.SKIP, f"tskip:{place}"))
        below[-1].row = row
    return tuple(below)


class Option(Press, template=rf"tpick:{NUMBER}:{_ROUND}:(?P<at>[0-7])"):
    """Chooses one of the choices; what, nobody else sees."""

    async def press(self, interaction: Interaction) -> None:
        """Choose it."""
        running = await running_game(interaction, self.given["number"])
        if running is None:
            return
        number, at = int(self.given["round"]), int(self.given["at"])
        await put(interaction, running, Choose(interaction.user.id, number, at, interaction.client.now()))


class Answer(Press, template=rf"ttype:{NUMBER}:{_ROUND}"):
    """Opens a form for a typed answer."""

    async def press(self, interaction: Interaction) -> None:
        """Open it, if the round still lasts."""
        running = await running_game(interaction, self.given["number"])
        if running is None:
            return
        game, number = running.game, int(self.given["round"])
        if game.phase is not Phase.OPEN or game.number != number:
            await respond(interaction, Reply(sentences.TOO_LATE, private=True))
            return
        await interaction.response.send_modal(AnswerForm(running.id, number, interaction.user.id))


class Help(Press, template=rf"thint:{NUMBER}:{_ROUND}"):
    """Has a hint shown to everybody."""

    async def press(self, interaction: Interaction) -> None:
        """Ask for it."""
        running = await running_game(interaction, self.given["number"])
        if running is None:
            return
        if running.game.number != int(self.given["round"]):
            await respond(interaction, Reply(sentences.TOO_LATE, private=True))
            return
        await put(interaction, running, AskHint(interaction.user.id, interaction.client.now()))


class Skip(Press, template=rf"tskip:{NUMBER}:{_ROUND}"):
    """Skips a round, or votes for that."""

    async def press(self, interaction: Interaction) -> None:
        """Ask for it."""
        running = await running_game(interaction, self.given["number"])
        if running is None:
            return
        now, moderator = interaction.client.now(), await moderates(interaction)
        event = AskSkip(interaction.user.id, now, moderator=moderator, number=int(self.given["round"]))
        await put(interaction, running, event)


class AnswerForm(discord.ui.Modal, title=sentences.ANSWER_FORM):
    """Takes a typed answer. What it is for stands in its custom id, so that it may be sent after a restart."""

    typed: discord.ui.TextInput[AnswerForm] = discord.ui.TextInput(
        label=sentences.ANSWER_FIELD, custom_id="typed", max_length=_TYPED
    )

    def __init__(self, game_id: int, number: int, user: int) -> None:
        super().__init__(custom_id=f"tform:{game_id}:{number}:{user}")

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Judge it."""
        async with interaction.client.faults.watch(interaction):
            await _submitted(interaction, self.custom_id, self.typed.value)


async def stray(interaction: Interaction) -> None:
    """Answer a press or a form that no item takes: its message has changed, or its bot was started anew."""
    data: dict[str, Any] = dict(interaction.data or {})
    custom_id = str(data.get("custom_id"))
    if interaction.type is discord.InteractionType.modal_submit and _FORM.fullmatch(custom_id):
        await _submitted(interaction, custom_id, _typed(data) or "")
    elif interaction.type is discord.InteractionType.component and interaction.message:
        rows: list[dict[str, Any]] = [dict(row.to_dict()) for row in interaction.message.components]
        there = {each.get("custom_id") for row in rows for each in row.get("components", ())}
        ours = any(press.__discord_ui_compiled_template__.fullmatch(custom_id) for press in PRESSES)
        if ours and custom_id not in there and interaction.client.seen.first(interaction.id):
            await respond(interaction, Reply(sentences.TOO_LATE, private=True))


async def _submitted(interaction: Interaction, custom_id: str, typed: str) -> None:
    found = _FORM.fullmatch(custom_id)
    if found is None or not interaction.client.seen.first(interaction.id):
        return
    running = await running_game(interaction, found["number"])
    if running is not None:
        await guess(interaction, running, int(found["round"]), typed)


def _typed(data: Any) -> str | None:  # noqa: ANN401
    """The one value in a form, wherever in its layout."""
    if isinstance(data, list):
        return next(filter(None, map(_typed, data)), None)
    if not isinstance(data, dict):
        return None
    value = data.get("value")
    return value if isinstance(value, str) else _typed([data.get("components"), data.get("component")])


async def guess(interaction: Interaction, running: Running, number: int, typed: str) -> None:
    """Judge what somebody typed into a form for a round."""
    game = running.game
    if game.round is None or not game.round.typed or game.number != number:
        await respond(interaction, Reply(sentences.TOO_LATE, private=True))
        return
    verdict = judge(typed, game.round)
    await put(interaction, running, Guess(interaction.user.id, number, verdict, interaction.client.now()))


async def running_game(interaction: Interaction, number: str) -> Running | None:
    """The game that a button belongs to, if it is run here; else whoever pressed it is told so."""
    games = interaction.client.games
    running = games.get(int(number))
    if running is None or running.stored.server != interaction.guild_id:
        await respond(interaction, Reply(sentences.ELSEWHERE, private=True))
        return None
    games.names.note(running.stored.server, interaction.user)
    return running


async def put(interaction: Interaction, running: Running, event: Event) -> None:
    """Have something happen, and tell whoever did it privately what came of it.

    Raises:
        StorageError: It could not be stored: nothing has happened.
    """
    round_, settings = running.game.round, running.game.settings
    happening = asyncio.ensure_future(interaction.client.games.tell(running, event))
    done, _ = await asyncio.wait([happening], timeout=PATIENCE)
    if not done:  # Discord allows three seconds
        await interaction.response.defer(ephemeral=True, thinking=True)
    outcomes = await happening
    if outcomes is None:
        await respond(interaction, Reply(sentences.ELSEWHERE, private=True))
        return
    choices = round_.choices if round_ else ()
    text = said(outcomes, interaction.user.id, choices, changeable=settings.changeable or settings.daily)
    if text is None and isinstance(event, Guess):
        text = sentences.RIGHT_ANSWER
    if text is None and not interaction.response.is_done():
        await interaction.response.defer()  # the card says it
    else:
        done_late = sentences.HINTED if isinstance(event, AskHint) else sentences.SKIPPED
        await respond(interaction, Reply(text or done_late, private=True))


def said(outcomes: Sequence[Outcome], user: int, choices: Sequence[str], *, changeable: bool) -> str | None:
    """What somebody is told of what came of their press; None if everybody can see it."""
    for outcome in outcomes:
        match outcome:
            case Taken(player, at, changed) if player == user:
                text = markup.fit(markup.one_line(choices[at]), _SHOWN)
                return sentences.chosen(text, changed=changed, changeable=changeable)
            case Missed(player, near) if player == user:
                return sentences.NEAR_ANSWER if near else sentences.WRONG_ANSWER
            case Refused(player, why) if player == user:
                return sentences.REFUSALS[why]
            case Voted(motion, player, votes, needed) if player == user:
                return sentences.voted(motion, votes, needed)
    return None


class Report(Press, template=rf"treport:{NUMBER}:{_ROUND}:{KEY}"):
    """Opens a form to say what is wrong with a question."""

    @classmethod
    def button(cls, game_id: int, number: int, key: str) -> Report:
        """A button for a round, by the round's key."""
        return cls.make(sentences.REPORT, f"treport:{game_id}:{number}:{name_of(key)}")

    async def press(self, interaction: Interaction) -> None:
        """Open it."""
        shown = interaction.message.embeds[0].description if interaction.message and interaction.message.embeds else ""
        form = ReportForm(int(self.given["number"]), int(self.given["round"]), self.given["key"], shown or "")
        await interaction.response.send_modal(form)


class ReportForm(discord.ui.Modal, title=sentences.REPORT_FORM):
    """Takes what is wrong with a question."""

    why: discord.ui.TextInput[ReportForm] = discord.ui.TextInput(
        label=sentences.REPORT_FIELD, custom_id="why", max_length=REASON, required=False
    )

    def __init__(self, game_id: int, number: int, name: str, shown: str) -> None:
        super().__init__()
        self._place = game_id, number, name
        self._shown = shown

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Put it before the moderators."""
        async with interaction.client.faults.watch(interaction):
            desk = interaction.client.trivia.desk
            text = await desk.report(interaction, *self._place, self.why.value, shown=self._shown)
            await respond(interaction, Reply(text, private=True))


def name_of(key: str) -> str:
    """A short name for a round's key, of letters, digits, `-` and `_`."""
    return base64.urlsafe_b64encode(blake2b(key.encode(), digest_size=_KEY_BYTES).digest()).decode("ascii")


PRESSES: Final = (Option, Answer, Help, Skip, Report)
"""Every kind of button of a game."""
