"""Texts to vectors: the static table, the sentence transformer, and which of them is chosen."""

from __future__ import annotations

import functools
import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from bot.errors import ConfigError
from bot.search import sentence
from bot.search.encoder import StaticEncoder
from bot.search.engine import Engine
from bot.search.models import chosen
from bot.search.results import Answer
from bot.search.text import words
from bot.search.wordpiece import END, START, UNKNOWN, word_pieces
from tests.search.content import PAIRS, SNAPSHOT

STATIC = StaticEncoder()


@pytest.fixture(scope="module")
def packaged():
    return sentence.packaged()


@pytest.fixture(params=["static", "sentence"])
def encoder(request):
    return STATIC if request.param == "static" else request.getfixturevalue("packaged")


def test_vectors_are_unit_vectors_and_words_unknown_to_all_are_none(encoder):
    table = encoder.encode([["who", "burned", "the", "greenhouse"], [], ["kraken"]])
    assert table.dtype == np.float32
    assert np.linalg.norm(table, axis=1) == pytest.approx([1, 0, 1], abs=1e-5)
    assert encoder.encode([]).shape[0] == 0


def test_a_text_alone_and_among_others_is_the_same(encoder):
    texts = [words(text) for pair in PAIRS for text in (pair.question, *pair.also, pair.answer)]
    together = encoder.encode(texts)
    for at in (0, 3, len(texts) - 1):
        assert encoder.encode([texts[at]])[0] == pytest.approx(together[at], abs=1e-6)


def test_like_meanings_are_nearer_than_unlike_ones(encoder):
    fire, blaze, boat = encoder.encode(
        [words(text) for text in ("why did the house burn down", "what caused the fire", "is the ferry late today")]
    )
    assert fire @ blaze > fire @ boat


@given(st.lists(st.lists(st.sampled_from(["sea", "fire", "zqx", "naïve", "mcteer", "2"]), max_size=5), max_size=6))
def test_the_static_table_adds_up_pieces(texts):
    table = STATIC.encode(texts)
    for row, text in zip(table, texts, strict=True):
        pieces = [piece for word in text for piece in word_pieces(word)]
        added = sum((STATIC._table[piece] * np.float32(STATIC._scales[piece]) for piece in pieces), np.zeros(128))
        length = np.linalg.norm(added)
        assert row == pytest.approx(added / length if length else added, abs=1e-5)


@pytest.fixture(scope="module")
def bert() -> Tokenizer:
    """The reference: the same pieces cut by the tokenizers library."""
    lines = files("bot.search").joinpath("data", "vocab.txt").read_text("utf-8").splitlines()
    vocabulary = {line: number for number, line in enumerate(lines)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    ends = [("[CLS]", START), ("[SEP]", END)]
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    return tokenizer


@given(st.text("abcdefghijklmnopqrstuvwxyzæß0123456789日", min_size=1, max_size=120))
def test_pieces_are_those_of_the_tokenizers_library(bert, word):
    assert list(word_pieces(word)) == bert.encode(word, add_special_tokens=False).ids


def test_a_word_of_unknown_letters_is_unknown():
    assert list(word_pieces("\ue000")) == [UNKNOWN]


class TestOwnModel:
    """An operator's model: here the packaged one, as a directory with a tokenizer of its own."""

    @pytest.fixture
    def directory(self, tmp_path, bert):
        (tmp_path / "model.onnx").write_bytes(files(sentence.PACKAGED).joinpath("model.onnx").read_bytes())
        bert.save(str(tmp_path / "tokenizer.json"))
        return tmp_path

    def test_it_is_used(self, directory, packaged):
        mine = sentence.own(str(directory))
        texts = [words(pair.question) for pair in PAIRS]
        assert mine.encode(texts) == pytest.approx(packaged.encode(texts), abs=1e-5)
        assert mine.name == packaged.name

    def test_its_pooling_is_heeded(self, directory, packaged):
        (directory / "1_Pooling").mkdir()
        (directory / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
        text = [words(PAIRS[0].question)]
        assert float(sentence.own(str(directory)).encode(text)[0] @ packaged.encode(text)[0]) < 0.99

    @pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
    def test_what_is_missing_is_named(self, directory, missing):
        (directory / missing).unlink()
        with pytest.raises(ConfigError, match="ONNX file" if missing == "model.onnx" else "tokenizer.json"):
            sentence.own(str(directory))

    def test_a_name_that_is_neither_here_nor_there(self):
        with pytest.raises(ConfigError, match=r"search\.model names no such place!, which is neither"):
            sentence.own("no such place!")


@pytest.fixture(scope="module")
def engines():
    """An engine for each choice, made once."""
    return functools.cache(lambda name: Engine(SNAPSHOT, chosen(name)))


class TestChoice:
    def test_the_best_that_is_installed(self):
        assert isinstance(chosen("auto").encoder, sentence.SentenceEncoder)
        assert isinstance(chosen("onnx").encoder, sentence.SentenceEncoder)
        assert isinstance(chosen("static").encoder, StaticEncoder)
        assert chosen("off").encoder is None

    def test_only_what_is_quick_runs_beside_other_work(self, engines):
        assert engines("static").quick
        assert not engines("onnx").quick

    def test_without_the_extra_auto_takes_the_table_and_onnx_says_what_to_install(self, monkeypatch):
        monkeypatch.setattr(sentence, "PACKAGED", "no_such_package")
        monkeypatch.setattr("bot.search.models.PACKAGED", "no_such_package")
        assert isinstance(chosen("auto").encoder, StaticEncoder)
        with pytest.raises(ConfigError, match=r'pip install "showrunner\[semantic\]"'):
            chosen("onnx")

    def test_a_tampered_model_is_refused(self, monkeypatch):
        monkeypatch.setattr(sentence, "PACKAGED_SHA256", "0" * 64)
        with pytest.raises(ConfigError, match="not the one expected"):
            sentence.packaged()

    @pytest.mark.parametrize("name", ["off", "static", "onnx"])
    def test_each_answers(self, engines, name):
        finding = engines(name).find("who set fire to the greenhouse")
        assert isinstance(finding, Answer)
        assert finding.best.entry.pair.id == "greenhouse"
