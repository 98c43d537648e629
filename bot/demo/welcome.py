"""What the bot says first in the demo: things to type that fit the content at hand."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.discord import markup
from bot.search.results import Answer, NoAnswer, Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.config import Settings
    from bot.search.engine import Engine
    from bot.search.results import Finding

OFF_TOPIC = (
    "what is the best pizza topping",
    "how do I fix a flat bicycle tyre",
    "when does the train to Lisbon leave",
)
_TRIED = 60
_SHORTEST_MISSPELT = 6
_LONGEST_QUESTION = 100
_LONGEST_SHOWS = 300


def welcome(engine: Engine, settings: Settings) -> str:
    """The bot's first message: what it knows, and things to type that show what it does with the content at hand."""
    prefix = settings.discord.prefix if settings.discord.message_content else "/"
    shows = ", ".join(dict.fromkeys(interview.show for interview in engine.snapshot.interviews)) or "nothing yet"
    if len(shows) > _LONGEST_SHOWS:
        shows = shows[:_LONGEST_SHOWS] + markup.ELLIPSIS
    lines = [
        "**Welcome! I am Showrunner, and this is a demo: nothing leaves your computer.**",
        f"I answer from published interviews about {markup.escape(shows)}. Type into the box below, for example:",
        *(f"- `{prefix}ask {question}` {note}".rstrip() for question, note in examples(engine)),
        f"- `{prefix}quote` a quote at random, `{prefix}interviews` what is loaded, `{prefix}help` all I can do",
        f"- `{prefix}trivia start` a game made from the same interviews",
        "",
        "A slash brings up the same commands. *Viewing as*, above, makes you the moderator.",
    ]
    return "\n".join(lines)


def examples(engine: Engine) -> list[tuple[str, str]]:
    """Questions that fit the content, each with a note; the engine has tried every one, so the notes hold."""
    snapshot = engine.snapshot
    phrasings = [(entry.ref, phrase) for entry in snapshot.entries for phrase in entry.pair.also[:2]]
    golden = [(interview, each) for interview in snapshot.interviews for each in interview.golden]
    asked = [(f"{interview.id}/{each.expect}", each.ask) for interview, each in golden if each.expect]
    nicknames = [name for each in snapshot.interviews for alias in each.aliases for name in alias.nicknames]
    nicknamed = [
        (ref, ask)
        for name in sorted(nicknames, key=len, reverse=True)
        for ref, ask in asked
        if f" {name} " in f" {ask} "
    ]
    vague = [topic for entry in snapshot.entries for topic in entry.pair.topics]
    vague += [word for name in nicknames for word in name.split()]
    foreign = [each.ask for _, each in golden if each.expect is None]

    def answered(candidates: Iterable[tuple[str, str]]) -> Iterator[str]:
        for ref, question in islice(candidates, _TRIED):
            found = engine.find(question)
            if isinstance(found, Answer) and found.best.entry.ref == ref and _typeable(question):
                yield question

    plain = next(answered(phrasings + asked), None)
    misspelt = ((ref, misspell(phrase)) for ref, phrase in phrasings[1:] if misspell(phrase) != phrase)
    chosen = (
        (plain, ""),
        (next((each for each in answered(nicknamed) if each != plain), None), "(nicknames will do)"),
        (next(answered(misspelt), None), "(misspelt on purpose)"),
        (_first(engine, vague, Suggestions), "(too little to be sure, so I ask back)"),
        (_first(engine, [*foreign, *OFF_TOPIC], NoAnswer), "(not in the interviews, and I say so)"),
    )
    return [(question, note) for question, note in chosen if question]


def _first(engine: Engine, questions: Iterable[str], outcome: type[Finding]) -> str | None:
    tried = islice(filter(_typeable, dict.fromkeys(questions)), _TRIED)
    return next((question for question in tried if isinstance(engine.find(question), outcome)), None)


def _typeable(question: str) -> bool:
    """Whether a question can stand between backticks and is short enough to be typed."""
    return "`" not in question and len(question) <= _LONGEST_QUESTION


def misspell(text: str) -> str:
    """The text with two letters in the middle of its longest word swapped, if that word is long enough to bear it."""
    word = max(text.split(), key=len, default="")
    middle = len(word) // 2
    if len(word) < _SHORTEST_MISSPELT or not word.isalpha():
        return text
    return text.replace(word, word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :], 1)
