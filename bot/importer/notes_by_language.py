"""What pages say of their text in other languages than English: how it came about, who made it, who paid for it.

Each is a pattern for a folded line, from its beginning.
"""

from __future__ import annotations

_EDITED = (
    (
        r"dieses |das |unser ",
        r"interview|gesprach",
        r"gekurzt|gefuhrt|fuhrte|erschien|bearbeitet|redigiert|ubersetzt|autorisiert|verdichtet|gestrafft|aufgezeichnet",
    ),
    (
        r"cet |cette |l'|notre ",
        r"entretien|interview|entrevue|conversation|echange",
        r"condense|edite|abrege|raccourci|traduit|relu|remanie|realise|transcrit|mene\b",
    ),
    (
        r"esta |la |este |el |nuestra ",
        r"entrevista|conversacion|charla|dialogo",
        r"editad|condensad|resumid|abreviad|acortad|traducid|revisad|transcrit|realizad",
    ),
    (
        r"questa |quest'|l'|la |il ",
        r"intervista|conversazione|colloquio",
        r"editat|condensat|ridott|accorciat|tradott|rivist|modificat|trascritt|realizzat|raccolt|adattat|sintetizzat",
    ),
    (
        r"esta |a |essa |nossa ",
        r"entrevista|conversa",
        r"editad|condensad|resumid|encurtad|traduzid|revist|adaptad|realizad|transcrit",
    ),
    (
        r"dit |het |ons ",
        r"interview|gesprek|vraaggesprek",
        r"ingekort|bewerkt|geredigeerd|vertaald|ingedikt|afgenomen|gevoerd|geautoriseerd",
    ),
    (
        r"ten |niniejszy |ta |niniejsza |",
        r"wywiad|rozmowa",
        r"skrocon|zredagowan|przet[lł]umaczon|autoryzowan|przeprowadz|opracowan|spisan",
    ),
    (
        r"den har |denna |det har |",
        r"intervjun?|samtalet",
        r"redigera|korta|forkorta|oversat|genomford|bearbeta",
    ),
)
"""What stands before the text's own name, that name, and what was done to it."""

_SHORTENED = (
    r"gekurzt und|redigiert und|bearbeitet und|condense et|edite et|editad[oa] y|condensad[oa] y|editat[oa] e|"
    r"condensat[oa] e|editad[oa] e|ingekort en|bewerkt en|skrocon[ey] i|redigera[td]\w* och|kortad\w* och"
)
"""What a note begins with that leaves out what was shortened."""

_TRANSLATED = (
    r"translated(?: from (?:the )?\w+)? by (?!my\b|me\b|hand\b|our\b|the\b|an?\b)|translation\s*:|"
    r"translated from (?:the )?\w+\.?\)?$|"
    r"aus de[mr] \w+(?: ubersetzt| ubertragen)? von|(?:ubersetzt|ubertragen)(?: aus de[mr] \w+)? von|"
    r"(?:ubersetzung|ubertragung|deutsch)(?: aus de[mr] \w+)?(?:\s*:| von\b)|"
    r"(?:traduit|traduction)(?: (?:de l'|du )\w+)?(?:\s*:| par\b)|traduction de\b|"
    r"(?:traducid[oa]|traduccion)(?: del \w+)?(?:\s*:| (?:por|de)\b)|"
    r"(?:tradott[oa]|traduzione)(?: (?:dall'|dal )\w+)?(?:\s*:| (?:da|di|a cura di)\b)|"
    r"(?:traduzid[oa]|traducao)(?: do \w+)?(?:\s*:| (?:por|de)\b)|"
    r"(?:vertaald|vertaling)(?: uit het \w+)?(?:\s*:| (?:door|van)\b)|uit het \w+(?: vertaald)? door|"
    r"(?:t[lł]umaczenie|t[lł]umaczy[lł]a?|t[lł]um\.|przek[lł]ad|prze[lł]ozy[lł]a?)(?: z \w+)?\s*:?\s|"
    r"z \w+ (?:prze[lł]ozy[lł]a?|przet[lł]umaczy[lł]a?)\b|"
    r"(?:oversatt|oversattning)(?: fran \w+)?(?:\s*:| av\b)|fran \w+skan av\b"
)
_HEADS = (
    r"n\. ?de(?: ?la)? ?[rt]\.|n\. ?del ?[et]\.|n\. ?d\. ?r\.|note de l'editeur|nota del? (?:editore|editor|redattore)|"
    r"nota (?:della|da) reda\w+|noot van de redactie|przyp(?:is|\.) red\w*\.?|od redakcji|red\.? anm\.?|"
    r"redaktionens anm\w*\.?|oversattarens anm\w*\.?|hinweis der redaktion|transparenzhinweis|offenlegung|korrektur|"
    r"berichtigung|richtigstellung|rectificatif|correctif|correccion|rectificacion|fe de erratas|rettifica|correzione|"
    r"errata corrige|correcao|retificacao|correctie|rectificatie|sprostowanie|korekta|rattelse"
)
_EARLIER = (
    r"an (?:earlier|original) version of (?:this|the|our)|"
    r"in einer (?:fruheren|ersten) (?:version|fassung) (?:dieses|des)|"
    r"(?:dans )?une (?:premiere version|version precedente|version anterieure) de|(?:en )?una version anterior de|"
    r"(?:in )?una versione precedente (?:di|del)|(?:em )?uma versao anterior d|in een eerdere versie van|"
    r"we wczesniejszej wersji|i en tidigare version av"
)
_SELF = (
    r"interview|article|story|piece|text|artikels|interviews|gesprach|entretien|articulo|entrevista|articolo|intervista|"
    r"artigo|artikel|tekstu|artykulu|artyku[lł]u|wywiadu|texten|artikeln|intervjun"
)

