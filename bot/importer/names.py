"""What can stand as a speaker's label, and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection

REMEMBERED = 1_000
"""Names taken apart that are remembered: the same few stand before hundreds of lines."""
LONGEST = 60
MOST_WORDS = 5

FLOOR = frozenset(
    """
    q|v|question|questions|pergunta|vraag|press|media|audience|audience member|audience question|audience questioner|
    member of the audience|member of audience|fan|fan question|listener|caller|viewer|reader|student|
    publikum|aus dem publikum|zuschauer|zuschauerin|zuhorer|zuhorerin|publico|pregunta del publico|espectador|
    espectadora|oyente|le public|public|question du public|spectateur|spectatrice|auditeur|auditrice|pubblico|
    dal pubblico|spettatore|spettatrice|publiek|uit de zaal|publiken|publicznosc|会場
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Labels of an audience, folded, whom somebody else may let ask."""
ASKERS = FLOOR | frozenset(
    """
    interviewer|interviewers|host|hosts|moderator|mod|presenter|anchor|reporter|reporters|
    journalist|int|interview|f|frage|fragen|p|pregunta|d|domanda|問|问|質問|聞き手|インタビュアー|記者|――|
    questioner|q&a|entrevistador|entrevistadora|periodista|intervieweuse|
    journaliste|moderation|moderatorin|announcer|in|publicist|press officer|pr|steward|usher|emcee|mc|compere|
    pressesprecher|pressesprecherin|moderador|moderadora|moderatore|moderatrice|animateur|animatrice|presentador|
    presentadora|apresentador|apresentadora|entrevistadores|intervistatore|intervistatrice|conduttore|conduttrice|
    intervieweur|interviewerin|presentator|presentatrice|programleder|prowadzacy|prowadzaca|redakcja|dziennikarz|
    ведущий|ведущая|корреспондент|журналист|ведучий|ведуча|
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
) - {""}
"""Labels of whoever asks, folded."""
ANSWERERS = frozenset(
    """
    a answer answers antwort antwoord respuesta resposta réponse reponse r risposta 答 guest guests interviewee
    """.split()
)
TOGETHER = frozenset(
    """
    both|all|everyone|everybody|together|group|cast|all three|all four|the group|in unison|alle|beide|todos|ensemble|
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
) - {""}
_ASKING_ROLES = frozenset(
    """
    host byline interviewer moderator mod reporter anchor correspondent presenter co-host cohost interview journalist
    """.split()
)
_ANSWERING_ROLES = frozenset(
    """
    writer creator showrunner director actor actress producer author guest musician singer executive composer
    designer star editor op s novelist developer artist playwright
    """.split()
)
_HONORIFICS = frozenset(
    """
    mr mrs ms miss dr prof professor sir dame lord lady herr frau m mme mlle señor señora sr sra senor senora rev
    capt captain judge sen rep gov hon signor signora don doña
    """.split()
)
_PARTICLES = frozenset(
    """
    de del della der den da di do du das des dei la le van von of the and y e und et bin al el ter te zu dos las los &
    st o'
    """.split()
)
_STOP = frozenset(
    """
    note|notes|nb|ps|p.s|pps|warning|update|updated|related|more|watch|listen|look|see|see also|read|read more|
    read next|also|http|https|ftp|mailto|www|first|firstly|second|secondly|third|thirdly|fourth|finally|lastly|next|
    then|still|cast|crew|starring|stars|director|directors|directed by|written by|produced by|created by|runtime|
    running time|rating|rated|genre|genres|network|studio|release|release date|released|premiere|premieres|date|
    dates|time|times|location|venue|where|when|who|what|why|how|which|price|prices|tickets|doors|admission|address|
    phone|tel|telephone|fax|email|e-mail|contact|website|web|url|link|links|image|images|photo|photos|photograph|
    picture|credit|credits|source|sources|via|courtesy|caption|pictured|above|below|left|right|from left|top|bottom|
    tags|tag|topics|topic|filed under|category|categories|share|follow|subscribe|sign up|newsletter|ingredients|
    method|directions|instructions|preparation|serves|servings|makes|yield|prep|prep time|cook time|cooking time|
    total time|tip|tips|step|summary|tl;dr|tldr|edit|edited|eta|disclaimer|correction|clarification|example|
    examples|result|results|bonus|bonus question|quote|quotes|monday|tuesday|wednesday|thursday|friday|saturday|
    sunday|montag|dienstag|mittwoch|donnerstag|freitag|january|february|march|april|may|june|july|august|september|
    october|november|december|chapter|part|episode|season|series|scene|act|title|subject|from|to|cc|bcc|re|fw|fwd|
    sent|version|copyright|transcript|transcribed by|transcription|headline|byline|by|remember|think|imagine|okay|
    ok|yes|no|yeah|well|so|but|and|or|because|honestly|seriously|anyway|besides|however|therefore|in short|
    short answer|long answer|short version|long version|fun fact|fact|verdict|pro|con|pros|cons|plus|minus|day|news|
    reminder|breaking|exclusive|video|audio|podcast|podcasts|album|albums|song|songs|book|books|film|films|movie|
    movies|show|shows|game|games|break|outro|intro|introduction|jingle|music|theme|theme music|ad|ads|advertisement|
    sponsor|sponsors|silence|applause|laughter|pause|sound|sfx|spoiler|spoilers|top pick|top picks|our pick|
    editor's note|editors note|editor's pick|ed|ed note|anm|anmerkung|hinweis|achtung|nota|todo|fixme|agenda|
    attendees|present|absent|apologies|action|actions|decision|minutes|meeting|recording|duration|length|format|
    language|country|year|age|born|died|occupation|hometown|status|level|points|score|total|subtotal|amount|number|
    item|items|question of the day|the question|the answer|the point|the plan|the truth|the trick|the problem|
    the rule|the idea|the thing|the result|the lesson|the short answer|my answer|my advice|my favorite|rule|rules|
    lesson|lessons|reason|reasons|advantage|disadvantage|problem|solution|conclusion|background|context|methods|
    abstract|keywords|figure|table|fig|section|appendix|references|continued|cont|end|start|beginning|today|
    tomorrow|yesterday|now|later|here|there|this|that|it|he|she|they|we|i|you|interview by|photos by|text|story|
    stage|lights|int.|ext.|cut to|fade in|fade out|narrator's note|trailer|screening|panel|workshop|signing|opening|
    closing|keynote|talk|session|registration|lunch|concert|reading|lecture|tour|available|out now|also on|
    follow us|find us|more on|more from|breaking news|style|region|kind|on air|live|currently|breakfast|lunch|
    dinner|morning|afternoon|evening|night|weather|temperature|height|weight|color|colour|size|material|materials|
    interview|verse|chorus|refrain|bridge|hook|pre-chorus|interlude|permalink|reply|parent|embed|give award|fx|f/x|grams
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""What stands before a colon and is nobody, folded."""
_ALSO_NAMES = frozenset("price day may june april august rule ed song interview".split())
"""Of these, what people are called as well, and what stands for who asks."""
_STOP_FIRST = frozenset(
    """
    spoiler spoilers mild more read best favorite favourite top step part chapter episode season act scene day
    verse chorus week round number no rule tip lesson reason fact photo photos image images editor editor's related
    update warning note int ext in on at for with when if my our your his her their this that these those a an it it's
    he she we they you i i'm there here and but so
    """.split()
)
"""Words with which no name of several words begins."""
_VERBS = frozenset(
    """
    is are was were be been has have had do does did will would can could should says said say asks asked goes went
    means meant because if when that which not it's i'm i you we they
    """.split()
)
_ITEM = re.compile(r"\d{1,3}[.)]")
_SPEAKS = re.compile(r"\s(?:(asks|asked)|answers|answered|replies|replied)$")
_ROLE = re.compile(r"\s*[(（\[]([^()（）\[\]]{0,80})[)）\]]\s*$")
_PLAIN = re.compile(r"[\w .'’&/-]+")
_BELOW = re.compile(r"^(?:以下|hereafter|henceforth|im folgenden)[、,:\s]*")
_USER = re.compile(r"(?:/?u/)?@?[A-Za-z0-9](?:[\w.-]{0,22}[A-Za-z0-9_-])?_?")
_BAD = re.compile(r"[?!;\"“”«»„=<>{}\\|#%$€…*•→\[\]()]|[.](?=[^\W\d_]{2})|\d{3,}|--")
_DOTTED = re.compile(
    r"(?:[^\W\d_]\.)+-?|(?:mrs?|ms|dr|prof|jr|sr|st|rev|capt|sen|rep|gov|hon|mme|sra)\.", re.IGNORECASE
)
_SOMEBODY = re.compile(r"(?:unknown |unidentified )?(?:speaker|voice|man|woman|participant)(?: \w{1,3})?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SEPARATED = re.compile(r"\s*(?:&|/|\+|,)\s*|\s+(?:and|und|y|et|e)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A label, taken apart.

    Attributes:
        text: As written, without title and role.
        key: Folded: equal for all ways to write the same name.
        also: Short forms that the label itself gives, as in `The Reel Gazette (TRG):`.
        asks: What its role says: True of a host, False of a writer, None of nobody in particular.
        sure: Whether it can be nothing but a person, or is told by its capitals (False for `w0kafor` and the like).
        doubtful: Whether it is more often a word than a name, as in `Price: 20`.
        titled: Whether a title stood before a name of several words, as in `Ms Pia Torres`.
    """

    text: str
    key: str
    also: tuple[str, ...] = ()
    asks: bool | None = None
    sure: bool = True
    doubtful: bool = False
    titled: bool = False

    def together(self, surnames: Collection[str]) -> bool:
        """Whether several people speak under it: the surname (key) of one of those it joins is among those given."""
        return any(key(part).rpartition(" ")[2] in surnames for part in self.joint)

    @property
    def joint(self) -> tuple[str, ...]:
        """The names of those who speak together, in `A & B`; empty where it is one person's."""
        return _joined(self.text)


@lru_cache(REMEMBERED)
def _joined(text: str) -> tuple[str, ...]:
    parts = tuple(part for part in _SEPARATED.split(text) if part)
    return parts if len(parts) > 1 and not text.startswith(("u/", "/u/")) else ()


@lru_cache(REMEMBERED)
def key(text: str) -> str:
    """A name folded, without dots and surplus white space."""
    return " ".join(fold(text).replace(".", " ").split()).removeprefix("/").removeprefix("u/")


@lru_cache(REMEMBERED)
def name(raw: str) -> Name | None:
    """The label that a text is; None where it can be none."""
    text = raw.strip(" \t\u00a0*_'’‘`\"@~").strip()
    if not text or len(text) > LONGEST + 90:
        return None
    text, also, role = _without_role(text)
    tokens = text.split()
    if len(tokens) > 2 and _ITEM.fullmatch(tokens[0]) and key(tokens[1]) in _HONORIFICS:
        tokens = tokens[1:]
    titled = len(tokens) > 2 and key(tokens[0]) in _HONORIFICS
    while len(tokens) > 1 and key(tokens[0]) in _HONORIFICS:
        tokens = tokens[1:]
    text = " ".join(tokens)
    if not 0 < len(text) <= LONGEST:
        return None
    shaped = _shaped(text, tokens)
    if shaped is None:
        return None
    folded = key(text)
    asks = True if _numbered(folded) in ASKERS else False if folded in ANSWERERS else role
    return Name(text, folded, also, asks, shaped, folded in _ALSO_NAMES, titled)


def _numbered(folded: str) -> str:
    return folded.rstrip(" #0123456789")


def _without_role(text: str) -> tuple[str, tuple[str, ...], bool | None]:
    """The text without `(writer)` or `, HOST` at its end, and what these say."""
    also: tuple[str, ...] = ()
    role: bool | None = None
    if speaks := _SPEAKS.search(text):
        return text[: speaks.start()], (), speaks[1] is not None
    inner = _ROLE.search(text)
    if inner and inner.start():
        text, within = text[: inner.start()].strip(), inner.group(1).strip()
        if key(within).split()[:1] and key(within).split()[0] in _HONORIFICS:  # The Minister (Mrs Fenn)
            return within, (), None
        short = _BELOW.sub("", within)
        capital = within.isupper() and within.replace(".", "").isalpha()
        if short != within or (capital and 2 <= len(within) <= 6 and key(within) not in {"host", "op"}):
            also = (short,)
        role = _role(within)
    head, comma, tail = text.partition(",")
    if comma and len(tail.split()) <= 5 and _PLAIN.fullmatch(tail) and not _SEPARATED.search(tail.strip()):
        words = set(key(tail).split())
        if words & (_ASKING_ROLES | _ANSWERING_ROLES) or tail.strip().islower() or words & {"jr", "sr"}:
            text, role = head.strip(), _role(tail) if _role(tail) is not None else role
    return text, also, role


def _role(text: str) -> bool | None:
    words = set(key(text).replace(",", " ").split())
    if words & _ASKING_ROLES:
        return True
    return False if words & _ANSWERING_ROLES else None


def _shaped(text: str, tokens: list[str]) -> bool | None:
    """Whether a text has the shape of a name: True if so, False of what may be a user's name, None of neither."""
    folded = key(text)
    if text in {"――", "──"}:
        return True
    if _nobody(text, folded, tokens):
        return None
    if _numbered(folded) in ASKERS or folded in ANSWERERS | TOGETHER:
        return True
    if _CJK.search(text):
        return True if len(text) <= 12 else None
    if all(_capital(token) or key(token) in _PARTICLES or token.isdecimal() for token in tokens) and any(
        map(_capital, tokens)
    ):
        return True
    user = len(tokens) == 1 and len(text) >= 2 and _USER.fullmatch(text)
    return False if user else True if _SOMEBODY.fullmatch(folded) else None


def _nobody(text: str, folded: str, tokens: list[str]) -> bool:
    """Whether something shows that a text is no name, whatever its letters look like."""
    most = MOST_WORDS + 2 if _SEPARATED.search(text) else MOST_WORDS
    return bool(
        _BAD.search(text)
        or not any(map(str.isalpha, text))
        or (folded in _STOP and folded not in _ALSO_NAMES)
        or len(tokens) > most
        or (len(tokens) > 1 and folded.split()[:1] and folded.split(maxsplit=1)[0] in _STOP_FIRST)
        or any(token.endswith(".") and not _DOTTED.fullmatch(token) for token in tokens)
        or not _VERBS.isdisjoint(key(token) for token in tokens[1:] if token not in _PARTICLES)
    )


def nobodys(raw: str) -> bool:
    """Whether what stands in the place of a speaker is a part of the programme: `Outro`, `Break`."""
    folded = key(raw)
    return folded in _STOP and folded not in _ALSO_NAMES


def _capital(token: str) -> bool:
    bare = token.lstrip("'’\"(-&")
    return bool(bare) and (bare[0].isupper() or (bare[0].isdecimal() and any(map(str.isupper, bare))))
