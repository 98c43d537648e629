"""Which asterisks and underscores are marks of emphasis, and which are only characters."""

from __future__ import annotations

from dataclasses import dataclass

_EM, _STRONG, _BOTH = 1, 2, 3


@dataclass(slots=True)
class Mark:
    """A row of `*`, `_` or `'` in a paragraph.

    Attributes:
        char: The character.
        count: How many; of apostrophes, how many asterisks they stand for.
        before: The character before it ("" at the beginning of a line).
        after: The character after it ("" at the end of a line).
        used: Whether it is a mark, and vanishes.
        turns: What the mark does to the depth of emphasis.
    """

    char: str
    count: int
    before: str
    after: str
    used: bool = False
    turns: int = 0

    @property
    def inside_a_word(self) -> bool:
        """Whether letters or digits stand on both sides."""
        return self.before.isalnum() and self.after.isalnum()

    @property
    def is_lone(self) -> bool:
        """Whether it is sure to be a mark, but has no partner."""
        return not self.used and self.count in (_STRONG, _BOTH) and not self.inside_a_word

    @property
    def can_open(self) -> bool:
        """Whether something follows directly."""
        return bool(self.after) and not self.after.isspace()

    @property
    def can_close(self) -> bool:
        """Whether something stands directly before."""
        return bool(self.before) and not self.before.isspace()


def resolve(marks: list[Mark]) -> None:
    """Finds out what each mark of a paragraph does.

    More forgiving than CommonMark: blanks may stand inside the marks, `*` closes `**` and the other way round where
    nothing fits better, and a `**` that begins or ends a line holds for the line where its partner is missing.
    """
    for char in {mark.char for mark in marks}:
        mine = [mark for mark in marks if mark.char == char]
        is_open: dict[int, Mark] = {}
        for mark, after in zip(mine, [*mine[1:], None], strict=True):
            if mark.inside_a_word and mark.char == "_":
                continue
            cannot_open = mark.inside_a_word and not (after and after.can_close and not after.inside_a_word)
            _step(is_open, mark, cannot_open=cannot_open)


def _step(is_open: dict[int, Mark], mark: Mark, *, cannot_open: bool) -> None:
    """Takes the next mark of one character into account; `is_open` holds the open ones by strength."""
    only_closes = mark.can_close and not mark.can_open
    if mark.count > _BOTH:
        if _STRONG in is_open and mark.count == 2 * _STRONG:
            mark.used = True
        return
    strengths: tuple[int, ...] = (mark.count,)
    if mark.count == _BOTH:
        strengths = (_STRONG, _EM) if _STRONG in is_open else (_EM, _STRONG)
    elif mark.count == _STRONG and only_closes and _EM in is_open and _STRONG not in is_open:
        strengths = (_EM,)
    elif mark.count == _EM and only_closes and _STRONG in is_open and _EM not in is_open:
        strengths = (_STRONG,)
    for strength in strengths:
        forgiving = mark.count > _EM
        if strength in is_open:
            if mark.can_close or forgiving:
                _pair(is_open.pop(strength), mark)
        elif (mark.can_open or forgiving) and not cannot_open:
            is_open[strength] = mark


def _pair(opening: Mark, closing: Mark) -> None:
    opening.turns += 1
    closing.turns -= 1
    opening.used = closing.used = True
