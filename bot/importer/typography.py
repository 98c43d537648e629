"""Documents in which the look of the questions tells them from the answers: emphasis, headings, numbers, quotations.

Each function here finds the lines that ask, or None where the document is not of its kind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.importer.cues import IMPERATIVE, YOU, asks, holds_question, introduces, length, likeness, words_of
from bot.importer.lines import Line, Span, names_again, part
from bot.importer.model import Hint, Kind, Role
from bot.importer.page_end import SELF

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.importer.turns import Page

Questions = dict[int, list[tuple[Role, Span]]]

LONGEST_QUESTION = 150
"""Words."""
_LONG = 25
"""Words from which a text without a question is more than a remark."""
_ENDED = re.compile(r"[.!?…:。！？][\"'”’»)\]*_]*$")


def marked(page: Page) -> Questions | None:
    """Lines that the markup calls questions."""
    found = {n: _whole(page, n) for n in page.kept if page.lines[n].hint is Hint.QUESTION}
    head = max((n for n in page.kept if page.lines[n].kind is Kind.HEADING and page.lines[n].hint is None), default=0)
    below = {n for n in found if n > head}
    if below != found.keys() and not any(holds_question(page.text(n)) for n in below):  # Another list, below its title.
        found = {n: spans for n, spans in found.items() if n not in below}
    answers = any(page.lines[n].hint is Hint.ANSWER for n in page.kept)
    asking = sum(holds_question(page.text(n)) for n in found)
    return some(found) if len(found) >= 2 and (asking * 2 >= len(found) or (answers and asking)) else None


def emphasis(page: Page) -> Questions | None:
    """Lines that are emphasised where others are plain, and emphasised beginnings of lines that go on plainly."""
    answering = guests(page)
    full = [n for n in page.kept if page.lines[n].emphasised and n not in answering]
    emphasised = set(full)
    full = _of_one_look(page, full)
    leads = {
        n: end for n in page.kept if n not in emphasised and n not in page.labels and (end := _lead(page.lines[n]))
    }
    plain = [n for n in page.kept if n not in emphasised]
    if not plain or len(full) + len(leads) < 2:
        return None
    asking = [n for n in full if asks(page.text(n))]
    leading = {n: end for n, end in leads.items() if asks(page.lines[n].text[:end])}
    throughout = len(leads) >= 3 and len(leads) * 5 >= len(page.kept) * 4 and bool(leading)
    if len(leading) * 2 < len(leads) and not throughout:
        leads = leading
    unmarked = sum(holds_question(page.text(n)) for n in plain if n not in leading)
    if (len(asking) + len(leading)) * 2 < unmarked and len(asking) * 3 < len(full):
        return _swapped(page, full, plain)
    few = len(asking) + len(leading) < 2 or (len(asking) + len(leading)) * 3 < len(full) + len(leads)
    if few and not throughout and not _by_turns(page, full, plain):
        return None
    found: Questions = {n: _whole(page, n) for n in _questions_of(page, full, asking)}
    for number, end in leads.items():
        question = part(page.lines, number, 0, end)
        answer = part(page.lines, number, end, len(page.lines[number].text))
        found[number] = [(role, span) for role, span in ((Role.INTERVIEWER, question), (Role.GUEST, answer)) if span]
    for number in page.kept:
        line = page.lines[number]
        if line.kind is Kind.HEADING and asks(line.text) and number not in found:
            found[number] = _whole(page, number)
    return some(_without_introduction(page, found))


def guests(page: Page) -> set[int]:
    """The lines that begin with the label of somebody who answers."""
    return {n for n in page.labels if page.role(n) is Role.GUEST}


def _lead(line: Line) -> int:
    """Where the sentences end that are emphasised at the beginning of a line that goes on plainly; 0 where none are.

    A title that the answer begins with is emphasised as well, and touches the question.
    """
    if not 0 < line.lead < len(line.text) or not any(map(str.isalpha, line.text[line.lead :])):
        return 0
    lead = line.text[: line.lead].rstrip()
    if lead[-1:] and lead[-1:] in "?.!…？":
        return line.lead
    return max(lead.rfind("? "), lead.rfind("？")) + 1


def _of_one_look(page: Page, full: Sequence[int]) -> list[int]:
    """Without what is in italics where questions are bold, and the other way round: a note, a title, a pull quote."""
    asking = [n for n in full if asks(page.text(n))]
    slanted = sum(page.lines[n].source.slanted for n in asking)
    if min(slanted, len(asking) - slanted) * 5 > len(asking):
        return list(full)
    look = slanted * 2 > len(asking)
    return [n for n in full if not asking or page.lines[n].source.slanted is look or n in asking]


def _questions_of(page: Page, full: Sequence[int], asking: Sequence[int]) -> list[int]:
    """The emphasised lines that ask, without section headings and pull quotes among them."""
    ended = sum(bool(_ENDED.search(page.lines[n].text)) for n in full) * 5 >= len(full) * 3
    certain = set(asking)
    order = {n: at for at, n in enumerate(page.kept)}
    found = []
    for number in full:
        text = page.text(number)
        heading = not _ENDED.search(text) and ended and length(text) <= 8 and not holds_question(text)
        if heading and not IMPERATIVE.match(text) and not _on_two_lines(page, number, certain):
            continue
        quoted = text[:1] in '“"«„' and text.rstrip()[-1:] in '”"»“' and not asks(text)
        after = page.kept[order[number] + 1] if order[number] + 1 < len(page.kept) else None
        if number in certain or (not quoted and after is not None and length(text) <= LONGEST_QUESTION):
            found.append(number)
    return found


def _on_two_lines(page: Page, number: int, asking: Collection[int]) -> bool:
    """Whether a question goes on in the next line of its block."""
    after = number + 1
    return after in asking and page.lines[after].block == page.lines[number].block and not page.lines[after].gap


def _by_turns(page: Page, full: Sequence[int], plain: Sequence[int]) -> bool:
    """Whether emphasised statements look like an interviewer's: short, ended like sentences, spoken to somebody."""
    if len(full) < 3:
        return False
    ended = sum(bool(_ENDED.search(page.text(n))) for n in full)
    you = sum(not YOU.isdisjoint(words_of(page.text(n))) for n in full)
    asking = any(holds_question(page.text(n)) for n in full)
    told = sum(likeness(page.text(n)) for n in full) / len(full) - sum(likeness(page.text(n)) for n in plain) / len(
        plain
    )
    return ended * 5 >= len(full) * 4 and (asking or you * 3 >= len(full)) and told > 0.8


