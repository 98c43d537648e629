"""Bringing an interview file up to date from a second import, without losing what people have done to it since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from bot.importer.ids import unique
from bot.knowledge.model import Interview, Said
from bot.search.text import CUT, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.importer.details import Details
    from bot.knowledge.model import Alias, Pair, Speaker

ALIKE: Final = 70
"""How alike (of 100) two questions, or two answers, are at least that are the same pair."""
_COMPARED: Final = 600  # characters of a text that are compared where no text is the same
_HEAD: Final = ("id", "title", "show", "season", "outlet", "interviewer", "published", "url")


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer that is another one now; `pair` is the pair's id."""

    pair: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a second import makes of an interview file.

    Attributes:
        interview: Up to date.
        changed: Pairs whose answer has been replaced.
        added: The ids that new pairs have been given, by the ids that the second import gave them.
        missing: The ids of pairs that the second import does not have; they are still there.
    """

    interview: Interview
    changed: tuple[Changed, ...]
    added: Mapping[str, str]
    missing: tuple[str, ...]


def merge(old: Interview, new: Interview, given: Details) -> Merged:
    """The old interview with the answers of the new one, and the pairs that only the new one has.

    Ids, questions, phrasings, summaries, topics, golden questions and nicknames stay as they are. So does an answer
    that has been shortened to parts of the new one, and one that is marked as paraphrased. Nothing is removed.

    Args:
        old: As the file has it.
        new: As the second import proposes it.
        given: What the user says of the interview as a whole.
    """
    matches = _matches(old.pairs, new.pairs)
    changed = []
    pairs = []
    for index, pair in enumerate(old.pairs):
        found = new.pairs[matches[index]] if index in matches else None
        updated = _updated(pair, found) if found else pair
        if updated.answer != pair.answer:
            changed.append(Changed(pair.id, pair.answer, updated.answer))
        pairs.append(updated)
    there = set(matches.values())
    extra = [index for index in range(len(new.pairs)) if index not in there]
    speakers = _speakers(old, new, [new.pairs[index].speaker for index in extra])
    taken = {pair.id: 1 for pair in old.pairs}
    named = {
        index: replace(
            new.pairs[index],
            id=unique([new.pairs[index].id], taken),
            speaker=speakers[new.pairs[index].speaker].id,
        )
        for index in extra
    }
    head = {name: value for name in _HEAD if (value := getattr(given, name)) is not None}
    listed = dict.fromkeys((*old.speakers, *speakers.values()))
    interview = replace(
        old,
        **head,
        speakers=tuple(listed),
        pairs=tuple(_in_order(pairs, matches, named)),
        aliases=(*old.aliases, *_aliases(old, new, tuple(listed)[len(old.speakers) :])),
    )
    missing = tuple(pair.id for index, pair in enumerate(old.pairs) if index not in matches)
    return Merged(interview, tuple(changed), {new.pairs[index].id: pair.id for index, pair in named.items()}, missing)


def _updated(pair: Pair, found: Pair) -> Pair:
    time = found.time if pair.time is None else pair.time
    if pair.said is Said.PARAPHRASED or _holds(_answer(found), _parts(pair)):
        return replace(pair, time=time)
    return replace(pair, answer=found.answer, time=time)


def _parts(pair: Pair) -> list[str]:
    """An answer's words, part by part where it has cuts."""
    return [part for part in map(_plain, CUT.split(pair.answer)) if part]


def _holds(answer: str, parts: Sequence[str]) -> bool:
    """Whether the words of an answer hold all parts of another one, in order."""
    at = 0
    for part in parts:
        at = answer.find(part, at)
        if at < 0:
            return False
        at += len(part) - 1  # the blank between two words belongs to both
    return True


def _plain(text: str) -> str:
    """The words alone, with a blank before and after each."""
    found = words(text)
    return f" {' '.join(found)} " if found else ""


