"""Golden questions: what an interview's author wants to hold before the content is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.search.results import Answer, NoAnswer, Suggestions

if TYPE_CHECKING:
    from bot.knowledge.model import Golden, Interview, Snapshot
    from bot.search.engine import Engine
    from bot.search.results import Finding


@dataclass(frozen=True, slots=True)
class GoldenFailure:
    """A golden question that does not hold.

    Attributes:
        interview: The id of the interview it belongs to.
        golden: The question and what was expected of it.
        finding: What search made of it instead.
    """

    interview: str
    golden: Golden
    finding: Finding

    @property
    def problem(self) -> str:
        """What was expected, and what came instead."""
        expected = f"the answer {self.golden.expect}" if self.golden.expect else "no answer"
        return f"The golden question “{self.golden.ask}” expects {expected}, but gets {self._got()}."

    def __str__(self) -> str:
        return f"{self.interview}: {self.problem}"

    def _got(self) -> str:
        match self.finding:
            case Answer(best=best):
                return f"the answer {best.entry.ref} (confidence {best.confidence:.2f})"
            case Suggestions(choices=choices):
                return "only suggestions: " + ", ".join(choice.entry.ref for choice in choices)
            case _:
                return "no answer"


def failures(engine: Engine, snapshot: Snapshot) -> list[GoldenFailure]:
    """The golden questions of `snapshot` that do not hold when asked of `engine`.

    One that expects a pair holds if that pair is the answer shown, one that expects nothing if nothing is shown.
    """
    asked = ((interview, golden) for interview in snapshot.interviews for golden in interview.golden)
    found = ((interview, golden, engine.find(golden.ask)) for interview, golden in asked)
    return [
        GoldenFailure(interview.id, golden, finding)
        for interview, golden, finding in found
        if not _holds(interview, golden, finding)
    ]


def _holds(interview: Interview, golden: Golden, finding: Finding) -> bool:
    if golden.expect is None:
        return isinstance(finding, NoAnswer)
    return isinstance(finding, Answer) and finding.best.entry.ref == f"{interview.id}/{golden.expect}"
