"""Signs of listening: what an interviewer says while somebody answers, and the answer goes on.

A remark is made of words that agree, judge or marvel, of sounds, and of small words that join these. It may add one
word of its own where the form says that it judges what was just said (`That's chilling.`, `Good advice.`); that is a
remark only if nobody asked for it, and nobody replies to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.importer.cues import ME, TELLING, YOU, holds_question, replies_briefly, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT = 25
"""Characters of a turn that may be no more than a sign of listening."""
ECHOED = 80
"""Characters at the end of an answer that may be a question, and at the beginning of one that may reply to a remark."""
_REPEATED = 250
"""Characters at the end of an answer that a remark may repeat."""
_AGREES = frozenset(
    """
    yeah yes yep yup right ok okay sure exactly absolutely totally indeed true got see no way course enough really
    definitely sounds lol gotcha genau stimmt klar ja gut claro vale bien d'accord louder
    understand understood makes sense verstehe verstehen verstanden entiendo entendido comprendo entendo percebo
    capisco capito comprends compris begrijp begrepen
    """.split()
)
_JUDGES = frozenset(
    """
    awesome great cool nice amazing interesting fascinating incredible wonderful good fantastic brilliant lovely perfect
    excellent fair love beautiful funny hilarious fine crazy wild toll oof whoa damn god goodness gosh
    """.split()
)
_JOINS = frozenset(
    """
    so i my that's thats this is was the go on please well very it you did of we that ich wir je ik wij het das lo
    """.split()
)
_SIGNS = _AGREES | _JUDGES
_SOUND = re.compile(r"(?!(?:who|how|whom|home|we|me|am)$)[aehmouw]+|ouch|oof|ugh|phew|yikes|gosh")
"""What is a sound rather than a word: oh, hmm, wow, aww, haha."""
_JUDGED = re.compile(
    r"(?:(?:yes|yeah|no|oh|well|wow|ha)[,.!]* )?"
    r"(?:of course(?: \w+){0,3}|(?:that|this|it)['’]?s (?:(?:so|very|pretty|a) )?\w+|"
    rf"(?:{'|'.join(sorted(_JUDGES))}|sound|wise|poor) \w+|(?:much|even|far) \w+|what an? \w+(?: \w+)?|"
    r"das (?:ist|war) (?:(?:ja|so|sehr|aber) )?\w+|c['’](?:est|était) (?:(?:très|si|trop) )?\w+|"
    r"¡?qué \w+|che \w+|che bell[ao] \w+|wat (?:een )?\w+|que \w+)[.!]*",
    re.IGNORECASE,
)
"""What does no more than judge what was just said, with a word of its own."""


def listens(text: str, before: str, after: str, *, spoken: bool) -> bool:
    """Whether a turn between two of somebody who answers is no more than a sign of listening.

    Who marvels at what was said last by repeating it wants to hear more; who repeats it calmly wants it confirmed,
    unless several words of it were recorded as they were spoken, and are not confirmed in the same words. There, a
    single word that repeats nothing is a comment on the way, too.

    Args:
        text: The turn.
        before: The end of what was said before it.
        after: The beginning of what is said after it.
        spoken: Whether it was recorded as it was spoken.
    """
    words = words_of(text) if len(text) < SHORT and not holds_question(text) else []
    rest = [word for word in words if not _SOUND.fullmatch(word)]
    own = [word for word in rest if word not in _SIGNS and word not in _JOINS]
    heard = len(rest) < len(words) or not _SIGNS.isdisjoint(rest)
    if (heard and not own) or (text.rstrip().endswith("!") and _repeats(words, before)):
        return True
    if not words or holds_question(before[-ECHOED:]):
        return False
    if _JUDGED.fullmatch(text.strip()):
        return not replies_briefly(after[:ECHOED])
    if spoken and len(words) > 1 and text.rstrip().endswith(".") and _repeats(words, before):
        return words_of(after)[: len(words)] != words
    return spoken and len(own) == 1 and len(rest) == 1 and own[0] not in words_of(before[-ECHOED:])


def _repeats(words: Sequence[str], before: str) -> bool:
    """Whether the last words of another say the same, but for who is meant: you boiled what I boiled."""
    told = [word for word in words if word not in YOU and word not in ME]
    last = set(words_of(before[-_REPEATED:]))
    return any(len(word) >= TELLING for word in told) and last.issuperset(told)
