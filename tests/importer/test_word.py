"""Word files."""

from __future__ import annotations

import io
import sys
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement

from bot.importer import word
from bot.importer.model import Block, Kind, Metadata


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def document():
    return docx.Document()


def blocks(document) -> tuple[Block, ...]:
    read = word.read(saved(document))
    assert read is not None
    return read.blocks


def test_bold_runs_headings_and_soft_line_breaks(document):
    document.core_properties.title = "Wanda Okafor on the fog"
    document.add_heading("The fog", 2)
    question = document.add_paragraph()
    question.add_run("What did ").bold = True
    question.add_run("the fog cost?").italic = True
    answer = document.add_paragraph("More than the cast.")
    answer.add_run("\nIt never learned its lines.\n\nNever.")
    document.add_paragraph("A rope", style="List Bullet")
    document.add_paragraph("Said once.", style="Quote")
    read = word.read(saved(document))
    assert read is not None
    assert read.metadata == Metadata(title="Wanda Okafor on the fog")
    assert [(block.kind, block.level, block.text) for block in read.blocks] == [
        (Kind.HEADING, 2, "The fog"),
        (Kind.PARAGRAPH, 0, "What did the fog cost?"),
        (Kind.PARAGRAPH, 0, "More than the cast.\nIt never learned its lines."),
        (Kind.PARAGRAPH, 0, "Never."),
        (Kind.ITEM, 0, "A rope"),
        (Kind.QUOTE, 1, "Said once."),
    ]
    assert [block.emphasis for block in read.blocks[:3]] == [0, 1, 0]


def test_a_bold_style_emphasises_what_does_not_say_otherwise(document):
    document.styles["Normal"].font.bold = True
    paragraph = document.add_paragraph("Why? ")
    paragraph.add_run("So.").bold = False
    (block,) = blocks(document)
    assert [(run.text, run.emphasised) for run in block.runs] == [("Why?", True), (" So.", False)]


def test_tables(document):
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ["Speaker", "Text", "Ana", "Was it?"], strict=True
    ):
        cell.text = text
    (block,) = blocks(document)
    assert (block.kind, block.speaker, block.text) == (Kind.CUE, "Ana", "Was it?")


def test_other_packed_files_are_none():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("content.xml", "<x/>")
    assert word.read(file.getvalue()) is None
    assert word.read(b"PK\x03\x04 broken") is None
    assert word.read(b"text") is None


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/document.xml", "_rels/.rels"])
@pytest.mark.parametrize("content", ["", "<broken", "<w:document/>", "<?xml version='1.0'?><a>" + "<b>" * 1000])
def test_a_damaged_file_is_said_to_be(document, part, content):
    source, file = zipfile.ZipFile(io.BytesIO(saved(document))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in source.namelist():
            packed.writestr(name, content if name == part else source.read(name))
    read = word.read(file.getvalue())
    assert read is not None
    assert (read.blocks, read.container) == ((), "docx")
    assert "damaged" in read.warnings[0]


def test_a_cell_that_claims_a_million_columns_is_damage(document):
    table = document.add_table(1, 1)
    span = OxmlElement("w:gridSpan")
    span.set(docx.oxml.ns.qn("w:val"), "1000000")
    table.rows[0].cells[0]._tc.get_or_add_tcPr().append(span)
    read = word.read(saved(document))
    assert read is not None
    assert "damaged" in read.warnings[0]


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(word, "_LARGEST", 1_000_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", " " * 1_000_001)
    read = word.read(file.getvalue())
    assert read is not None
    assert "too large" in read.warnings[0]


def test_without_the_library_the_warning_says_what_to_install(document, monkeypatch):
    data = saved(document)
    monkeypatch.setitem(sys.modules, "docx", None)
    read = word.read(data)
    assert read is not None
    assert "pip install 'showrunner[docx]'" in read.warnings[0]
