"""Which label candidates are labels: those that recur, that the page names, or that nothing else could be."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.changes import changes
from bot.importer.cues import asks
from bot.importer.headlines import introduced, without_titles
from bot.importer.hints import INTRO, names_in
from bot.importer.labels import Label, Shape, by_legend, label_of
from bot.importer.model import Kind
from bot.importer.names import ANSWERERS, ASKERS, TOGETHER, Name, key
from bot.importer.noise import furniture
from bot.importer.voices import Cast, cast
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.lines import Line
    from bot.importer.model import Metadata

_FEWEST_MARKS = 4
"""Marks of a change of speaker from which these lead through the whole, and names need not come again."""
_VOCATIVE = re.compile(
    r"(?:^|[.!?,;—–-]\s*)([A-Z\u00c0-\u00de][\w’'-]+)\s*[,?:]|,\s*([A-Z\u00c0-\u00de][\w’'-]+)\s*[?.!]"
)


def labels(lines: Sequence[Line], metadata: Metadata) -> dict[int, Label]:
    """The labels of a document by the number of their line."""
    found = [
        label
        for number in range(len(lines))
        if (label := label_of(lines, number)) and not _title(lines[number], number, metadata)
    ]
    found = [label for label in found if _possible(lines, label)]
    found = by_legend(lines[:INTRO], found)
    times = Counter(label.name.key for label in found)
    found = [label for label in found if not _furniture(lines[label.line], label, recurs=times[label.name.key] > 1)]
    found = _recurring_shapes(_without_words(lines, found, metadata), _initials(lines, found, metadata))
    people = cast(found, touching(found, lines))
    kept = _accepted(lines, found, people, metadata)
    kept |= changes(lines, kept)
    for number, (who, asks_) in introduced(lines, kept).items():
        del kept[number]
        forms = {who.key, *who.key.split(), *map(key, who.also)}
        told = {n: replace(label.name, asks=asks_) for n, label in kept.items() if label.name.key in forms}
        kept |= {n: replace(kept[n], name=each) for n, each in told.items()}
    return without_titles(lines, dict(sorted(kept.items())), people)


def _without_words(lines: Sequence[Line], found: list[Label], metadata: Metadata) -> list[Label]:
    """Leaves out words such as `Price:` that are no names here: nobody's full name ends so, and nobody speaks by turns.

    By turns is: a third of all labels and more, never twice in a row.
    """
    if not any(label.name.doubtful for label in found):
        return found
    times = Counter(label.name.key for label in found)
    twice = {one.name.key for one, other in pairwise(found) if one.name.key == other.name.key}
    full = {label.name.key.split()[-1] for label in found if " " in label.name.key}
    known = names_in(lines, {label.line for label in found}, metadata)
    full |= {each.split()[-1] for each in known if 2 <= len(each.split()) <= 3 and not each.startswith("the ")}
    sure = any(times[label.name.key] >= 2 and label.name.sure and not label.name.doubtful for label in found)
    words = {
        each
        for each in {label.name.key for label in found if label.name.doubtful}
        if each not in full and not (sure and times[each] >= 2 and times[each] * 3 >= len(found) and each not in twice)
    }
    return [label for label in found if label.name.key not in words]


def touching(found: Sequence[Label], lines: Sequence[Line]) -> list[tuple[str, str]]:
    """Labels that follow each other with nothing unlabelled between."""
    pairs = []
    for before, after in pairwise(found):
        own = 1 if before.start >= before.end else 0
        if after.line - before.line <= 1 + own and lines[before.line].kind is not Kind.CUE:
            pairs.append((before.name.key, after.name.key))
    return pairs


def _title(line: Line, number: int, metadata: Metadata) -> bool:
    if line.kind is Kind.HEADING and line.source.level == 1:
        return True
    return number < INTRO and metadata.title is not None and fold(line.text) == fold(metadata.title)


def _furniture(line: Line, label: Label, *, recurs: bool) -> bool:
    """Whether the line is furniture of the page that only looks like a label: what recurs before a colon is a name."""
    own = (label.shape is Shape.OWN and label.name.sure and label.time is None) or label.shape is Shape.SPACED
    alone = label.shape is Shape.COLON and label.start < label.end and not recurs
    return (own or alone) and furniture(line.text) is not None


def _possible(lines: Sequence[Line], label: Label) -> bool:
    """Whether a label has text, on its line or below; a heading only where it is a name by itself."""
    if lines[label.line].source.aside:
        return False
    if lines[label.line].kind is Kind.HEADING and label.start < label.end:
        return label.shape is Shape.COLON and label.name.key in ASKERS | ANSWERERS
    if lines[label.line].emphasised and label.shape is Shape.COLON and label.start < label.end and not label.name.sure:
        return False
    return label.start < label.end or label.line + 1 < len(lines)


def _initials(lines: Sequence[Line], found: Sequence[Label], metadata: Metadata) -> set[str]:
    """The initials of the people whom the page names, if they could be labels."""
    if not any(label.shape is Shape.BOLD and label.name.text.isupper() for label in found):
        return set()
    names = names_in(lines, {label.line for label in found}, metadata)
    return {"".join(word[0] for word in each.split()) for each in names if " " in each}


def _recurring_shapes(found: Sequence[Label], initials: set[str]) -> list[Label]:
    """Leaves out shapes that mean something only where they come often and by turns, or are somebody's initials."""
    counts = Counter((label.shape, label.name.key) for label in found)
    rows: dict[Shape, Counter[str]] = {shape: Counter() for shape in Shape}
    for label in found:
        rows[label.shape][label.name.key] += 1
    letters = rows[Shape.LETTER]
    asking = any(letters[each] for each in ASKERS)
    kept = []
    for label in found:
        shape, times = label.shape, counts[label.shape, label.name.key]
        if shape is Shape.LETTER:
            good = asking and (times >= 2 or len(letters) >= 2) and (letters.total() >= 2)
        elif shape is Shape.BRACKET and rows[shape].total() >= _FEWEST_MARKS:
            good = max(rows[shape].values()) >= 2 and rows[shape].total() * 2 > len(found)
        elif shape in {Shape.DASH, Shape.BOLD, Shape.BRACKET}:
            several = sum(each >= 2 for each in rows[shape].values())
            good = several >= (1 if label.name.key == "――" else 2) or (
                times > 1 and rows[Shape.COLON][label.name.key] > 0
            )
            good |= shape is Shape.BOLD and times >= _FEWEST_MARKS and label.name.key in initials
        elif shape is Shape.SYMBOL:
            good = times > 2 and sum(each > 2 for each in rows[shape].values()) == 2
        elif shape is Shape.SPACED:
            good = times >= 2 or (sum(rows[shape].values()) >= 4 and len(rows[shape]) >= 2)
        else:
            good = True
        if good:
            kept.append(label)
    return _own_lines(kept, rows)


