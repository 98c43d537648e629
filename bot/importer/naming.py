"""The people of an interview as its file names them: who answers, under which ids, and what fans may call them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.importer.ids import slug, unique
from bot.knowledge.model import Alias, Speaker
from bot.knowledge.texts import UNPRINTABLE, one_line
from bot.search.text import STOP_WORDS, fold, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.importer.model import Transcript, Voice

_NOBODY = re.compile(
    r"""
    q | a | f | p | r | d | question | answer | questions | answers | frage | antwort | pregunta | respuesta
    | interviewer | interviewee | host | moderator | reporter | press | guest | speaker | unknown | unidentified
    | (?: unknown | unidentified | guest | male | female | speaker | audience ) \s+
      (?: speaker | guest | member | voice | male | female | [0-9]+ | [a-z] ) (?: \s+ [0-9]+ )?
    """,
    re.VERBOSE,
)
_SUFFIX = re.compile(r"jr|sr|ii|iii|iv|phd|md")
_TITLE = re.compile(r"mr|mrs|ms|miss|dr|prof|sir|dame")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+")
_SHORT = re.compile(r"[^\W\d_]{1,2}|[^\W\d_AEIOUY]{3,4}|(?:[^\W\d_]\.\s?)+")  # initials, as far as can be seen
_TWO_WORDS = re.compile(r"\b(?=([A-Z\u00c0-\u00de][\w’'-]+ [A-Z\u00c0-\u00de][\w’'-]+)\b)")
_AROUND = 20_000  # characters of the introduction in which full names are looked for
_FEWEST = 2  # letters of a nickname


def nameless(name: str) -> bool:
    """Whether a label says what somebody does (`Q`, `Interviewer`, `Speaker 2`), not who they are."""
    return not name or _NOBODY.fullmatch(" ".join(words(name))) is not None


def answering(transcript: Transcript, guest: str | None, title: str | None = None) -> dict[str, Speaker]:
    """Who answers a pair, by the name of their voice; whoever answers most pairs comes first.

    Somebody who speaks under a surname only has the full name that the introduction or the title gives them.

    Args:
        transcript: The interview.
        guest: The name of the one guest to whom the document gives none.
        title: Of the page.

    Returns:
        Speakers with unique ids. Of one whose name nobody knows it is empty.
    """
    counts = Counter(pair.speaker for pair in transcript.pairs)
    around = _full_names("\n".join([title or "", *(each.text for each in transcript.dropped)]))
    names = {voice: "" if nameless(voice) else _in_full(clean(voice), around) for voice, _ in counts.most_common()}
    unknown = [voice for voice, name in names.items() if not name]
    if guest and len(unknown) == 1:
        names[unknown[0]] = guest
    taken: dict[str, int] = {}
    return {voice: Speaker(_speaker_id(name, taken), name) for voice, name in names.items()}


def clean(name: str) -> str:
    """A name as people write it: no blanks to spare, and no capitals throughout."""
    plain = one_line(UNPRINTABLE.sub(" ", name))
    return " ".join(map(_written, plain.split())) if plain.isupper() and not _SHORT.fullmatch(plain) else plain


def _written(word: str) -> str:
    return "-".join(part if _LETTERS.fullmatch(part) else part[:1] + part[1:].lower() for part in word.split("-"))


def _full_names(text: str) -> dict[str, set[str]]:
    """For each surname, the names of two words that end in it."""
    found: dict[str, set[str]] = {}
    for name in _TWO_WORDS.findall(text[:_AROUND]):
        first, surname = (" ".join(words(part)) for part in name.split())
        if first not in STOP_WORDS and not _TITLE.fullmatch(first):
            found.setdefault(surname, set()).add(clean(name))
    return found


def _in_full(name: str, around: Mapping[str, Collection[str]]) -> str:
    """The full name of somebody known by one word, if there is just one that ends in it."""
    full = around.get(" ".join(words(name)), ())
    return next(iter(full)) if len(full) == 1 and " " not in name else name


def _speaker_id(name: str, taken: dict[str, int]) -> str:
    tokens = _tokens(name)
    return unique([slug(tokens[-1:]), slug(tokens), "guest"], taken)


def _tokens(name: str) -> list[str]:
    """The words of a name without titles before and letters behind it."""
    tokens = words(name)
    bare = [token for token in tokens if not _SUFFIX.fullmatch(token) and not _TITLE.fullmatch(token)]
    return bare or tokens


def nicknames(transcript: Transcript, speakers: Mapping[str, Speaker], texts: Sequence[str]) -> tuple[Alias, ...]:
    """What else those who answer may be called: by surname, first name, initials, and as the document does.

    Args:
        transcript: The interview.
        speakers: Who answers, by voice.
        texts: All questions and answers.

    Returns:
        For each full name the short forms that mean nobody else in the interview and are no word of its text.
        Initials are among them only where the document uses them.
    """
    voices = {voice.name: voice for voice in transcript.speakers}
    plain = _lower_case_words(texts)
    forms = {name: _forms(speaker.name, voices.get(name)) for name, speaker in speakers.items() if speaker.name}
    others = [_forms(clean(voice.name), voice) for voice in transcript.speakers if voice.name not in forms]
    counts = Counter(form for each in (*forms.values(), *others) for form in each)
    aliases = []
    for name, short in forms.items():
        own = tuple(one_line(form) for form in short if counts[form] == 1 and _usable(form, plain))
        if own:
            aliases.append(Alias(speakers[name].name, own))
    return tuple(aliases)


def _forms(name: str, voice: Voice | None) -> tuple[str, ...]:
    tokens = _tokens(name)
    written = (voice.name, *voice.also) if voice else ()
    given = [" ".join(_tokens(form)) for form in written if not nameless(form)]
    own = [tokens[-1], tokens[0]] if len(tokens) > 1 else []
    return tuple(dict.fromkeys(form for form in (*own, *given) if form and form != " ".join(tokens)))


def _usable(form: str, plain: Collection[str]) -> bool:
    return len(form) >= _FEWEST and form not in STOP_WORDS and form not in plain and not form.isdecimal()


def _lower_case_words(texts: Sequence[str]) -> set[str]:
    """The words that the texts write small: a name that is one of them would be found where nobody is meant."""
    found = {word for text in texts for word in re.findall(r"[^\W\d_]+", text)}
    return {fold(word) for word in found if word.islower()}
