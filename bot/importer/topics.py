"""What each pair is about: the names and terms that come up again elsewhere in the interview."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.search.text import STOP_WORDS, sentence_spans, stemmer, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

MOST: Final = 6
"""Topics of a pair."""
_AGAIN: Final = 2  # times that a name, pairs in which a term must come up
_AS_NOUN: Final = 0.4  # share of a term's occurrences that must look like a noun's
_EVERYWHERE: Final = 0.5  # share of the pairs beyond which a term sets none of them apart
_LOOKED_AT: Final = 20_000  # characters by which the language is told
_STOPS: Final = 0.25  # share of stop words, about 0.5 in English and 0.1 in its neighbours
_FEW: Final = 4  # pairs of an interview in which anything may be everywhere
_NAME_WORDS: Final = 4
_SHORTEST: Final = 4  # letters of a term

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_OPENING: Final = frozenset("“”\"‘’'«»„:—–-([")  # marks after which a word begins with a capital in any case
# What stands before a noun.
_DETERMINERS: Final = frozenset("a an the this that these those my our your his its their every each no".split())
# Nouns of all interviews, and capitalised words that are no names.
_VAGUE: Final = frozenset(
    """
    answer april august back beginning best bit case chapter character characters conversation course day days
    deal december doctor dr end episode episodes everybody everything experience fact february feeling film
    friday half hand head hour idea ideas inside interview january job july june kind lady life line lines
    look lots man march men minute miss mister moment moments monday month months movie mr mrs ms name night
    nobody nothing november number october okay outside part parts people person piece place places point
    process question questions reason rest saturday scene scenes season seasons second sense september series
    show shows side sort start stories story stuff sunday thing things thursday time times tuesday turn
    version video voice way ways wednesday week weeks woman women word words work world year years
    """.split()
)


@dataclass(slots=True)
class _Found:
    """Where candidates come up: the pairs of each, and how it is written."""

    pairs: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    written: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, key: str, text: str, pair: int) -> None:
        self.pairs[key].add(pair)
        self.written[key][text] += 1

    def without(self, dropped: Iterable[str], pairs: int) -> Iterator[tuple[str, set[int]]]:
        """Those that are not dropped and do not come up in most pairs, each with where it does."""
        most, gone = max(_FEW, pairs * _EVERYWHERE), set(dropped)
        yield from ((key, where) for key, where in self.pairs.items() if key not in gone and len(where) <= most)

    def form(self, key: str) -> str:
        """How it is written most often."""
        return self.written[key].most_common(1)[0][0]


def topics(pairs: Sequence[tuple[str, str]], show: str = "", people: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """The topics of each pair, in the order in which they come up; names before terms.

    A name is one if it is asked about, or comes up at least twice; any other word if it comes up in several pairs. What
    comes up in most pairs sets none of them apart.

    Args:
        pairs: Question and answer of each.
        show: Its name is passed over.
        people: The names of those who speak, which are passed over, too.
    """
    if not _english(pairs):
        return [()] * len(pairs)
    questions = [_sentences(question) for question, _ in pairs]
    tokens = [[*question, *_sentences(answer)] for question, (_, answer) in zip(questions, pairs, strict=True)]
    passed_over = {word for name in people for word in words(name)}
    title = " ".join(words(show))
    names = _within(_names(tokens, passed_over))
    asked = set(_names(questions, passed_over, names.pairs).pairs) - {title}
    once = [title]
    once += [key for key, written in names.written.items() if written.total() < _AGAIN and key not in asked]
    terms = _terms(tokens, passed_over | {word for name in names.pairs if name != title for word in name.split()})
    rare = [key for key, where in terms.pairs.items() if len(where) < _AGAIN]
    listed: list[list[str]] = [[] for _ in pairs]
    for candidates, dropped in ((names, once), (terms, rare)):
        for key, where in candidates.without(dropped, len(pairs)):
            for pair in sorted(where):
                listed[pair].append(candidates.form(key))
    return [tuple(dict.fromkeys(each))[:MOST] for each in listed]


def _english(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether enough of the words are those that English has most of: names and nouns show elsewhere by other signs."""
    found = words(" ".join(f"{question} {answer}" for question, answer in pairs)[:_LOOKED_AT])
    return sum(word in STOP_WORDS for word in found) >= len(found) * _STOPS


