"""What lines of a page that are no part of an interview look like, by reason."""

from __future__ import annotations

import re

LONGEST = 600
"""A line longer than this is told by its beginning."""

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|marz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|oktober|nov(?:ember)?|dec(?:ember)?|dezember)\b\.?"
)
_DAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_YEAR = r"(?:,?\s+(?:19|20|21)\d\d)"
DATE = (
    rf"{_DAY}(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?{_YEAR}?|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}{_YEAR}?|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
)
_PICTURE = (
    r"(?:(?:lead |cover |header |featured |main |promo )?(?:image|photo|photograph|photography|picture|pic|foto|"
    r"bild|still|"
    r"screenshot|illustration|artwork|poster|video|screengrab|imagen|imagem|immagine|concept art)s?)"
)

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
    r"las (?:ocksa|mer|aven)|laes ogsa)"
)
_ALSO = (
    r"(?:also|auch|aussi|egalement|tambien|anche|tambem|ook|ocksa|ogsa|tez|rowniez|takze|take|tiez|taky|также|також|"
    r"тоже|myos|ayrica|και|επισης|si)"
)
"""What stands behind the verb where a page says what else to read or to listen to."""
"""What leads to other articles, in several languages."""

CAPTION = "caption"
FOREWORD = "note on the text"
RELATED = "link to other articles"
STAGE = "stage direction"
SEPARATOR = "separator"
SHARING = "sharing and comments"
BYLINE = "byline or date"
PAGER = "pager"
PAYWALL = "paywall"
LEGAL = "legal notice"
MENU = "menu"
PLAYER = "player"
COMMENTS = "comments"

