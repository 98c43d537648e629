"""Uploads and ways back, as moderators see them before anything changes; and the buttons that change it."""

from __future__ import annotations

import base64
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import discord

from bot.discord import content_wording as wording
from bot.discord import markup
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views.answers import MESSAGE
from bot.discord.views.card import DESCRIPTION, FIELD_VALUE, Card
from bot.discord.views.changes import differences, fitting, golden, shortened
from bot.discord.views.press import Press
from bot.errors import AlreadyDone
from bot.moderation.uploads import Obstacle

if TYPE_CHECKING:
    from bot.discord.views.press import Interaction
    from bot.knowledge.model import Interview
    from bot.moderation.uploads import Limits, Preview, Step

_TITLE: Final = 200
_QUESTIONS: Final = 5
_SPEAKERS: Final = 5
_WARNINGS: Final = 5
_DRAFT: Final = r"(?P<draft>[0-9]{1,18})"


def preview(shown: Preview) -> Reply:
    """An upload as it would be, with the buttons to apply or to cancel it."""
    interview = shown.content
    lines = [wording.preview_intro(interview.id, len(interview.pairs)), *differences(shown.difference)]
    if shown.replaces:
        lines.append(wording.replaces(shown.replaces.number))
    if shown.operators:
        lines.append(wording.REPLACES_OPERATORS)
    fields = {
        wording.SPEAKERS: _speakers(interview),
        wording.FIRST_PAIRS: _questions(interview),
        wording.GOLDEN: golden(shown.check),
        wording.WARNINGS: [shortened(warning.problem) for warning in shown.warnings[:_WARNINGS]],
    }
    if len(shown.warnings) > _WARNINGS:
        fields[wording.WARNINGS].append(wording.and_more(len(shown.warnings) - _WARNINGS))
    label = wording.APPLY_ANYWAY if shown.check.broken else wording.APPLY
    style = discord.ButtonStyle.danger if shown.check.broken else discord.ButtonStyle.success
    buttons = (
        Apply.make(label, f"apply:{shown.draft}", style),
        Cancel.make(wording.CANCEL, f"cancel:{shown.draft}"),
    )
    return _card(shown.content.title, lines, fields, buttons)


def step(shown: Step) -> Reply:
    """A way back, with the button that goes it."""
    lines = [wording.step(shown.interview, shown.current, shown.target), *differences(shown.difference)]
    name = f"back:{_key(shown.interview)}:{shown.current}:{shown.target or 0}"
    style = discord.ButtonStyle.danger if shown.check.broken else discord.ButtonStyle.primary
    return _card(
        wording.HISTORY_TITLE, lines, {wording.GOLDEN: golden(shown.check)}, (Back.make(wording.GO_BACK, name, style),)
    )


def obstacle(found: Obstacle, limits: Limits, size: int) -> Reply:
    """Why something cannot be done; `size` is how many bytes an interview may have."""
    sentences = {
        Obstacle.KIND: wording.WRONG_KIND,
        Obstacle.SIZE: wording.file_too_large(size),
        Obstacle.NUMBER: wording.too_many(limits.interviews),
        Obstacle.ROOM: wording.no_room(limits.bytes),
        Obstacle.GONE: wording.NO_VERSION,
        Obstacle.CHANGED: wording.CHANGED_SINCE,
    }
    return Reply(sentences[found], private=True)


class Apply(Press, template=rf"apply:{_DRAFT}"):
    """Puts an upload in force."""

    async def press(self, interaction: Interaction) -> None:
        """Do it, if the presser may and nobody was quicker."""
        server = server_of(interaction)
        if not await admit_moderator(interaction) or server is None:
            return
        await interaction.response.defer()
        uploads, number = interaction.client.moderation.uploads, int(self.given["draft"])
        try:
            done = await uploads.apply(server, number, by=interaction.user.id, now=interaction.created_at)
        except AlreadyDone:
            await _too_late(interaction, server, number)
            return
        if done is Obstacle.GONE:
            await respond(interaction, Reply(wording.DRAFT_GONE, private=True))
        elif isinstance(done, Obstacle):
            await respond(interaction, obstacle(done, uploads.limits, 0))
        else:
            lines = differences(done.difference)
            text = wording.applied(done.version.interview, done.version.number, lines)
            await replace_message(interaction, Reply(fitting(text.split("\n"), MESSAGE)))