def _sentences(text: str) -> list[list[str]]:
    return [_TOKEN.findall(text[start:stop]) for start, stop in sentence_spans(text)]


def _names(tokens: Sequence[list[list[str]]], passed_over: Collection[str], known: Collection[str] = ()) -> _Found:
    """What is written with capitals, and somewhere within a sentence at that, or is known to be a name."""
    small = {token.lower() for text in tokens for each in text for token in each if token.islower()}
    within = set(known)
    runs: list[tuple[int, str, str]] = []
    for pair, text in enumerate(tokens):
        for sentence in text:
            for at, run in _capitalised(sentence):
                key = " ".join(words(" ".join(run)))
                own = set(key.split())
                if not own or own.issubset(passed_over) or own <= _VAGUE or (len(run) == 1 and own <= small):
                    continue
                if (at and sentence[at - 1] not in _OPENING) or len(run) > 1:
                    within.add(key)
                runs.append((pair, key, " ".join(run)))
    found = _Found()
    for pair, key, written in runs:
        if key in within:
            found.add(key, re.sub(r"['’]s$", "", written), pair)
    return found


def _capitalised(sentence: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Words with capitals that follow each other, less those that only begin a sentence; and where they begin."""
    run: list[str] = []
    for at, token in enumerate([*sentence, "."]):
        if token[:1].isupper() and (not token.isupper() or len(token) <= _NAME_WORDS) and len(run) < _NAME_WORDS:
            run.append(token)
            continue
        start = at - len(run)
        while run and (set(words(run[0])) <= STOP_WORDS or len(run[0]) == 1):
            run, start = run[1:], start + 1
        if run:
            yield start, run
        run = []


def _within(names: _Found) -> _Found:
    """The names, each as the longer one that it is a part of (`Jessica`, `Jessica Jones`), if there is just one."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for key in names.pairs:
        own = key.split()
        if len(own) > 1:
            for word in own:
                longer[word].add(key)
    merged = _Found()
    for key, pairs in names.pairs.items():
        whole = next(iter(longer[key])) if len(longer.get(key, ())) == 1 else key
        merged.pairs[whole] |= pairs
        merged.written[whole] += names.written[whole]
    return merged


def _terms(tokens: Sequence[list[list[str]]], passed_over: Collection[str]) -> _Found:
    """Words that stand as nouns do, behind an article or a possessive, in several pairs."""
    stem = stemmer()
    as_noun: Counter[str] = Counter()
    seen: list[tuple[int, str, str]] = []
    for pair, text in enumerate(tokens):
        for sentence in text:
            stems = stem([token.lower() for token in sentence])
            as_noun.update(stems[at] for at in _nouns(sentence))
            seen += [(pair, key, token) for key, token in zip(stems, sentence, strict=True) if token.islower()]
    often = Counter(key for _, key, _ in seen)
    found = _Found()
    for pair, key, token in seen:
        if as_noun[key] >= max(_AGAIN, often[key] * _AS_NOUN) and _telling(token, passed_over):
            found.add(key, token, pair)
    return found


def _nouns(sentence: Sequence[str]) -> Iterator[int]:
    """Where nouns stand: at the end of the one or two words that follow an article and mean something."""
    for at, token in enumerate(sentence[:-1]):
        if token.lower() in _DETERMINERS:
            end = at
            while end < min(at + 2, len(sentence) - 1) and _content(sentence[end + 1]):
                end += 1
            if end > at:
                yield end


def _content(token: str) -> bool:
    return token.islower() and not set(words(token)) <= STOP_WORDS


def _telling(token: str, passed_over: Collection[str]) -> bool:
    return len(token) >= _SHORTEST and token not in _VAGUE and token not in STOP_WORDS and token not in passed_over
