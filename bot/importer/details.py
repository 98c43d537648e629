"""What is true of an interview as a whole: what its page says, what a person says instead, and what nobody has said."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from bot.importer.model import Role
from bot.importer.naming import clean, nameless
from bot.knowledge import grammar
from bot.knowledge.texts import UNPRINTABLE, one_line
from bot.search.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from bot.importer.model import Metadata, Transcript

_URL_SAFE: Final = "-._~:/?#[]@!$&'()*+,;=%"
_ARTICLES: Final = frozenset("the a an der die das le la les el los il".split())
_ASKERS: Final = 3  # more are an audience
_BYLINE = re.compile(r"^(?:by|von|par|por|di)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Details:
    """What an interview file says of its interview; None for what is not known.

    Attributes:
        id: Of the interview; if it is not given, one is proposed.
        title: For people.
        show: What it is about.
        season: Of the show.
        guest: Who answers, where the document gives them no name.
        outlet: Who published it.
        interviewer: Who asks.
        published: When.
        url: Where it can be read.
    """

    id: str | None = None
    title: str | None = None
    show: str | None = None
    season: int | None = None
    guest: str | None = None
    outlet: str | None = None
    interviewer: str | None = None
    published: date | None = None
    url: str | None = None

    def over(self, others: Details) -> Details:
        """These, and where nothing is known the others."""
        mine = {name: value for name in FIELDS if (value := getattr(self, name)) is not None}
        return Details(**{name: getattr(others, name) for name in FIELDS} | mine)

    def as_texts(self) -> dict[str, str]:
        """What is known, as `read` takes it."""
        return {name: str(value) for name in FIELDS if (value := getattr(self, name)) is not None}


FIELDS: Final = tuple(field.name for field in fields(Details))

_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "id": grammar.identifier,
    "season": grammar.number,
    "published": grammar.day,
    "url": grammar.address,
}


def read(name: str, text: str) -> Any:  # noqa: ANN401 - what the field of `Details` holds
    """A detail as a person types it; None where the text is blank.

    Raises:
        ValueError: It is not of that kind; the text is a sentence that begins after the field's name.
    """
    plain = one_line(UNPRINTABLE.sub(" ", text))
    return _READERS.get(name, str)(plain) if plain else None


def read_all(texts: Mapping[str, str]) -> tuple[Details, tuple[str, ...]]:
    """Details as a person types them; those that are wrong are left out, with a sentence for each."""
    known: dict[str, Any] = {}
    wrong = []
    for name, text in texts.items():
        try:
            known[name] = read(name, text)
        except ValueError as error:
            wrong.append(f"`{name}` {error}")
    return Details(**known), tuple(wrong)


def complete(given: Details, metadata: Metadata, transcript: Transcript) -> tuple[Details, tuple[str, ...]]:
    """What a person has said, and otherwise what the page and its labels say.

    Returns:
        The details, and a sentence for each thing the page says that cannot be used.
    """
    texts = {
        "title": metadata.title or "",
        "outlet": metadata.outlet or "",
        "interviewer": _interviewer(metadata, transcript, given.outlet or metadata.outlet or ""),
        "published": metadata.published or "",
        "url": quote((metadata.url or "").strip(), safe=_URL_SAFE),
    }
    details, wrong = read_all(texts)
    return given.over(details), tuple(f"Not taken from the page: {each}" for each in wrong)


def _interviewer(metadata: Metadata, transcript: Transcript, outlet: str) -> str:
    """Who wrote the page, else whoever asks under a name that is not the outlet's."""
    if metadata.author:
        return _BYLINE.sub("", metadata.author.strip())
    askers = [clean(voice.name) for voice in transcript.speakers if voice.role is Role.INTERVIEWER]
    people = [name for name in askers if _is_person(name) and not _is_outlet(name, outlet)]
    return ", ".join(people) if len(people) <= _ASKERS else ""


def _is_person(name: str) -> bool:
    """Whether a label looks like a full name: a single word may be an outlet or a user just as well."""
    first, *others = name.split() or [""]
    return bool(others) and not nameless(name) and first.casefold() not in _ARTICLES and name.replace(" ", "").isalpha()


def _is_outlet(name: str, outlet: str) -> bool:
    """Whether a label is the outlet's name, its beginning, or its initials."""
    label, known = words(name), words(outlet)
    if not label or not known:
        return False
    return "".join(label) in {"".join(known), *_initials(known)} or known[: len(label)] == label


def _initials(tokens: Iterable[str]) -> set[str]:
    letters = "".join(token[0] for token in tokens)
    return {letters, letters.removeprefix("t"), letters.removeprefix("a")}
