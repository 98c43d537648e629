"""A server's settings, and a fan's progress, as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord import markup, trivia_desk_wording
from bot.discord import settings_wording as sentences
from bot.discord.delivery import Reply
from bot.discord.games.defaults import Defaults
from bot.discord.views.answers import MESSAGE
from bot.discord.views.card import Card
from bot.knowledge.model import Episode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.moderation.settings import ServerSettings
    from bot.storage.records import Progress

_LISTED = 15
_NAME = 60


def settings_card(settings: ServerSettings, prefix: str, here: Mapping[str, Progress]) -> Reply:
    """All that a server has set.

    Args:
        settings: What it has set.
        prefix: What commands begin with there.
        here: How far the people of the channel in which this is shown have seen the shows.
    """
    shown = {
        "prefix": markup.escape(prefix),
        "moderator_roles": _listed(map(_role, settings.moderator_roles)) or sentences.NOBODY_ELSE,
        "channels": _listed(f"<#{channel}>" for channel in settings.channels) or sentences.EVERYWHERE,
        "interviews_off": _listed(markup.fit(each, _NAME) for each in settings.interviews_off) or sentences.NONE,
        "strictness": settings.strictness.value,
        "trivia": defaults_of(settings),
    }
    fields = {sentences.NAMES[name]: value for name, value in shown.items()}
    if here:
        fields[sentences.SPOILERS] = "\n".join(_progress(here))
    card = Card()
    card.title(sentences.TITLE)
    for name, value in fields.items():
        card.field(name, value, str)
    text = markup.fit("\n".join(f"{name}: {value}" for name, value in fields.items()), MESSAGE, str)
    return Reply(text, card.embed, private=True)


def defaults_of(settings: ServerSettings) -> str:
    """How trivia games go where nothing else is said."""
    usual = Defaults.read(settings.trivia)
    return trivia_desk_wording.defaults(usual.rounds, usual.seconds, usual.mode, changeable=usual.changeable)


def progress_card(told: Mapping[str, Progress]) -> Reply:
    """How far a fan has seen which show."""
    if not told:
        return Reply(sentences.NO_PROGRESS, private=True)
    card = Card()
    card.title(sentences.PROGRESS_TITLE)
    lines = _progress(told)
    for line in lines:
        card.add(line, str)
    return Reply(markup.fit("\n".join(lines), MESSAGE, str), card.embed, private=True)


def _progress(told: Mapping[str, Progress]) -> list[str]:
    return [
        sentences.progress_line(markup.fit(show, _NAME), str(Episode(each.season, each.episode)))
        for show, each in list(told.items())[:_LISTED]
    ]


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(list(parts)[:_LISTED])


def _role(role: str) -> str:
    """A role as Discord shows it; one that is stored by its name as that name."""
    return f"<@&{role}>" if role.isdecimal() else markup.fit(role, _NAME)
