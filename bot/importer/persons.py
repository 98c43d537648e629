"""In whose person a text speaks, language by language: of itself (`I`), to somebody (`you`), or of others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.search.text import fold

_WORD = re.compile(r"[^\W_]+")
_QUOTATION = re.compile(r"“[^“”]{0,400}”|„[^„“”]{0,400}[“”]|«[^«»]{0,400}»|\"[^\"\n]{0,400}\"")
LOOKED_AT = 1_200
"""Characters of a text that are looked at."""
_FEW = 0.12
"""Share of a text's words that must be common ones of a language for the text to be in it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's words, folded.

    Attributes:
        common: Some that hardly a text is without.
        i: Those with which somebody speaks of themselves.
        we: Those with which somebody speaks of themselves and others, as a house does as well.
        you: Those with which they speak to somebody.
    """

    common: frozenset[str]
    i: frozenset[str]
    we: frozenset[str]
    you: frozenset[str]


def _language(common: str, i: str, we: str, you: str) -> Language:
    return Language(*(frozenset(words.split()) for words in (common, i, we, you)))


LANGUAGES = (
    _language(
        "the a and of to in is that it was for on with as at this but not be have from they what so",
        "i me my mine myself im ive",
        "we us our ours ourselves",
        "you your yours yourself yourselves ya",
    ),
    _language(
        "der die und das ist nicht ein eine einen mit auf den dem zu es im auch wie von was war noch dann aber",
        "ich mir mich mein meine meinen meinem meiner",
        "wir uns unser unsere unseren unserem",
        "sie ihnen ihr ihre ihren ihrem ihrer du dich dir dein deine deinen deinem euch euer eure",
    ),
    _language(
        "le la les et est un une des pas que qui dans pour en sur ce il du de au on ne plus mais",
        "je j me m moi mon ma mes",
        "nous notre nos",
        "vous votre vos tu te t toi ton ta tes",
    ),
    _language(
        "el la los las y es un una que en de por con para no se lo del al como pero muy",
        "yo me mi mis mio mia soy estoy tengo creo pienso he fui hice quiero puedo voy digo dije tenia hago vivo "
        "escribo supongo recuerdo",
        "nosotros nos nuestra nuestro somos estamos tenemos hemos fuimos hicimos vamos",
        "usted ustedes tu tus te ti contigo vosotros os su sus le eres tienes crees has hiciste fuiste puedes sabes",
    ),
    _language(
        "il la che e di un una per non con del della gli le nel lo si da al ma come piu i",
        "io mi me mio mia miei mie sono ho avevo ero faccio penso credo voglio posso vado dico stavo",
        "noi ci nostro nostra siamo abbiamo eravamo",
        "lei voi tu ti te suo sua suoi sue tuo tua tuoi vostro vostra sei hai pensi crede ha",
    ),
    _language(
        "o a os as e um uma que de do da em nao para com no na se ao mas por dos",
        "eu me mim meu minha meus minhas comigo sou estou tenho fui acho penso fiz quero posso vou digo disse tinha "
        "faco lembro",
        "nosso nossa somos estamos temos fomos fizemos",
        "voce voces tu te ti seu sua seus suas lhe teu tua senhor senhora tens achas",
    ),
    _language(
        "de het een en van is dat niet in op te met voor er die ook maar als aan dan",
        "ik mij me mijn mezelf",
        "wij we ons onze",
        "u uw jij je jou jouw jullie",
    ),
    _language(
        "och att det som en ett pa ar inte med for den av till har om men sa",
        "jag mig min mitt mina",
        "vi oss var vart vara",
        "du dig din ditt dina ni er ert era",
    ),
    _language(
        "og at det som en et pa er ikke med for den til av af har om men i",
        "jeg mig meg min mit mitt mine",
        "vi os oss vores var vart",
        "du dig deg din dit ditt dine dere jer",
    ),
    _language(
        "i w na nie sie to jest z do ze jak ale po co tak od",
        "ja mnie mi moj moja moje jestem mam bylem bylam mysle",
        "my nas nam nasz",
        "pan pani pana pania panu ty ciebie cie ci twoj twoja wy was",
    ),
)


def language(text: str) -> Language | None:
    """The language of a text; None where it is none of those known here."""
    words = _WORD.findall(fold(text))
    best = max(LANGUAGES, key=lambda each: sum(map(each.common.__contains__, words)))
    return best if sum(map(best.common.__contains__, words)) >= max(2, _FEW * len(words)) else None


def words_of(text: str) -> list[str]:
    """The folded words that a text says in its own person: what it quotes is left out."""
    return _WORD.findall(fold(_QUOTATION.sub(" ", text[:LOOKED_AT])))
