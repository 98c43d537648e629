"""What players do at a game in a simulated Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord import trivia_wording as wording
from bot.trivia.judging import judge
from bot.trivia.model import Verdict
from bot.trivia.state import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord
    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle
    from simcord.results import InteractionResult

    from bot.discord.games.running import Running
    from bot.trivia.model import Round
    from tests.discord.conftest import Place

PAUSE = 6.1
ROUND = 30.1


def nearly(round_: Round) -> str:
    """Something to type that is not right, and close."""
    tries = (round_.answer[:-length] + "zq" for length in range(len(round_.answer)))
    return next(typed for typed in tries if judge(typed, round_) is Verdict.NEAR)


class Table:
    """A game in a channel, and those who play it.

    Args:
        place: Where.
        channel: In which channel; the usual one if not given.
    """

    def __init__(self, place: Place, channel: ChannelHandle | None = None) -> None:
        self.place = place
        self.channel = channel or place.channel

    async def start(self, words: str = "", by: MemberActor | None = None) -> None:
        await (by or self.place.asker).send(self.channel, f"!trivia start {words}".strip())

    @property
    def running(self) -> Running:
        found = self.place.bot.games.here(self.channel.id)
        assert found, "no game is going on"
        return found[0]

    @property
    def over(self) -> bool:
        return not self.place.bot.games.here(self.channel.id)

    @property
    def round(self) -> Round:
        assert self.running.game.round
        return self.running.game.round

    @property
    def open(self) -> bool:
        return not self.over and self.running.game.phase is Phase.OPEN

    def said(self) -> list[discord.Message]:
        """What the bot has said here, oldest first."""
        bot = self.place.env.backend.bot_user.id
        return [message for message in self.channel.history() if message.author.id == bot]

    @property
    def card(self) -> discord.Message:
        return next(message for message in self.said() if message.id == self.running.messages["card"])

    @property
    def last(self) -> discord.Message:
        return self.said()[-1]

    def titles(self) -> list[str]:
        return [message.embeds[0].title or "" for message in self.said() if message.embeds]

    def option(self, *, right: bool = True) -> str:
        """The custom id of the button for the right choice, or for a wrong one."""
        at = self.round.choices.index(self.round.answer)
        at = at if right else (at + 1) % len(self.round.choices)
        return f"tpick:{self.running.id}:{self.running.game.number}:{at}"

    async def choose(self, who: MemberActor, *, right: bool = True) -> InteractionResult:
        return await who.click(self.card, custom_id=self.option(right=right))

    async def answer(self, who: MemberActor, *, right: bool = True) -> None:
        """Answer the open round, however that is done."""
        if self.round.typed:
            await who.send(self.channel, self.round.answer if right else "zeppelin")
        else:
            await self.choose(who, right=right)

    async def form(self, who: MemberActor, typed: str) -> str:
        """Answer by the form; what the bot says to that."""
        shown = await who.click(self.card, label=wording.ANSWER)
        return (await who.submit_modal(shown, {"typed": typed})).response.content

    async def pass_time(self, seconds: float) -> None:
        await self.place.env.advance_time(seconds)

    async def end_round(self) -> None:
        """Let the open round come to its end, and the next one begin."""
        number = None if self.over else self.running.game.number
        while not self.over and self.running.game.number == number:
            left = self.running.game.until - self.place.env.now()
            await self.pass_time(max(left.total_seconds(), 0) + 0.1)

    async def play(self, right: Sequence[MemberActor] = (), wrong: Sequence[MemberActor] = ()) -> None:
        """Play to the end: some are always right, some always wrong."""
        while not self.over:
            for who in wrong:
                await self.answer(who, right=False)
            for who in right:
                if self.open:
                    await self.answer(who)
            await self.end_round()


def description(message: discord.Message) -> str:
    """What an embed says, without the marks that only format it."""
    (embed,) = message.embeds
    return (embed.description or "").replace("*", "")
