"""A transcript as moderators look through it, pair by pair."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.discord import content_wording, markup
from bot.discord import import_wording as words
from bot.discord.delivery import Reply
from bot.discord.views.answers import MESSAGE
from bot.discord.views.card import DESCRIPTION, FIELD_VALUE, Card
from bot.discord.views.changes import differences, fitting, golden, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.model import FoundPair
    from bot.moderation.imports import Doubtful
    from bot.moderation.sheets import Sheet

_TITLE: Final = 200
_NAME: Final = 60
_SPEAKERS: Final = 6
_FORMS: Final = 3  # of a name that are shown
_QUESTION: Final = 500
_ANSWER: Final = 900
_WARNINGS: Final = 4
_REASONS: Final = 8
_SHOWN: Final = ("show", "season", "outlet", "published", "url")
_PLAIN_QUESTION: Final = 250
_PLAIN_ANSWER: Final = 500


def face(sheet: Sheet, number: int, above: str | None = None) -> Reply:
    """One pair of a transcript, with what was found besides; without buttons.

    Args:
        sheet: The transcript.
        number: Of the pair, from 0 on.
        above: What has to be said first, if anything.
    """
    pairs = sheet.transcript.pairs
    shown = pairs[number] if pairs else None
    lines = [*([above] if above else []), *_intro(sheet)]
    if shown is None:
        lines.append(shortened(sheet.transcript.reason or words.NO_PAIR, 300))
    elif number in sheet.changes.dropped:
        lines.append(words.DROPPED_PAIR)
    title = next(filter(markup.one_line, (sheet.details.title or "", sheet.name)), words.UNTITLED)
    built = Card()
    built.title(title)
    built.add(fitting(lines, DESCRIPTION // 2), str)
    fields = _fields(sheet, shown, _QUESTION, _ANSWER)
    for name, texts in fields.items():
        built.field(name, fitting(texts, FIELD_VALUE), str)
    if shown:
        built.footer(words.pair(number + 1, len(pairs)))
    plain = [f"**{markup.fit(markup.one_line(title), _TITLE)}**", *lines]
    for name, texts in _fields(sheet, shown, _PLAIN_QUESTION, _PLAIN_ANSWER).items():
        plain += [f"**{name}**", *texts]
    return Reply(fitting(plain, MESSAGE), built.embed)


def doubts(found: Doubtful) -> str:
    """What applying a transcript would do that somebody may not want."""
    lines = [words.LOOK_AGAIN, *differences(found.change.difference)]
    if found.replaces:
        lines += [content_wording.replaces(found.replaces.number), words.MAY_BE_LOST]
    if found.operators:
        lines.append(content_wording.REPLACES_OPERATORS)
    if found.change.check.broken:
        lines += golden(found.change.check)
    return fitting(lines, DESCRIPTION // 4)


def told(warnings: Sequence[str]) -> list[str]:
    """The first of some sentences, and how many more there are."""
    lines = [line for line in map(shortened, warnings) if line]
    more = len(lines) - _WARNINGS
    return [*lines[:_WARNINGS], content_wording.and_more(more)] if more > 0 else lines


def _intro(sheet: Sheet) -> list[str]:
    name = markup.fit(markup.one_line(sheet.name).replace("`", "'"), _NAME, str)
    lines = [words.intro(name, len(sheet.transcript.pairs), len(sheet.changes.dropped))]
    known = {name: text for name, text in sheet.details.as_texts().items() if name in _SHOWN}
    if known:
        lines.append(words.known({name: shortened(text, 2 * _NAME) for name, text in known.items()}))
    if sheet.missing:
        lines.append(words.still_missing(sheet.missing))
    return lines


def _fields(sheet: Sheet, pair: FoundPair | None, question: int, answer: int) -> dict[str, list[str]]:
    """What the card shows below, by name; every line is escaped already."""
    fields: dict[str, list[str]] = {}
    if pair:
        fields[words.QUESTION] = [shortened(pair.question, question)]
        fields[words.ANSWER] = _answer(pair, answer)
        fields[words.SURENESS] = words.sure(pair.confidence, told(pair.notes))
    fields[words.SPEAKERS] = _speakers(sheet)
    if reasons := Counter(each.reason for each in sheet.transcript.dropped):
        named = {shortened(reason, _NAME): many for reason, many in reasons.most_common(_REASONS)}
        fields[words.LEFT_OUT] = [words.left_out(named)]
    fields[content_wording.WARNINGS] = told(sheet.warnings)
    return {name: texts for name, texts in fields.items() if texts}


def _answer(pair: FoundPair, limit: int) -> list[str]:
    """The beginning of an answer, with the names of those who give it."""
    names = dict.fromkeys(part.speaker for part in pair.parts)
    texts = [f"{part.speaker}: {part.text}" for part in pair.parts] if len(names) > 1 else [pair.answer]
    begins = [] if len(names) > 1 else [f"*{shortened(pair.speaker, _NAME)}*"]
    return [*begins, markup.fit("\n".join(texts), limit)]


def _speakers(sheet: Sheet) -> list[str]:
    voices = sheet.transcript.speakers
    lines = [
        words.speaker(
            shortened(voice.name, _NAME), voice.role.value, [shortened(form, _NAME) for form in voice.also[:_FORMS]]
        )
        for voice in voices[:_SPEAKERS]
    ]
    more = len(voices) - _SPEAKERS
    return [*lines, content_wording.and_more(more)] if more > 0 else lines
