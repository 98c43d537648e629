"""By what words a page tells what it is: that somebody was talked to, or something else. All of it on folded text."""

from __future__ import annotations

import re

_PEOPLE = r"(?:him|her|them)"
INTERVIEW = re.compile(
    r"(?<!\bjob )(?<!\byour )\binterview(?:s|ed|er)?\b(?! (?:room|questions?|tips?|techniques?|skills))|"
    r"\bq\s?(?:&|and|\+)\s?a\b|"
    r"\bin conversation\b|\bconversation (?:with|between|has|was|took)\b|\bour conversation\b|"
    r"\b(?:spoke|talks?|talked|talking|speaks?|chats?|chatted|catching up|minutes|sat down|sits down|caught up|"
    r"catches up|met up) (?:to|with)\b|\btalks (?:about\b|['\"\u201c])|\bopens up\b|"
    r"\bedited (?:and condensed|for|down)\b|\bcondensed\b|\bfor (?:length|clarity)\b|\bask(?:s|ed)? me anything\b|"
    r"\bama\b|\b(?:my|our|with|today's|tonight's|special) guests?\b|\bguest (?:night|hour|chat|session|speaker)|"
    r"\bround ?table\b|\b(?:at|to|around) (?:one|our) table\b|"
    r"\bmoderat(?:or|ed)\b|\b(?:over|on) the phone\b|\bover (?:zoom|coffee|tea|lunch|cake)\b|\bby (?:phone|e-?mail)\b|"
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a dozen|twelve|twenty|our|some|few|quick) questions "
    r"(?:for|with|to)\b|\bquestionnaire\b|\bproust\b|\banswer(?:s|ed)? (?:our|my|your) questions\b|"
    rf"\btells? us\b|\btold (?:us|me)\b|\bwe (?:ask|asked|met|called|reached)\b|\b(?:asked|asks) {_PEOPLE}\b|"
    r"\b(?:gave|put|posed|sent) (?:[^\s.?!]+ ){1,6}questions\b|"
    r"\boral history\b|(?<!\btips )(?<!\bguide )(?<!\bletters )(?<!\badvice )"
    r"\bon [^.,:;?!\n]{2,40}, [^.,:;?!\n]{2,60},? and \b|"
    r"\b(?:fragen|preguntas|perguntas|domande|vragen|fragor|sporgsmal|pytan\w*|otaz\w+|вопрос\w*|(?:за)?питан\w*) "
    r"(?:an|para|a|aan|till|til|do|pro|pre|к|до)\b|"
    r"\bwir (?:fragen|fragten|trafen|treffen)\b|\b(?:le |les )?preguntamos\b|\bchiediamo\b|"
    r"\babbiamo (?:chiesto|incontrato)\b|\bnous avons (?:demande|rencontre|pose)\b|\bperguntamos\b|\bwe vroegen\b|"
    r"\bhaben (?:ihn|sie) [^.?!\n]{0,60}\bbesucht\b|\bgesprach\w*|"
    r"\bsprach(?:en)? (?:wir )?mit\b|\b(?:gefragt|befragt|gesprochen|getroffen)\b|"
    r"\bentrevist\w+|\bconversa(?:cion|mos|r)?\b|\bhabl(?:a|amos|o) con\b|\bcharla\w*|"
    r"\bresponde(?:u|-nos|u-nos)?\b|"
    r"\bentretien\w*|\brencontre (?:avec|de)\b|\bpropos recueillis\b|\bquestions a\b|"
    r"\bintervist\w+|\ba colloquio\b|\bconversazione\b|\bchiacchierata\b|"
    r"\bgesprek\b|\bsprak(?:en)?\b|\bintervju\w*|\bsamtal\w*|"
    r"\brozhovor\w*|\binterju\w*|\bbeszelget\w*|\bhaastatt?el\w*|\broportaj\w*|\bsoylesi\w*|\binterviu\w*|"
    r"\bинтервью\b|\bбесед\w*|\bинтерв'ю\b|\bσυνεντευξ\w*|인터뷰|"
    r"\bwywiad\w*|\brozmow\w*|インタビュー|対談|聞き手|採訪|采访"
)
"""By what pages say that somebody was talked to."""
OTHER = re.compile(
    r"\b(?:interview (?:questions?|tips?|techniques?|skills)|"
    r"recaps?|verdict|faqs?|frequently asked|help for|help(?: cent(?:re|er)| page| desk)|supported|"
    r"customers?|tickets?|recipes?|ingredients|schedule|programme|listings?|timetable|agenda|minutes of|"
    r"apologies|attendees|quiz\w*|trivia|answer key|exams?|examination|worksheet|comprehension|"
    r"marks?|homework|exercises?|"
    r"lessons?|unit|patch notes|release notes|changelog|bug|steps to reproduce|readme|install\w*|"
    r"usage|dramatis|personae?|characters|"
    r"music by|role-?play|"
    r"guides?|how to|tutorial|explained|explainer|glossary|survey|census|results|respondents|poll|privacy|policy|"
    r"terms|rules|notice|obituary|speech|commencement|order of|ceremony|debate|"
    r"sermon|hymn|homily|predigt|gottesdienst|homelie|predication|veillee|homilia|misa|missa|sermao|omelia|predica|"
    r"preek|kerkdienst|predikan|gudstjanst|"
    r"advice|jokes?|solved|credits|quotes|quotations|zitate|citas|citations|citazioni|"
    r"jobs?|apply|vacancy|forum|"
    r"live ?blog|commentary|kick-?off|court|hearing|case no|plaintiff|"
    r"press release|for immediate release|committee|meeting|"
    r"vs|best of|top \d+|\d+ (?:best|things|times|reasons|ways|tips)|pros|cons|tips|checklist|everything to know|"
    r"template|sample|manual|handbook|instructions|documentation|order|dialogue|walkthrough|"
    r"rezension|rezept|zutaten|fahrplan|ubung\w*|lektion|aufgaben?|hilfe|versand|bestellung|stellenanzeige|"
    r"bewerbung|umfrage|personen|protokoll|anleitung|hansard|oral questions|"
    r"receta|ingredientes|personajes|ayuda|envio|"
    r"recette|avis|en direct|personnages|aide|mode d'emploi|"
    r"ricetta|ingredienti|personaggi|aiuto|"
    r"receita|ensaio|ajuda|recept|bestelling)\b|"
    r"\b(?:burning|unanswered|big|\d+|two|three|four|five|six|seven|ten) questions "
    r"(?:we|i|that (?:we|the|still|need|you)|after|about)\b|"
    r", answered\b|"
    r"\bhaufig(?:e|st\w*)? (?:gestellte )?fragen|\bpreguntas frecuentes|\bperguntas frequentes|"
    r"\bpreguntes frequents|\bfoire aux questions|\bquestions frequentes|\bdomande frequenti|\bveelgestelde|"
    r"\bvanliga fragor|\bofte (?:stilte|stillede)|"
    r"\b(?:czeste|najczestsze) pytania|\bcaste (?:dotazy|otazky)|\busein kysyt|"
    r"\bgyakori kerdes|\bsorulan sorular|\bintrebari frecvente|"
    r"\bчасто задаваемые|\bчасті запитання|\bпоширені запитання|\bσυχνες ερωτησεις|よくある"
)
"""By what pages say that they are something else."""
WORKS = re.compile(
    r"\b(?:acte|acto|acts?|adivinanzas|adivinhas|akt|atto|ballads?|campaign|capitolo|capitulo|cena|chapitre|"
    r"chapter|chorus|comedy|commentaires|comments|critica|critique|cronica|devinettes|draft|drama|escena|"
    r"farce|fiction|horspiel|indovinelli|kapitel|kritik|lecture|letters?|libretto|limericks?|log|lyrics|"
    r"match|motion|newsletter|novel|obra|parody|play|poem|raadsels|ratings?|ratsel|recensione|resena|"
    r"reviews?|rhymes?|riddles?|salary|scena|scene|scenes?|score|screenplay|script|session|sketch|skit|"
    r"sonnets?|story|szene|teaser|teleplay|test|threads?|toneel|tragedy|verse)\b"
)
"""What pages are that are something else, and what people are asked about: works and their parts, what readers send."""
_THANKS = (
    r"(?:thanks|thank you|danke|vielen dank|merci|gracias|obrigad[oa]|grazie|bedankt|dank (?:je|jullie|u)|tack)"
    r"(?: so much| very much| a lot| mille| beaucoup| mil| muchas| muito| wel)?,?"
)
_ALL = (
    r"(?:both|all|every(?:body|one)|beiden?|euch|ihnen|alle[nr]?|a (?:tous|toutes|vous|todos|todas|ambos|l[oa]s dos|"
    r"tutti|tutte|entrambi)|jullie|allemaal|alla|till er)"
)
MANNERS = re.compile(
    r"\bwelcome\b|\b(?:my|our) guest|\bjoin(?:s|ing|ed) (?:me|us)\b|"
    r"\bwith (?:me|us) (?:today|now|here|tonight|are|is)\b|\b(?:have|here (?:is|are)) [^.?!\n]{3,60} with (?:me|us)\b|"
    r"\b(?:i'm|i am|we're|we are) (?:here|back|sitting|joined)(?: \w+){0,3} (?:with|by)\b|"
    r"\bthis is [^.?!\n]{3,40}, (?:and )?(?:i'm|i am|my name is)\b|\blisteners\b|"
    rf"\b{_THANKS} {_ALL}\b|"
    r"\b(?:thanks|thank you)(?: (?:both|all|everyone))?(?: so much| very much)?(?: (?:both|all|everyone))?,? for "
    r"(?:joining|coming|being|talking|your time|doing|taking|speaking|sitting|having)\b|"
    r"\bgoing to (?:talk|speak) (?:about|to|with)\b|"
    r"\b(?:last|final) question\b|\bquestions? from (?:the (?:audience|floor|room)|our)\b|\bfrom the floor\b|"
    r"\bletzte frage\b|\bultim[ao] (?:pregunta|pergunta|domanda)\b|\bderniere question\b|\blaatste vraag\b|"
    r"\b(?:glad|happy|good|great|nice|pleased) to be (?:here|back)\b|\bcongratulations\b|"
    r"\bdanke fur\b|\bwillkommen\b|\bmerci (?:d|pour)\b|\bgracias por\b|\bobrigad[oa] por\b|\bgrazie per\b|"
    r"\bbedankt voor\b|\btack for\b|\bzu gast\b|\bte gast\b|\bnotre invite|"
    r"\bbenvenut\w+|\bbienvenid\w+|\bbienvenue\b|\bbem-vind\w+|\bwelkom\b|\bvalkommen\b"
)
"""What hosts and guests say to each other at the beginning and at the end."""
STAGE = re.compile(
    r"(?:INT|EXT|INT/EXT|I/E)[. ]\s*[A-Z]|(?:FADE (?:IN|OUT)|CUT TO|SMASH CUT|DISSOLVE TO)\b|"
    r"(?:An?|The|In|At|On|Ein|Eine|Une?|Una|Uno|Um|Uma) [^.?!:]{3,50}\. (?:[Ll]ate |[Ee]arly )?(?:Night|Day|Morning|"
    r"Evening|Dawn|Dusk|Noon|Afternoon|Midnight|Nacht|Tag|Abend|Morgen|Nuit|Jour|Soir|Noche|D[ií]a|Notte|Giorno|Noite)\b[.,]|"
    r"(?:ACT|SCENE|Act|Scene) (?:[IVX]+|\d+|ONE|TWO|THREE|One|Two|Three)\b|(?:FX|SFX|F/X|GRAMS)\s*:|"
    r"[\[(]?(?:Exeunt|(?:Re-?)?[Ee]nters? [A-Z]|EXEUNT|(?:RE-?)?ENTERS? [A-Z]|Exits?\b|EXITS?\b)[^?!]{0,80}$|"
    r"[\[(]?(?:[Tt]he )?(?:(?:[Ss]low )?[Cc]urtain(?: (?:rises|falls|up|down))?|CURTAIN|[Bb]lackout|BLACKOUT|"
    r"[Ll]ights? (?:up|down|out|fades?))\b[^.:?]{0,30}\.?[\])]?$"
)
"""Lines, not folded, that tell where a scene plays, and who comes and goes."""
PROCEDURE = re.compile(
    r"\b(?:(?:madam|mr|mister|mrs|ms) (?:chair(?:man|woman|person)?|speaker|president|moderator)|"
    r"your (?:honou?r|worship)|point of (?:order|information)|(?:i beg|i rise) to|"
    r"(?:this|the) house (?:believes|would|regrets|will)|"
    r"(?:second|propose|oppose|table|carry) the (?:motion|proposition|opposition|amendment)|the motion (?:is|was) |"
    r"(?:on|for|to open(?: for)?|opening) the (?:proposition|opposition|affirmative)|motion carried|all in favou?r|"
    r"(?:objection|sustained|overruled|move to strike|no further questions|nothing further|the witness|counsel)\b|"
    r"hohes haus|herr prasident|frau prasidentin|euer ehren|einspruch|zur geschaftsordnung|"
    r"(?:monsieur|madame) (?:le|la) president|votre honneur|senor(?:a)? president|senoria|con la venia|"
    r"(?:signor|senhor|senhora|signora) president|vostro onore|meritissimo|(?:mijnheer|mevrouw|meneer) de voorzitter|"
    r"(?:herr|fru) talman|fru ordforande|panie (?:marszalku|przewodniczacy)|wysoki sadzie)"
)
"""How people speak, folded, where an order of business says who speaks: in a debate, a court, a council."""
HOSTS = frozenset(
    "interviewer interviewers host hosts moderator questioner entrevistador entrevistadora periodista intervieweuse "
    "journaliste moderation moderatorin 聞き手 インタビュアー".split()
)
"""Labels of those whose part it is to ask guests."""
PARTS = frozenset(
    """
    you|agent|support|support agent|customer|customer service|customer support|chatbot|assistant|user|bot|system|
    visitor|helpdesk|the court|court|the witness|witness|the clerk|clerk|the judge|judge|the defendant|defendant|
    the bailiff|bailiff|counsel|the jury|foreperson|prosecutor|the prosecutor|narrator|chorus|passenger|doctor|patient|
    nurse|waiter|teacher|pupil|gm|dm|game master|keeper|player|quizmaster|chair|the chair|chairman|chairwoman|priest|
    celebrant|king|queen|guard|soldier|voice|man|woman|boy|girl|mother|father|stranger|officer|detective|inspector|
    sergeant|shopkeeper|seller|verkaufer|kunde|kundin|kellner|gast|arzt|vendeur|client|serveur|madame|monsieur|
    vendedor|cliente|camarero|venditore|cameriere|cast|npc|op|admin|caption|audience member
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Labels of parts that people have in a play, a court, a game or a shop."""