_COPY = r"(?:review|press|preview|evaluation|complimentary) (?:cop(?:y|ies)|codes?|screeners?)"
_DISCLOSED = (
    rf"\b(?:received|were sent|was sent|sent us|(?:were|was) given|provided|supplied)\b[^.?]{{0,40}} {_COPY}\b|"
    rf"\b{_COPY}\b[^.?]{{0,30}} (?:provided|supplied|sent|courtesy|from)\b|"
    r"\bin (?:exchange|return) for (?:an?|my|our) (?:honest|fair|unbiased)\b|\baffiliate(?: (?:link|commission)s?)\b|"
    r"\bearns? (?:us )?(?:an? )?(?:small )?(?:affiliate )?commission\b|"
    r"\b(?:rezensions|besprechungs|presse)exemplar|\baffiliate-?links?\b|"
    r"\b(?:en|par le|du) service de presse\b|\bexemplaire (?:de presse|gracieux)|"
    r"\bliens? (?:affilies?|d'affiliation)\b|"
    r"\b(?:ejemplar(?:es)?|copia) (?:de (?:prensa|cortesia|promocion)|promocional)|\benlaces? de afiliad|"
    r"\bcopi[ae] (?:omaggio|stampa|saggio)\b|\blink di affiliazione|\blinks? de afiliad|"
    r"\b(?:exemplar(?:es)?|copia) (?:de cortesia|para (?:resenha|imprensa)|de imprensa)|"
    r"\brecensie-?ex|\bgratis recensie|\begzemplarz\w* (?:recenzenck|do recenzji)|\blink\w* afiliac|"
    r"\brecensionsex|\baffiliatelank"
)
"""What only a page got or earns, whoever says `we` there."""
_SPEAKER = r"(?:i|i'm|i've|my|ich|meine?n?|je|j'ai|mon|yo|mi|io|mio|mia|eu|meu|minha|ik|mijn|jag|min)"

SPONSORED = (
    r"(?:diese|die heutige) (?:folge|sendung|ausgabe) wird (?:prasentiert|unterstutzt|gesponsert|ermoglicht)\b|"
    r"(?:cet episode|ce podcast|cette emission) (?:est|vous est) (?:sponsorise|presente|soutenu|offert)e? par\b|"
    r"(?:este (?:episodio|podcast)|esta entrevista) (?:esta patrocinad[oa]|es posible gracias|te lo trae)\b|"
    r"questo (?:episodio|podcast) e (?:sponsorizzato|offerto|realizzato grazie)\b|"
    r"este (?:episodio|podcast) (?:e|tem) (?:patrocinado|oferecido|o apoio|um oferecimento)\b|"
    r"deze (?:aflevering|podcast) (?:wordt|is) (?:mede )?(?:mogelijk gemaakt|gesponsord|aangeboden)\b|"
    r"(?:sponsorem|partnerem) (?:odcinka|podcastu|wywiadu) jest\b|odcinek (?:powsta[lł]|sponsoruje)\b|"
    r"(?:det har )?avsnittet (?:sponsras|presenteras|gors i samarbete)\b"
)
LETTERS = (
    r"(?:abonnieren|melden?|hol|jetzt|recevez|inscrivez|inscris|abonnez|recibe|apuntate|registrate|suscrib\w+|iscriv\w+|"
    r"ricevi|receba|assine|inscreva|cadastre|meld|ontvang|abonneer|schrijf|zapisz|zasubskrybuj|otrzymuj|prenumerera|"
    r"anmal|fa vart|skriv upp)\b"
    r"[^?]{0,120}\b(?:newsletter\w*|nyhetsbrev\w*|nieuwsbrief|infolettre|boletin|biuletyn\w*|posteingang|inkorg)\b"
    r"[^?]{0,80}$"
)
"""Where readers can have news sent to them."""

BY_LANGUAGE = (
    *(
        rf"[^\w?]{{0,3}}(?:{before})(?:{text})\b[^?]{{0,100}}\b(?:{done})\w*[^?]{{0,140}}$"
        for before, text, done in _EDITED
    ),
    rf"[^\w?]{{0,3}}(?:{_SHORTENED}) [^?]{{1,80}}$",
    rf"[^\w?]{{0,3}}(?:{_TRANSLATED})[^?!]{{0,70}}$",
    rf"[^\w?]{{0,3}}(?:{_HEADS})\s*[:.,–—-]\s*\S",
    rf"[^\w?]{{0,3}}(?:{_EARLIER})\b[^?.!]{{0,20}}\b(?:{_SELF})\b",
    rf"(?!.{{0,240}}\b{_SPEAKER}\b)[^?]{{0,120}}(?:{_DISCLOSED})[^?]{{0,120}}$",
)
"""Notes on the text; of what was disclosed, brief ones."""
