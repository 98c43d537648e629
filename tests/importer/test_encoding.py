"""From bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer.encoding import clean, decode

SPOKEN = "Why “moths”?\nThey came – with the café."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_the_same_text_in_every_encoding(encoding):
    assert decode(SPOKEN.encode(encoding)).text == SPOKEN
    assert decode(SPOKEN.encode(encoding)).warnings == ()


def test_utf_16_without_a_mark_is_told_by_its_blanks_also_where_no_letter_is_latin():
    text = "Зачем мотыльки?\nОни пришли сами."
    assert decode(text.encode("utf-16-le")).text == text
    assert decode(text.encode("utf-16-be")).text == text


def test_a_page_may_name_its_encoding():
    page = '<meta charset="shift_jis"><p>沖田: 港です。</p>'
    assert decode(page.encode("shift_jis")).text == page
    assert decode("沖田".encode("shift_jis"), "shift_jis").text == "沖田"


@pytest.mark.parametrize(
    "name", ["euc-jp", "koi8-x", "rot13", "unicode_escape", "idna", "utf-7", "iso-8859-1", "no-such-thing"]
)
def test_an_encoding_that_is_none_is_not_believed(name):
    assert decode(f'<meta charset="{name}"><p>café</p>'.encode("cp1252")).text == f'<meta charset="{name}"><p>café</p>'


def test_a_few_stray_bytes_do_not_spoil_the_rest():
    decoded = decode("«Été» à la mer, où l’été est né".encode() + "…".encode("cp1252"))
    assert decoded.text == "«Été» à la mer, où l’été est né…"
    assert "another encoding" in decoded.warnings[0]


def test_an_alphabet_that_cannot_be_told_is_said():
    decoded = decode("Зачем мотыльки? Они пришли сами".encode("cp1251"))
    assert decoded.text is not None
    assert "encoding could not be told" in decoded.warnings[0]


@pytest.mark.parametrize(
    ("garbled", "right"),
    [("Itâ€™s here", "It’s here"), ("a cafÃ© by the sea", "a café by the sea"), ("â€œTinâ€\x9d", "“Tin”")],
)
def test_mojibake_is_repaired_line_by_line_and_said(garbled, right):
    decoded = decode(f"{garbled}\nlines of dâ-zine – stay\n".encode())
    assert decoded.text == f"{right}\nlines of dâ-zine – stay\n"
    assert decoded.warnings == ("Garbled characters (such as â€™ for ’) were repaired in one line.",)


@pytest.mark.parametrize("text", ["Tin “Harbor” – né à Århus", "MÃE", "São Paulo, João", "Ãurea", "naïve ½ £5 §2"])
def test_what_is_spelled_right_stays(text):
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 text", "PDF"),
        (b"{\\rtf1 text}", "rich text"),
        (b"PK\x03\x04 text", "packed"),
        (b"\x89PNG\r\n", "picture"),
        (b"ID3 text", "recording"),
        (b"\xd0\xcf\x11\xe0 text", "old Word"),
        (bytes(range(32)) * 20, "binary"),
        (b"\xff\xfe" + bytes(range(256)) * 4, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data, what):
    decoded = decode(data)
    assert decoded.text is None
    assert what in decoded.warnings[0]


def test_one_kind_of_line_end_and_nothing_invisible():
    assert clean("a\r\nb\rc\u2028d\x85e\x0bf") == "a\nb\nc\nd\ne\nf"
    assert clean("\ufeffA\u200bna\u00ad\u2060: \x00yes\ud800") == "Ana: yes"
    assert clean("a\tb\fc") == "a\tb\fc"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf"))))
def test_clean_text_comes_back_from_utf_8_unless_it_looks_garbled(text):
    decoded = decode(text.encode())
    if not decoded.warnings:
        assert decoded.text == clean(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data):
    decoded = decode(data)
    assert (decoded.text is None) <= bool(decoded.warnings)
    if decoded.text is not None:
        decoded.text.encode()
