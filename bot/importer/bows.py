"""How a page takes its leave after the last answer: when the show is on, where to read more, who wrote this."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from bot.importer.cues import words_of
from bot.importer.dates import DATE
from bot.importer.lines import FULL_NAME
from bot.importer.names import key
from bot.importer.noise import furniture
from bot.importer.page_end import SELF
from bot.importer.reasons import BYLINE
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.lines import Line

_BOW = re.compile(
    r"[^?]{0,120}\b(?:is|are|will be) (?:now |currently |also )?(?:available|streaming|out|playing|on (?:sale|air|"
    r"view|tour)|in "
    r"(?:theat|cinema|store|bookst)|showing|screening|published|released)\b"
    r"|[^?]{0,120}\b(?:airs|premieres?|returns?|debuts?|opens|streams|screens|launches|goes on sale|"
    r"hits (?:theat|cinema|store|shel)|arrives|concludes|"
    r"runs (?:until|through|from)|can be (?:found|seen|streamed|heard|ordered|bought|watched)|comes out|"
    r"drops)\b[^?]{0,160}$"
    r"|(?:for more|to (?:read|hear|watch|listen|learn|find out|see) |follow |check out|be sure|make sure|catch |"
    r"stay tuned|watch |stream |"
    r"listen to |read |see |visit |order |buy |get |download |subscribe|thanks to|many thanks|our thanks|we thank|"
    r"special thanks|"
    r"a version of|this (?:article|story|piece|interview|conversation|episode|post)|additional reporting|"
    r"reporting by|"
    r"editing by|interview(?:ed)? (?:by|conducted)|as told to|translat|about the author|you can (?:find|follow|buy|"
    r"watch|read|hear|order|"
    r"stream|catch|listen|see)(?! (?:it|that|them|him|her|this)\b))"
    r"|[^?]{0,100}\b(?:lauft|laufen|starte[tn]|erschein(?:t|en)|erschienen|komm(?:t|en) ins|"
    r"(?:ist|sind) (?:ab|seit|in der)|abrufbar|zu sehen|ausgestrahlt|"
    r"se (?:estrena|emite|publica)n?|disponibles?|a la venta|ya en|en (?:cines|librerias|salles?|librairie|dvd)|"
    r"sort(?:ent)? (?:le|en)|parait|paraissent|diffuse\w*|"
    r"esc(?:e|ono)|disponibil[ei]|in onda|nelle sale|in libreria|estreiam?|a venda|disponive(?:l|is)|nas bancas|"
    r"nos cinemas|verschijn(?:t|en)|te zien|verkrijgbaar)\b"
    r"|[^\s?]+(?: [^\s?]+){1,3} (?:is|was|writes|covers|lives|works|edits|has) [^?]{0,160}"
    r"\b(?:writer|editor|reporter|journalist|critic|correspondent|contribut\w+|columnist|freelance\w*|author|staff|"
    r"covers|magazine|gazette|podcast|newsletter|based in|lives in)\b"
    r"|[^\s?]+(?: [^\s?]+){1,3},? (?:[^?]{0,40}, )?(?:ist|schreibt|arbeitet|lebt|es|escribe|colabora|est|ecrit|"
    r"collabore|scrive|collabora|e|"
    r"escreve|schrijft|is)\b[^?]{0,80}\b(?:journalist|redakteur|autor|kritiker|periodista|redactor|critico|"
    r"journaliste|critique|"
    r"giornalista|critico|jornalista|redacteur|schreibt|escribe|ecrit|scrive|escreve|fur|schrijft)"
)
_FAREWELL = re.compile(
    r"(?:(?:many )?thanks|thank you)(?: so much| very much| again)?,? for (?:(?:the|this|your|our) (?:interview|time|"
    r"conversation|chat|talk)|(?:talking|speaking|chatting|sitting down) (?:to|with) (?:me|us)|answering|taking the "
    r"time|joining)\b"
    r"|(?:(?:vielen|herzlichen|besten|schonen) dank|danke|(?:wir|ich) danken?)\b.{0,40}\bfur (?:das|dieses|ihr|dein) "
    r"(?:\w+ )?(?:gesprach|interview)"
    r"|(?:muchas |mil )?gracias por (?:la|esta|su|tu) (?:entrevista|conversacion|charla|tiempo)"
    r"|merci\b.{0,20} (?:pour|de) (?:cet(?:te)?|l'|votre|ton) ?(?:entretien|interview|echange|conversation|temps)"
    r"|grazie\b.{0,12} per (?:la |l'|questa |il |il suo |il tuo )(?:intervista|chiacchierata|tempo|disponibilita)"
    r"|(?:muito )?obrigad[oa] (?:pel[oa]|por est[ae]) (?:\w+ )?(?:entrevista|conversa|tempo)"
    r"|(?:hartelijk )?(?:bedankt|dank) voor (?:het|dit) (?:gesprek|interview)"
    r"|dziekuj(?:e|emy)(?: bardzo)? za (?:rozmowe|wywiad)|(?:stort )?tack for (?:intervjun|samtalet|pratstunden)"
    r"|tak for (?:interviewet|snakken)|takk for (?:intervjuet|praten)|kiitos haastattelusta|dekuj(?:i|eme) za rozhovor"
    r"|(?:спасибо|благодарим|дякуємо|дякую) за (?:интервью|інтервю|беседу|бесіду|разговор|розмову)"
)
"""How whoever asked takes leave, folded."""
_QUOTED = re.compile(r"[“\"«„]\s?([^”\"»“«„]{2,60}?)\s?[”\"»“]|(?<!\w)['‘]([^'‘’]{2,60})['’](?!\w)")
_NAMES = re.compile(r"[^\W\d_][\w’'-]*(?: (?:of|the|and|&|de|[A-Z\u00c0-\u00de#][\w’'-]*))+")
_CAPITAL = re.compile(r"\b[A-Z\u00c0-\u00de]\w{3,}")
_FIGURES = re.compile(
    r"[€£$]\s?\d|\d\s?(?:€|%|kr\b|zl\b|kc\b)|https?:|www\.|\w@\w|@\w|#\d|\bisbn\b|\d\s?(?:pp|blz|seiten|pages|pag)\b"
)
_WHEN = re.compile(
    rf"\b{DATE}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|"
    r"\b(?:next|every|each) (?:week|month|issue|episode|time)\b|"
    r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\bthis week\b|\ba day early\b|^(?:and |so |well, )?that's (?:it|all)\b"
)
_DO = re.compile(
    r"(?:^|[.!?»”\"] )(?:please )?(?:buy|order|get|book|subscribe|sign up|support|follow|join|visit|"
    r"listen|watch|read|see|use|hit|email|write to|send|discuss|share|tell us|click|"
    r"download|consider|become|want|like what|enjoy(?:ing|ed)?|"
    r"if you(?:'d| would)? (?:like|enjoyed|want)|abonnieren|folgen sie|unterstutzen|abonnez|suivez|soutenez|"
    r"suscrib\w+|sigue|apoya|iscriviti|segui|sostieni|assine|siga|apoie|steun|volg|abonneer|bestel|"
    r"(?:do not|don't|please) (?:forget|miss))\b"
)
_SIGN_UP = re.compile(r"\b(?:subscri|suscri|subscre|abonn|abonam|iscriv\w+ all|prenumer|odoberaj|подпи[сш]|підпи[сш])")
"""What readers are asked to do by hardly anybody but the page."""
_REPLY = re.compile(
    r"\b(?:get in touch|tell us (?:about|what|in|below)|let us know|write to us|drop us a line|contact us|"
    r"have your say|sound off|schreib(?:en sie|t)? uns|contactez-nous|ecrivez-nous|escribenos|cuentanos|"
    r"scriv(?:ici|eteci)|escreva-nos|conte-nos|mail ons|laat (?:het )?ons weten|napisz do nas|skriv till oss)\b"
)
"""By what a page asks readers to answer."""
_GOODS = frozenset(
    """
    subscription subscriptions subscriber subscribers subscribe newsletter issue issues tickets ticket board forum
    comments reply sponsor sponsors sponsored patrons patreon hardback paperback inbox members membership discount
    upgrading code shop store stores readers channel airs ships hiring careers vacancies positions
    funded coffee patreon donate donation
    ausgabe abo karten abonnement numero billets entradas suscripcion biglietti abbonamento ingressos assinatura
    kaarten nummer
    """.split()
)
_LONGEST = 500
_LONGEST_WORK = 60
_LONGEST_BYLINE = 120
_TWO_NAMES = re.compile(r"[^\W\d_][\w’'-]*(?: [A-Z\u00c0-\u00de][\w’'-]*)+")


def bows(text: str) -> bool:
    """Whether a text after an answer is the page's again, and nothing that somebody says of themselves."""
    return len(text) < _LONGEST and SELF.isdisjoint(words_of(text)) and _BOW.match(fold(text)) is not None


