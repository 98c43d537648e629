"""A transcript as moderators look through it: what was found in it, and what they have changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.importer.details import FIELDS, Details, complete, read_all
from bot.moderation.uploads import INTERVIEWS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.drafting import Draft
    from bot.importer.model import Document, Transcript
    from bot.storage.records import Import


@dataclass(frozen=True, slots=True)
class Changes:
    """What moderators have changed about an import.

    Attributes:
        swapped: Whether those ask who answered at first.
        certain: Whether they say that it is an interview, which nothing in the file does.
        dropped: The indices of the pairs they do not want.
        details: What they typed, by the names of the fields of `Details`.
    """

    swapped: bool = False
    certain: bool = False
    dropped: tuple[int, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Changes:
        """As the store keeps them."""
        swapped, certain = (bool(kept.get(name)) for name in ("swapped", "certain"))
        return cls(swapped, certain, tuple(kept.get("dropped", ())), dict(kept.get("details", {})))

    def as_kept(self) -> dict[str, Any]:
        """The same for the store."""
        return {
            "swapped": self.swapped,
            "certain": self.certain,
            "dropped": sorted(self.dropped),
            "details": dict(self.details),
        }

    def swap(self) -> Changes:
        """With the roles the other way round; then other pairs are found, and none of them is dropped."""
        return replace(self, swapped=not self.swapped, dropped=())

    def insist(self) -> Changes:
        """With somebody's word that it is an interview."""
        return replace(self, certain=True)

    def without(self, pair: int) -> Changes:
        """Without a pair."""
        return replace(self, dropped=tuple(sorted({*self.dropped, pair})))

    def including(self, pair: int) -> Changes:
        """With a pair that was dropped."""
        return replace(self, dropped=tuple(index for index in self.dropped if index != pair))

    def saying(self, texts: Mapping[str, str]) -> Changes:
        """With what somebody typed, as far as it is of its kind; a blank text takes back what was typed before."""
        given, _ = read_all(texts)
        others = {name: text for name, text in self.details.items() if texts.get(name, "-").strip()}
        return replace(self, details=others | given.as_texts())

    @staticmethod
    def refused(texts: Mapping[str, str]) -> tuple[str, ...]:
        """A sentence for each of the texts that `saying` leaves out, since it is not of its kind."""
        return read_all(texts)[1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An import as it stands.

    Attributes:
        number: The import's, in the store.
        edition: Which edition of it this is.
        name: Of the file.
        container: What kind of file it is.
        transcript: The interview in it, with all pairs.
        changes: What moderators have changed about it.
        details: What is known of the interview as a whole.
        draft: What would be applied; None where no pair is left.
        suggested: What could be said of it, from what the server knows already; nobody has said so yet.
        warnings: What a person should look at.
    """

    number: int
    edition: int
    name: str
    container: str
    transcript: Transcript
    changes: Changes
    details: Details
    draft: Draft | None
    suggested: Details
    warnings: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The details without which it cannot be applied."""
        return self.draft.missing if self.draft else ()


def is_interview_file(name: str, data: bytes) -> bool:
    """Whether a file is one of ours, by its name, or because it begins like one."""
    lines = data[:4_000].removeprefix(b"\xef\xbb\xbf").splitlines()
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith(b"#")), b"")
    return name.lower().endswith(INTERVIEWS) or first.startswith(b"format:")


def found_in(data: bytes, name: str, *, swap: bool = False, certain: bool = False) -> tuple[Document, Transcript]:
    """A file, and the interview in it, which somebody may be `certain` to be one; `swap` has those ask who answer."""
    # A tenth of what the bot would import before it is there, and most of its life nobody uploads a transcript.
    from bot.importer.reading import read  # noqa: PLC0415
    from bot.importer.swapping import swapped  # noqa: PLC0415
    from bot.importer.transcript import transcribe  # noqa: PLC0415

    document = read(data, name)
    transcript = transcribe(document, certain=certain)
    return document, swapped(document, transcript) if swap else transcript


def sheet_of(kept: Import, document: Document, transcript: Transcript, shows: Sequence[str]) -> Sheet:
    """An import as moderators see it.

    Args:
        kept: As it is in the store.
        document: Its file.
        transcript: The interview in it, with the roles as `kept` has them.
        shows: What the server knows interviews about.
    """
    from bot.importer.drafting import draft  # noqa: PLC0415 - as in `found_in`

    changes = Changes.of(kept.changes)
    given, _ = read_all({name: text for name, text in changes.details.items() if name in FIELDS})
    details, wrong = complete(given, document.metadata, transcript)
    wanted = len(transcript.pairs) > len(changes.dropped)
    return Sheet(
        kept.id,
        kept.edition,
        kept.name,
        document.container,
        transcript,
        changes,
        details,
        draft(transcript, details, changes.dropped) if wanted else None,
        Details(show=_show_in(document, shows)),
        (*transcript.warnings, *wrong),
    )


def _show_in(document: Document, shows: Sequence[str]) -> str | None:
    """The show that the document names most often, of those the server knows."""
    text = "\n".join([document.metadata.title or "", *(block.text for block in document.blocks)]).casefold()
    counts = {show: text.count(show.casefold()) for show in shows}
    best = max(counts, key=lambda show: counts[show], default=None)
    return best if best is not None and counts[best] else None
