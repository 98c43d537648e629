"""What else one could search with, each used as its documentation recommends: the peers that we are measured beside.

Those that compare strings or vectors look at the question and its phrasings, those that look words up at all the text
of a pair. Their packages come with the extra `bench` and are imported when a peer is built.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import weakref
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import Stemmer
from rapidfuzz import process, utils
from rapidfuzz.distance import Indel

from bot.bench.systems import Hit
from bot.search.sentence import packaged
from bot.search.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.knowledge.model import Entry, Snapshot

THREAD_MEMORY = 128 << 20
"""Bytes that tantivy may use for building."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class _Questions:
    """Every question and phrasing of some content, and the pair that each belongs to."""

    def __init__(self, snapshot: Snapshot) -> None:
        rows = [(text, entry.ref) for entry in snapshot.entries for text in (entry.pair.question, *entry.pair.also)]
        self.texts = [text for text, _ in rows]
        self._refs = [ref for _, ref in rows]
        self._most = max((1 + len(entry.pair.also) for entry in snapshot.entries), default=1)

    def enough(self, top: int) -> int:
        """How many of the best texts are sure to belong to `top` pairs."""
        return min(top * self._most, len(self.texts))

    def hits(self, best: Iterable[tuple[int, float]], top: int) -> list[Hit]:
        """The pairs of the best texts, given by their places, best first."""
        found: dict[str, float] = {}
        for at, score in best:
            found.setdefault(self._refs[at], score)
        return [Hit(ref, score) for ref, score in islice(found.items(), top)]


class Rapidfuzz:
    """`rapidfuzz.process.extract` over the stored questions, with its own way of preparing texts.

    Args:
        name: As tables show it.
        scorer: One of `rapidfuzz.fuzz`.
    """

    def __init__(self, name: str, scorer: Callable[..., float]) -> None:
        self.name = name
        self._scorer = scorer

    def build(self, snapshot: Snapshot) -> None:
        """Prepare the stored questions once, rather than anew for every question asked."""
        self._questions = _Questions(snapshot)
        self._texts = [utils.default_process(text) for text in self._questions.texts]

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """See `System.find`."""
        asked = utils.default_process(question)
        if top == 1:
            one = process.extractOne(asked, self._texts, scorer=self._scorer)
            return self._questions.hits([(one[2], one[1])] if one else [], 1)
        best = process.extract(asked, self._texts, scorer=self._scorer, limit=self._questions.enough(top))
        return self._questions.hits(((at, score) for _, score, at in best), top)


class ChatterBot:
    """What ChatterBot calls Levenshtein distance: the first stored question whose similarity, rounded, is the highest.

    ChatterBot calls `difflib` in a loop, which takes a tenth of a millisecond for each stored question. This is what
    its older versions took from python-Levenshtein, compiled: insertions and deletions against both lengths. It finds
    about as much.
    """

    name = "ChatterBot's Levenshtein"

    def build(self, snapshot: Snapshot) -> None:
        """See `System.build`."""
        self._questions = _Questions(snapshot)
        self._texts = [text.lower() for text in self._questions.texts]

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """See `System.find`."""
        similarity = process.cdist([question.lower()], self._texts, scorer=Indel.normalized_similarity)[0].round(2)
        places = np.argsort(-similarity, kind="stable")[: self._questions.enough(top)]
        return self._questions.hits(((int(at), float(similarity[at])) for at in places), top)


class SQLite:
    """SQLite's full-text search, FTS5, with Porter's stemmer: any of the question's words will do, `bm25()` ranks."""

    name = "SQLite FTS5"
    _FILE = "pairs.sqlite"

    def build(self, snapshot: Snapshot) -> None:
        """See `System.build`."""
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            "CREATE VIRTUAL TABLE pairs USING fts5(ref UNINDEXED, asked, answer, tokenize='porter unicode61')"
        )
        rows = ((entry.ref, *_fields(entry)) for entry in snapshot.entries)
        self._connection.executemany("INSERT INTO pairs VALUES (?, ?, ?)", rows)
        self._connection.execute("INSERT INTO pairs(pairs) VALUES ('optimize')")
        self._connection.commit()

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """See `System.find`."""
        query = " OR ".join(_quoted(question))
        if not query:
            return []
        rows = self._connection.execute(
            "SELECT ref, -bm25(pairs) FROM pairs WHERE pairs MATCH ? ORDER BY rank LIMIT ?", (query, top)
        )
        return [Hit(ref, score) for ref, score in rows]

    def save(self, directory: Path) -> None:
        """See `Stored.save`."""
        self._connection.execute("VACUUM INTO ?", (str(directory / self._FILE),))

    def load(self, directory: Path, snapshot: Snapshot) -> None:  # noqa: ARG002 - the file holds it all
        """See `Stored.load`."""
        self._connection = sqlite3.connect(directory / self._FILE)


