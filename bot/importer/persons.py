"""In whose person a text speaks, language by language: of itself (`I`), to somebody (`you`), or of others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.search.text import fold

_WORD = re.compile(r"[^\W_]+")
QUOTATION = re.compile(r"“[^“”]{0,400}”|„[^„“”]{0,400}[“”]|«[^«»]{0,400}»|\"[^\"\n]{0,400}\"")
"""What is quoted, with its quotation marks."""
LOOKED_AT = 1_200
"""Characters of a text that are looked at."""
_FEW = 0.12
"""Share of a text's words that must be common ones of a language for the text to be in it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language's words, folded.

    Attributes:
        known: All that are listed here, those that hardly a text is without among them.
        i: Those with which somebody speaks of themselves.
        we: Those with which somebody speaks of themselves and others, as a house does as well.
        you: Those with which they speak to somebody.
    """

    known: frozenset[str]
    i: frozenset[str]
    we: frozenset[str]
    you: frozenset[str]


def _language(common: str, i: str, we: str, you: str) -> Language:
    persons = [frozenset(fold(words).split()) for words in (i, we, you)]
    return Language(frozenset(fold(common).split()).union(*persons), *persons)


# Where the verb alone tells who is spoken of, the most frequent verbs stand beside the pronouns; those of thinking and
# choosing in the third person as well, by which formal speech says `you`: hardly anybody asks what others prefer.
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
        "escribo supongo recuerdo empecé nací aprendí escribí tuve pude quise puse vine llevo",
        "nosotros nos nuestra nuestro somos estamos tenemos hemos fuimos hicimos vamos",
        "usted ustedes tu tus te ti contigo vosotros os su sus le eres tienes crees has hiciste fuiste puedes sabes "
        "haces quieres dices ves vives escribes usas recuerdas prefieres dirías harías tenías eras empezaste estás "
        "llevas recomiendas cree piensa recuerda prefiere suele siente diria haria volveria cambiaria empezo decidio "
        "penso aprendio",
    ),
    _language(
        "il la che e di un una per non con del della gli le nel lo si da al ma come piu i",
        "io mi me mio mia miei mie sono ho avevo ero faccio penso credo voglio posso vado dico stavo vivo scrivo uso "
        "amo ricordo spero preferisco cerco vorrei sarei avrei facevo volevo sapevo andavo",
        "noi ci nostro nostra siamo abbiamo eravamo",
        "lei voi tu ti te suo sua suoi sue tuo tua tuoi vostro vostra sei hai pensi crede ha fai vai stai puoi vuoi "
        "devi sai dici vivi lavori scrivi usi ricordi preferisci faresti saresti avresti vorresti eri avevi facevi "
        "pensa ricorda preferisce direbbe farebbe tornerebbe cambierebbe",
    ),
    _language(
        "o a os as e um uma que de do da em nao para com no na se ao mas por dos",
        "eu me mim meu minha meus minhas comigo sou estou tenho fui acho penso fiz quero posso vou digo disse tinha "
        "faco lembro vivo escrevo gosto comecei aprendi nasci tive quis moro pensei gostava vi "
        "fiquei dei sei deixei",
        "nosso nossa somos estamos temos fomos fizemos",
        "voce voces tu te ti seu sua seus suas lhe teu tua senhor senhora tens achas fazes queres podes sabes vives "
        "escreves usas foste fizeste acha pensa lembra gosta prefere costuma sente diria faria gostaria voltaria "
        "mudaria comecou decidiu pensou aprendeu",
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
        "i w na nie się to jest z do że jak ale po co tak od",
        "ja mnie mi moj moja moje moim mojej jestem mam byłem byłam myślę chcę robię mogę wiem piszę miałem miałam "
        "mogłem chciałem chciałam lubię pamiętam",
        "my nas nam nasz jesteśmy mamy",
        "pan pani pana pania panu ty ciebie cie ci twoj twoja twoje wy was jesteś masz robisz myślisz chcesz możesz "
        "wiesz piszesz byłeś byłaś",
    ),
    _language(
        "a v na se sa je to že s z do o jako ako ale by pro pre za po tak co",
        "já mě mně mi mnou můj moje moja mojí jsem som mám chci vím bych myslím dělám můžu píšu",
        "my nás nám náš naše jsme sme máme",
        "vy vás vám vámi váš vaše vaší jste ste máte ty tě tebe ti tvůj tvoje jsi si máš děláte děláš píšete",
    ),
    _language(
        "и в не на что с как это но по к из у за от то же а о для бы так",
        "я меня мне мной мой моя мое моей моего моих",
        "мы нас нам наш наша наши нашей",
        "вы вас вам вами ваш ваша ваше ваши вашей вашего ты тебя тебе твой твоя твои",
    ),
    _language(
        "і в не на що з як це але у та до від за ж про для так",
        "я мене мені мною мій моя моє мої моєї",
        "ми нас нам наш наша наші",
        "ви вас вам вами ваш ваша ваше ваші вашої ти тебе тобі твій твоя твої",
    ),
    _language(
        "a az és hogy nem is egy ez volt de meg csak már mert van ha még",
        "én engem nekem velem vagyok voltam tudom szeretem gondolom gondoltam hiszem írok akartam apám anyám megyek "
        "mentem dolgozom mondom láttam tanultam kezdtem szeretnék",
        "mi minket nekünk vagyunk voltunk",
        "te téged neked ön önt önnek önből önnel önről öné önök maga ti nektek voltál csinálsz gondolsz gondolod "
        "szereted írsz tudod",
    ),
    _language(
        "ja on ei se että oli niin mutta kun myös hän ovat kuin joka tai siis jo sitä",
        "minä mä minun mun minua minulla minulle minusta olen olin en tein teen haluan halusin tiedän luulen",
        "me meidän meillä meitä olemme",
        "sinä sä sinun sun sinua sinulla sinulle te teidän teitä teillä teille olet olit oletko teet haluat tiedät",
    ),
    _language(
        "bir ve bu da de için çok ne ama gibi daha o ile var olarak kadar sonra",
        "ben bana beni bende benden benim kendim istiyorum biliyorum düşünüyorum yapıyorum oldum ettim yaptım",
        "biz bize bizi bizim",
        "sen sana seni senin siz size sizi sizin sizde sizden",
    ),
    _language(
        "și de la în nu că pe cu o un din este să mai ce pentru sau dar care",
        "eu mă mie îmi mi meu mea mei mele am eram fac cred vreau pot știu",
        "noi ne nouă nostru noastră suntem avem",
        "tu te ție îți ți tău ta tale voi vă vouă dumneavoastră ești ai faci crezi",
    ),
    _language(
        "και το να η ο του της τα που με για από στο στη δεν είναι ότι σε την τον",
        "εγώ μου εμένα είμαι ήμουν έχω είχα κάνω θέλω νομίζω ξέρω μπορώ",
        "εμείς μας είμαστε",
        "εσύ σου σας εσείς εσένα είσαι είστε έχεις έχετε κάνεις κάνετε θέλεις",
    ),
)


def language(text: str) -> Language | None:
    """The language of a text; None where it is none of those known here."""
    words = _WORD.findall(fold(text))
    count, best = max((sum(map(each.known.__contains__, words)), -at) for at, each in enumerate(LANGUAGES))
    return LANGUAGES[-best] if count >= max(2, _FEW * len(words)) else None


def words_of(text: str) -> list[str]:
    """The folded words that a text says in its own person: what it quotes is left out."""
    return _WORD.findall(fold(QUOTATION.sub(" ", text[:LOOKED_AT])))
