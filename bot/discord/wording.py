"""Every sentence the bot says.

What comes in from the content is already made safe by `bot.discord.markup`. Nothing a user typed is ever repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# Commands: what they take and what they do, as Discord's pickers and the help show it.
COMMANDS: Final = {
    "ask": ("<question>", "Ask anything; the answer is a passage from an interview"),
    "quote": ("[topic]", "A random quote, on a topic if you name one"),
    "interviews": ("", "The interviews I know"),
    "help": ("", "How to ask, and what else I can do"),
}
QUESTION_OPTION: Final = "Your question, in your own words"
TOPIC_OPTION: Final = "A topic, a name or a few words"
MENU: Final = "Ask the showrunner"

# Buttons (at most 80 characters each).
ANOTHER: Final = "Another answer"
WHOLE: Final = "Whole answer"
HELPFUL: Final = "Helpful"
NOT_IT: Final = "Not it"
PREVIOUS: Final = "Previous"
NEXT: Final = "Next"

# Parts of an answer.
IN_SHORT: Final = "In short"
NEWER: Final = "There is a newer answer"
NEWER_ELSEWHERE: Final = "It stands in an interview that is not loaded here."
EXCERPT: Final = "excerpt"
PARAPHRASED: Final = "paraphrased"

# Outcomes.
DID_YOU_MEAN: Final = "I'm not sure. Did you mean…"
NO_WORDS: Final = "I can only look up words, and there are none in that. Try asking in a sentence."
NOTHING_LOADED: Final = "There are no interviews loaded yet, so I have no answers. A moderator can add some."
NO_QUOTE: Final = "I have no quote about that. Try another topic, or none at all."
GONE: Final = "That answer is no longer part of the interviews I know. Please ask again."
THANKS: Final = "Thank you, that helps."
THANKS_SORRY: Final = "Thank you for telling me; sorry about that."
THANKS_PERHAPS: Final = "Thank you for telling me. Perhaps one of these?"

# Faults.
STALE_COMMAND: Final = "This command has changed since Discord showed it to you. Reload Discord, then try again."
SERVER_ONLY: Final = "That works in a server, not in direct messages."
DIRECT_ONLY: Final = "That works in direct messages only."
NOT_ALLOWED: Final = "You may not use that here."
MODERATORS_ONLY: Final = "Only moderators may do that: members who may manage this server, or whose role moderates."
STORE_DOWN: Final = "I cannot get at my notes just now, so nothing was changed. Please try again in a moment."
FORBIDDEN: Final = "Discord does not let me do that here. A moderator can check my permissions in this channel."
NETWORK: Final = "Discord did not take my reply. Please try again in a moment."


_CHANNELS: Final = 5


def read_it(outlet: str) -> str:
    """The label of the button that opens the article."""
    return f"Read it at {outlet}"


def speaker(name: str, role: str | None) -> str:
    """Who answers."""
    return f"{name}, {role}" if role else name


def show(name: str, season: int | None) -> str:
    """A show, and which season of it an interview is about."""
    return name if season is None else f"{name}, season {season}"


def spoilers(episode: str) -> str:
    """The line above a hidden answer."""
    return f"⚠️ Spoilers for {episode}: select the bars to read."


def newer(question: str, date: str) -> str:
    """What a superseded answer points to."""
    return f"{question} ({date})"


def page(number: int, of: int) -> str:
    """Which page this is, counted from 1."""
    return f"page {number} of {of}"


def nothing_found(subjects: Sequence[str]) -> str:
    """Nobody was asked that; what they were asked about instead (one subject at least)."""
    return f"The interviews I know don't answer that; they are about {_listed(subjects)}."


def how_to_ask(prefix: str, example: str | None) -> str:
    """What to type."""
    question = example or "your question"
    return f"Ask me something, for example: {prefix}ask {question}"


def elsewhere(channels: Sequence[int]) -> str:
    """Questions are not answered in this channel, but in these."""
    return f"I answer in {_listed([f'<#{channel}>' for channel in channels[:_CHANNELS]])} here, please ask me there."


def slow_down(seconds: float) -> str:
    """Too many questions at once."""
    whole = max(1, round(seconds))
    return f"One moment, please: I can take your next question in {whole} second{'' if whole == 1 else 's'}."


def usage(prefix: str, command: str) -> str:
    """How a command is written."""
    takes = COMMANDS[command][0] if command in COMMANDS else ""
    return f"I could not read that. It goes: {prefix}{command} {takes}".rstrip()


def apology(code: str) -> str:
    """Something broke that should not; the code finds it in the log."""
    return f"Sorry, something went wrong on my side. If it happens again, tell a moderator this code: {code}"


# Lists.
INTERVIEWS_TITLE: Final = "Interviews"
HELP_TITLE: Final = "Ask the showrunner"


def interview_line(speakers: str, outlet: str, date: str, pairs: int) -> str:
    """One interview of the list, below its title."""
    return f"{speakers} · {outlet} · {date} · {pairs} answer{'' if pairs == 1 else 's'}"


def others(first: str, count: int) -> str:
    """Several speakers of one interview."""
    return f"{first} and {count} other{'' if count == 1 else 's'}" if count else first


def help_intro(ways: Sequence[str], mention: str) -> str:
    """What the bot does, and how to ask: with any of the commands given, and in the ways that always work."""
    return (
        "Ask what you would ask the people who made the show. I answer with their own words from an interview and a "
        "link to the sentence; when no interview answers it, I say so.\n\n"
        f"Ask with {', '.join(ways)} or {mention}, or in a message's menu under Apps → {MENU}. "
        "In a direct message just type your question."
    )


PREFIX_OFF_TITLE: Final = "Commands that are off"
INTENT_STEPS: Final = (
    "Discord Developer Portal → your application → Bot → Privileged Gateway Intents → switch on Message Content "
    "Intent, then set `discord.message_content: true` in config.yaml and start me again."
)


def prefix_off(prefix: str) -> str:
    """Which ways to ask are off without the message-content intent, and what turns them on."""
    return (
        f"{prefix}ask and my other {prefix} commands are off, because I may not read the messages of this server. "
        f"Everything works with / and by mentioning me. Whoever runs me can switch them on: {INTENT_STEPS}"
    )


def _listed(parts: Sequence[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
