"""Versions, the log of changes, and the status of a server's content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.discord import content_wording as wording
from bot.discord.delivery import Reply, replace_message
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views.answers import MESSAGE
from bot.discord.views.card import DESCRIPTION, Card
from bot.discord.views.changes import fitting, shortened
from bot.discord.views.press import Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.views.press import Interaction
    from bot.moderation.status import Status
    from bot.storage.records import AuditEntry, Version

LOG_LINES: Final = 15
"""Lines of the log on a page."""
_VERDICTS: Final = 10
_BLOCK: Final = 700  # code units of a part of the status; three of them fit into a message
_ABOUT: Final = 80


def history(versions: Sequence[Version]) -> Reply:
    """The versions of a server's interviews, each interview's newest first."""
    if not versions:
        return Reply(wording.NO_HISTORY, private=True)
    lines: list[str] = []
    for interview in dict.fromkeys(version.interview for version in versions):
        own = [version for version in versions if version.interview == interview]
        newest = max(version.number for version in own)
        lines.append(f"`{interview}`")
        lines += [_version(version, in_force=version.number == newest) for version in own]
    card = Card()
    card.title(wording.HISTORY_TITLE)
    card.add(fitting(lines, DESCRIPTION), str)
    return Reply(fitting(lines, MESSAGE), card.embed, private=True)


def log(entries: Sequence[AuditEntry]) -> Reply:
    """A page of the log, the newest lines first; with a button for older ones where the page is full."""
    if not entries:
        return Reply(wording.NO_LOG, private=True)
    page = entries[:LOG_LINES]
    lines = [_entry(entry) for entry in page]
    card = Card()
    card.title(wording.LOG_TITLE)
    card.add(fitting(lines, DESCRIPTION), str)
    buttons = (Older.make(wording.OLDER, f"log:{page[-1].id}"),) if len(entries) > LOG_LINES else ()
    return Reply(fitting(lines, MESSAGE), card.embed, buttons, private=True)


def status(found: Status) -> Reply:
    """What a server knows, what of it is its own, and what fans think of the answers."""
    lines = [wording.loaded(found.interviews, found.pairs), *wording.changes_here(found.taught, found.off)]
    own = [wording.own_content(len(found.uploads), found.limits.interviews, found.used, found.limits.bytes)]
    own += [wording.own_line(upload.interview, upload.number, upload.size or 0) for upload in found.uploads]
    verdicts = [wording.verdict_line(each.ref, each.helpful, each.not_it) for each in found.verdicts[:_VERDICTS]]
    fields = {wording.OWN: fitting(own, _BLOCK)}
    if verdicts:
        fields[wording.VERDICTS] = fitting(verdicts, _BLOCK, len(found.verdicts))
    text = fitting(lines, _BLOCK // 2)
    card = Card()
    card.title(wording.STATUS_TITLE)
    card.add(text, str)
    for name, value in fields.items():
        card.field(name, value, str)
    plain = "\n".join([text, *(f"**{name}**\n{value}" for name, value in fields.items())])
    return Reply(plain, card.embed, private=True)


class Older(Press, template=r"log:(?P<before>[0-9]{1,18})"):
    """Turns to older lines of the log."""

    async def press(self, interaction: Interaction) -> None:
        """Turn to them, if the presser may see them."""
        server = server_of(interaction)
        if await admit_moderator(interaction) and server is not None:
            store, before = interaction.client.store, int(self.given["before"])
            await replace_message(interaction, log(await store.log(server, limit=LOG_LINES + 1, before=before)))


def _version(version: Version, *, in_force: bool) -> str:
    what = wording.version_kind(version.size, version.restored)
    return wording.version_line(
        version.number, what, wording.who(version.by), wording.when(version.at), in_force=in_force
    )


def _entry(entry: AuditEntry) -> str:
    about = shortened(wording.about_deed(entry.detail), _ABOUT)
    return wording.log_line(wording.who(entry.who), wording.when(entry.at), wording.deed(entry.what), about)
