"""Which lines are no part of the interview, and why: captions, advertisements, stage directions, and the like.

Only lines that stand alone are looked at: what somebody's label stands before is theirs, whatever it says.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.importer import noise_lines, page_boxes, page_end, pull_quotes, reasons
from bot.importer.buttons import BUTTON_CORE, BUTTONS
from bot.importer.cues import IMPERATIVE, asks, words_of
from bot.importer.labels import goes_on
from bot.importer.model import Kind
from bot.importer.names import nobodys
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from bot.importer.lines import Line

ASIDE = "page furniture"
LINK = "link"
PULL_QUOTE = "pull quote"
RUNNING_HEAD = "running head"
OUTRO = "outro"
_HEAD = re.compile(r"\d+")
_BRACKETED = re.compile(r"(?:\[[^\[\]]{1,300}\]|\([^()]{1,200}\)|\*[^*\s][^*]{0,100}\*)[.!]?")
_STAMP = re.compile(r"^[\[(]\d{1,2}:\d\d(?::\d\d)?[\])]\s+(?=\S)")
_MUSIC = re.compile(r"[♪♫#♩]")
_TELLING = frozenset(
    """
    i i'm i've i'd i'll my me we we're we've our you you're your it it's that that's they they're he he's she she's
    there there's then so but and because what yes no ich wir sie er es das und aber je il elle nous vous ils c'est et
    mais yo nosotros ella eso y pero io noi lui lei e ma eu ele ela mas ik wij hij zij het dat en maar
    """.split()
)
"""Words by which somebody goes on to tell something; what stands below a picture without them describes it."""
_FIRST_PERSON = frozenset({"i", "i'm", "i've", "i'd", "i'll", "my", "me", "we", "we're", "our", "you", "your"})
_FEW_WORDS = r"[^\s:.,?!>]{1,24}(?: [^\s:.,?!>]{1,24}){0,2}"
_ROW = re.compile(rf".*?\s\|\s|.*?\s[·•]\s.*\s[·•]\s|{_FEW_WORDS}(?:(?: {{2,}}|\t+){_FEW_WORDS}){{2,}}$")
"""Links, dates or names in a row, which bars, dots or wide gaps part."""
_BELOW_NAMES = frozenset({reasons.BYLINE, reasons.STAGE, reasons.SEPARATOR, reasons.CAPTION})
_RARE = 8
"""A kind of box that holds people's turns is there more than once for so many of the usual kind."""
_MOSTLY = 4
_ENDS = 3
"""Cues at the beginning and at the end that may tell who made the subtitles."""
_LONGEST_ROW = 240
"""Characters of a row of links, dates or names, which bars or dots part."""
_DRAWN = "*-_=~#•·◆■●○□▪–—+|<>«»\\/^. \t\u200b⁂✦★☆❖"
_QUOTES = "\"“”„«»‘’' "


def noise(lines: Sequence[Line], spoken: AbstractSet[int], below: Collection[int] = ()) -> dict[int, str]:
    """The numbers of the lines that are dropped, each with its reason.

    Args:
        lines: All lines.
        spoken: The numbers of those that a speaker's label begins, which stay.
        below: The numbers of those right below a name: only a date or a stage direction is not theirs.
    """
    found: dict[int, str] = {}
    slants = sum(map(_slanted, lines)) * _RARE <= len(lines)
    for number, line in enumerate(lines):
        if number not in spoken and not _within(lines, number):
            reason = reason_for(line)
            if slants and line.source.after_picture and _slanted(line) and not asks(line.text):
                found[number] = reasons.CAPTION
                continue
            if reason == reasons.CAPTION and line.source.after_picture and _awaited(lines, number, spoken):
                continue
            if reason is not None and (number not in below or reason in _BELOW_NAMES):
                found[number] = reason
    found.update((number, reasons.FOREWORD) for number in _credits(lines, spoken))
    page_boxes.complete(lines, spoken, found)
    found.update(_asides(lines, found))
    found.update((number, ASIDE) for number in _elsewhere(lines, spoken, found))
    found.update((number, PULL_QUOTE) for number in pull_quotes.find(lines, spoken) if number not in found)
    found.update((number, RUNNING_HEAD) for number in _running_heads(lines, spoken, found) if number not in found)
    found.update(
        (number, reasons.COMMENTS) for number in page_end.comments(lines, spoken, found) if number not in found
    )
    found.update((number, OUTRO) for number in page_end.end(lines, spoken, found) if number not in found)
    return found


