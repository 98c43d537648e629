"""CSV, TSV and their like."""

from __future__ import annotations

import pytest

from bot.importer import table
from bot.importer.model import Hint


def said(text: str):
    return [(block.speaker, block.time, block.text) for block in table.read(text)[0]]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_header_says_what_the_columns_hold(delimiter):
    text = "timestamp,speaker,words\n[00:01:02],AR:,Was it real?\n,WO:,Mostly.\n,,All of it.\n".replace(",", delimiter)
    assert table.delimiter_of(text) == delimiter
    assert said(text) == [("AR", 62, "Was it real?"), ("WO", None, "Mostly."), ("WO", None, "All of it.")]


@pytest.mark.parametrize(
    "header",
    ["speaker,text", "Speaker Name,Start Time,Transcript", "start,end,text", "Text;Who", "question,answer", "id,Q,A"],
)
def test_headers_that_are_known(header):
    assert table.delimiter_of(f"\n{header}\nx,y,z") is not None


@pytest.mark.parametrize(
    "header", ["Ana, you said the words,", "name,age", "text", "", "speaker,", "time,place", "x," * 1000]
)
def test_lines_that_are_no_header(header):
    assert table.delimiter_of(f"{header}\nx,y") is None


def test_quotation_marks_hold_delimiters_line_ends_and_themselves():
    assert said('speaker,text\nAna,"Was it, ""real""?\n\n  Say."\n') == [("Ana", None, 'Was it, "real"?\nSay.')]


def test_quotation_marks_that_do_not_match_are_read_as_they_stand():
    mostly = "Mostly. " * 100
    text = 'speaker,text\nAna,"Was it\n' + f"Bo,{mostly}\n" * 200
    blocks, warnings = table.read(text)
    assert (blocks[0].text, blocks[1].text, len(blocks)) == ('"Was it', mostly.strip(), 201)
    assert "do not match" in warnings[0]


def test_delimiters_too_many_belong_to_the_last_column():
    assert said("speaker,text\nAna,Was it, really, real?\nBo\n") == [("Ana", None, "Was it, really, real?")]


def test_questions_and_answers():
    blocks, _ = table.read("id,question,answer\n1,Why?,So.\n2,How?,\n")
    assert [(block.hint, block.text) for block in blocks] == [
        (Hint.QUESTION, "Why?"),
        (Hint.ANSWER, "So."),
        (Hint.QUESTION, "How?"),
    ]