def _swapped(page: Page, full: Sequence[int], plain: Sequence[int]) -> Questions | None:
    """Emphasised answers to plain questions."""
    first = next((n for n in plain if asks(page.text(n))), None)
    if first is None or len(full) < 2:
        return None
    emphasised = set(full)
    after = {page.kept[at + 1] for at in range(len(page.kept) - 1) if page.kept[at] not in emphasised}
    questions = [n for n in plain if n >= first and n < full[-1]]
    asking = sum(asks(page.text(n)) for n in questions)
    if len(emphasised & after) < 2 or asking * 2 < len(questions):
        return None
    return {n: _whole(page, n) for n in questions}


def _without_introduction(page: Page, found: Questions) -> Questions:
    """Of the emphasised lines before the first answer, those that ask: an introduction is often emphasised as well."""
    found = {number: spans for number, spans in found.items() if spans}
    asked = {number: page.lines[number].text[each[0][1].start : each[0][1].end] for number, each in found.items()}
    asking = next((number for number in sorted(found) if asks(asked[number])), 0)
    found = {
        number: spans
        for number, spans in found.items()
        if number >= asking or not (_introduces(asked[number]) or names_again(page.lines, number))
    }
    head = []
    for number in page.kept:
        if number in found:
            head.append(number)
            if any(role is Role.GUEST for role, _ in found[number]):
                break
        elif head:
            break
    if len(head) < 2:
        return found
    keep = len(head) - 1
    while keep and (
        asks(asked[head[keep - 1]]) or (likeness(asked[head[keep - 1]]) > 0.8 and not asks(asked[head[keep]]))
    ):
        keep -= 1
    before = set(head[:keep])
    return {number: spans for number, spans in found.items() if number not in before}


def _introduces(text: str) -> bool:
    """Whether it tells readers of somebody, whom it does not speak to."""
    return (length(text) > _LONG and YOU.isdisjoint(words_of(text))) or introduces(text)


def headings(page: Page) -> tuple[Questions, frozenset[int]] | None:
    """Headings that ask, all of one level for the most part; and those that end an answer."""
    heads = [n for n in page.kept if page.lines[n].kind is Kind.HEADING]
    asking = [n for n in heads if asks(page.text(n))]
    ended = sum(bool(_ENDED.search(page.text(n))) for n in heads)
    if not asking or (len(asking) < 2 and (len(heads) < 3 or ended * 5 < len(heads) * 3)):
        return None
    level = Counter(page.lines[n].source.level for n in asking).most_common(1)[0][0]
    alike = [n for n in asking if page.lines[n].source.level == level]
    first = alike[0] if len(alike) > 1 else heads[0]
    beside = [n for n in heads if page.lines[n].source.level == level and n >= first]
    closed_ = sum(bool(_ENDED.search(page.text(n))) for n in beside)
    if max(len(alike), closed_) < 2 or max(len(alike), closed_) * 2 < len(beside):
        return None
    found: Questions = {}
    closed = set()
    nearly = sum(asks(page.text(n)) or bool(_ENDED.search(page.text(n))) for n in beside) * 4 >= len(beside) * 3
    for number in heads:
        text = page.text(number)
        same = page.lines[number].source.level == level
        whole = length(text) >= 4 and (_ENDED.search(text) or (nearly and alike[0] < number < alike[-1]))
        if asks(text) or (same and (IMPERATIVE.match(text) or whole)):
            found[number] = _whole(page, number)
        else:
            closed.add(number)
    for number in page.kept:
        if number not in found and page.lines[number].emphasised and asks(page.text(number)) and number > asking[0]:
            found[number] = _whole(page, number)
    return found, frozenset(n for n in closed if n > max(found) or not _goes_on(page, n, found, level))


def _goes_on(page: Page, head: int, found: Collection[int], level: int) -> bool:
    """Whether the answer above a heading goes on below it: it is a smaller one, or somebody speaks of themselves."""
    if page.lines[head].source.level > level:
        return True
    below = (page.kept[at] for at in range(bisect_right(page.kept, head), len(page.kept)))
    said = takewhile(lambda n: n not in found and page.lines[n].kind is not Kind.HEADING, below)
    return any(not SELF.isdisjoint(words_of(page.text(n))) for n in said)


def _whole(page: Page, number: int) -> list[tuple[Role, Span]]:
    span = page.span(number)
    return [(Role.INTERVIEWER, span)] if span else []


def some(found: Questions) -> Questions | None:
    """The questions of which anything is left; None where there are none."""
    return {number: spans for number, spans in found.items() if spans} or None