def _within(lines: Sequence[Line], number: int) -> bool:
    """Whether a cue is one of several that somebody says, so that even a stage direction belongs to them."""
    return goes_on(lines, number) or (number + 1 < len(lines) and goes_on(lines, number + 1))


def reason_for(line: Line) -> str | None:
    """Why a line is noise by its own look; None where nothing says so."""
    text = line.text
    if line.kind is Kind.CAPTION or _below_picture(line):
        return reasons.CAPTION
    if not text.strip(_DRAWN) and text.strip(". "):
        return reasons.SEPARATOR
    if direction(text) or (line.kind is Kind.CUE and _MUSIC.match(text)):
        return reasons.STAGE
    if line.source.speaker and nobodys(line.source.speaker):
        return reasons.PLAYER
    if line.kind is Kind.CUE:
        told = text.startswith(("***", "-!-")) or (text[0] == "*" and furniture(text) == reasons.SHARING)
        return reasons.SHARING if told else None
    return LINK if _links(line) else furniture(text)


def _credits(lines: Sequence[Line], spoken: Collection[int]) -> Iterable[int]:
    """The first and last cues that say who made the subtitles; between them people say what pages say as well."""
    ends = {*range(_ENDS), *range(len(lines) - _ENDS, len(lines))} - {*spoken}
    cues = [n for n in sorted(ends) if 0 <= n < len(lines) and lines[n].kind is Kind.CUE and not _within(lines, n)]
    return (number for number in cues if furniture(lines[number].text) == reasons.FOREWORD)


def _slanted(line: Line) -> bool:
    """Whether it is in italics as a whole, as captions are where people's turns are not."""
    return line.emphasised and line.source.slanted


def _below_picture(line: Line) -> bool:
    """Whether a line right below a picture is no sentence, and nobody's."""
    below = line.source.after_picture and line.opens and line.kind is not Kind.HEADING and line.hint is None
    tells = asks(line.text) or IMPERATIVE.match(line.text) or not _TELLING.isdisjoint(words_of(line.text))
    return below and len(line.text) <= 160 and not tells


def _awaited(lines: Sequence[Line], number: int, spoken: Collection[int]) -> bool:
    """Whether a line below a picture, which is no marked caption, is all that is said between two questions."""
    if lines[number].kind is Kind.CAPTION or not number or not asks(lines[number - 1].text):
        return False
    after = number + 1
    return after >= len(lines) or after in spoken or asks(lines[after].text) or lines[after].emphasised


def _links(line: Line) -> bool:
    """Whether a line is a link and no sentence; headings often are links to themselves."""
    plain = line.kind is not Kind.HEADING and line.hint is None
    return plain and line.source.links >= 0.9 and not line.text.endswith((".", "?", "!"))


def furniture(text: str) -> str | None:
    """Why a line of this text is no part of an interview; None where nothing says so."""
    if len(text) > noise_lines.LONGEST and not text[:60].lower().lstrip("([*_ ").startswith(
        ("this", "editor", "the ", "spoiler")
    ):
        return None
    folded = _STAMP.sub("", " ".join(fold(text[: noise_lines.LONGEST]).split()))
    for reason, pattern in noise_lines.PATTERNS:
        if pattern.match(folded):
            return reason
    if _credited(text):
        return reasons.CAPTION
    if len(text) < _LONGEST_ROW and (_ROW.match(text) or _masthead(text)) and not asks(text):
        return reasons.MENU
    tokens = re.split(r"[\s|·•,/]+", folded.strip(" |·•"))
    if len(tokens) <= 10 and all(token in BUTTONS for token in tokens) and set(tokens) & BUTTON_CORE:
        return reasons.SHARING
    return None