# Each is matched at the beginning of the folded line. Ends are anchored where the words could also begin a sentence.
_TABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        CAPTION,
        (
            r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}(?:\.(?:jpe?g|png|webp|gif))?$",
            r"!\[",
            rf"{_PICTURE}\s*(?:credits?\s*)?[:/©|]",
            rf"{_PICTURE}\s+(?:via|by|credits?|courtesy|from|provided|copyright)\b[^?!]{{0,90}}$",
            r"\((?:photo|image|picture|foto|credit|courtesy)\b[^()]{0,120}\)?\.?$",
            r"(?:credits?|courtesy|bildnachweis|copyright)\s*(?::|of\b)[^?]{0,120}$",
            r"(?:©|\(c\)\s)|[^©]{0,200}(?<=[\s(])©\s?[^.?!]{2,60}$",
            r"(?:pictured|above|below|left|right|from left|clockwise from[^:]{0,30}|l-r|l to r)\s*[:,(]",
            (
                rf"[^?]{{0,240}}[.,)\]|\"”“»]\s*\(?(?:{_PICTURE}(?:\s+credits?)?|credits?|courtesy|"
                rf"quelle)\s?(?::|by\b|via\b|"
                rf"courtesy\b|of\b|/|©)[^.?!]{{0,70}}\)?\.?$"
            ),
            (
                r"[^?“\"!]{0,160}\((?:left|right|center|centre|top|l|r|c)\)(?:,| and\b| in\b| on\b|"
                r" with\b)[^?“\"]{0,120}$"
            ),
        ),
    ),
    (
        "advertisement",
        (
            (
                r"(?:[-–—*\s\[(]*)(?:advertisements?|advertising|ads?|anzeige|werbung|publicidad|publicite|reklame|"
                r"pubblicita|"
                r"sponsored(?: content| post)?|promoted|paid content|ad feature|promotion)[\])\s.:*–—-]*$"
            ),
            r"(?P<sign>[+*=~#|_•>-])(?P=sign)+\s.+\s(?P=sign){2,}$",  # +++ Win a mug! +++
            r"(?:advertisement|(?:story|article|interview|content) continues)\b[^?]{0,60}$",
            r"(?:continue reading below|scroll (?:down )?to continue|skip (?:ad|advertisement|past newsletter))\b",
            (
                r"(?:this (?:episode|interview|article|podcast) is (?:sponsored|brought to you|supported) by|"
                r"(?:brought to you|sponsored|presented) by)\b"
            ),
        ),
    ),
    (
        "newsletter",
        (
            (
                r"(?:sign up|subscribe|join|get|want|enter|never miss|don't miss|receive|like what)\b[^?]{0,160}"
                r"\b(?:newsletters?|inbox|mailing list|e-?mails?|email address|breaking news|alerts)\b[^?]{0,120}$"
            ),
            r"want (?:more|the latest)\b[^?]{0,80}\? (?:sign up|subscribe|follow|get)\b",
            (
                r"(?:sign up|subscribe)\b(?:(?: (?:for|to|here|now|today|free|the|our|my)\b)|[^?.]{0,80}(?:>>|»|"
                r"→)).{0,120}$"
            ),
            r"(?:our|the) (?:free |daily |weekly )*newsletter\b[^?.]{0,60}$",
            (
                r"(?:(?:den |unseren )?newsletter|abonnez-vous|suscribete|suscribase|iscriviti|subscreva|assine|"
                r"schrijf je in)\b[^?.]{0,80}\.?$"
            ),
            r"(?:thanks|thank you) for (?:signing up|subscribing|reading)\b[^?]{0,80}$",
        ),
    ),
    (
        RELATED,
        (
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
        ),
    ),
    (
        FOREWORD,
        (
            (
                r"\W{0,3}(?:this|the|our|the following|their|what follows|below)\b[^.?!:]{0,60}\b"
                r"(?:interview|conversation|q&a|q & a|transcript|transcription|discussion|chat|text|exchange|"
                r"questions|responses|answers)\b"
                r"[^?]{0,100}\b(?:edited|condensed|abridged|shortened|trimmed|translated|conducted|transcribed|"
                r"took place|originally (?:appeared|published|ran)|first (?:appeared|published)|generated)\b"
            ),
            (
                r"\W{0,3}(?:(?:lightly|slightly|heavily) )?(?:edited|condensed)\b[^?.]{0,40}\bfor\b[^?.]{0,40}"
                r"\b(?:length|clarity|concision|brevity|space)\b"
            ),
            (
                r"\W{0,3}(?:editor'?s'? note|ed\.? note|ed\.|note from the editor|author'?s note|publisher'?s note|"
                r"anm\.? ?(?:d\.?|der) ?red\w*\.?|anmerkung der redaktion|n\.? ?d\.? ?l\.? ?r\.?|nota del editor|"
                r"nota de la redaccion|"
                r"note de la redaction|"
                r"(?:translator|transcriber)'?s'? note|note (?:by|from) the (?:translator|transcriber)|"
                r"anm\w*\.? (?:der |des |d\. ?)ub\w*\.?|n\. ?d\. ?t\.|not[ae] (?:del|da|do|du|de la) tra\w+|"
                r"noot van de vertaler|przyp(?:is|\.) tlum\w*\.?|"
                r"correction|clarification|disclaimer|disclosure)\b\s*[:.,–—-]"
            ),
            (
                r"\W{0,3}(?:dieses|das) (?:interview|gesprach)\b[^?]{0,80}\b(?:gekurzt|gefuhrt|fuhrte|erschien|"
                r"bearbeitet)\b"
            ),
            r"\W{0,3}das (?:interview|gesprach) fuhrten?\b",
            (
                r"\W{0,3}(?:mild |major |full |minor |huge |light |heavy |big |some |potential )?spoilers?\s*"
                r"(?:alert|warning|ahead|below|follow|for\b|\W*$)"
            ),
            r"\W{0,3}(?:warning|caution|heads up|note|attention)\b[^?]{0,60}\bspoil",
            (
                r"\W{0,3}(?:this|the following|the)\b[^.?]{0,60}\b(?:contains?|includes?|discuss\w*|"
                r"reveals?)\b[^.?]{0,40}\bspoilers?\b"
            ),
            r"\W{0,3}update[d]?\b\s*(?::|\d|\(|–|—|on\b[^?]{0,20}\d)",
            (
                r"\W{0,3}(?:transcri(?:bed|pt|ption|pted)|captions?|subtitles?|subtitled|synced|corrected|sync|"
                r"ubersetzung|translation)"
                r"\s+(?:and \w+ )?(?:by|provided|powered|generated|edited|produced|from|may)\b"
            ),
            (
                r"(?:subtitles?|captions?|captioning|untertitel(?:ung)?|sous-?titr(?:es|age)|subtitulos|sottotitoli|"
                r"legendas|ondertitel(?:s|ing))\s*(?::|©|by\b|von\b|der\b|des\b|par\b|por\b|di\b|a cura\b|door\b)"
                r"[^?]{0,60}$"
            ),
            r"(?:transcript|full transcript|episode transcript|show notes|transcription)\W*$",
            (
                r"(?:this (?:is a|transcript (?:is|was|has been)|transcription)|transcripts? (?:are|is|may|"
                r"was))\b[^?]{0,90}"
                r"\b(?:auto\w*|machine|generated|rush|created|errors|ai|otter|rev|unedited)\b"
            ),
            r"\[?(?:end|beginning|start) of (?:side|tape|part|recording|file|interview|transcript|audio|episode)\b",
            r"[-–—\s]*(?:timer reset|recording (?:starts|stops|resumes|paused)|tape (?:change|ends|starts))[-–—\s]*$",
        ),
    ),
    (
        BYLINE,
        (
            (
                r"(?:interview(?:ed)?|words|text|story|reporting|interviewer|report|photography|photos|von|written|"
                r"edited|posted|"
                r"published|hosted|produced|editing|author)\s+(?:and \w+ )?by:?\s+[^?.!]{2,70}\.?$"
            ),
            r"(?:by|von|par|por|di)\s+[^\s?.!,]+(?:\s+[^\s?.!,]+){0,5}(?:,?(?:\s+[^\s?.!]+){1,7})?$",
            r"(?:interview|text|fotos?|autor|autorin|author|words|story|reporter)\s*:\s*[^\s?!]+(?:\s[^\s?!]+){0,6}$",
            (
                r"(?:published|posted|updated|last (?:updated|modified)|first published|date|created|modified|"
                r"veroffentlicht|"
                r"stand|aktualisiert|publie|publicado|recorded|aired|originally (?:published|aired|"
                r"posted))\b[^?]{0,30}\d[^?]{0,40}$"
            ),
            (
                rf"{DATE}(?:\s*(?:,|\||·|•|–|—|-|at|@|"
                rf"um)?\s*\d{{1,2}}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[a-z]{{2,4}})?)?\s*$"
            ),
            rf"{DATE}\s*[|·•–—,-]\s*[^.?!]{{1,60}}$",
            r"\d{1,2}[:.]\d\d\s*[ap]\.?m\.?(?:\s+[a-z]{2,4})?(?:\s*[|·•,–—-]\s*[^.?!]{1,40})?$",
            (
                r"(?:propos recueillis|interview realisee?|entretien realise|entrevista (?:de|por)|intervista (?:di|"
                r"a cura di)) .{0,60}$"
            ),
            (
                r"(?:issue|no\.|nr\.|n°|nº|vol\.|volume|ausgabe|nummer|numero|folge|episode|ep\.|heft|edition) ?#?\d+"
                r"\s*[·•|/,:(–—-]\s*[^.?!]{1,90}$"
            ),
            r"\d{1,3}[- ]min(?:ute)?s?(?: read| lesezeit)?$",
            r"(?:saved|clipped|archived) (?:from|with|by|to|on)\b[^?.]{0,120}$",
        ),
    ),
    (
        "event",
        (
            rf"[^.?!]{{1,60}}\s*(?:,|\||·|•|–|—|-|:|@)\s*{DATE}\s*(?:[,|·•–—@-]\s*[^.?!]{{1,60}})?$",
            rf"{DATE}\s*(?::|@|at\b|in\b)\s*[^.?!]{{1,60}}$",
            (
                r"(?:tickets?(?: ?:| from\b| at\b| here| now| on sale| available| are available|$)|"
                r"get (?:your )?tickets|buy (?:your )?tickets|book (?:your )?(?:now|tickets|seats)|"
                r"save the date|"
                r"doors(?: open)?(?: at)?\s*:?\s*\d|rsvp|register (?:now|here|today)|tour dates|karten)\b[^?]{0,140}$"
            ),
            (
                r"(?:join us|see us|meet us|come (?:and )?(?:see|join)|catch)\b[^?]{0,140}\b(?:tickets?|live|rsvp|"
                r"event|festival|"
                r"register|door|hall|theat(?:re|er)|arena|\d(?:st|nd|rd|th)|p\.?m\.?)\b[^?]{0,100}$"
            ),
        ),
    ),
    (
        COMMENTS,
        (
            (
                r"[\w .'’()-]{2,40} (?:said|wrote|says|writes|replied|commented|sagt|sagte|schreibt|schrieb|meint|dit|"
                r"a dit|ecrit|a ecrit|dice|dijo|escribio|escribe|ha scritto|scrive|ha detto|disse|diz|escreveu|zegt|"
                r"zei|schreef|schrijft|sager|skriver|skrev|mowi|pisze|napisala?)\s?(?:\.\.\.|…|:)$"
            ),
            (
                r"(?:leave|post|add|write|submit|view|show|hide|load|see) (?:a |your |all |more |\d+ )?(?:comments?|"
                r"reply|replies|response)\b[^?.]{0,40}$"
            ),
            r"join the (?:conversation|discussion)\b[^?]{0,40}$",
            r"\d+ (?:comments?|replies|responses|thoughts) (?:to|on) .{0,160}$",
            r"(?:\d+|no) (?:more )?(?:comments?|replies|responses|kommentare?|comentarios|commentaires)$",
        ),
    ),
    (
        SHARING,
        (
            r"(?:share|tweet|pin|email|print|save|post) (?:this|on|to|via)\b[^?.!]{0,50}$",
            (
                r"(?:follow|like|find) (?:us|him|her|them|me|@\w+|[\w' -]{1,40}) on\b[^?]{0,80}"
                r"(?:twitter|instagram|facebook|\bx\b|tiktok|mastodon|bluesky|youtube|threads|letterboxd|substack|"
                r"social)"
            ),
            r"[▲▼↑↓\s]*[\d.,k]+ (?:points?|upvotes?|votes?|likes?|shares?|views|retweets|notes)\b[^?]{0,60}$",
            r"(?:\d+ |an? )(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago$",
            r"(?:level \d+|continue this thread|\[deleted\]|\[removed\]|archived|locked|stickied comment)$",
            r"(?:\*{1,3}|-!-|-->|<--|→|←|==)\s?\S+ .{0,120}\b(?:joined|left|quit|now known as|sets mode|topic)\b",
            r"\S+ (?:has )?(?:joined|left|quit)(?: #?\S+| the (?:channel|chat|room))?\.?$",
        ),
    ),
    (
        PAGER,
        (
            r"[-–—~|•*=\[(<]{1,3}\s*(?:(?:page|seite|p\.) ?)?\d{1,3}\s*[-–—~|•*=\])>]{1,3}$",
            (
                r"[^\w\s]{1,3}\s*(?:the )?(?:end|ende|fin|fine|fim|einde|slut|koniec|konec|конец|кінець|τελος|vege|"
                r"loppu|son|sfarsit|30)\s*[^\w\s]{1,3}$|the end$|###$"
            ),
            r"(?:page|seite|p\.)\s*\d+(?:\s*(?:of|/|von|de)\s*\d+)?$",
            r"\d+\s*(?:/|of|von)\s*\d+$",
            (
                r"(?:«|»|<<?|>>?|←|→|‹|›)?\s*(?:next|previous|prev|older|newer|continue reading|load more|show more|"
                r"view all|back|"
                r"weiter|zuruck|siguiente|suivant)(?: (?:page|article|post|story|to top|seite))?\s*(?:«|»|<<?|>>?|←|"
                r"→|‹|›)?$"
            ),
            r"(?:page\s*:?\s*)?(?:\[?\d{1,2}\]?\s+){1,20}(?:\[?\d{1,2}\]?|next|»|>|→)(?:\s*(?:page|»|>|→))?$",
        ),
    ),
    (
        PAYWALL,
        (
            r"(?:already a|become a|not a) (?:subscriber|member)\b",
            r"(?:want|would you like|love|enjoying|keen) to (?:keep|continue|go on|read on|carry on)\b[^?]{0,30}\?$",
            r"(?:log|sign) ?in\b(?: (?:to|here|or|with)\b[^?]{0,60})?$",
            (
                r"(?:create (?:an|your) account|register for free|start your (?:free )?trial|unlock (?:this|full|"
                r"unlimited))\b[^?]{0,60}"
            ),
            (
                r"this (?:article|content|story|post|interview) is (?:for|only|available|reserved|"
                r"exclusive)\b[^?]{0,80}"
                r"(?:subscribers?|members?|readers)\b"
            ),
            r"(?:to continue reading|you(?:'ve| have) (?:read|reached|\d+)\b[^?]{0,60}(?:articles?|limit))",
            r"(?:artikel-?lange|weiterlesen|jetzt (?:lesen|abonnieren|testen)|sie haben bereits)\b",
        ),
    ),
    (
        PLAYER,
        (
            (
                r"(?:play|listen to|hear) (?:live radio|episode|the (?:episode|interview|full|audio|podcast)|"
                r"this (?:article|episode|story))\b[^?.]{0,60}$"
            ),
            r"(?:listen|play|audio|now playing|video|watch|duration|length|runtime)\s*[·•|:(–—-]\s*\d{1,2}:\d\d\)?$",
            (
                r"(?:toggle more options|heard on|audio player|your browser does not support|use the arrow keys|"
                r"volume \d+|playback speed)\b[^?]{0,80}$"
            ),
            (
                r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?(?:\s*(?:/|-|–|—|"
                r"-->)?\s*[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?)*$"
            ),
        ),
    ),
    (
        LEGAL,
        (
            (
                r"(?:all rights reserved|terms (?:of|and)|privacy policy|cookie|copyright (?:© ?|\(c\) ?)?\d{4}|"
                r"impressum|aviso legal|"
                r"mentions legales|alle rechte vorbehalten|todos los derechos|todos os direitos|tous droits|"
                r"tutti i diritti|alle rechten)\b"
                r"[^?]{0,160}$"
            ),
            r"©[^?]{0,160}$",
        ),
    ),
)

AT_THE_END = frozenset({RELATED, COMMENTS, MENU, BYLINE, FOREWORD, LEGAL, SEPARATOR})
"""Reasons of which the end of a page is full; where nobody speaks after one of these, the interview is over."""

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile("|".join(f"(?:{each})" for each in each_of))) for reason, each_of in _TABLE
)

