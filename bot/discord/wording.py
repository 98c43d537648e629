"""Every sentence the bot says.

What comes in from the content is already made safe by `bot.discord.markup`. What a fan typed is repeated to moderators
alone, and made safe in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.discord import content_wording, settings_wording, trivia_wording

if TYPE_CHECKING:
    from collections.abc import Sequence

# Commands: what they take and what they do, as Discord's pickers and the help show it.
COMMANDS: Final = {
    "ask": ("<question>", "Ask anything; the answer is a passage from an interview"),
    "quote": ("[topic]", "A random quote, on a topic if you name one"),
    "interviews": ("", "The interviews I know"),
    "trivia": ("…", "A game made from the interviews: trivia start, hint, skip, stop, scores, leaderboard"),
    "reload": ("[--force]", "Read the interview files again (moderators)"),
    "knowledge": ("…", "What is loaded; upload, versions, questions without an answer, log (moderators)"),
    "progress": ("[episode] [show]", "Tell me how far you have seen a show, so that I hide no more than I must"),
    "privacy": ("", "What I keep about you, and how to have it deleted"),
    "settings": ("…", "Prefix, roles, channels, interviews, strictness, spoilers (moderators)"),
    "why": ("[question]", "Why I gave an answer, as a reply to it (moderators)"),
    "help": ("", "How to ask, and what else I can do"),
}
QUESTION_OPTION: Final = "Your question, in your own words"
TOPIC_OPTION: Final = "A topic, a name or a few words"
MENU: Final = "Ask the showrunner"
WHY_MENU: Final = "Why this answer?"
WHY_OPTION: Final = "What would be asked; leave it out to reply to an answer with the command as a message"

# Buttons (at most 80 characters each).
ANOTHER: Final = "Another answer"
WHOLE: Final = "Whole answer"
HELPFUL: Final = "Helpful"
NOT_IT: Final = "Not it"
PREVIOUS: Final = "Previous"
NEXT: Final = "Next"

TELL_ME: Final = "Tell me when there's an answer"
BY_MESSAGE: Final = "By direct message"
HERE: Final = "Here"
TEACH: Final = "Teach"
DISMISS: Final = "Dismiss"
BACK: Final = "Back to the list"
OTHER_WORDS: Final = "Look for another question"

# Menus and forms (at most 150 and 45 characters).
CHOOSE_QUESTION: Final = "Choose a question"
CHOOSE_PAIR: Final = "Choose the question it is the same as"
FORM_TITLE: Final = "Look for a question"
FORM_FIELD: Final = "Words of the question or its answer"

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

# Questions that found nothing.
WHERE_TO_TELL: Final = "Where shall I tell you? I do it once, then forget that you asked."
CLOSED: Final = "That question is no longer open: there may be an answer by now. Please ask again."
ANSWER_FOUND: Final = "There is an answer now to what you asked me:"
UNANSWERED_TITLE: Final = "Questions without an answer"
UNANSWERED_GROUP: Final = "Asked in vain"
NOTHING_UNANSWERED: Final = "There are no unanswered questions."
NO_PAIR_FOUND: Final = "I find no question near it. Look for one in other words."
TAUGHT_IN_VAIN: Final = "I have learned it, but I am still not sure enough to answer with it; so it stays on the list."

TAUGHT_TITLE: Final = "What I was taught"
NOTHING_TAUGHT: Final = "I have been taught nothing in this server, or nothing that is left."
UNLEARN: Final = "Choose what to unlearn"
UNLEARNED: Final = "Unlearned."
UNLEARNED_ALREADY: Final = "I have unlearned that already."

# Reasons for an answer.
WHY_WHAT: Final = "Reply to one of my answers with that, or write a question behind it."
WHY_UNKNOWN: Final = "I cannot tell any more what was asked there. Write the question behind the command instead."
WHY_BAND: Final = "Outcome"
WHY_FIRST: Final = "Best match"
WHY_NEXT: Final = "Runner-up"
WHY_CORRECTIONS: Final = "Words read otherwise"
WHY_NONE: Final = "none"
_OUTCOMES: Final = {"answer": "an answer", "suggest": "only suggestions", "none": "no answer"}

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


def will_tell(*, private: bool) -> str:
    """Where somebody will be told of an answer."""
    return f"I will tell you {'by direct message' if private else 'here'} as soon as there is an answer."


def answer_found_for(user: int) -> str:
    """Somebody wanted to be told; the only ping there is."""
    return f"<@{user}> {ANSWER_FOUND}"


def times(count: int) -> str:
    """How often something was asked."""
    return "asked once" if count == 1 else f"asked {count} times"


def board_line(question: str, count: int, date: str) -> str:
    """A group of questions on the board."""
    return f"**{question}**\n{times(count)}, last on {date}"


def asked_times(question: str, count: int) -> str:
    """One of the questions in a group."""
    return f"• {question} ({times(count)})"


def and_more(count: int) -> str:
    """How many others are not shown."""
    return f"… and {count} more"


def last_asked(date: str) -> str:
    """When a question was asked last."""
    return f"last asked on {date}"


def which_pair(question: str) -> str:
    """Asks for the pair that answers a question."""
    return f"Which of these asks the same as “{question}”?"


def dismissed(count: int) -> str:
    """A group of questions, asked so often, was taken off the board."""
    return f"Dismissed a question that was {times(count)}."


def taught(count: int) -> str:
    """A phrasing was bound to a pair, and so many questions are answered by that."""
    return f"Learned. It answers {count} question{'' if count == 1 else 's'} of this list from now on."


def lesson(phrasing: str, ref: str) -> str:
    """A phrasing and the pair it was bound to."""
    return f"• {phrasing} → {ref}"


def teaching_breaks(reasons: Sequence[str], count: int) -> str:
    """Golden questions that would not hold any more."""
    rest = [and_more(count - len(reasons))] if count > len(reasons) else []
    return "\n".join(["I have not learned that, because what held would not hold any more:", *reasons, *rest])


def band(outcome: str, confidence: float, answer_at: float, suggest_at: float) -> str:
    """What came out, and from which confidence on what would have."""
    return (
        f"{_OUTCOMES[outcome]}, with a confidence of {confidence:.2f}; "
        f"I answer from {answer_at:.2f} and suggest from {suggest_at:.2f}, if no other match is nearly as good."
    )


def evidence(confidence: float, score: float, margin: float, found: float, decoy: float) -> str:
    """What a match rests on."""
    return (
        f"confidence {confidence:.2f} · score {score:.2f} · ahead of the next by {margin:+.2f} · "
        f"words found {found:.2f} · nearer to small talk by {decoy:+.2f}"
    )


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
    every = COMMANDS | content_wording.COMMANDS | settings_wording.COMMANDS | trivia_wording.COMMANDS
    takes, _ = every.get(command, ("", ""))
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
