"""Every sentence the bot says about settings, spoilers and privacy.

As in `bot.discord.wording`, what comes in from content and users has been made safe already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Commands within groups, under their full names: what they take and what they do.
COMMANDS: Final = {
    "settings show": ("", "What this server has set"),
    "settings prefix": ("[prefix]", "What commands begin with in this server; without one, as it was at first"),
    "settings moderator-roles": ("<role>", "Let a role moderate, or no longer"),
    "settings channels": ("<channel>", "Answer in a channel, or no longer; with none named, everywhere"),
    "settings interviews": ("<interview>", "Do without an interview in this server, or use it again"),
    "settings strictness": ("<cautious|normal|bold>", "How sure I have to be before I answer"),
    "settings spoilers": ("<channel> <episode> [show]", "How far the people of a channel have seen a show"),
    "settings trivia": ("[rounds] [seconds] [mode] [changeable]", "How trivia games go where nothing else is said"),
    "settings reset": ("[setting]", "Set something, or everything, back to what it was at first"),
    "privacy show": ("", "What I keep about you"),
    "privacy forget": ("", "Have me forget you"),
}
PREFIX_OPTION: Final = "1 to 5 characters; leave it out for the usual one"
ROLE_OPTION: Final = "A role whose members may moderate"
CHANNEL_OPTION: Final = "A channel"
INTERVIEW_OPTION: Final = "The interview's id"
STRICTNESS_OPTION: Final = "cautious says no more often, bold answers more often"
EPISODE_OPTION: Final = "Such as S02E05, or S02 for a whole season; none to take it back"
SHOW_OPTION: Final = "The show; may be left out where there is only one"
SETTING_OPTION: Final = "Which setting; leave it out for all of them"

# Settings.
TITLE: Final = "Settings of this server"
NAMES: Final = {
    "prefix": "Prefix",
    "moderator_roles": "Moderators' roles",
    "channels": "Channels I answer in",
    "interviews_off": "Interviews not used",
    "strictness": "Strictness",
    "trivia": "Trivia",
}
SPOILERS: Final = "Seen in this channel"
NOBODY_ELSE: Final = "none besides those of my configuration, and whoever may manage the server"
EVERYWHERE: Final = "all of them"
NONE: Final = "none"
BAD_PREFIX: Final = "A prefix has 1 to 5 characters, no blanks, and none of / < @ # ` \\ in it."
EVERYBODY: Final = "Then everybody would moderate. Choose another role."
UNKNOWN_INTERVIEW: Final = "I know no interview of that name here. See the list with the command interviews."
UNKNOWN_SHOW: Final = "I know no interview about that show, or more than one show is meant. Write its title."
BAD_EPISODE: Final = "I could not read that episode. Write S02E05, or S02 for a whole season, or none to take it back."
TOO_MANY: Final = "That setting is full. Take something away first."
EVERYTHING_RESET: Final = "Everything is set back to what it was at first."
SETTING_RESET: Final = "That is set back to what it was at first."

# A fan's own progress.
PROGRESS_TITLE: Final = "How far you have seen"
NO_PROGRESS: Final = "You have not told me how far you have seen anything, so I hide whatever gives something away."
PROGRESS_CLEARED: Final = "I have forgotten how far you have seen."

# Privacy.
ABOUT_TITLE: Final = "What I keep about you"
NOTHING_KEPT: Final = "I keep nothing about you."
KINDS: Final = {
    "verdicts": ("opinion on an answer", "opinions on answers"),
    "wishes": ("answer you want to hear of", "answers you want to hear of"),
    "progress": ("show you told me how far you have seen", "shows you told me how far you have seen"),
    "answers": ("answer in trivia, or correction of its points", "answers in trivia, and corrections of their points"),
    "reports": ("trivia question you reported", "trivia questions you reported"),
    "games": ("game of trivia you are playing", "games of trivia you are playing"),
    "uploads": ("version of an interview you uploaded", "versions of interviews you uploaded"),
    "drafts": ("upload that waits to be applied", "uploads that wait to be applied"),
    "imports": ("transcript that waits to be applied", "transcripts that wait to be applied"),
    "taught": ("phrasing you taught me", "phrasings you taught me"),
    "log": ("line in a server's log", "lines in servers' logs"),
}
FORGET: Final = "Forget me"
REALLY: Final = (
    "Shall I delete your opinions, wishes, progress and trivia points, and take your name off what you did as a "
    "moderator? That cannot be undone."
)
FORGOTTEN: Final = "Done: I keep nothing about you any more."
NOT_YOURS: Final = "That button belongs to somebody else. Use the command privacy yourself."
SENT_PRIVATELY: Final = "I have sent you a direct message."
DIRECT_CLOSED: Final = "I may not send you direct messages. Use /privacy here: only you will see the answer."


def prefix_set(prefix: str) -> str:
    """Commands begin otherwise now."""
    return f"My commands begin with {prefix} in this server now: {prefix}ask, {prefix}help and so on."


def role_set(role: str, *, on: bool) -> str:
    """A role moderates, or no longer."""
    return f"Members of {role} {'may now' if on else 'may no longer'} moderate here."


def channel_set(channel: str, channels: Sequence[str]) -> str:
    """Where questions are answered now."""
    if not channels:
        return "I answer in all channels again."
    done = f"I answer in {channel} now" if channel in channels else f"I no longer answer in {channel}"
    return f"{done}. Channels I answer in: {', '.join(channels)}."


def interview_set(title: str, *, on: bool) -> str:
    """An interview is used in this server, or no longer."""
    return f"{title}: {'used in this server again.' if on else 'not used in this server any more.'}"


def strictness_set(strictness: str) -> str:
    """How sure the bot has to be."""
    return f"I am {strictness} in this server now."


def spoilers_set(channel: str, show: str, episode: str | None) -> str:
    """How far the people of a channel have seen a show."""
    if episode is None:
        return f"I hide everything about {show} in {channel} that gives something away."
    return f"In {channel}, nothing of {show} up to {episode} is hidden any more."


def progress_set(show: str, episode: str | None) -> str:
    """How far somebody has seen a show."""
    if episode is None:
        return f"I have forgotten how far you have seen {show}."
    return f"Up to {episode} of {show} I hide nothing from you, where only you can read it."


def progress_line(show: str, episode: str) -> str:
    """One show of a list."""
    return f"{show}: up to {episode}"


def kept(kinds: Mapping[str, int]) -> list[str]:
    """How much of each kind is kept about somebody, where there is any."""
    return [f"{count} {KINDS[kind][count > 1] if kind in KINDS else kind}" for kind, count in kinds.items() if count]