class Cancel(Press, template=rf"cancel:{_DRAFT}"):
    """Forgets an upload."""

    async def press(self, interaction: Interaction) -> None:
        """Do it, if the presser may and nobody was quicker."""
        server = server_of(interaction)
        if not await admit_moderator(interaction) or server is None:
            return
        uploads, number = interaction.client.moderation.uploads, int(self.given["draft"])
        try:
            gone = await uploads.cancel(server, number, by=interaction.user.id, now=interaction.created_at)
        except AlreadyDone:
            await _too_late(interaction, server, number)
            return
        if gone:
            await respond(interaction, Reply(wording.DRAFT_GONE, private=True))
        else:
            await replace_message(interaction, Reply(wording.CANCELLED))


class Back(Press, template=r"back:(?P<key>[A-Za-z0-9_-]{11}):(?P<current>[0-9]{1,9}):(?P<target>[0-9]{1,9})"):
    """Goes back to an earlier version of an interview."""

    async def press(self, interaction: Interaction) -> None:
        """Do it, if the presser may and nothing has changed since the question was put."""
        server = server_of(interaction)
        if not await admit_moderator(interaction) or server is None:
            return
        await interaction.response.defer()
        moderation = interaction.client.moderation
        known = {version.interview for version in await moderation.store.versions(server)}
        interview = next((name for name in known if _key(name) == self.given["key"]), "")
        target = int(self.given["target"]) or None
        done = await moderation.uploads.roll_back(
            server,
            interview,
            target,
            current=int(self.given["current"]),
            by=interaction.user.id,
            now=interaction.created_at,
        )
        if isinstance(done, Obstacle):
            await respond(interaction, obstacle(done, moderation.uploads.limits, 0))
        else:
            text = wording.went_back(interview, target, differences(done.difference))
            await replace_message(interaction, Reply(fitting(text.split("\n"), MESSAGE)))


async def _too_late(interaction: Interaction, server: int, number: int) -> None:
    """Tell that somebody was quicker, and what they did."""
    draft = await interaction.client.moderation.uploads.draft(server, number)
    await respond(interaction, Reply(wording.too_late(draft.state if draft else None), private=True))


def _key(interview: str) -> str:
    """An interview's id, of up to 100 characters, short enough for a button."""
    return base64.urlsafe_b64encode(blake2b(interview.encode(), digest_size=8).digest()).decode().rstrip("=")


def _speakers(interview: Interview) -> list[str]:
    names = [shortened(": ".join(filter(None, (each.name, each.role)))) for each in interview.speakers[:_SPEAKERS]]
    more = len(interview.speakers) - _SPEAKERS
    return [*names, wording.and_more(more)] if more > 0 else names


def _questions(interview: Interview) -> list[str]:
    questions = [f"• {shortened(pair.question)}" for pair in interview.pairs[:_QUESTIONS]]
    more = len(interview.pairs) - _QUESTIONS
    return [*questions, wording.and_more(more)] if more > 0 else questions


def _card(title: str, lines: list[str], fields: dict[str, list[str]], buttons: tuple[Press, ...]) -> Reply:
    """A card, and the same as plain text; every line is escaped already."""
    card = Card()
    card.title(title)
    card.add(fitting(lines, DESCRIPTION // 2), str)
    plain = [f"**{markup.fit(markup.one_line(title), _TITLE)}**", *lines]
    for name, texts in fields.items():
        if texts:
            card.field(name, fitting(texts, FIELD_VALUE), str)
            plain += [f"**{name}**", *texts]
    return Reply(fitting(plain, MESSAGE), card.embed, buttons)
