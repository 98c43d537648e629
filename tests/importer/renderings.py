"""One invented interview, written down in every convention."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Exchange:
    """A question and what is answered, in paragraphs; `plain` where the words alone tell the one from the other."""

    question: str
    answer: tuple[str, ...]
    plain: bool = True


OUTLET = "The Reel Gazette"
GUEST = "Wanda Okafor"
INTRO = (
    "Wanda Okafor has spent nine years at sea without leaving the studio lot. Her harbor drama came back last week.",
    "The Reel Gazette spoke with Wanda Okafor about fog, foghorns and the price of tin.",
)
OUTRO = "Tin Harbor airs on Sundays at nine."
EXCHANGES = (
    Exchange(
        "You grew up on an island. How much of it is in the show?",
        (
            "All of it, I am afraid. My mother knew the kitchen before she knew the actress. The draught was hers.",
            "She asked for a fee. We settled on a walk-on part.",
        ),
    ),
    Exchange(
        "Did you ever think of leaving the fog out?", ("No. The fog was cheap, and I liked how it hid the road.",)
    ),
    Exchange(
        "The storm in the third episode looks expensive.",
        ("It was one hose and two brothers with a tarpaulin. I held the hose myself, because nobody else would.",),
        plain=False,
    ),
    Exchange(
        "What do you say to viewers who find the first hour slow?",
        (
            "I tell them that a harbor is slow. What did they expect, a car chase? My editor wanted one, for a week.",
            "Then he watched it with his children and they sat still, so we left it as it was.",
            "I have never understood why a pause should be a mistake.",
        ),
    ),
    Exchange("Where did you find your foghorn?", ("In a barn. The farmer used it to call his cows.",)),
    Exchange(
        "Your lead actor learned to weld for the part. Was that your idea?",
        ("His. I found out from the insurance people, who were not amused.",),
    ),
    Exchange("And the dog?", ("We had three dogs. The public believes in one, and I would like to keep it that way.",)),
    Exchange(
        "People keep asking whether the lighthouse keeper is alive. Can you tell us?",
        ("I could. But then my phone would never ring again.",),
    ),
    Exchange(
        "Let's talk about the music. Why is there no violin in it?",
        ("Because I cannot bear one before noon, and I write in the mornings. We used a pump organ and a saw.",),
    ),
    Exchange(
        "You wrote the last scene first, I hear.",
        (
            "I wrote it on a napkin in a station, and I still have the napkin. Everything else is a way to get there.",
            "It took me four years to find out who is standing on the pier.",
        ),
        plain=False,
    ),
    Exchange("Is it true that you never visit the set?", ("Boots.",), plain=False),
    Exchange(
        "How do you know when a script is finished, and who is allowed to tell you that it is not?",
        ("My sister. She reads it aloud on the bus, and if people get off early, we start again.",),
    ),
    Exchange(
        "What will you do when it is over?", ("Sleep. Then I will want to build a boat, badly, with my own hands.",)
    ),
    Exchange(
        "Would you call it a comedy?",
        ("I would, my producers would not. We agreed on a drama in which people fall into water.",),
    ),
)

Rendered = tuple[str, str]
"""The name of a file, whose ending says what it is, and its text."""


def _blocks(pieces: Sequence[str]) -> str:
    return "\n\n".join(pieces) + "\n"


def labelled(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for each in chosen:
        first, *rest = each.answer
        pieces += [f"THE REEL GAZETTE: {each.question}", f"OKAFOR: {first}", *rest]
    return "labelled.txt", _blocks([*pieces, OUTRO])


def long_then_short(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for at, each in enumerate(chosen):
        first, *rest = each.answer
        asker, guest = (OUTLET, GUEST) if at == 0 else ("TRG", "WO")
        pieces += [f"{asker}: {each.question}", f"{guest}: {first}", *rest]
    return "long.txt", _blocks(pieces)


def q_and_a(chosen: Sequence[Exchange]) -> Rendered:
    lines = [line for each in chosen for line in (f"Q: {each.question}", f"A: {' '.join(each.answer)}")]
    return "letters.txt", "\n".join(lines) + "\n"


def first_labelled(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for at, each in enumerate(chosen):
        first, *rest = each.answer
        pieces += [
            f"{OUTLET}: {each.question}" if at == 0 else each.question,
            f"{GUEST}: {first}" if at == 0 else first,
            *rest,
        ]
    return "first.txt", _blocks(pieces)


def one_sided(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for at, each in enumerate(chosen):
        first, *rest = each.answer
        pieces += [each.question, f"{GUEST.upper() if at == 0 else 'OKAFOR'}: {first}", *rest]
    return "one-sided.txt", _blocks(pieces)


def asker_only(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for each in chosen:
        pieces += [f"F: {each.question}", *each.answer]
    return "asker-only.txt", _blocks(pieces)


def own_line(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for each in chosen:
        pieces += [f"INTERVIEWER\n{each.question}", "OKAFOR\n" + "\n\n".join(each.answer)]
    return "own-line.txt", _blocks(pieces)


def quoted(chosen: Sequence[Exchange]) -> Rendered:
    pieces = ["Here are the answers, sorry for the delay."]
    for each in chosen:
        pieces += [f"> {each.question}", *each.answer]
    return "quoted.txt", _blocks(pieces)


def emphasis(chosen: Sequence[Exchange]) -> Rendered:
    pieces = ["# On fog", *INTRO, "_This talk was edited and condensed._"]
    for each in chosen:
        pieces += [f"**{each.question}**", *each.answer]
    return "emphasis.md", _blocks([*pieces, f"_{OUTRO}_"])


def emphasis_in_html(chosen: Sequence[Exchange]) -> Rendered:
    pieces = "".join(
        f"<p><strong>{each.question}</strong></p>" + "".join(f"<p>{paragraph}</p>" for paragraph in each.answer)
        for each in chosen
    )
    intro = "".join(f"<p>{paragraph}</p>" for paragraph in INTRO)
    return (
        "emphasis.html",
        f"<!doctype html><html><body><article><h1>On fog</h1>{intro}{pieces}</article></body></html>",
    )


def in_one_paragraph(chosen: Sequence[Exchange]) -> Rendered:
    pieces = "<br>&nbsp;<br>".join(f"<strong>{each.question} </strong>{' '.join(each.answer)}" for each in chosen)
    return "one-paragraph.html", f"<html><body><article><p>{pieces}</p></article></body></html>"


def headings(chosen: Sequence[Exchange]) -> Rendered:
    pieces = ["# On fog", *INTRO]
    for each in chosen:
        pieces += [f"### {each.question}", *each.answer]
    return "headings.md", _blocks(pieces)


def definitions(chosen: Sequence[Exchange]) -> Rendered:
    pieces = "".join(
        f"<dt>{each.question}</dt><dd>" + "".join(f"<p>{paragraph}</p>" for paragraph in each.answer) + "</dd>"
        for each in chosen
    )
    return "definitions.html", f"<html><body><main><h1>On fog</h1><dl>{pieces}</dl></main></body></html>"


def numbered(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for at, each in enumerate(chosen, 1):
        pieces += [f"{at}. {each.question}", *each.answer]
    return "numbered.txt", _blocks(pieces)


def alternation(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO]
    for each in chosen:
        pieces += [each.question, *each.answer]
    return "bare.txt", _blocks(pieces)


def adjacent(chosen: Sequence[Exchange]) -> Rendered:
    pieces = [*INTRO, *(f"{each.question}\n" + "\n".join(each.answer) for each in chosen)]
    return "adjacent.txt", _blocks(pieces)


def stamped(chosen: Sequence[Exchange]) -> Rendered:
    pieces = []
    for at, each in enumerate(chosen):
        pieces += [f"Ana Reyes  {at}:03  \n{each.question}", f"Wanda Okafor  {at}:21  \n{' '.join(each.answer)}"]
    return "stamped.txt", _blocks(pieces)


def subtitles(chosen: Sequence[Exchange]) -> Rendered:
    cues: list[str] = []
    for who, text in _turns(chosen):
        words = text.split()
        pieces = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
        cues += [f"{who}: {pieces[0]}", *pieces[1:]]
    return "subtitles.srt", "\n".join(
        f"{at + 1}\n00:{at // 20:02}:{at % 20 * 3:02},000 --> 00:{at // 20:02}:{at % 20 * 3 + 2:02},900\n{cue}\n"
        for at, cue in enumerate(cues)
    )


def voices(chosen: Sequence[Exchange]) -> Rendered:
    cues: list[str] = []
    for who, text in _turns(chosen):
        words = text.split()
        cues += [f"<v {who}>{' '.join(words[at : at + 9])}" for at in range(0, len(words), 9)]
    return "voices.vtt", "WEBVTT\n\n" + "\n".join(
        f"{at // 20:02}:{at % 20 * 3:02}.000 --> {at // 20:02}:{at % 20 * 3 + 2:02}.900\n{cue}\n"
        for at, cue in enumerate(cues)
    )


def segments(chosen: Sequence[Exchange]) -> Rendered:
    rows = []
    for who, text in _turns(chosen):
        for word in text.split():
            rows.append(
                {"speaker": who.title(), "startTime": len(rows) * 0.4, "endTime": len(rows) * 0.4 + 0.3, "body": word}
            )
    return "segments.json", json.dumps({"version": "1.0.0", "segments": rows})


def table(chosen: Sequence[Exchange]) -> Rendered:
    rows = [f'[00:{at // 60:02}:{at % 60:02}],{who.title()},"{text}"' for at, (who, text) in enumerate(_turns(chosen))]
    return "table.csv", "\n".join(["timestamp,speaker,words", *rows]) + "\n"


def _turns(chosen: Sequence[Exchange]) -> list[tuple[str, str]]:
    return [turn for each in chosen for turn in (("ANA", each.question), ("WANDA", " ".join(each.answer)))]


MARKED: tuple[Callable[[Sequence[Exchange]], Rendered], ...] = (
    labelled,
    long_then_short,
    q_and_a,
    one_sided,
    asker_only,
    own_line,
    quoted,
    emphasis,
    emphasis_in_html,
    in_one_paragraph,
    headings,
    definitions,
    numbered,
    stamped,
    subtitles,
    voices,
    segments,
    table,
)
"""Something in the document marks who speaks."""
BARE = (first_labelled, alternation, adjacent)
"""Only the words do."""

FURNITURE = (
    "tin-harbor-season-two-still\nImage via Northlight",
    "Photo via Northlight",
    "Bo Falk/Northlight",
    "Credit: Bo Falk",
    "Advertisement",
    "Advertisement - Continue reading below",
    "Share",
    "SIGN UP for the free Gazette newsletter >>",
    "Sign up for our newsletter",
    "RELATED: Ten harbors you should never visit",
    "Related: What the fog knew",
    "READ MORE: The ferry that left",
    "More on Tin Harbor: our review of the second season",
    "Tin Harbor Live – Bergen, Glass Hall – 12 May",
    "This interview was edited for length and clarity.",
    "(Editor’s note: The ferry has since been found.)",
    "[At this point a gull comes in and has to be asked to leave.]",
    "Transcribed by https://scribe.example",
    "View Bio",
    "Most read",
    "12 Comments",
    "Play Live Radio",
    "0:00 0:00",
    "Page 2 of 3",
    "https://gazette.example/tin-harbor",
    "Photo by Bo Falk",
    "Subscribe to continue reading",
    "Translated from the Norwegian by Bo Falk",
    "We received a review copy.",
    "Cet entretien a été condensé et édité.",
    "Traduzione di Bo Falk",
    "Deze aflevering wordt mogelijk gemaakt door Vuurthee.",
    "Prenumerera på vårt nyhetsbrev",
)
"""Blocks of a page that are no part of an interview, wherever they stand."""
