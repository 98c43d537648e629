"""How much a text looks like a question put to somebody, or like what is answered. Weak evidence, all of it."""

from __future__ import annotations

import re

from bot.search.text import fold, sentence_spans

LOOKED_AT = 1_200
"""Characters of a text's beginning and of its end that are looked at: enough for any question."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)?")
"""The same where there are no other letters: a set is found twice as fast as its opposite."""
_CLOSING = "\"'”’»“)]*_ \t\u00a0"
QUOTES = frozenset('"“”„«»')
MARKS = ("?", "？", "՞", "؟")


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


ASKING = _folded(
    """
    what whats what's why how how's hows who who's whos whom whose when where which did do does is are was were will
    would could can should have has had any tell talk describe walk name explain speaking was wie warum wieso wer wo
    wann welche welcher welches wem haben hat sind ist war gibt können kann werden glauben qué que por cómo como
    quién quien dónde cuándo cuál es ha pourquoi comment qui où quand quel quelle est avez êtes cosa perché come chi
    dove quando quale quanto porquê onde quem qual quais wat hoe waarom waar wanneer welke bent hebt heeft
    """
)
"""Words a question begins with."""
ANSWERING = _folded(
    """
    yes yeah yep no nope nah oh well because i i'm i've i'd i'll im ive we we're we've we'd my our me absolutely
    definitely totally honestly exactly right sure never always nothing nobody both mostly it thank ja nein ich
    wir weil doch natürlich nein sí yo nosotros porque no oui non je nous parce moi noi io sì perché não sim eu nee ik
    omdat wij
    """
)
"""Words an answer begins with."""
YOU = _folded(
    """
    you your you're you've you'd you'll yours yourself u sie ihnen ihr ihre ihren ihrem du dein deine dich dir usted
    ustedes tu tú te su sus vous votre vos toi lei voi tuo tua suo sua você vocês seu jij jouw jullie uw
    """
)
ME = _folded(
    """
    i i'm i've i'd i'll me my mine myself we we're we've we'd us our ours ich mir mich mein meine meinen meiner wir uns
    unser unsere yo mi mis nosotros nos nuestra nuestro soy tengo tenía hice creo pensé quería estoy hemos je j'ai
    j'avais j'étais j'aime moi mon ma mes nous notre io mio mia miei noi sono ho avevo ero faccio credo penso abbiamo eu
    meu minha sou tenho tinha fiz acho pensei estou ik mij mijn wij ons onze jeg jag
    """
)
OURS = _folded(
    """
    we we're we've we'd us our ours my mine wir uns unser unsere mein meine meinen meiner nosotros nos nuestra nuestro
    mi mis nous notre mon ma mes noi nostro nostra mio mia miei nós nosso nossa meu minha wij ons onze mijn
    """
)
"""What people have and do with others: an interviewer says I now and then, but hardly ever these."""
GOING_ON = _folded(
    """
    then after later afterwards eventually he she they dann später danach er luego después él ella ellos ensuite puis
    après il elle ils poi dopo lui loro depois ele ela eles toen daarna hij zij
    """
)
"""Words with which somebody goes on telling, or takes up who was told of."""
TELLING = 4
"""Letters of a word that says something."""
REMARK = 45
"""Words of what an interviewer says of somebody without asking, at most."""
_SUPPOSES = re.compile(
    r"\b(?:must|would|might|could) (?:be|have|feel)\b|"
    r"\bI(?: can| could|'d|’d)? (?:take it|gather|presume|assume|imagine|hear|heard|understand) (?:that )?you\b"
)
_YOURS = frozenset({"your", "yours", "ihr", "ihre", "votre", "vos", "vostro", "uw"})
_OPENERS = re.compile(
    r"(?:and|but|so|then|now|okay|ok|well|und|aber|y|pero|et|mais)?[,\s]*"
    r"(?:tell (?:me|us)|talk (?:to me |to us )?(?:about|a bit|a little)|"
    r"let(?:'s| us) (?:talk|start|begin|go|turn|discuss)|describe|let me ask|"
    r"walk (?:me|us) through|(?:i|we)(?: (?:wanted|have|want|need)|'ve got) to ask|"
    r"i (?:wonder|was wondering|'m curious)|speaking of|"
    r"name (?:a|one|your|the)|you(?:'ve|'re| | 've)|your |people say|it (?:seems|feels|looks|must|sounds)|that must)"
)

IMPERATIVE = re.compile(
    r"(?:please )?(?:tell|describe|name|explain|talk|give|share|list|walk|complete|finish|pick|choose|recommend|"
    r"introduce)\b",
    re.IGNORECASE,
)
"""How a question begins that is no question by its grammar."""

_IN_BRACKETS = re.compile(r"[\[(][^\[\]()]{0,30}$")
_SENTENCE_END = re.compile(r"[.?!]\s")
_SHORT_REPLY = re.compile(r"[^\s.?!]+(?:\s[^\s.?!]+){0,2}\.(?=\s|$)")
_INTRODUCES = re.compile(
    r"\b(?:spoke|talked|sat down|met|to meet|called|caught up|reached|interview|conversation|joined|by phone|"
    r"on the phone|over zoom|via zoom|video call|by e-?mail|answered|chatted|told|explains|discuss\w*)\b"
)


_INTRODUCED = re.compile(r" [A-Z\u00c0-\u00de][\w’'-]+ (?:\w+ )?[A-Z\u00c0-\u00de]\w+, who\b")
"""Somebody is named in full, and it is told who that is."""


def asks(text: str) -> bool:
    """Whether it ends with a question mark, quotation marks and brackets aside."""
    if not holds_question(text[-40:]):
        return False
    tail = text[-40:].rstrip(_CLOSING)
    tail = _IN_BRACKETS.sub("", tail).rstrip(_CLOSING)
    return tail.endswith(MARKS) or tail.endswith(("?!", "?…", "?..."))


def holds_question(text: str) -> bool:
    """Whether there is a question mark anywhere in it."""
    return "?" in text or (not text.isascii() and any(mark in text for mark in MARKS))


def words_of(text: str) -> list[str]:
    """The folded words of the beginning of a text, with their apostrophes."""
    folded = fold(text[:LOOKED_AT])
    return (_ASCII_WORD if folded.isascii() else _WORD).findall(folded)


def length(text: str) -> int:
    """About how many words it has."""
    return len(text.split()) if len(text) < LOOKED_AT else len(text) // 6


def likeness(text: str) -> float:
    """How much a text looks like a question (above 0) or an answer (below), roughly as log-odds."""
    folded = words_of(text)
    if not folded:
        return -0.5
    score = 0.0
    quoted = text[:1] in QUOTES and text.rstrip(" .")[-1:] in QUOTES
    if quoted:
        score -= 0.5
    elif asks(text):
        score += 2.6
    elif holds_question(text):
        score += 0.5 if length(text) < 60 else -0.2
    share = 1 / max(8, len(folded)) * 8
    score += min(1.6, 0.9 * share * sum(word in YOU for word in folded))
    opens = opener(text)
    begins = words_of(opens) if opens else ()
    mine = sum(word in ME for word in folded) - sum(word in ME for word in begins)
    score -= min(2.0, 0.9 * share * mine)
    score += 0.9 * (folded[0] in ASKING) - 1.2 * (folded[0] in ANSWERING)
    if len(folded) < REMARK and not YOU.isdisjoint(folded) and ME.isdisjoint(folded):
        score += 0.6 + 0.8 * supposes(text)
    score += 0.9 * (not _YOURS.isdisjoint(folded[:40]) and ME.isdisjoint(folded))
    sentence = first_sentence(text)
    first = folded if len(sentence) == len(text) else words_of(sentence)
    if not opens and YOU.isdisjoint(first) and not ME.isdisjoint(first):
        score -= 0.8
    if replies_briefly(text):
        score -= 1.0
    if opens:
        score += 1.2
    return score - _longness(length(text))


def _longness(count: int) -> float:
    """What length says against a question: nothing up to twenty words, then more and more."""
    if count <= 20:
        return 0.0
    return min(3.0, (count - 20) / 25)


def opener(text: str) -> str:
    """The words by which a text opens a question or a subject, folded; none where it does not."""
    found = _OPENERS.match(fold(text[:60]))
    return found.group() if found else ""


def supposes(text: str) -> bool:
    """Whether it says what something must or would be, or what somebody supposes of the other."""
    return _SUPPOSES.search(text) is not None


def first_sentence(text: str) -> str:
    """Its first sentence, or what of it is looked at."""
    return _SENTENCE_END.split(text[:400], maxsplit=1)[0]


def last_sentence(text: str) -> str:
    """Its last sentence, or what of it is looked at."""
    return _SENTENCE_END.split(text[-400:].rstrip())[-1]


def replies_briefly(text: str) -> bool:
    """Whether it begins with a sentence of three words and fewer that asks nothing."""
    return _SHORT_REPLY.match(text[:60]) is not None


def introduces(text: str) -> bool:
    """Whether a text tells readers of the talk to come, and speaks to nobody, or tells them who somebody is."""
    if not _INTRODUCES.search(fold(text[-LOOKED_AT:])):
        return False
    return YOU.isdisjoint(words_of(text)) or _INTRODUCED.search(text[-LOOKED_AT:]) is not None


def glued(text: str) -> int:
    """Where a question that is glued to the end of an introduction begins: the last sentences that speak to somebody.

    Returns 0 where the text is a question as a whole.
    """
    if not asks(text):
        return 0
    base = max(0, len(text) - LOOKED_AT)
    spans = sentence_spans(text[base:])
    start = spans[-1][0]
    for begin, end in reversed(spans[:-1]):
        sentence = text[base + begin : base + end]
        if not (asks(sentence) or opener(sentence) or YOU & set(words_of(sentence))):
            break
        start = begin
    head = text[: base + start]
    return base + start if introduces(head) or length(head) > 60 else 0