def _matches(old: Sequence[Pair], new: Sequence[Pair]) -> dict[int, int]:
    """Which new pair each old one is, by their indices.

    The same words come first, of the answer or of the question; then answers that are parts of new ones (several may be
    parts of the same); then what is most alike, each new pair once.
    """
    matches: dict[int, int] = {}
    for text in (_answer, _question):
        _match_same(old, new, text, matches)
    answers = list(map(_answer, new))
    for index, pair in enumerate(old):
        if index not in matches and (parts := _parts(pair)):
            within = (at for at, answer in enumerate(answers) if _holds(answer, parts))
            if (found := next(within, None)) is not None:
                matches[index] = found
    left = [index for index in range(len(old)) if index not in matches]
    taken = set(matches.values())
    free = [index for index in range(len(new)) if index not in taken]
    for _, index, found in sorted(_likeness(old, new, left, free)):
        if index not in matches and found not in taken:
            matches[index] = found
            taken.add(found)
    return matches


def _match_same(old: Sequence[Pair], new: Sequence[Pair], text: Callable[[Pair], str], matches: dict[int, int]) -> None:
    """Match pairs that have a text in the same words; of several the first."""
    known: dict[str, int] = {}
    taken = set(matches.values())
    for index, pair in enumerate(new):
        if index not in taken:
            known.setdefault(text(pair), index)
    for index, pair in enumerate(old):
        if index not in matches and (found := known.pop(text(pair), None)) is not None:
            matches[index] = found


def _answer(pair: Pair) -> str:
    return _plain(pair.answer)


def _question(pair: Pair) -> str:
    return _plain(pair.question)


def _likeness(
    old: Sequence[Pair], new: Sequence[Pair], left: Sequence[int], free: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """What is alike, the most alike with the lowest number."""
    theirs = [(found, _question(new[found])[:_COMPARED], _answer(new[found])[:_COMPARED]) for found in free]
    for index in left:
        question, answer = _question(old[index])[:_COMPARED], _answer(old[index])[:_COMPARED]
        for found, other_question, other_answer in theirs:
            asked = fuzz.token_sort_ratio(question, other_question, score_cutoff=ALIKE)
            score = max(asked, fuzz.ratio(answer, other_answer, score_cutoff=ALIKE))
            if score:
                yield -score, index, found


def _speakers(old: Interview, new: Interview, needed: Sequence[str]) -> dict[str, Speaker]:
    """For each of the new interview's speakers that is needed, by id, the one to use."""
    known = {_plain(speaker.name): speaker for speaker in old.speakers}
    taken = {speaker.id: 1 for speaker in old.speakers}
    found: dict[str, Speaker] = {}
    for speaker in new.speakers:
        if speaker.id in needed:
            same = known.get(_plain(speaker.name)) or (None if speaker.name else old.speakers[0])
            found[speaker.id] = same or replace(speaker, id=unique([speaker.id], taken))
    return found


def _aliases(old: Interview, new: Interview, speakers: Sequence[Speaker]) -> Iterator[Alias]:
    """The nicknames of speakers who are new, as far as they are nobody's yet."""
    names = {speaker.name for speaker in speakers} - {alias.name for alias in old.aliases}
    taken = {_plain(nickname) for alias in old.aliases for nickname in alias.nicknames}
    for alias in new.aliases:
        free = tuple(nickname for nickname in alias.nicknames if _plain(nickname) not in taken)
        if alias.name in names and free:
            yield replace(alias, nicknames=free)


def _in_order(pairs: Sequence[Pair], matches: Mapping[int, int], added: Mapping[int, Pair]) -> Iterator[Pair]:
    """The old pairs in their order, each new one after the pair that it follows in the new interview."""
    after: dict[int, list[Pair]] = {}
    place = {found: index for index, found in matches.items()}
    previous = -1
    for found in range(max((*place, *added), default=-1) + 1):
        previous = place.get(found, previous)
        if found in added:
            after.setdefault(previous, []).append(added[found])
    yield from after.get(-1, ())
    for index, pair in enumerate(pairs):
        yield pair
        yield from after.get(index, ())
