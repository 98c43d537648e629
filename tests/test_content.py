"""Every shipped interview, and the pages that say how to write one."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.loader import load
from bot.knowledge.model import Said
from bot.knowledge.reading import FILE, GOLDEN, INTERVIEW, PAIR, SPEAKER, parse
from bot.knowledge.review import warnings
from bot.search import english
from bot.search.engine import Engine
from bot.search.golden import failures
from bot.search.text import STOP_WORDS, Aliases, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.model import Interview, Pair, Snapshot

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
PUBLISHED = SHARED / "data" / "interviews" / "jessica-jones-s2-rosenberg-collider.txt"
FANS = SHARED / "data" / "fans"
GUIDE = ROOT / "docs" / "writing-content.md"

QUOTED_WORDS = 35
"""The most words of an answer that may be quoted (knowledge/README.md)."""
COPIED_RUN = 8
"""So many of an interview's words in a row are a quotation, wherever they stand."""
PAIR_IDS = (
    "at-its-best",
    "easier-and-harder",
    "pressure",
    "women-directors",
    "krysten-ritter",
    "planning-ahead",
    "past-or-future",
    "how-changed",
    "kilgrave-return",
    "janet-mcteer",
    "trish",
    "showrunning",
)

published = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"needs {PUBLISHED.name}, which is not shipped")
fans = pytest.mark.skipif(not FANS.exists(), reason="needs the fans' questions, which are not shipped")


def shipped(directory: str) -> list[Path]:
    """The interview files of a directory that are part of the project: what somebody keeps locally is not."""
    return [path for path in sorted((ROOT / directory).rglob("*.yaml")) if "local" not in path.parts]


@pytest.fixture(scope="module", params=["knowledge", "examples"])
def content(request) -> Snapshot:
    return load(shipped(request.param))


@pytest.fixture(scope="module")
def pack() -> Interview:
    [interview] = load([ROOT / "knowledge" / "jessica-jones-s2-rosenberg-collider.yaml"]).interviews
    return interview


def askings(pair: Pair) -> tuple[str, ...]:
    return (pair.question, *pair.also)


def aliases_of(interview: Interview) -> Aliases:
    return Aliases({nickname: [alias.name] for alias in interview.aliases for nickname in alias.nicknames})


def pieces(text: str) -> list[str]:
    """What stands between the cut marks."""
    return [piece.strip() for piece in text.split("[…]")]


def runs(text: str, length: int = COPIED_RUN) -> set[tuple[str, ...]]:
    """All so many words in a row that have no cut mark between them, whatever else they have."""
    parts = [words(piece) for piece in pieces(text)]
    return {tuple(part[at : at + length]) for part in parts for at in range(len(part) - length + 1)}


def texts() -> Iterator[Path]:
    """Everything of the project that somebody wrote and that a quotation could stand in."""
    yield from ROOT.glob("*.md")
    yield from chain(shipped("knowledge"), shipped("examples"), (ROOT / "knowledge").glob("*.md"))
    for directory in ("docs", "bot", "tests", "scripts"):
        yield from (path for path in (ROOT / directory).rglob("*") if path.suffix in {".md", ".py", ".yaml", ".jsonl"})


class TestEveryShippedFile:
    def test_loads(self, content):
        assert len(content) > 0

    def test_gives_no_cause_for_a_warning(self, content):
        assert list(warnings(content)) == []

    def test_golden_questions_hold(self, content):
        assert list(map(str, failures(Engine(content), content))) == []

    def test_each_pair_has_a_golden_question_and_some_questions_have_none(self, content):
        replaced = {entry.pair.id for entry in content.entries if entry.pair.superseded_by}
        for interview in content.interviews:
            expected = {golden.expect for golden in interview.golden}
            assert expected >= {pair.id for pair in interview.pairs} - replaced
            assert None in expected

    def test_golden_questions_are_not_among_the_phrasings(self, content):
        for interview in content.interviews:
            known = {tuple(words(text)) for pair in interview.pairs for text in askings(pair)}
            assert [golden.ask for golden in interview.golden if tuple(words(golden.ask)) in known] == []

    def test_pairs_are_complete(self, content):
        for entry in content.entries:
            assert entry.pair.summary, entry.ref
            assert entry.pair.topics, entry.ref
            assert len(entry.pair.also) >= 12, entry.ref

    def test_no_two_pairs_share_a_way_to_ask(self, content):
        counted = Counter(" ".join(words(text)) for entry in content.entries for text in askings(entry.pair))
        assert [text for text, count in counted.items() if count > 1] == []

    def test_each_phrasing_says_more_than_a_name(self, content):
        for interview in content.interviews:
            aliases = aliases_of(interview)
            names = {word for alias in interview.aliases for word in words(alias.name)}
            little = STOP_WORDS | names | set(words(interview.show))
            for text in chain.from_iterable(map(askings, interview.pairs)):
                assert set(aliases.apply(words(text))) - little, f"{text!r} resembles every question with that name"

    def test_nicknames_stand_for_one_name_each(self, content):
        counted = Counter(
            " ".join(words(nickname))
            for interview in content.interviews
            for alias in interview.aliases
            for nickname in alias.nicknames
        )
        assert [nickname for nickname, count in counted.items() if count > 1] == []

    def test_nicknames_are_no_everyday_words(self, content):
        common = 5_000
        for interview in content.interviews:
            for alias in interview.aliases:
                for nickname in alias.nicknames:
                    assert set(words(nickname)) - STOP_WORDS, nickname
                    assert " " in nickname or english.ranks().get(nickname.casefold(), common) >= common, nickname

    def test_nicknames_stand_for_names_that_the_interview_uses(self, content):
        for interview in content.interviews:
            aliases = aliases_of(interview)
            stored = [interview.show, *(speaker.name for speaker in interview.speakers)]
            stored += chain.from_iterable((*askings(pair), pair.answer, pair.summary) for pair in interview.pairs)
            used = set(chain.from_iterable(aliases.apply(words(text)) for text in stored))
            assert [alias.name for alias in interview.aliases if not used.issuperset(words(alias.name))] == []


