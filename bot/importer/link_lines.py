"""Lines that lead to other pages: related articles, further reading, tags."""

from __future__ import annotations

_ELSEWHERE = (
    r"(?:related(?: (?:articles|stories|posts|content|links|topics|news|reading))?|read (?:more|next|also|on)|"
    r"also read|see (?:also|more)|"
    r"keep reading|more (?:to (?:read|explore)|stories|articles|news|interviews|like this|from [^.?:]{1,40})|"
    r"recommended(?: for you| reading)?|trending(?: now)?|(?:the )?most (?:read|popular|viewed)|"
    r"editor'?s'? (?:picks?|choice)|"
    r"must[- ]reads?|further reading|up next|you (?:may|might) also (?:like|enjoy)|latest (?:news|stories|articles)|"
    r"popular (?:now|posts|stories)|around the web|from the web|from our partners|also on [^.?:]{1,40}|"
    r"lesen sie auch|(?:mehr )?zum thema|das konnte (?:sie|dich|euch) auch interessieren|auch interessant|"
    r"passend dazu|"
    r"weitere (?:artikel|interviews|themen|beitrage)|verwandte (?:artikel|themen)|meistgelesen\w*|"
    r"(?:a )?(?:lire|voir|ecouter|decouvrir) (?:aussi|egalement)|sur le meme (?:sujet|theme)|"
    r"dans la meme rubrique|vous aimerez aussi|"
    r"articles? (?:lies|similaires|associes|recommandes)|les plus lus|"
    r"(?:lee|lea|ver|vea) (?:tambien|mas)|(?:tambien )?(?:te|le) (?:puede|podria) interesar|mas (?:noticias|"
    r"informacion|entrevistas)|"
    r"lo mas (?:leido|visto)|(?:noticias|articulos|notas|artigos) relacionad[oa]s|"
    r"(?:leggi|vedi|guarda) anche|potrebbe(?:ro)? (?:anche )?interessarti(?: anche)?|articoli correlati|"
    r"i piu letti|altri articoli|"
    r"(?:leia|veja) (?:tambem|mais)|(?:as )?mais lidas|(?:tambem )?pode(?: tambem)? interessar|outras noticias|"
    r"lees (?:ook|meer|verder)|meer (?:lezen|nieuws|interviews)|gerelateerd\w*|verwante artikelen|"
    r"ook interessant|meest gelezen|"
    r"(?:las|se|lyssna) (?:ocksa|mer|aven)|mer (?:lasning|om amnet)|laes ogsa|"
    r"(?:prze)?czytaj (?:tez|takze|rowniez|wiecej|dalej)|zobacz (?:tez|takze|rowniez|wiecej)|polecamy|"
    r"powiazane (?:artyku[lł]y|tematy)|najczesciej czytane|czytaj w (?:serwisie|portalu))"
)
_ALSO = (
    r"(?:also|auch|aussi|egalement|tambien|anche|tambem|ook|ocksa|ogsa|tez|rowniez|takze|take|tiez|taky|также|також|"
    r"тоже|myos|ayrica|και|επισης|si)"
)
"""What stands behind the verb where a page says what else to read or to listen to."""
"""What leads to other articles, in several languages."""

LINKS = (
    (
        rf"\W{{0,3}}(?:{_ELSEWHERE}|more (?:on|about|in)|previously|"
        rf"don't miss)\b[^.?:]{{0,70}}:(?!\s*$).{{0,200}}$"
    ),
    rf"\W{{0,3}}(?:{_ELSEWHERE}|more (?:on|about|in)\b[^.?!:]{{1,70}}:)\s*:?$",
    rf"\W{{0,3}}\w+ (?:sie |ihr )?{_ALSO}\s*:.{{0,200}}$",
    r"(?:click|tap) (?:here|on|the|through)\b[^?]{0,140}$",
    r"(?:watch|listen|video|gallery|trailer|podcast|next|previous|here)\s*(?:\||:|>>|»)\s[^.?!]{3,120}$",
    (
        r"(?:tags|topics|filed (?:under|in)|categories|category|posted in|keywords|schlagworte|schlagworter|"
        r"in this article|archivado en|"
        r"etiquetas|themen|mots[- ]cles|argomenti|assuntos|onderwerpen)\s*:"
    ),
    r"(?:previous|next|older|newer) (?:post|article|story|entry|interview)\s*:.{0,120}$",
    r"https?://\S{1,400}$",
    r"#\w[\w '’-]{0,40}(?: #\w[\w '’-]{0,40}){1,20}$",
    r"(?:read|find|see) (?:the|our|more|all|part|my)\b[^?.]{0,100}(?:>>|»|→|here\.?)$",
)
"""Each matches a folded line from its beginning."""