class Leave:
    """Tells the page's own words by what its head says: who wrote it, and which work it is about.

    Args:
        head: What stands before the interview.
    """

    def __init__(self, head: Sequence[Line]) -> None:
        self._head = head

    @cached_property
    def _authors(self) -> set[str]:
        signed = (line.text for line in self._head if len(line.text) < _LONGEST_BYLINE)
        return {word for text in signed if furniture(text) == BYLINE for word in key(text).replace(",", "").split()}

    @cached_property
    def _works(self) -> tuple[str, ...]:
        quoted = {"".join(work) for line in self._head for work in _QUOTED.findall(line.text)}
        slanted = {
            line.text[start:end]
            for line in self._head
            for start, end in line.emphasis
            if not line.emphasised and end - start < _LONGEST_WORK
        }
        return tuple(fold(work.strip()) for work in quoted | slanted if work[:1].isupper())

    @cached_property
    def _subjects(self) -> set[str]:
        """Words with a capital that stand in two lines of the head: in the title and the introduction, say."""
        times = Counter(each for line in self._head for each in set(_CAPITAL.findall(line.text)))
        return {each for each, count in times.items() if count > 1}

    @cached_property
    def people(self) -> set[str]:
        """Who is named in full at least twice in the head: in the title and the introduction, say."""
        named = {each for line in self._head for each in FULL_NAME.findall(line.text)}
        texts = [fold(line.text) for line in self._head] if named else []  # A title may be all capitals.
        return {each for each in named if sum(fold(each) in text for text in texts) > 1}

    @cached_property
    def _names(self) -> set[str]:
        """The names of the page's own in its head: works, outlet, people."""
        return {fold(each) for line in self._head for each in _NAMES.findall(line.text)}

    def announces(self, text: str, enough: int = 3) -> bool:
        """Whether the page announces or sells something in a text: by prices, dates, what readers should do.

        Args:
            text: A paragraph after an answer.
            enough: Of what speaks for it, so much.
        """
        if len(text) >= _LONGEST:
            return False
        words = set(words_of(text))
        folded = fold(text)
        score = 2 * (_FIGURES.search(folded) is not None) + (_WHEN.search(folded) is not None)
        asked = _DO.search(folded)
        does = 0 if asked is None else 1 if asked.start() else 2
        offers = _SIGN_UP.search(folded) is not None or _REPLY.search(folded) is not None
        score += does + min(2, len(_GOODS & words) + 2 * offers)
        score -= not SELF.isdisjoint(words)
        if score + 1 == enough:
            first = _CAPITAL.match(text)
            score += any(fold(each) in self._names for each in _NAMES.findall(text)) or (
                first is not None and first.group() in self._subjects
            )
        return score >= enough and score > does  # Advice is an answer, too.

    def takes(self, text: str) -> bool:
        """Whether the page speaks again in a text."""
        if bows(text) or self.announces(text, 2) or _FAREWELL.match(fold(text[:_LONGEST_BYLINE])):
            return True
        if len(text) >= _LONGEST or not SELF.isdisjoint(words_of(text)):
            return False
        opening = _TWO_NAMES.match(text)
        signed = opening is not None and set(key(opening.group()).split()) <= self._authors
        return signed or fold(text).lstrip('“"«„ ').startswith(self._works)
