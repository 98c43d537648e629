"""Writing an interview as YAML that reads back as the same interview, laid out as a person would."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from bot.knowledge import grammar
from bot.knowledge.model import Said
from bot.knowledge.texts import UNPRINTABLE, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.model import Interview, Pair

TO_FILL_IN = "# to be filled in"
"""Stands behind a field that is left empty because nobody knows its value yet."""
UNSURE = "# unsure"
"""Begins each remark above a pair."""

_WIDTH = 110
_LONG = 80
_EMPTY = re.compile(r"(?m)^( {2}[a-z_]+:| {6}name:) ''$")


def dump(interview: Interview) -> str:
    """The interview file; `reading.parse` makes the same interview of it.

    What has its default value is left out. Texts are expected as the loader keeps them (see `texts`).
    """
    return "\n".join(_sections(interview, _yaml({"interview": _head(interview)}), {}))


def dump_draft(interview: Interview, remarks: Mapping[str, Sequence[str]]) -> str:
    """The file of an interview of which not everything is known yet: it cannot be loaded before that is filled in.

    Args:
        interview: With the stand-ins of a draft: an empty text, and `date.min` for the date.
        remarks: What a person should look at, under the ids of pairs; each becomes a comment above its pair.
    """
    head = _head(interview) | ({"published": ""} if interview.published == date.min else {})
    marked = _EMPTY.sub(rf"\1  {TO_FILL_IN}", _yaml({"interview": head}))
    return "\n".join(_sections(interview, marked, remarks))


def _sections(interview: Interview, head: str, remarks: Mapping[str, Sequence[str]]) -> Iterator[str]:
    aliases = {alias.name: list(alias.nicknames) for alias in interview.aliases}
    golden = [{"ask": golden.ask, "expect": golden.expect or "none"} for golden in interview.golden]
    yield _yaml({"format": 1})
    yield head
    if aliases:
        yield _yaml({"aliases": aliases})
    yield "pairs:\n" + "".join(_with_remarks(pair, interview, remarks.get(pair.id, ())) for pair in interview.pairs)
    if golden:
        yield _yaml({"golden": golden})


def _with_remarks(pair: Pair, interview: Interview, remarks: Sequence[str]) -> str:
    above = "".join(f"  {UNSURE}: {one_line(UNPRINTABLE.sub(' ', remark))}\n" for remark in remarks)
    return above + _yaml({"pairs": [_pair(pair, interview.speakers[0].id)]}).partition("\n")[2]


def _head(interview: Interview) -> dict[str, Any]:
    return _given(
        id=interview.id,
        title=interview.title,
        show=interview.show,
        season=interview.season,
        speakers=[_given(id=speaker.id, name=speaker.name, role=speaker.role) for speaker in interview.speakers],
        outlet=interview.outlet,
        interviewer=interview.interviewer,
        published=interview.published,
        url=interview.url,
        archive_url=interview.archive_url,
        excerpt=interview.excerpt or None,
    )


def _pair(pair: Pair, default_speaker: str) -> dict[str, Any]:
    return _given(
        id=pair.id,
        question=pair.question,
        also=list(pair.also) or None,
        answer=_Prose(pair.answer),
        summary=_Prose(pair.summary) if pair.summary else None,
        speaker=pair.speaker if pair.speaker != default_speaker else None,
        topics=list(pair.topics) or None,
        said=pair.said.value if pair.said != Said.VERBATIM else None,
        spoils=str(pair.spoils) if pair.spoils else None,
        time=grammar.clock(pair.time) if pair.time is not None else None,
        superseded_by=pair.superseded_by,
    )


def _given(**fields: object) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


class _Prose(str):
    """A text to be written as a block of folded lines when it is long."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """PyYAML's safe dumper, except that the items of a list are indented, and prose is folded."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, indentless=False)

    def prose(self, text: _Prose) -> yaml.ScalarNode:
        folded = len(text) > _LONG or "\n" in text
        return self.represent_scalar("tag:yaml.org,2002:str", str(text), style=">" if folded else None)


_Dumper.add_representer(_Prose, _Dumper.prose)


def _yaml(data: dict[str, Any]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
