"""What lines of a page that are no part of an interview look like, by reason."""

from __future__ import annotations

import re

from bot.importer.dates import AGO, DATE
from bot.importer.link_lines import LINKS
from bot.importer.notes_by_language import LETTERS, SPONSORED
from bot.importer.reasons import (
    BYLINE,
    CAPTION,
    COMMENTS,
    FOREWORD,
    LEGAL,
    NEWSLETTER,
    PAGER,
    PAYWALL,
    PLAYER,
    RELATED,
    SHARING,
)
from bot.importer.text_notes import BYLINES, NOTES

LONGEST = 600
"""A line longer than this is told by its beginning."""

_PICTURE = (
    r"(?:(?:lead |cover |header |featured |main |promo )?(?:image|photo|photograph|photography|picture|pic|foto|"
    r"bild|still|"
    r"screenshot|illustration|artwork|poster|video|screengrab|imagen|imagem|immagine|concept art|fotografi[aei]|"
    r"zdjeci[ea]|fot\.|beeld|"
    r"(?:credits?|credito) (?:photo|imag\w+|foto)|illustra(?:zione|tie)|ilustrac(?:ion|ao|ja))s?)"
)

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
                r"pubblicita|advertentie|annons|annonce|annuncio|anuncio|reklama|artyku[lł] sponsorowany|"
                r"sponsored(?: content| post)?|promoted|paid content|ad feature|promotion)[\])\s.:*–—-]*$"
            ),
            r"(?P<sign>[+*=~#|_•>-])(?P=sign)+\s.+\s(?P=sign){2,}$",  # +++ Win a mug! +++
            r"(?:advertisement|(?:story|article|interview|content) continues)\b[^?]{0,60}$",
            r"(?:continue reading below|scroll (?:down )?to continue|skip (?:ad|advertisement|past newsletter))\b",
            (
                r"(?:this (?:episode|interview|article|podcast) is (?:sponsored|brought to you|supported) by|"
                r"(?:brought to you|sponsored|presented) by)\b"
            ),
            SPONSORED,
        ),
    ),
    (
        NEWSLETTER,
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
            LETTERS,
            r"(?:thanks|thank you) for (?:signing up|subscribing|reading)\b[^?]{0,80}$",
        ),
    ),
    (RELATED, LINKS),
    (FOREWORD, NOTES),
    (BYLINE, BYLINES),
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
            (
                r"[^.!]{0,80}\b(?:let us know|tell us|sound off|weigh in|share your [\w ]{3,20})\b[^.?!]{0,40}"
                r"\bcomments?\b[^.?]{0,30}$"
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
            r"(?:comments?|kommentare?|commentaires?|comentarios?|commenti|reacties) ?\(\d+\)$",
            r"[▲▼↑↓\s]*[\d.,k]+ (?:points?|upvotes?|votes?|likes?|shares?|views|retweets|notes)\b[^?]{0,60}$",
            rf"{AGO}(?<!\.)$",
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

STEMS = (
    "laugh chuckl applau inaudibl crosstalk music pause sigh silen cough smil beat clap cheer unintelligibl giggl lach "
    "risa rires rire snort groan gasp whistl whisper sings singing hum shrug gestur nod grin door phone ring bell "
    "siren "
    "thud bang slam static noise indistinct overlap audio foreign soundbite applaus beifall gelachter pausiert "
    "tears crie "
    "crying sob wink think sip drink music theme break clears throat long silence redacted ".split()
)
"""What a known stage direction's words begin with."""
