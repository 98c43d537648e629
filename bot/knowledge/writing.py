"""Writing an interview as YAML that reads back as the same interview, laid out as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from bot.knowledge import grammar
from bot.knowledge.model import Said

if TYPE_CHECKING:
    from bot.knowledge.model import Interview, Pair

_WIDTH = 110
_LONG = 80


def dump(interview: Interview) -> str:
    """The interview file; `reading.parse` makes the same interview of it.

    What has its default value is left out. Texts are expected as the loader keeps them (see `texts`).
    """
    sections: dict[str, Any] = {
        "format": 1,
        "interview": _head(interview),
        "aliases": {alias.name: list(alias.nicknames) for alias in interview.aliases},
        "pairs": [_pair(pair, interview.speakers[0].id) for pair in interview.pairs],
        "golden": [{"ask": golden.ask, "expect": golden.expect or "none"} for golden in interview.golden],
    }
    return "\n".join(_yaml({name: section}) for name, section in sections.items() if section)


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
