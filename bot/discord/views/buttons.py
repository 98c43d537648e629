"""The buttons beneath an answer, and the replies they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord
import structlog

from bot.discord import markup, wording
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.views import answers
from bot.discord.views.catalogue import SPOT_LENGTH
from bot.discord.views.press import ASKER, PAGE, SPOT, SPOTS, Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.views.catalogue import Catalogue, Shown
    from bot.discord.views.press import Interaction
    from bot.knowledge.model import Snapshot

log = structlog.get_logger(__name__)

LABEL: Final = 80
MOST_SHOWN: Final = 5  # spots in one custom id


def answer(shown: Sequence[Shown], snapshot: Snapshot, asker: int, *, verdicts: bool = True) -> Reply:
    """The reply that shows an answer.

    Args:
        shown: The answer, and after it the others that may be shown instead.
        snapshot: What they stand in.
        asker: The id of the user who may change the message to another answer.
        verdicts: Whether to ask if it was helpful.
    """
    first, *others = shown[:MOST_SHOWN]
    buttons: list[discord.ui.Item[Any]] = []
    if link := answers.link_of(first):
        outlet = wording.read_it(first.entry.interview.outlet)
        buttons.append(discord.ui.Button(label=markup.label(outlet, LABEL), url=link))
    if others:
        buttons.append(Show.button(wording.ANOTHER, [*others, first], asker))
    if not answers.is_whole(first):
        buttons.append(Whole.make(wording.WHOLE, f"whole:{first.spot}"))
    if verdicts:
        buttons.append(Helpful.make(wording.HELPFUL, f"helpful:{first.spot}"))
        buttons.append(NotIt.make(wording.NOT_IT, f"notit:{_spots(shown)}"))
    return Reply(answers.text_of(first, snapshot), answers.embed_of(first, snapshot), tuple(buttons))


def choices(text: str, shown: Sequence[Shown], asker: int) -> Reply:
    """A reply that offers answers, a button each with the question it answers."""
    shown = shown[:MOST_SHOWN]
    turned = ([*shown[at:], *shown[:at]] for at in range(len(shown)))
    buttons = (Show.button(turn[0].entry.pair.question, turn, asker, discord.ButtonStyle.primary) for turn in turned)
    return Reply(text, buttons=tuple(buttons))


def gone() -> Reply:
    """What a button of content that is no longer there says."""
    return Reply(wording.GONE, private=True)


class Show(Press, template=rf"show:{ASKER}:{SPOTS}"):
    """Shows the first of its answers: to the asker in place, to anybody else privately."""

    @classmethod
    def button(
        cls,
        text: str,
        shown: Sequence[Shown],
        asker: int,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> Show:
        """A button for the first of some answers."""
        return cls.make(markup.label(text, LABEL) or wording.ANOTHER, f"show:{asker}:{_spots(shown)}", style)

    async def press(self, interaction: Interaction) -> None:
        """Show it."""
        own = interaction.user.id == int(self.given["asker"])
        private = not own or (interaction.message is not None and interaction.message.flags.ephemeral)
        shown = await _shown(interaction, self.given["spots"], private=private)
        if not shown:
            await respond(interaction, gone())
            return
        reply = answer(shown, _catalogue(interaction).snapshot, interaction.user.id)
        if own:
            await replace_message(interaction, reply)
        else:
            await respond(interaction, reply.privately())


class Whole(Press, template=rf"whole:{SPOT}"):
    """Shows the whole answer to whoever presses it."""

    async def press(self, interaction: Interaction) -> None:
        """Show its first page."""
        await respond(interaction, await _whole(interaction, self.given["spot"], 0))


class Turn(Press, template=rf"page:{SPOT}:{PAGE}"):
    """Turns to another page of a whole answer; nobody but its reader sees it."""

    async def press(self, interaction: Interaction) -> None:
        """Turn to it."""
        await replace_message(interaction, await _whole(interaction, self.given["spot"], int(self.given["page"])))


class Helpful(Press, template=rf"helpful:{SPOT}"):
    """Says that an answer answered the question."""

    async def press(self, interaction: Interaction) -> None:
        """Note it and say thanks."""
        shown = _catalogue(interaction).shown(self.given["spot"])
        if shown:
            _count(interaction, shown.entry.ref, helpful=True)
        await respond(interaction, Reply(wording.THANKS, private=True) if shown else gone())


class NotIt(Press, template=rf"notit:{SPOTS}"):
    """Says that an answer did not answer the question."""

    async def press(self, interaction: Interaction) -> None:
        """Note it and offer what else there is, only to whoever pressed it."""
        first, others = self.given["spots"][:SPOT_LENGTH], self.given["spots"][SPOT_LENGTH:]
        shown = _catalogue(interaction).shown(first)
        if shown:
            _count(interaction, shown.entry.ref, helpful=False)
        left = await _shown(interaction, others, private=True)
        if left:
            reply = choices(wording.THANKS_PERHAPS, left, interaction.user.id).privately()
        else:
            reply = Reply(wording.THANKS_SORRY, private=True) if shown else gone()
        await respond(interaction, reply)


def _count(interaction: Interaction, ref: str, *, helpful: bool) -> None:
    """Note what somebody thinks of an answer; nobody waits for that."""
    log.info("verdict", verdict="helpful" if helpful else "not_it", entry=ref)
    bot = interaction.client
    if interaction.guild_id is not None:
        counted = bot.store.count_verdict(
            interaction.guild_id, ref, helpful, user=interaction.user.id, now=interaction.created_at
        )
        bot.errands.start(counted, "verdict")


def _catalogue(interaction: Interaction) -> Catalogue:
    return interaction.client.catalogue_for(interaction.guild_id)


async def _whole(interaction: Interaction, spot: str, number: int) -> Reply:
    found = await _shown(interaction, spot, private=True)
    if not found:
        return gone()
    (shown,) = found
    last = answers.page_count(shown.entry) - 1
    number = min(number, last)
    buttons = []
    if number > 0:
        buttons.append(Turn.make(wording.PREVIOUS, f"page:{spot}:{number - 1}"))
    if number < last:
        buttons.append(Turn.make(wording.NEXT, f"page:{spot}:{number + 1}"))
    text = answers.text_of(shown, _catalogue(interaction).snapshot)
    return Reply(text, answers.whole_page(shown, number), tuple(buttons), private=True)


def _spots(shown: Sequence[Shown]) -> str:
    return "".join(each.spot for each in shown[:MOST_SHOWN])


async def _shown(interaction: Interaction, spots: str, *, private: bool) -> list[Shown]:
    """What is left of the answers that some spots name, as it is shown to everybody here or, privately, to one."""
    names = (spots[at : at + SPOT_LENGTH] for at in range(0, len(spots), SPOT_LENGTH))
    found = [shown for shown in map(_catalogue(interaction).shown, names) if shown]
    seen = await interaction.client.servers.seen(interaction, [each.entry for each in found], private=private)
    return [shown.to(seen) for shown in found]
