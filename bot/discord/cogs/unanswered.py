"""Questions that found nothing: noted, shown to moderators, taught, and told of once there is an answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import discord
import structlog
from discord.ext import commands, tasks

from bot.discord import markup, wording
from bot.discord.delivery import CUT, Reply, deliver, post, replace_message, respond
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views import board, buttons
from bot.discord.views.catalogue import Shown
from bot.discord.views.lessons import Lessons, Unlearn
from bot.discord.views.wishes import Tell, Wish
from bot.moderation.teaching import teach
from bot.moderation.unanswered import MOST, group_of
from bot.search.results import Answer
from bot.storage.records import QuestionState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.discord.client import ShowrunnerBot
    from bot.discord.views.press import Interaction
    from bot.knowledge.model import Entry, Snapshot
    from bot.moderation.unanswered import Group
    from bot.storage import records

    Context = commands.Context[ShowrunnerBot]

log = structlog.get_logger(__name__)

_TEXT: Final = 300
"""Of a question so much is kept, in UTF-16 code units; whoever writes more is telling a story."""
_EXPIRY_HOURS: Final = 6
_REASONS: Final = 5


class Unanswered(commands.Cog):
    """The board of unanswered questions, and the wishes that hang on them."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot
        self._turns: dict[int, asyncio.Lock] = {}
        self._looked = False

    async def cog_load(self) -> None:
        """Look again at what found nothing whenever the content changes, and forget in time what is kept too long."""
        self.bot.add_dynamic_items(Tell, Wish, Lessons, Unlearn, *board.PRESSES)
        self.bot.library.watch(self._content_changed)
        self.expiring.start()

    async def cog_unload(self) -> None:
        """Forget nothing any more."""
        self.expiring.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """While the bot was away the content may have changed."""
        if not self._looked:
            self._looked = True
            self._content_changed(None)

    @tasks.loop(hours=_EXPIRY_HOURS)
    async def expiring(self) -> None:
        """Delete what has been kept long enough."""
        personal = timedelta(days=self.bot.privacy.personal_days)
        self.bot.errands.start(self.bot.store.expire(self.bot.now(), personal=personal), "expiry")

    async def note(self, ctx: Context, question: str) -> tuple[Tell, ...]:
        """Note a question that found nothing; gives what is put beneath the reply.

        Nothing is noted in direct messages, nor where the store fails.
        """
        server = server_of(ctx)
        if server is None:
            return ()
        now = self.bot.now()
        noted = self.bot.store.note_unanswered(
            server,
            markup.label(question, _TEXT),
            now=now,
            expires=now + timedelta(days=self.bot.privacy.unanswered_days),
        )
        number = await self.bot.errands.attempt(noted, "unanswered")
        return () if number is None else (Tell.button(number),)

    async def show(self, ctx: Context) -> None:
        """Show the board to a moderator."""
        server = server_of(ctx)
        if await admit_moderator(ctx) and server is not None:
            await deliver(ctx, board.page(await board.groups_of(self.bot, server), 0))

    async def teach(self, interaction: Interaction, group: Group, entry: Entry) -> None:
        """Have a pair answer a group of questions, on the wish of a moderator, who is shown what came of it."""
        server = server_of(interaction)
        if server is None:
            return
        await interaction.response.defer()
        user, phrasing = interaction.user.id, group.leader.text
        checked = await teach(self.bot.moderation, server, entry.ref, phrasing, by=user, now=interaction.created_at)
        if checked.broken:
            reasons = [markup.fit(failure.problem, 300) for failure in checked.broken[:_REASONS]]
            await respond(interaction, Reply(wording.teaching_breaks(reasons, len(checked.broken)), private=True))
            return
        closed = await self.recheck(server, by=user)
        left = await board.groups_of(self.bot, server)
        done = wording.TAUGHT_IN_VAIN if group_of(group.leader.id, left) else wording.taught(closed)
        await replace_message(interaction, board.page(left, 0, done))

    def _content_changed(self, server: int | None) -> None:
        self.bot.errands.start(self._look_again(server), "recheck")

    async def _look_again(self, server: int | None) -> None:
        async with self.bot.faults.watch(None):
            for each in [guild.id for guild in self.bot.guilds] if server is None else [server]:
                await self.recheck(each)

    async def recheck(self, server: int, *, by: int | None = None) -> int:
        """Ask a server's open questions again; those that are answered now leave the board, and who wished is told.

        Args:
            server: The server's id.
            by: The moderator whose change made the answers, if it was one's.

        Returns:
            How many have left.

        Raises:
            StorageError: The store does not work.
        """
        async with self._turns.setdefault(server, asyncio.Lock()):
            found: dict[int, tuple[Answer, Snapshot]] = {}
            for each in (await self.bot.store.unanswered(server))[:MOST]:
                finding, snapshot = await self.bot.find(each.text, server)
                if isinstance(finding, Answer):
                    found[each.id] = finding, snapshot
                await asyncio.sleep(0)  # others ask meanwhile
            if not found:
                return 0
            now = self.bot.now()
            closed = await self.bot.store.close_unanswered(server, found, QuestionState.TAUGHT, by=by, now=now)
            wishes = await self.bot.store.take_wishes(server, found)
        log.info("answered_at_last", server=server, questions=closed, wishes=len(wishes))
        await self._grant(wishes, found)
        return closed

    async def _grant(self, wishes: list[records.Wish], found: Mapping[int, tuple[Answer, Snapshot]]) -> None:
        for wish in wishes:
            finding, snapshot = found[wish.question]
            shown = [Shown.of(match) for match in (finding.best, *finding.others)]
            reply = buttons.answer(shown, snapshot, wish.user)
            try:
                told = wish.private and await self._told_privately(wish, reply)
                if not told:
                    await post(self._channel(wish.channel), reply, wording.answer_found_for(wish.user), ping=wish.user)
            except (discord.HTTPException, *CUT) as error:
                log.warning("wish_not_granted", error=type(error).__qualname__)

    def _channel(self, number: int) -> discord.abc.Messageable:
        known = self.bot.get_channel(number)
        return known if isinstance(known, discord.abc.Messageable) else self.bot.get_partial_messageable(number)

    async def _told_privately(self, wish: records.Wish, reply: Reply) -> bool:
        """Send a direct message; False if its receiver takes none."""
        try:
            channel = await self.bot.create_dm(discord.Object(wish.user))
            await post(channel, reply, wording.ANSWER_FOUND)
        except discord.Forbidden:
            return False
        return True