SLASH_CREDIT = re.compile(
    r"(?:[A-Z][\w.’'&-]{1,24}\s){0,3}[A-Z][\w.’'&+-]{1,24}\s?/\s?[A-Z][\w’'&+.-]{1,24}(?:[ "
    r"/][A-Z][\w’'&+.-]{1,24}){0,4}"
)
"""`Jane Doe/Netflix`: who took a picture, and for whom. Cased, so matched on the line as it is."""

CREDIT = re.compile(
    r"[^?!]{8,200}[.”\"»“’]\s?(\((?:[A-Z][\w.&’'-]*|of|and|the|de|via|/|&)(?:[ /,]+(?:[A-Z][\w.&’'-]*|of|and|"
    r"the|de|via|/|&))"
    r"{0,6}\))"
)
"""`Ana Reyes in “Tin Harbor.” (Northlight Pictures)`. Cased like the one above."""

BUTTONS = frozenset(
    """
    share tweet pin email e-mail print save copy link reply like flag embed permalink bookmark comment comments
    reprints facebook twitter x linkedin pinterest reddit whatsapp tumblr instagram flipboard telegram pocket
    messenger mastodon bluesky youtube play pause mute unmute queue download transcript report award give context
    parent view upvote downvote bio sms teilen drucken merken kommentieren compartir partager subscribe menu search
    close home login and on via this
    """.split()
)
BUTTON_CORE = BUTTONS - {
    "and",
    "on",
    "via",
    "this",
    "x",
    "home",
    "close",
    "view",
    "report",
    "context",
    "parent",
    "give",
}

STEMS = (
    "laugh chuckl applau inaudibl crosstalk music pause sigh silen cough smil beat clap cheer unintelligibl giggl lach "
    "risa rires rire snort groan gasp whistl whisper sings singing hum shrug gestur nod grin door phone ring bell "
    "siren "
    "thud bang slam static noise indistinct overlap audio foreign soundbite applaus beifall gelachter pausiert "
    "tears crie "
    "crying sob wink think sip drink music theme break clears throat long silence redacted ".split()
)
"""What a known stage direction's words begin with."""