def _masthead(text: str) -> bool:
    """Whether it is the head of a printed page: a title, a wide gap, and what page or issue that is."""
    title, gap, rest = text.rpartition("  ")
    return bool(gap and title.strip()) and furniture(rest.strip()) in {reasons.PAGER, reasons.BYLINE}


def _credited(text: str) -> bool:
    """Whether a line ends with whose picture it is about."""
    if len(text) < 90 and noise_lines.SLASH_CREDIT.fullmatch(text):
        return True
    found = noise_lines.CREDIT.fullmatch(text)
    return found is not None and not direction(found[1]) and _FIRST_PERSON.isdisjoint(words_of(text))


def direction(text: str) -> bool:
    """Whether it is a stage direction and no more: `[laughs]`, `(Long pause.)`, an insertion in square brackets."""
    if text[0] not in "[(*" or len(text) > 320 or not _BRACKETED.fullmatch(text):
        return False
    words = words_of(text)
    known = any(word.startswith(stem) for word in words[:6] for stem in noise_lines.STEMS)
    if text.startswith("["):
        return known or not _FIRST_PERSON & set(words)
    return known and not _FIRST_PERSON & set(words)


def _asides(lines: Sequence[Line], found: dict[int, str]) -> Iterable[tuple[int, str]]:
    """What the page marks as no part of the article, unless that is nearly all there is."""
    asides = [number for number, line in enumerate(lines) if line.source.aside]
    weight = sum(len(lines[number].text) for number in asides)
    if weight > 0.7 * sum(len(line.text) for line in lines):
        return ()
    return ((number, ASIDE) for number in asides if number not in found and not _within(lines, number))


def _elsewhere(lines: Sequence[Line], spoken: Collection[int], found: Mapping[int, str]) -> list[int]:
    """Paragraphs in a kind of box that the page has once or twice, where people speak in boxes of another one."""
    plain = [n for n, line in enumerate(lines) if line.kind is Kind.PARAGRAPH and line.source.place and n not in found]
    places = Counter(lines[number].source.place for number in plain)
    if not places:
        return []
    usual, most = places.most_common(1)[0]
    first = next(number for number in plain if lines[number].source.place == usual)
    odd = [n for n in plain if n > first and places[lines[n].source.place] * _RARE <= most and n not in spoken]
    told = [n for n in odd if len(lines[n].text) < _LONGEST_ROW and page_end.SELF.isdisjoint(words_of(lines[n].text))]
    return told if len(odd) * _MOSTLY <= most else []


def _running_heads(lines: Sequence[Line], spoken: Collection[int], found: dict[int, str]) -> list[int]:
    """Short lines that come again and again, numbers aside, where the line before breaks off in mid-sentence."""
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if line.kind is not Kind.CUE and number not in spoken and number not in found and len(line.text) <= 60:
            places.setdefault(_HEAD.sub("0", fold(line.text)), []).append(number)
    heads = []
    for text, numbers in places.items():
        broken = sum(_broken_off(lines, number, found) for number in numbers)
        if (len(numbers) >= 2 and broken * 2 > len(numbers)) or (text.isdecimal() and broken):
            heads.extend(numbers)
    return sorted(heads)


def _broken_off(lines: Sequence[Line], number: int, found: dict[int, str]) -> bool:
    before = number - 1
    while before >= 0 and before in found:
        before -= 1
    if before < 0 or number + 1 >= len(lines):
        return False
    text, after = lines[before].text, lines[number + 1].text
    return len(text) > 50 and (text[-1].isalpha() or text[-1] in ",-‐") and after[0].islower()
