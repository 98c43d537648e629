"""What the ways of finding turns work on, and what they return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.importer.lines import Line, Span, part
from bot.importer.model import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.labels import Label

ASKER = -1
"""The voice of whoever asks where no label names them."""
GUEST = -2
"""The voice of whoever answers where no label names them."""


@dataclass(slots=True)
class Turn:
    """What somebody says before somebody else speaks.

    Attributes:
        voice: Whose it is: a number of the cast, `ASKER` or `GUEST`.
        role: What they do.
        spans: What they say.
        sure: How sure (0 to 1) this is theirs, and whole.
        notes: What is unsure.
        time: Seconds into the recording at which it begins.
    """

    voice: int
    role: Role
    spans: list[Span]
    sure: float = 1.0
    notes: list[str] = field(default_factory=list)
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A document on its way.

    Attributes:
        lines: All of it.
        kept: The numbers of the lines that are no noise, in order.
        labels: The labels, by line.
        voices: The voice of each label, by line.
        roles: The role of each voice.
        guest: The voice that answers where no label says who does.
        asker: The voice that asks where no label says who does.
        written: Whether it was written to be read, so that it may end with a bow.
    """

    lines: Sequence[Line]
    kept: Sequence[int]
    labels: Mapping[int, Label]
    voices: Mapping[int, int]
    roles: Mapping[int, Role]
    guest: int = GUEST
    asker: int = ASKER

    @property
    def written(self) -> bool:
        """Whether it was written to be read, so that the last answer may be followed by a bow."""
        return not any(self.lines[number].kind is Kind.CUE for number in self.kept[:5])

    def role(self, number: int) -> Role | None:
        """The role of whose label the line begins with; None where it begins with none."""
        voice = self.voices.get(number)
        return None if voice is None else self.roles.get(voice, Role.GUEST)

    def span(self, number: int) -> Span | None:
        """What the line says, without its label."""
        label = self.labels.get(number)
        if label is None:
            return Span(number, 0, len(self.lines[number].text))
        return part(self.lines, number, label.start, label.end)

    def text(self, number: int) -> str:
        """What the line says, without its label."""
        span = self.span(number)
        return self.lines[number].text[span.start : span.end] if span else ""


def add(turns: list[Turn], turn: Turn) -> None:
    """Appends a turn; to the one before, where the same voice goes on."""
    if turns and turns[-1].voice == turn.voice and turns[-1].role is turn.role:
        last = turns[-1]
        last.spans.extend(turn.spans)
        last.sure = min(last.sure, turn.sure)
        last.notes.extend(note for note in turn.notes if note not in last.notes)
    else:
        turns.append(turn)


def assemble(
    page: Page, questions: Mapping[int, Sequence[tuple[Role, Span]]], closed: frozenset[int] = frozenset()
) -> list[Turn]:
    """Turns of a document in which something else than labels marks the questions; the rest answers them.

    Args:
        page: The document.
        questions: For each line that holds a question, its stretches in order and who says them.
        closed: Lines at which an answer ends and something else begins, up to the next question.
    """
    turns: list[Turn] = []
    guest, open_ = page.guest, False
    for number in page.kept:
        time = page.lines[number].source.time
        if number in questions:
            open_, guest = True, page.guest
            for role, said in questions[number]:
                add(turns, Turn(page.asker if role is Role.INTERVIEWER else guest, role, [said], time=time))
            continue
        if number in closed:
            open_ = False
        if page.lines[number].kind is Kind.HEADING:
            continue
        span = page.span(number)
        if not open_ or span is None:
            if open_ and page.role(number) is Role.GUEST:
                guest = page.voices[number]
            continue
        if page.role(number) is Role.INTERVIEWER:
            add(turns, Turn(page.voices[number], Role.INTERVIEWER, [span], time=time))
            guest = page.guest
            continue
        guest = page.voices.get(number, guest)
        add(turns, Turn(guest, Role.GUEST, [span], time=time))
    return turns