class Bm25s:
    """bm25s with Snowball's English stemmer and its English stop words."""

    name = "bm25s"

    def build(self, snapshot: Snapshot) -> None:
        """See `System.build`."""
        import bm25s

        self._prepare(snapshot)
        tokens = self._tokens([" ".join(_fields(entry)) for entry in snapshot.entries])
        self._index = bm25s.BM25()
        self._index.index(tokens, show_progress=False)

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """See `System.find`."""
        [places], [scores] = self._index.retrieve(
            self._tokens([question]), k=min(top, len(self._refs)), show_progress=False
        )
        return [Hit(self._refs[at], float(score)) for at, score in zip(places, scores, strict=True) if score > 0]

    def save(self, directory: Path) -> None:
        """See `Stored.save`."""
        self._index.save(directory, show_progress=False)

    def load(self, directory: Path, snapshot: Snapshot) -> None:
        """See `Stored.load`; by memory map."""
        import bm25s

        self._prepare(snapshot)
        self._index = bm25s.BM25.load(directory, mmap=True, show_progress=False)

    def _prepare(self, snapshot: Snapshot) -> None:
        self._stemmer = Stemmer.Stemmer("english")
        self._refs = [entry.ref for entry in snapshot.entries]

    def _tokens(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - a type of a package that need not be there
        import bm25s

        return bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)


class Tantivy:
    """tantivy (Lucene's kind of index, in Rust) with its English stemmer; any of the question's words will do."""

    name = "tantivy"

    def build(self, snapshot: Snapshot) -> None:
        """See `System.build`."""
        import tantivy

        schema = tantivy.SchemaBuilder().add_text_field("ref", stored=True, tokenizer_name="raw")
        for field in ("asked", "answer"):
            schema.add_text_field(field, tokenizer_name="en_stem")
        self._directory = tempfile.mkdtemp(prefix="showrunner-tantivy-")
        weakref.finalize(self, shutil.rmtree, self._directory, ignore_errors=True)
        self._index = tantivy.Index(schema.build(), path=self._directory)
        writer = self._index.writer(THREAD_MEMORY, num_threads=1)
        for entry in snapshot.entries:
            asked, answer = _fields(entry)
            writer.add_document(tantivy.Document(ref=entry.ref, asked=asked, answer=answer))
        writer.commit()
        writer.wait_merging_threads()
        self._open()

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """See `System.find`."""
        query = self._index.parse_query(" ".join(_quoted(question)), ["asked", "answer"])
        found = self._searcher.search(query, top, count=False).hits
        return [Hit(self._searcher.doc(address)["ref"][0], score) for score, address in found]

    def save(self, directory: Path) -> None:
        """See `Stored.save`."""
        shutil.copytree(self._directory, directory, dirs_exist_ok=True)

    def load(self, directory: Path, snapshot: Snapshot) -> None:  # noqa: ARG002 - the files hold it all
        """See `Stored.load`; by memory map."""
        import tantivy

        self._index = tantivy.Index.open(str(directory))
        self._open()

    def _open(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()


class MiniLM:
    """The sentence transformer alone: the cosine with every stored question, by brute force."""

    name = "MiniLM"
    _FILE = "vectors.npy"

    def build(self, snapshot: Snapshot) -> None:
        """See `System.build`."""
        self._prepare(snapshot)
        self._vectors: NDArray[np.float32] = self._encoder.encode(list(map(words, self._questions.texts)))

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """See `System.find`."""
        cosines = self._vectors @ self._encoder.encode([words(question)])[0]
        enough = self._questions.enough(top)
        places = np.argpartition(-cosines, enough - 1)[:enough] if enough else np.arange(0)
        best = sorted((-float(cosines[at]), int(at)) for at in places)
        return self._questions.hits(((at, -cosine) for cosine, at in best), top)

    def save(self, directory: Path) -> None:
        """See `Stored.save`."""
        np.save(directory / self._FILE, self._vectors)

    def load(self, directory: Path, snapshot: Snapshot) -> None:
        """See `Stored.load`; by memory map."""
        self._prepare(snapshot)
        self._vectors = np.load(directory / self._FILE, mmap_mode="r")

    def _prepare(self, snapshot: Snapshot) -> None:
        self._encoder = packaged()
        self._questions = _Questions(snapshot)


def _quoted(question: str) -> list[str]:
    """The words of a question in quotation marks: nothing in them is taken for the query language's own."""
    return [f'"{word}"' for word in _WORD.findall(question)]


def _fields(entry: Entry) -> tuple[str, str]:
    """All that is stored of a pair: what it may be asked by, and what it says."""
    pair = entry.pair
    return "\n".join((pair.question, *pair.also, *pair.topics)), "\n".join(filter(None, (pair.summary, pair.answer)))
