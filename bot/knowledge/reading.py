"""One interview file: its text in, the interview or everything that is wrong with it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.knowledge import grammar
from bot.knowledge.fields import Fields, Shape, hint, read_lines, read_mapping
from bot.knowledge.model import Alias, Golden, Interview, Pair, Said, Speaker
from bot.knowledge.report import Place, Report, place_at
from bot.knowledge.strict_yaml import Unusable, compose
from bot.knowledge.texts import shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.errors import Fault
    from bot.knowledge.strict_yaml import Node

MAX_BYTES = 5_000_000
TOO_LARGE = f"The file is larger than {MAX_BYTES:,} bytes: split the interview into several files."

FILE = Shape("an interview file", ("format", "interview", "pairs"), ("aliases", "golden"))
INTERVIEW = Shape(
    "the interview",
    ("id", "title", "show", "speakers", "outlet", "published", "url"),
    ("season", "interviewer", "archive_url", "excerpt"),
)
SPEAKER = Shape("a speaker", ("id", "name"), ("role",))
PAIR = Shape(
    "a pair",
    ("id", "question", "answer"),
    ("also", "summary", "speaker", "topics", "said", "spoils", "time", "superseded_by"),
)
GOLDEN = Shape("a golden question", ("ask", "expect"))


@dataclass(slots=True)
class Reading:
    """What reading one file gave.

    Attributes:
        draft: What could be made of the file, stand-ins in place of all that is wrong; None if nothing could.
        faults: Everything wrong with this file alone, ordered by place.
        places: Where the interview (under its id) and its pairs (under `interview/pair`) stand.
        successions: Where each pair that has a newer answer says so, under `interview/pair`.
    """

    draft: Interview | None = None
    faults: tuple[Fault, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    successions: dict[str, Place] = field(default_factory=dict)

    @property
    def interview(self) -> Interview | None:
        """The interview, if nothing at all is wrong with it."""
        return None if self.faults else self.draft


def parse(source: str | bytes, path: str) -> Reading:
    """Read the text of one interview file.

    References to other interviews (`superseded_by`) are not followed; that takes all files together (`loader.load`).

    Args:
        source: The text, or the bytes of the file, which must be UTF-8.
        path: What faults call the file.
    """
    report = Report(path)
    if len(source) > MAX_BYTES:
        report.add(Place(path), TOO_LARGE)
        return Reading(faults=report.faults())
    root = compose(source if isinstance(source, str) else _decode(source, report), report)
    reading = Reading()
    if root:
        reading.draft = _Reader(report, reading).file(root)
    reading.faults = report.faults()
    return reading


class _Reader:
    """Builds the interview of one file, top down; one method for each thing that has fields."""

    def __init__(self, report: Report, reading: Reading) -> None:
        self._report = report
        self._reading = reading

    def file(self, root: Node) -> Interview:
        fields = Fields(root, FILE, self._report)
        fields.value("format", grammar.version, 1)
        interview = Fields(fields.node("interview") or Unusable(fields.here), INTERVIEW, self._report)
        name = interview.identifier()
        if name:
            self._reading.places[name] = interview.place("id")
        speakers = self._speakers(interview)
        pairs = self._pairs(fields, name, speakers)
        return Interview(
            id=name,
            title=interview.line("title"),
            show=interview.line("show"),
            outlet=interview.line("outlet"),
            published=interview.value("published", grammar.day, date.min),
            url=interview.value("url", grammar.address, ""),
            speakers=speakers,
            pairs=pairs,
            season=interview.value("season", grammar.number, None),
            interviewer=interview.value("interviewer", str, None),
            archive_url=interview.value("archive_url", grammar.address, None),
            excerpt=interview.value("excerpt", grammar.truth, default=False),
            aliases=self._aliases(fields.node("aliases")),
            golden=self._golden(fields, dict.fromkeys(pair.id for pair in pairs)),
        )

    def _speakers(self, interview: Fields) -> tuple[Speaker, ...]:
        speakers: dict[str, Place] = {}
        found = []
        for item in interview.items("speakers", at_least_one=True):
            fields = Fields(item, SPEAKER, self._report)
            name = fields.identifier()
            self._claim(name, fields.place("id"), speakers, "speaker")
            found.append(Speaker(name, fields.line("name"), fields.value("role", str, None)))
        return tuple(found)

    def _pairs(self, file: Fields, interview: str, speakers: tuple[Speaker, ...]) -> tuple[Pair, ...]:
        taken: dict[str, Place] = {}
        pairs = []
        known = dict.fromkeys(speaker.id for speaker in speakers)
        for item in file.items("pairs", at_least_one=True):
            fields = Fields(item, PAIR, self._report)
            pair = self._pair(fields, known)
            self._claim(pair.id, fields.place("id"), taken, "pair")
            ref = f"{interview}/{pair.id}"
            self._reading.places.setdefault(ref, fields.place("id"))
            if pair.superseded_by:
                self._reading.successions.setdefault(ref, fields.place("superseded_by"))
            pairs.append(pair)
        return tuple(pairs)

    def _pair(self, fields: Fields, speakers: Collection[str]) -> Pair:
        speaker = fields.line("speaker") or next(iter(speakers), "")
        if _complete(speakers) and speaker not in speakers:
            problem = f"`speaker` is {shown(speaker)}, who is not listed under `speakers`: {hint(speaker, speakers)}"
            self._report.add(fields.place("speaker"), problem)
        return Pair(
            id=fields.identifier(grammar.pair_identifier),
            question=fields.line("question"),
            answer=fields.prose("answer") or "",
            speaker=speaker,
            also=fields.lines("also"),
            summary=fields.prose("summary"),
            topics=fields.lines("topics"),
            said=fields.value("said", grammar.said, Said.VERBATIM),
            spoils=fields.value("spoils", grammar.episode, None),
            time=fields.value("time", grammar.seconds, None),
            superseded_by=fields.value("superseded_by", grammar.reference, None),
        )

    def _aliases(self, node: Node | None) -> tuple[Alias, ...]:
        aliases = []
        for name, (place, value) in read_mapping(node, "`aliases`", self._report).items():
            what = f"the nicknames of {shown(name)}"
            nicknames = read_lines(value, what, self._report, at_least_one=True)
            if not name:
                self._report.add(place, "`aliases` holds a name that is empty.")
            aliases.append(Alias(name, nicknames))
        return tuple(aliases)

    def _golden(self, file: Fields, pairs: Collection[str]) -> tuple[Golden, ...]:
        golden = []
        known = [*pairs, "none"]
        for item in file.items("golden"):
            fields = Fields(item, GOLDEN, self._report)
            expect = fields.line("expect")
            if expect not in {"", "none"} and _complete(pairs) and expect not in pairs:
                problem = f"`expect` is {shown(expect)}, which is no pair of this file: "
                self._report.add(fields.place("expect"), problem + hint(expect, known))
            golden.append(Golden(fields.line("ask"), None if expect == "none" else expect))
        return tuple(golden)

    def _claim(self, name: str, place: Place, taken: dict[str, Place], thing: str) -> None:
        if name in taken:
            problem = f"The id {shown(name)} belongs to the {thing} in line {taken[name].line} already: choose another."
            self._report.add(place, problem)
        elif name:
            taken[name] = place


def _complete(ids: Collection[str]) -> bool:
    """Whether it can be judged what is none of them: not if one is missing, which has been reported."""
    return bool(ids) and "" not in ids


def _decode(source: bytes, report: Report) -> str:
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8")
        problem = f"Byte {error.start + 1:,} of the file (0x{source[error.start]:02X}) is not UTF-8: save it as UTF-8."
        report.add(place_at(before, len(before), report.path), problem)
        return source.decode("utf-8", errors="replace")
