"""Transcripts as JSON, in the shapes that tools write."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer import segments
from bot.importer.model import Document, Hint, Metadata


def read(data: object) -> Document:
    document = segments.read(json.dumps(data))
    assert document is not None
    return document


def said(data: object):
    return [(block.speaker, block.time, block.text) for block in read(data).blocks]


PODCAST = {
    "version": "1.0.0",
    "segments": [
        {"speaker": "Ana", "startTime": 0.5, "endTime": 1, "body": "Was"},
        {"startTime": 1, "endTime": 2, "body": " it real? "},
        {"speaker": "Wanda", "startTime": 2, "body": "Mostly."},
    ],
}
WHISPER = {
    "text": " Was it real? Mostly.",
    "segments": [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " Was it real?", "words": [{"word": " Was", "start": 0.0}]},
        {"id": 1, "start": 2.5, "end": 4.0, "text": " Mostly.", "tokens": [50364, 281]},
    ],
    "language": "en",
}
WHISPER_CPP = {
    "transcription": [
        {"timestamps": {"from": "00:00:02,500", "to": "00:00:04,000"}, "text": " Was it real?"},
        {"timestamps": {"from": "00:01:04,000", "to": "00:01:05,000"}, "text": " Mostly."},
    ]
}
HUGGING_FACE = {
    "text": "x",
    "chunks": [{"timestamp": [0.0, 2.0], "text": " Was it?"}, {"timestamp": [2.0, None], "text": "Yes."}],
}
ASSEMBLY = {
    "text": "Was it real? Mostly.",
    "words": [{"text": "Was", "start": 250, "end": 300, "speaker": "A"}],
    "utterances": [
        {"speaker": "A", "start": 250, "end": 26950, "text": "Was it real?", "words": [{"text": "Was", "start": 250}]},
        {"speaker": "B", "start": 27950, "end": 28000, "text": "Mostly."},
    ],
}
DEEPGRAM = {
    "results": {
        "channels": [
            {
                "alternatives": [
                    {
                        "transcript": "Was it? Say. Yes.",
                        "words": [{"word": "was", "punctuated_word": "Was", "start": 0.1, "speaker": 0}],
                        "paragraphs": {
                            "paragraphs": [
                                {"speaker": 0, "start": 0.1, "sentences": [{"text": "Was it?"}, {"text": "Say."}]},
                                {"speaker": 1, "start": 1.5, "sentences": [{"text": "Yes.", "start": 1.5}]},
                            ]
                        },
                    }
                ]
            }
        ]
    }
}
AWS = {
    "results": {
        "transcripts": [{"transcript": "Was it? Yes."}],
        "speaker_labels": {
            "segments": [
                {
                    "speaker_label": "spk_0",
                    "items": [
                        {"start_time": "0.1", "speaker_label": "spk_0"},
                        {"start_time": "0.3", "speaker_label": "spk_0"},
                    ],
                },
                {"speaker_label": "spk_1", "items": [{"start_time": "1.5", "speaker_label": "spk_1"}]},
            ]
        },
        "items": [
            {"start_time": "0.1", "alternatives": [{"content": "Was"}, {"content": "What"}], "type": "pronunciation"},
            {"start_time": "0.3", "alternatives": [{"content": "it"}], "type": "pronunciation"},
            {"alternatives": [{"content": "?"}], "type": "punctuation"},
            {"start_time": "1.5", "alternatives": [{"content": "Yes"}], "type": "pronunciation"},
            {"alternatives": [{"content": "."}], "type": "punctuation"},
        ],
    }
}
REV = {
    "monologues": [
        {"speaker": 0, "elements": [{"value": "Was", "ts": 0.5}, {"value": " "}, {"value": "it"}, {"value": "?"}]},
        {"speaker": 1, "elements": [{"value": "Yes", "ts": 2.5}, {"value": "."}]},
    ]
}
YOUTUBE = {
    "events": [
        {"tStartMs": 0, "segs": [{"utf8": "was"}, {"utf8": " it"}]},
        {"tStartMs": 2000, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 2100, "segs": [{"utf8": "yes"}]},
    ]
}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PODCAST, [("Ana", 0.5, "Was"), ("Ana", 1, "it real?"), ("Wanda", 2, "Mostly.")]),
        (WHISPER, [(None, 0, "Was it real?"), (None, 2.5, "Mostly.")]),
        (WHISPER_CPP, [(None, 2.5, "Was it real?"), (None, 64, "Mostly.")]),
        (HUGGING_FACE, [(None, 0, "Was it?"), (None, 2, "Yes.")]),
        (ASSEMBLY, [("Speaker A", 0.25, "Was it real?"), ("Speaker B", 27.95, "Mostly.")]),
        (DEEPGRAM, [("Speaker 0", 0.1, "Was it? Say."), ("Speaker 1", 1.5, "Yes.")]),
        (AWS, [("spk_0", 0.1, "Was it?"), ("spk_1", 1.5, "Yes.")]),
        (REV, [("Speaker 0", None, "Was it?"), ("Speaker 1", None, "Yes.")]),
        (YOUTUBE, [(None, 0, "was it"), (None, 2.1, "yes")]),
        ([{"text": "Was it?", "start": 0.5, "duration": 1}], [(None, 0.5, "Was it?")]),
        ({"turns": [{"name": "Ana:", "text": "Was it?"}]}, [("Ana", None, "Was it?")]),
        ({"data": [{"speaker": {"name": "Ana"}, "time": "00:01:02", "content": "Was it?"}]}, [("Ana", 62, "Was it?")]),
    ],
)  # fmt: skip
def test_the_shapes_that_tools_write(data, expected):
    assert said(data) == expected


def test_one_object_a_line():
    document = segments.read('{"speaker": "Ana", "text": "Was it?"}\n\n{"speaker": "Bo", "text": "Yes."}\n')
    assert document is not None
    assert [(block.speaker, block.text) for block in document.blocks] == [("Ana", "Was it?"), ("Bo", "Yes.")]


def test_questions_with_their_answers():
    blocks = read(
        {"title": "Fog", "items": [{"question": "Why?", "answer": "So."}, {"q": "How?", "a": "Slowly."}]}
    ).blocks
    assert [(block.hint, block.text) for block in blocks] == [
        (Hint.QUESTION, "Why?"),
        (Hint.ANSWER, "So."),
        (Hint.QUESTION, "How?"),
        (Hint.ANSWER, "Slowly."),
    ]


def test_what_the_file_says_of_itself():
    told = {"title": "Fog", "podcastName": "Fogcast", "datePublished": "2031-04-05", "url": "https://x.example/1"}
    assert read({**told, **PODCAST}).metadata == Metadata("Fog", "Fogcast", None, "2031-04-05", "https://x.example/1")


@pytest.mark.parametrize(
    "data", [{}, [], 1, "x", {"a": [1, 2]}, {"chapters": [{"title": "Fog"}]}, [{"text": "no more"}]]
)
def test_other_json_holds_no_transcript(data):
    document = read(data)
    assert document.blocks == ()
    assert "no transcript" in document.warnings[0]


@pytest.mark.parametrize("text", ["[00:01:02] ANA: hi", "{Ana} hi", '{"a": ', "[" * 100_000, "", '{"a": 1}\nno'])
def test_what_is_no_json(text):
    assert segments.read(text) is None


keys = st.sampled_from(
    "segments text body speaker start startMs words items results speaker_labels alternatives content q a".split()
)
anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5),
    max_leaves=20,
)


@given(st.lists(anything, max_size=3) | st.dictionaries(keys, anything, max_size=5))
def test_any_json_is_read(data):
    for block in read(data).blocks:
        assert block.text == block.text.strip() != ""
        block.text.encode()
