"""From the bytes of a file of every kind to pairs: nothing comes out that was not put in, and the interview does."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Sequence

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.documents import found

Turns = Sequence[str]
NAMES = ("ANA REYES", "WANDA OKAFOR")


def said(turns: Turns) -> list[tuple[str, str]]:
    return [(NAMES[at % 2], text) for at, text in enumerate(turns)]


def clock(seconds: int, point: str) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}{point}000"


def text(turns: Turns) -> bytes:
    return "\n\n".join(f"{who}: {each}" for who, each in said(turns)).encode()


def windows(turns: Turns) -> bytes:
    return text(turns).decode().replace("\n", "\r\n").encode("cp1252", "replace")


def wide(turns: Turns) -> bytes:
    return text(turns).decode().encode("utf-16")


def markdown(turns: Turns) -> bytes:
    return "\n\n".join(f"**{who}:** {each}" for who, each in said(turns)).encode()


def page(turns: Turns) -> bytes:
    body = "".join(f"<p><b>{who}:</b> {html.escape(each)}</p>" for who, each in said(turns))
    return f"<!DOCTYPE html><html><head><title>Fog</title></head><body>{body}</body></html>".encode()


def srt(turns: Turns) -> bytes:
    return "".join(
        f"{at + 1}\n{clock(at * 3, ',')} --> {clock(at * 3 + 2, ',')}\n{who}: {each}\n\n"
        for at, (who, each) in enumerate(said(turns))
    ).encode()


def vtt(turns: Turns) -> bytes:
    return (
        b"WEBVTT\n\n"
        + "".join(
            f"{clock(at * 3, '.')} --> {clock(at * 3 + 2, '.')}\n<v {who}>{html.escape(each, quote=False)}</v>\n\n"
            for at, (who, each) in enumerate(said(turns))
        ).encode()
    )


def segments(turns: Turns) -> bytes:
    rows = [{"speaker": who, "startTime": at, "body": each} for at, (who, each) in enumerate(said(turns))]
    return json.dumps({"version": "1.0.0", "segments": rows}).encode()


def table(turns: Turns, delimiter: str = ",") -> bytes:
    file = io.StringIO()
    rows = csv.writer(file, delimiter=delimiter)
    rows.writerow(("start", "speaker", "text"))
    rows.writerows((clock(at, "."), who, each) for at, (who, each) in enumerate(said(turns)))
    return file.getvalue().encode()


def tabs(turns: Turns) -> bytes:
    return table(turns, "\t")


def word(turns: Turns) -> bytes:
    document = docx.Document()
    for who, each in said(turns):
        document.add_paragraph(f"{who}: {each}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


WRITERS: tuple[Callable[[Turns], bytes], ...] = (
    text,
    windows,
    wide,
    markdown,
    page,
    srt,
    vtt,
    segments,
    table,
    tabs,
    word,
)
anything = st.lists(
    st.text("aio nrst.,?!'’“”()-:éßA1", min_size=1, max_size=40).map(str.strip).filter(bool), min_size=4, max_size=8
)
TURNS = (
    "Who moved the café?",
    "I did, and it was heavier than I had thought.",
    "You carried it yourself?",
    "I had a cart. It has never been the same.",
    "People still come and look for it.",
    "Then they should ask me. I know where it is.",
)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
def test_an_interview_is_found_in_a_file_of_every_kind(write):
    assert found(transcribe(read(write(TURNS)))) == list(zip(TURNS[::2], TURNS[1::2], strict=True))


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)
@given(turns=anything)
@settings(max_examples=12, deadline=None)
def test_nothing_comes_out_that_was_not_put_in(write, turns):
    source = bare("".join(f"{who}: {each}" for who, each in said(turns)))
    if write is windows:
        source = source.encode("cp1252", "replace").decode("cp1252")
    result = transcribe(read(write(turns)))
    for pair in result.pairs:
        for each in (pair.question, *(part.text for part in pair.parts)):
            assert all(bare(paragraph) in source for paragraph in each.split("\n\n")), each


def test_apostrophes_in_running_text_are_no_wiki_markup():
    said = "ANA: Was it 1''': or 2?\n\nWANDA: It was 1'''. I measured.\n"
    assert read(said.encode(), "a.txt").container == "text"
