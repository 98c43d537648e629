"""What a page says of the text on it: who wrote, edited or translated it, when, and what it gives away."""

from __future__ import annotations

from bot.importer.dates import DATE
from bot.importer.notes_by_language import BY_LANGUAGE

NOTES = (
    *BY_LANGUAGE,
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
    r"\W{0,4}(?:end|beginning|start) of (?:side|tape|part|recording|file|interview|transcript|audio|episode)\b",
    r"[-–—\s]*(?:timer reset|recording (?:starts|stops|resumes|paused)|tape (?:change|ends|starts))[-–—\s]*$",
)
"""Notes on the text; each matches a folded line from its beginning."""

BYLINES = (
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
)
"""Who wrote it, and when; likewise."""
