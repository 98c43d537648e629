"""What an import works with: the document as blocks, and the interview found in it. Plain frozen values.

A document becomes a `Document` (blocks, and what the page says of itself), and a document becomes a `Transcript`
(speakers, pairs, and what was left out, each with its reason).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is in its document."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    CUE = "cue"


class Hint(StrEnum):
    """What the document's own markup says a block is (`<dt>`, `class="question"`, `<cite>`)."""

    QUESTION = "question"
    ANSWER = "answer"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's text that is emphasised (bold or italic) throughout, or nowhere."""

    text: str
    emphasised: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document: a paragraph, a heading, a list item, a cue.

    Attributes:
        runs: Its text in order, by emphasis; the text is as in the source but for white space and markup. A line
            break that means something (`<br>`, one line a turn) is a newline.
        kind: What it is.
        level: Of a heading, 1 to 6; of a quotation, how deep it is nested; otherwise 0.
        hint: What the markup calls it, if it does.
        speaker: Who says it, where the container has a place for that (`<v Ana>`, JSON, CSV, `<cite>`).
        time: Seconds into the recording at which it begins, where the container says so.
        links: Share (0 to 1) of its characters that are the text of links.
        aside: Whether the page marks it as no part of the article (figure, nav, aside, footer, form, advertisement).
        turn: Whether a mark without a name (`>>`, a dialogue dash) says that somebody else begins to speak here.
        after_picture: Whether a picture stands directly before it, so that it may be a caption.
        after_rule: Whether a line is drawn before it.
        slanted: Whether what is emphasised in it is in italics, and nothing is bold.
        place: The kind of box it stands in on a page; of blocks in like boxes it is the same.
        continues: Whether it stands in one element with the block before it, and only an empty line parts them.
    """

    runs: tuple[Run, ...]
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    hint: Hint | None = None
    speaker: str | None = None
    time: float | None = None
    links: float = 0.0
    aside: bool = False
    turn: bool = False
    after_picture: bool = False
    after_rule: bool = False
    slanted: bool = False
    place: str = ""
    continues: bool = False

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(run.text for run in self.runs)

    @property
    def emphasis(self) -> float:
        """The share (0 to 1) of its visible characters that are emphasised."""
        letters = [(len("".join(run.text.split())), run.emphasised) for run in self.runs]
        total = sum(count for count, _ in letters)
        return sum(count for count, emphasised in letters if emphasised) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; None for what it does not.

    `published` is a date as `YYYY-MM-DD`; `speakers` are the names it lists, in order; `kind` is what sort of text it
    calls itself, in any words; `summary` what it says of itself to browsers and search engines.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    speakers: tuple[str, ...] = ()
    kind: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file, read.

    Attributes:
        container: What it is: text, markdown, wiki, html, srt, vtt, lrc, json, csv, docx; "unknown" for
            what is no text.
        blocks: In order; none where nothing could be read, and then a warning says why.
        metadata: What it says of itself.
        warnings: What was repaired or left out while it was read, each a sentence.
    """

    container: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    warnings: tuple[str, ...] = ()


class Role(StrEnum):
    """What somebody does in the interview."""

    INTERVIEWER = "interviewer"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks.

    Attributes:
        name: The longest form found.
        role: What they do.
        also: The other forms they go by in the document, in order of appearance.
    """

    name: str
    role: Role
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one guest says before another one speaks.

    `speaker` is a `Voice.name`; paragraphs of `text` are parted by blank lines.
    """

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A question and all that was answered to it.

    Attributes:
        question: As in the source but for white space; paragraphs are parted by blank lines.
        parts: The answer in order.
        speaker: The `Voice.name` of who answers most of it.
        confidence: How sure (0 to 1) this is a question and its answer, whole.
        notes: What is unsure, each a sentence.
        time: Seconds into the recording at which the question begins.
    """

    question: str
    parts: tuple[Part, ...]
    speaker: str
    confidence: float = 1.0
    notes: tuple[str, ...] = ()
    time: float | None = None

    @property
    def answer(self) -> str:
        """What was answered, by whomever."""
        return "\n\n".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that is no part of question or answer, and why ("caption", "advertisement", "introduction")."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The interview found in a document.

    Attributes:
        convention: How it marks who speaks ("labelled", "emphasis", "alternation" …); "none" where there are no pairs.
        speakers: Everybody who speaks, in order of appearance.
        pairs: In order.
        dropped: What was left out, in order.
        warnings: What a person should look at, each a sentence.
        reason: Only when there are no pairs: why, as a sentence.
        withheld: How many pairs there would be if a person said that it is an interview, which nothing else says.
    """

    convention: str
    speakers: tuple[Voice, ...] = ()
    pairs: tuple[FoundPair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str | None = None
    withheld: int = 0
