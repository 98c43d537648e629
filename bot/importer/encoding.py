"""From bytes to text: byte order marks, UTF-8, UTF-16, Windows-1252, mojibake; and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy

_SAMPLE = 64 * 1024
_PIECE = 10_000
_MAX_CONTROLS = 0.005
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (
    (b"%PDF-", "a PDF; copy its text into a text file"),
    (b"{\\rtf", "a rich text file; save it as .docx or as text"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file; save it as .docx or as text"),
    (b"PK\x03\x04", "a packed file; unpack it, or save the document as .docx or as text"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a recording; import its transcript"),
    (b"OggS", "a recording; import its transcript"),
    (b"RIFF", "a recording or a picture"),
)

# The encodings a page may name, besides those tried anyway: text encodings that say so when they do not fit.
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,20})""")
_ALLOWED = re.compile(
    r"windows-125\d|cp125\d|iso-8859-\d{1,2}|koi8-[ru]|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|gbk|gb2312|gb18030|big5"
)
_LATIN_1 = frozenset({"iso-8859-1", "windows-1252", "cp1252"})

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_WIDE_SPACE = re.compile("[\xa0\u2007\u202f]")

# UTF-8 read as Windows-1252: the second and third characters never follow the first in any real spelling.
_CONTINUED = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(f"â€[{_CONTINUED}]|[ÂÃ][\x80-\xbf]|[ÃÅÄ][{_CONTINUED}](?=[a-z])|ðŸ[{_CONTINUED}]")


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""What the bytes say.

    Attributes:
        text: With `\n` for every line end and without what cannot be seen; None where the bytes are no text.
        warnings: What was repaired, or why there is no text; each a sentence.
    """

    text: str | None
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text that the bytes hold, in whichever encoding.

    Args:
        data: The bytes of a file.
        declared: The encoding they are said to be in; believed only where UTF-8 and UTF-16 do not fit.
    """
    for start, what in _NO_TEXT:
        if data.startswith(start):
            return Decoded(None, (f"This is {what}.",))
    text, warnings = _decoded(data, declared)
    if text is None or _is_binary(text):
        return Decoded(None, ("This is no text, but binary data.",))
    text, repaired = _repaired(text)
    return Decoded(clean(text), (*warnings, *repaired))


def clean(text: str) -> str:
    """The text with one kind of line end and without zero-width characters, control characters and lone surrogates."""
    if "\r" in text or not text.isascii() or "\x0b" in text:
        text = _LINE_END.sub("\n", text)
    return _INVISIBLE.sub("", text)


def plain_spaces(text: str) -> str:
    """The text with a blank for each no-break space."""
    return text if text.isascii() else _WIDE_SPACE.sub(" ", text)


def _decoded(data: bytes, declared: str | None) -> tuple[str | None, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    if b"\x00" in data[:_SAMPLE] and (wide := _utf_16(data)):
        return wide, ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf_8(data, declared)


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark: in the right one of its two byte orders there are blanks and line ends."""
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:_SAMPLE].decode(encoding, "ignore")
        spaces = sample.count(" ") + sample.count("\n")
        if spaces * 200 >= len(sample) > 0 and not _is_binary(sample):
            return data.decode(encoding, "replace")
    return None


def _not_utf_8(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    found = _DECLARED.search(data[:4096])
    name = (declared or (found[1].decode("ascii") if found else "")).lower()
    if name not in _LATIN_1 and _ALLOWED.fullmatch(name):
        try:
            return data.decode(name), ()
        except (UnicodeDecodeError, LookupError):
            pass
    mixed = data.decode("utf-8", "surrogateescape")
    strays = sum(map(mixed.count, set(re.findall("[\udc80-\udcff]", mixed[:_SAMPLE]))))
    if strays * 10 <= len(re.findall(r"[\x80-\ud7ff\ue000-\U0010ffff]", mixed[:_SAMPLE])):
        stray = re.compile("[\udc80-\udcff]+")
        text = stray.sub(lambda found: _western(found[0].encode("utf-8", "surrogateescape")), mixed)
        return text, ("Some characters were in another encoding than the rest; they were read as Windows-1252.",)
    text = _western(data)
    letters = sum(c.isalpha() for c in text[:_SAMPLE])
    if sum(not c.isascii() and c.isalpha() for c in text[:_SAMPLE]) > letters * 0.3:
        return text, ("The encoding could not be told for sure; if letters are wrong, save the file as UTF-8.",)
    return text, ()


def _western(data: bytes) -> str:
    """Windows-1252, less the five bytes that mean nothing in it."""
    return data.translate(None, b"\x81\x8d\x8f\x90\x9d").decode("cp1252")


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    return odd > max(4, len(sample) * _MAX_CONTROLS)


def _repaired(text: str) -> tuple[str, tuple[str, ...]]:
    """UTF-8 that was once read as Windows-1252 is put right, line by line, where its signature is sure."""
    if text.isascii() or not _MOJIBAKE.search(text):
        return text, ()
    lines = text.split("\n")
    count = 0
    for number, line in enumerate(lines):
        if _MOJIBAKE.search(line):
            pieces = [line[at : at + _PIECE] for at in range(0, len(line), _PIECE)]
            lines[number] = "".join(map(ftfy.fix_encoding, pieces))
            count += lines[number] != line
    if not count:
        return text, ()
    where = "one line" if count == 1 else f"{count} lines"
    return "\n".join(lines), (f"Garbled characters (such as â€™ for ’) were repaired in {where}.",)