def _own_lines(found: list[Label], rows: Mapping[Shape, Counter[str]]) -> list[Label]:
    """Names on lines of their own count where two of them come again, or the name is a label otherwise too."""
    others = {label.name.key for label in found if label.shape is not Shape.OWN}
    own = rows[Shape.OWN]
    recurring = {each for each, times in own.items() if times >= 2}
    stamped = {label.name.key for label in found if label.shape is Shape.OWN and label.time is not None}
    generic = {each for each in own if each in ASKERS | ANSWERERS | TOGETHER}
    loud = any(label.shape is Shape.OWN and label.name.key in ASKERS and label.name.text.isupper() for label in found)
    by_turns = len(recurring | generic | stamped) >= 2 or _meta(found)
    return [
        label
        for label in found
        if label.shape is not Shape.OWN
        or label.name.key in others
        or label.name.key in stamped
        or (loud and label.name.text.isupper())
        or (
            by_turns
            and (label.name.key in recurring | generic or not label.name.sure or _kin(label.name.key, recurring))
        )
    ]


def _meta(found: Sequence[Label]) -> bool:
    return sum(label.shape is Shape.OWN and not label.name.sure for label in found) >= 2


def _kin(form: str, recurring: set[str]) -> bool:
    """Whether a form that comes once is the long one of a form that recurs."""
    tokens = form.split()
    return tokens[-1] in recurring or tokens[0] in recurring


