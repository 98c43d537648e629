"""What is to be seen of a game, in order: one message a round, changed rather than followed by another.

A round's card becomes its reveal where it still stands at the bottom of the channel. Where players have typed below it,
the reveal is a message of its own, and the card only loses its buttons. What changes on a card all the time (how many
have answered, votes) is put off and put together, so that the channel's five messages in five seconds are kept for what
matters.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from bot.discord import trivia_wording as wording
from bot.discord.games.outlet import Unsent
from bot.discord.views import trivia_cards as cards
from bot.trivia.outcomes import GameEnded, HintShown, RoundEnded, RoundOpened, Taken, Voted
from bot.trivia.state import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.discord.delivery import Reply
    from bot.discord.games.driver import Games
    from bot.discord.games.outlet import Outlet
    from bot.discord.games.running import Running
    from bot.trivia.outcomes import Outcome

log = structlog.get_logger(__name__)

FAR: Final = 3
"""With so many messages below it, a card is out of sight."""
CALM: Final = timedelta(seconds=2)
"""At least so long a card stays as it is while players only choose."""
TRIES: Final = 5
_WAIT: Final = timedelta(seconds=2)  # doubled with every try


class Screen:
    """Shows games.

    Args:
        games: Whose.
        outlet: Where.
    """

    def __init__(self, games: Games, outlet: Outlet) -> None:
        self._games = games
        self._outlet = outlet

    def take(self, running: Running, outcomes: tuple[Outcome, ...]) -> None:
        """Have outcomes shown that are for all to see."""
        soon = later = False
        for outcome in outcomes:
            match outcome:
                case RoundOpened() | RoundEnded() | GameEnded():
                    running.unshown.append(outcome)
                    soon = True
                case HintShown():
                    running.refresh = running.hinted = soon = True
                case Voted():
                    running.refresh = soon = True
                case Taken(changed=False) if not running.refresh:
                    running.refresh = later = True
        if soon:
            self.show(running)
        elif later:
            self._later(running, CALM)

    def show(self, running: Running) -> None:
        """Show what is to be shown, unless that is being done already."""
        if not running.showing and (running.unshown or running.refresh):
            running.showing = True
            self._games.spawn(self._show(running), "trivia show")

    def _later(self, running: Running, wait: timedelta) -> None:
        at = self._games.bot.now() + wait
        self._games.alarm.set(("show", running.id), at, lambda: self.show(running))

    async def react(self, running: Running, message: int, emoji: str) -> None:
        """Answer a message with an emoji, where that may be done."""
        await self._outlet.react(running.stored.channel, message, emoji)

    async def _show(self, running: Running) -> None:
        try:
            while running.unshown or running.refresh:
                if not await self._shown_next(running):
                    return
        finally:
            running.showing = False

    async def _shown_next(self, running: Running) -> bool:
        """Show one thing; False if there is nothing more to be done now."""
        outcome = running.unshown[0] if running.unshown else None
        unsent = await (self._next(running, outcome) if outcome else self._refresh(running))
        if unsent is Unsent.CLOSED:
            await self._games.abandon(running)
            return False
        if unsent is Unsent.TROUBLE and running.tries < TRIES:
            self._later(running, _WAIT * 2**running.tries)
            running.tries += 1
            return False
        if unsent is Unsent.TROUBLE:
            log.warning("trivia_unshown", server=running.stored.server, channel=running.stored.channel)
        running.tries = 0
        if outcome:
            running.unshown.popleft()
        if isinstance(outcome, GameEnded):
            await self._games.finish(running)
            return False
        return True

    async def _next(self, running: Running, outcome: Outcome) -> Unsent | None:
        match outcome:
            case RoundOpened():
                return await self._open(running, outcome)
            case RoundEnded():
                return await self._reveal(running, outcome)
            case GameEnded():
                names = await self._names(running, [place.player for place in outcome.places])
                sent = await self._send(running, cards.final(running.game, outcome, names), "end")
                return sent if isinstance(sent, Unsent) else None
        return None

    async def _open(self, running: Running, opened: RoundOpened) -> Unsent | None:
        game, messages = running.game, running.messages
        if game.phase is not Phase.OPEN or game.number != opened.number:
            return None  # it has ended since
        running.refresh = False
        card = self._card(running)
        if messages.get("number") == opened.number:  # it was shown before a restart
            unsent = await self._outlet.edit(running.stored.channel, messages["card"], card)
            if unsent is not Unsent.GONE:
                return unsent
        sent = await self._send(running, card, f"card{opened.number}")
        if isinstance(sent, Unsent):
            return sent
        running.below, running.signed = 0, set()
        await self._note(running, number=opened.number, card=sent)
        return None

    async def _reveal(self, running: Running, ended: RoundEnded) -> Unsent | None:
        running.refresh = False
        messages, number = running.messages, ended.number
        if messages.get("revealed") == number:
            return None
        card = messages["card"] if messages.get("number") == number else None
        near = card is not None and (running.below < FAR or self._outlet.is_last(running.stored.channel, card))
        unsent = await self._put_reveal(running, ended, card if near else None)
        if unsent is None:
            # This goes into the store with the next step: to show a reveal once more after a restart does no harm.
            running.messages = {**running.messages, "revealed": number}
            if card is not None and not near:
                await self._outlet.edit(running.stored.channel, card, cards.elsewhere(wording.CLOSED_ABOVE))
        return unsent

    async def _put_reveal(self, running: Running, ended: RoundEnded, card: int | None) -> Unsent | None:
        """Show a reveal in place of its card, or as a message of its own."""
        snapshot = self._games.bot.library.engine_for(running.stored.server).snapshot
        names = await self._names(running, [player for player, _ in ended.results])
        reply = cards.reveal(running.id, running.game, ended, snapshot.entry(ended.round.ref), names)
        if card is not None:
            unsent = await self._outlet.edit(running.stored.channel, card, reply)
            if unsent is not Unsent.GONE:
                return unsent
        sent = await self._send(running, reply, f"reveal{ended.number}")
        return sent if isinstance(sent, Unsent) else None

    async def _refresh(self, running: Running) -> Unsent | None:
        """Bring the card up to date, or back into sight; it does not matter much if that fails."""
        hinted, running.refresh, running.hinted = running.hinted, False, False
        game, old, channel = running.game, running.messages.get("card"), running.stored.channel
        if game.phase is not Phase.OPEN or running.messages.get("number") != game.number or old is None:
            return None
        card = self._card(running)
        if not hinted or running.below < FAR:
            unsent = await self._outlet.edit(channel, old, card)
            return unsent if unsent is Unsent.CLOSED else None
        sent = await self._send(running, card, f"card{game.number}h{game.hints}")
        if isinstance(sent, Unsent):
            return sent if sent is Unsent.CLOSED else None
        running.below = 0
        await self._note(running, card=sent)
        await self._outlet.edit(channel, old, cards.elsewhere(wording.MOVED))
        return None

    def _card(self, running: Running) -> Reply:
        return cards.question(running.id, running.game, may_read=self._games.bot.options.message_content)

    async def _send(self, running: Running, reply: Reply, mark: str) -> int | Unsent:
        # The nonce keeps Discord from making a second message where a process died before it had noted the first.
        return await self._outlet.send(running.stored.channel, reply, f"{running.id}{mark}")

    async def _note(self, running: Running, **noted: int) -> None:
        """Note where messages are, for the time after a restart."""
        running.messages = {**running.messages, **noted}
        noted_down = self._games.bot.store.note_messages(running.stored, running.messages)
        await self._games.bot.errands.attempt(noted_down, "trivia messages")

    async def _names(self, running: Running, players: Iterable[int]) -> dict[int, str]:
        names, server = self._games.names, running.stored.server
        wanted = list(players)
        known = names.known(server, wanted)
        guild = self._games.bot.get_guild(server)
        return known if len(known) == len(wanted) or guild is None else await names.of(guild, wanted)