class TestQuotations:
    def test_answers_of_real_people_are_brief(self):
        for entry in load(shipped("knowledge")).entries:
            assert len(entry.pair.answer.split()) <= QUOTED_WORDS, entry.ref
            assert entry.interview.excerpt, entry.ref

    def test_examples_are_invented(self):
        for interview in load(shipped("examples")).interviews:
            assert re.match(r"https://([a-z]+\.)*example/", interview.url)

    @published
    def test_every_piece_was_said_word_for_word_and_in_this_order(self, pack):
        interview = PUBLISHED.read_text("utf-8")
        for pair in pack.pairs:
            assert pair.said is Said.VERBATIM
            at = 0
            for piece in pieces(pair.answer):
                found = interview.find(piece, at)
                assert found >= 0, f"{pair.id}: {piece!r}"
                at = found + len(piece)

    @published
    def test_nothing_else_is_copied_from_the_interview(self, pack):
        quoted = set().union(*(runs(pair.answer) for pair in pack.pairs))
        forbidden = runs(PUBLISHED.read_text("utf-8")) - quoted
        copied = {path: sorted(runs(path.read_text("utf-8")) & forbidden) for path in texts()}
        assert {path: found for path, found in copied.items() if found} == {}

    @published
    def test_questions_phrasings_and_summaries_are_our_own_words(self, pack):
        interview = runs(PUBLISHED.read_text("utf-8"))
        for pair in pack.pairs:
            for text in (*askings(pair), pair.summary or ""):
                assert runs(text).isdisjoint(interview), text


class TestFirstInterview:
    def test_has_its_pairs_in_order(self, pack):
        assert tuple(pair.id for pair in pack.pairs) == PAIR_IDS

    def test_is_attributed(self, pack):
        assert (pack.speakers[0].name, pack.outlet, str(pack.published)) == (
            "Melissa Rosenberg",
            "Collider",
            "2018-03-12",
        )

    @fans
    def test_was_not_written_from_the_questions_it_is_measured_with(self, pack):
        lines = chain.from_iterable(path.read_text("utf-8").splitlines() for path in FANS.glob("*.jsonl"))
        asked = [json.loads(line)["ask"] for line in lines]
        whole = {tuple(words(ask)) for ask in asked}
        in_part = set().union(*(runs(ask, 5) for ask in asked))
        for text in (*chain.from_iterable(map(askings, pack.pairs)), *(golden.ask for golden in pack.golden)):
            assert tuple(words(text)) not in whole
            assert runs(text, 5).isdisjoint(in_part), text


class TestGuide:
    @pytest.mark.parametrize("page", [GUIDE, ROOT / "knowledge" / "README.md"], ids=lambda page: page.name)
    def test_complete_examples_load(self, page):
        examples = re.findall(r"```yaml\n(format:.*?)```", page.read_text("utf-8"), re.DOTALL)
        assert examples
        for example in examples:
            assert parse(example, page.name).faults == ()

    @pytest.mark.parametrize("shape", [FILE, INTERVIEW, SPEAKER, PAIR, GOLDEN], ids=lambda shape: shape.thing)
    def test_names_every_field(self, shape):
        page = GUIDE.read_text("utf-8")
        assert [field for field in (*shape.required, *shape.optional) if f"`{field}`" not in page] == []

    def test_walks_through_a_pair_of_the_example(self):
        """The pair shown in full is the very pair of the file that newcomers are sent to."""
        [block] = re.findall(r"```yaml\n(format:.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
        draft = parse(block, GUIDE.name).draft
        assert draft is not None
        [shown] = draft.pairs
        [shipped_pair] = [
            entry.pair for entry in load(shipped("examples")).entries if entry.ref == f"{draft.id}/{shown.id}"
        ]
        assert (shown.question, shown.answer, shown.summary, shown.time) == (
            shipped_pair.question,
            shipped_pair.answer,
            shipped_pair.summary,
            shipped_pair.time,
        )
        assert set(shown.also) <= set(shipped_pair.also)