def _accepted(lines: Sequence[Line], found: list[Label], people: Cast, metadata: Metadata) -> dict[int, Label]:
    totals = Counter(people.of[label.name.key] for label in found)
    keys = Counter(label.name.key for label in found)
    known = names_in(lines, {label.line for label in found}, metadata)
    shaped = sum(label.name.sure is False for label in found)
    loud = next((label.line for label in found if label.shape is Shape.OWN and label.name.key in ASKERS), len(lines))
    stamped = sum(label.time is not None for label in found)
    chat = shaped >= 4 and shaped * 5 >= len(lines) * 2
    marked = sum(line.source.turn and line.opens for line in lines) >= _FEWEST_MARKS
    kept: dict[int, Label] = {}
    waiting: list[Label] = []
    for label in found:
        voice = people.of[label.name.key]
        recurs = totals[voice] >= 2 and (label.name.sure or chat or keys[label.name.key] >= 2)
        generic = label.name.asks is not None or label.name.key in ASKERS | ANSWERERS | TOGETHER
        beside = stamped >= 2 and label.time is not None and lines[label.line].kind is not Kind.CUE
        first = marked and lines[label.line].kind is Kind.CUE and lines[label.line].opens and label.name.sure
        said = label.line > loud and label.shape is Shape.OWN and not _heading(label, known)
        told = first or (chat and not label.name.sure) or said or beside
        titled = label.name.titled and label.shape is Shape.COLON
        named = label.name.sure and (titled or _named(label.name, known) or _joint(label.name, people, totals))
        if label.shape in {Shape.CONTAINER, Shape.BRACKET, Shape.SYMBOL} or recurs or generic or told or named:
            kept[label.line] = label
        else:
            waiting.append(label)
    kept |= _answering(lines, kept, waiting)
    kept |= _bold_neighbours(lines, kept, waiting)
    kept |= _by_turns(kept, waiting)
    return _opening(lines, kept, waiting)


def _heading(label: Label, known: set[str]) -> bool:
    """Whether several words on a line of their own, which come once, name nobody that the page knows."""
    return " " in label.name.key and not label.name.titled and not _named(label.name, known)


def _answering(lines: Sequence[Line], kept: Mapping[int, Label], waiting: Sequence[Label]) -> dict[int, Label]:
    """Those that come once, right after somebody's labelled question, or are spoken to in it."""
    result = {}
    for label in waiting:
        before = label.line - 1
        if before in kept and label.name.sure and lines[label.line].opens:
            text = lines[before].text
            called = {
                key(each)
                for pair in _VOCATIVE.findall(text[-400:]) + _VOCATIVE.findall(text[:400])
                for each in pair
                if each
            }
            full = len(label.name.key.split()) > 1 and asks(text)
            if full or called & set(label.name.key.split()):
                result[label.line] = label
    return result


def _by_turns(kept: Mapping[int, Label], waiting: Sequence[Label]) -> dict[int, Label]:
    """Names that come once each, but nearly every time before the one who recurs: many ask, and one answers."""
    if len({label.name.key for label in kept.values()}) != 1:
        return {}
    found = {label.line: label for label in waiting if label.shape is Shape.COLON}
    before = sum(number - 1 in found for number in kept)
    return found if before >= _FEWEST_MARKS and before * 5 >= 4 * len(kept) else {}


def _bold_neighbours(lines: Sequence[Line], kept: Mapping[int, Label], waiting: Sequence[Label]) -> dict[int, Label]:
    """Names that are emphasised up to their colon, next to each other: two who answer the same question."""
    bold = {
        label.line: label
        for label in [*kept.values(), *waiting]
        if label.shape is Shape.COLON and label.name.sure and 0 < lines[label.line].lead <= label.start < label.end
    }
    return {
        number: label
        for number, label in bold.items()
        if any(other in bold and bold[other].name.key != label.name.key for other in (number - 1, number + 1))
    }


def _opening(lines: Sequence[Line], kept: dict[int, Label], waiting: Sequence[Label]) -> dict[int, Label]:
    """Where no label recurs: a labelled question and the labelled answer after it, or a full name after a question."""
    if len(kept) > 2:
        return kept
    sure = {label.line: label for label in waiting if label.name.sure}
    first = next(iter(sure.values()), None)
    if not kept and first is not None and len(first.name.key.split()) > 1 and asks(lines[first.line].text):
        kept[first.line] = first
    for number, label in sure.items():
        after = sure.get(number + 1) or kept.get(number + 1)
        if after is not None and (asks(lines[number].text) or number + 1 in kept) and after.name.key != label.name.key:
            kept[number] = label
            kept.setdefault(number + 1, after)
        elif number and asks(lines[number - 1].text) and len(label.name.text.split()) in {2, 3} and len(kept) < 2:
            kept[number] = label
    return kept


def _named(name: Name, known: set[str]) -> bool:
    return name.key in known or (len(name.key.split()) > 1 and name.key.split()[-1] in known)


def _joint(name: Name, people: Cast, totals: Counter[int]) -> bool:
    return any(key(part) in people.of and totals[people.of[key(part)]] >= 2 for part in name.joint)
