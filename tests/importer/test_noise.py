"""What is dropped by its look, and what must never be."""

from __future__ import annotations

import pytest

from bot.importer.bows import Leave, bows
from bot.importer.lines import lines
from bot.importer.model import Block, Kind, Run
from bot.importer.noise import direction, furniture, noise
from tests.importer.blocks import document, paragraph, strong
from tests.importer.renderings import FURNITURE


def reasons(*texts: str | Block, spoken: frozenset[int] = frozenset()) -> list[str | None]:
    found = lines(document(*texts))
    dropped = noise(found, spoken)
    return [dropped.get(number) for number in range(len(found))]


@pytest.mark.parametrize(
    "text",
    [
        *(each for each in FURNITURE if "\n" not in each),
        "night-ferry-still-2",
        "- 6 -",
        "[12]",
        "- END -",
        "Ascolta anche: la nostra scelta di canzoni",
        "Hören Sie auch: Lieder vom Fluss",
        "40 more replies",
        "Issue 112 · a letter about ferries",
        "Translator's note: I left the pun alone.",
        "Photo: Bo Falk/Northlight",
        "Photograph by Bo Falk",
        "Courtesy of Northlight",
        "© Northlight 2031",
        "Above: the ferry at its pier",
        "Wanda Okafor on the pier. (Photo: Bo Falk)",
        "Jane Doe/Netflix",
        "![The lamp](lamp.jpg)",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Anzeige",
        "Sponsored",
        "Scroll to continue",
        "Share this article",
        "Share on Facebook",
        "Share Tweet Pin",
        "Follow us on Instagram",
        "Subscribe now",
        "Want more? Sign up for our newsletter.",
        "Get the latest news in your inbox",
        "See also: ten ships",
        "More on Tin Harbor:",
        "Lesen Sie auch: Zehn Häfen",
        "Click here for the trailer",
        "Tags: fog, tin",
        "This conversation was condensed.",
        "The following interview was conducted by phone.",
        "Edited for length and clarity.",
        "Editor's note: the ferry was found.",
        "Anm. d. Red.: Die Fähre wurde gefunden.",
        "Das Gespräch führte Ana Reyes.",
        "SPOILER ALERT: The finale is discussed below.",
        "MILD SPOILER ALERT",
        "Warning: spoilers ahead",
        "Transcript by: Bo",
        "By Ana Reyes",
        "Interview by Ana Reyes",
        "Words by Ana Reyes",
        "March 3, 2032",
        "3. März 2032",
        "2032-03-03",
        "Published March 3, 2032",
        "date 2022-06-09",
        "5 min read",
        "Berlin, 12 May",
        "Bergen – Glass Hall – May 12",
        "Tickets from 12 euros",
        "Join us live on 12 May: tickets here",
        "Kathleen said...",
        "Leave a comment",
        "3 Comments",
        "1 2 3 Next",
        "Next page",
        "Page 1 of 3",
        "Already a subscriber? Log in",
        "Artikel-Länge: 4 Minuten",
        "Listen · 7:35",
        "0:00 / 42:10",
        "All rights reserved.",
        "212 points",
        "3 hours ago",
        "vor 3 Stunden",
        "hace un año",
        "il y a 2 jours",
        "5 dagen geleden",
        "*** bo_f has joined #tin",
        "-- TIMER RESET --",
        "[END OF SIDE ONE]",
        "-- end of recording, the rest is wind",
        "***",
        "———",
        "Updated: 3 March 2032",
        "Recommended",
    ],
)
def test_furniture(text):
    assert reasons("Something before.", text)[1] is not None


@pytest.mark.parametrize(
    "text",
    [
        "Boots.",
        "Episode 9",
        "The end of the pier",
        "Yes.",
        "No.",
        "1998.",
        "Share.",
        "Print it.",
        "In June.",
        "Berlin.",
        "I did.",
        "Ask the dog.",
        "Three.",
        "Twice, in May.",
        "I read it in our newsletter.",
        "The advertisement was mine.",
        "My editor noted that it was long.",
        "Sign here, she said to me.",
        "Watch out for the fog.",
        "Listen, I never said that.",
        "Listen: I never said that.",
        "Follow the money, I told them.",
        "This interview is over.",
        "We talked about pictures by my uncle.",
        "Photography is my weakness.",
        "Image is everything.",
        "More on that in a minute.",
        "Related to whom?",
        "Read the book.",
        "Next question, please.",
        "Update your files, I said.",
        "By accident and by bicycle.",
        "By the sea.",
        "Page after page.",
        "Subscribe? Never.",
        "Music.",
        "…",
        "?!",
        "Why?",
        "And the dog?",
        "A laugh is a laugh.",
        "Spoilers are for children.",
        "Tickets were four crowns.",
        "I have comments.",
        "Video killed it.",
        "霧は？",
        "Sí.",
        "We met on March 3, 2032, and it rained.",
        "Either/or is not my style.",
    ],
)
def test_what_somebody_could_say_stays(text):
    assert reasons("Something before.", text)[1] is None


@pytest.mark.parametrize(
    "text",
    [
        "[laughs]",
        "(Laughs.)",
        "(Long pause.)",
        "[Applause]",
        "[crosstalk]",
        "(lacht)",
        "[He pours tea.]",
        "[door slams]",
    ],
)
def test_directions(text):
    assert direction(text)


@pytest.mark.parametrize("text", ["(I did.)", "[laughs] I did.", "I did. [laughs]", "(You know.)", "(sic)", "Laughs."])
def test_no_directions(text):
    assert not direction(text)


def test_whatever_a_label_stands_before_stays():
    assert reasons("Credit: where credit is due.", spoken=frozenset({0})) == [None]


def test_a_caption_takes_its_block_along():
    assert reasons("Wanda on the pier\nImage via Northlight", "Boots.") == ["caption", "caption", None]


def test_what_the_page_sets_aside_goes_unless_it_is_nearly_all():
    assert reasons(
        "Why boats? They float and that is all I know.", paragraph("The harbor in pictures", aside=True)
    ) == [
        None,
        "page furniture",
    ]
    assert reasons(paragraph("Why boats?", aside=True), paragraph("They float.", aside=True)) == [None, None]


def test_pull_quotes_repeat_what_is_said():
    said = "I like boats because they float and because they leave."
    assert reasons(said, "“They float and because they leave.”", "“A thing that nobody has said here.”")[1:] == [
        "pull quote",
        None,
    ]
    assert reasons(said, strong("because they float and because they leave"))[1] == "pull quote"
    shorter = paragraph("“I like boats because they leave.”", kind=Kind.QUOTE)
    other = paragraph("“I leave boats because I like.”", kind=Kind.QUOTE)
    assert reasons(said, shorter, other)[1:] == ["pull quote", None]
    assert reasons(said, shorter.text, other.text)[1:] == ["pull quote", None]
    assert reasons(said, paragraph("“I like boats.”", kind=Kind.QUOTE), "“I like boats.”")[1:] == ["pull quote", None]


def test_a_pull_quote_may_have_a_word_put_in():
    said = "It was eleven. I kept taking one away, to see if it would fall over, and it did not."
    quote = "“I kept taking one note away, to see if it would fall over.”"
    assert reasons(said, paragraph(quote, kind=Kind.QUOTE))[1] == "pull quote"
    assert reasons(said, quote)[1] is None
    assert reasons(said, paragraph(quote.replace("over", "down"), kind=Kind.QUOTE))[1] is None


def test_running_heads_break_sentences():
    before = "He told me that the harbor would be closed for the whole of the winter and the"
    texts = (before, "Fogcast Quarterly 12", "ferry with it.", before, "Fogcast Quarterly 13", "ferry with it.")
    assert [reason for reason in reasons(*texts) if reason] == ["running head", "running head"]


def test_comments_go_to_the_end():
    told = reasons(
        "Why boats?", "They float.", "Why?", "I forget.", "4 Comments", "Gull said...", "I loved it. Who was he?"
    )
    assert told == [None] * 4 + ["sharing and comments", "comments", "comments"] or told[4:] == ["comments"] * 3
    assert reasons("Why boats?", "They float.", "12 Comments", "Why?", "I forget.")[3:] == [None, None]


def test_links_alone_go_and_headings_stay():
    assert reasons("Boots.", paragraph("The ten best ships", links=1.0))[1] == "link"
    assert reasons("Boots.", paragraph("Why ships?", links=1.0, kind=Kind.HEADING, level=2))[1] is None
    assert reasons("Boots.", paragraph("My own page.", links=1.0))[1] is None


def test_captions_by_their_kind():
    assert reasons(paragraph("Anything", kind=Kind.CAPTION)) == ["caption"]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5000,
        "(" * 5000,
        "spoiler " * 2000,
        "12:00 " * 2000,
        "a/" * 3000,
        "share " * 3000,
        "by " * 3000,
        "- " * 4000,
    ],
)
def test_long_lines_are_told_quickly(text):
    assert furniture(text) in {None, furniture(text[:600])}


@pytest.mark.parametrize(
    "text",
    [
        "Tin Harbor airs on Sundays at nine.",
        "Tin Harbor is now streaming on Northlight.",
        "Night Ferry returns to Northlight on October 9.",
        "For more, see our archive.",
        "Follow Wanda Okafor on every platform.",
        "Ana Reyes is a staff writer at The Reel Gazette.",
        "Additional reporting by Bo Falk.",
        "The second season can be seen from May.",
        "Interview by Joel Hart",
    ],
)
def test_bows(text):
    assert bows(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am on Sundays.",
        "My show is out now.",
        "Sleep.",
        "The dog returns? Never.",
        "It was the fog.",
        "We premiere it at home.",
    ],
)
def test_no_bows(text):
    assert not bows(text)


def test_lines_keep_their_emphasis():
    block = Block((Run("Why\nboats? ", emphasised=True), Run("They"), Run(" "), Run("float", emphasised=True)))
    first, second = lines(document(block))
    assert (first.text, first.emphasised, first.lead) == ("Why", True, 3)
    assert (second.text, second.emphasised, second.emphasis) == ("boats? They float", False, ((0, 7), (12, 17)))


def test_the_page_takes_its_leave_by_its_author_and_its_work():
    leave = Leave(lines(document("By Ana Reyes | 3 May 2031", "Ivo Lindqvist wrote “Tin Harbor” on a boat.")))
    assert leave.takes("Ana Reyes grew up by the sea.")
    assert leave.takes("“Tin Harbor”, Mondays at nine.")
    assert not leave.takes("Ivo Lindqvist grew up by the sea.")
    assert not leave.takes("“Tin Harbor” was my idea.")


@pytest.mark.parametrize("head", ["More to Read", "Mehr zum Thema", "À lire aussi", "Lo más leído", "Leggi anche"])
def test_what_follows_a_head_of_links_at_the_end_is_the_page_again(head):
    told = reasons("Why boats?", "They float.", "Why?", "I forget.", head, "Ten ships", "What is a ship?")
    assert told == [None] * 4 + ["link to other articles", "outro", "outro"]


def test_where_somebody_speaks_after_it_a_head_of_links_ends_nothing():
    assert reasons("Why boats?", "They float.", "Most read", "Why?", "I forget.")[3:] == [None, None]
    assert reasons("ANA: Why?", "WANDA: So.", "Most read", "We sank it.", spoken=frozenset({0, 1}))[3] is None


def test_a_row_of_links_is_a_menu():
    assert reasons("Boats.", "Home | Kontakt", "about · help · rules", "Rain · fog?")[1:] == ["menu", "menu", None]


def test_words_that_wide_gaps_part_are_a_menu():
    rows = (
        "Home   News   Film reviews   Shop",
        "Home\tNews\tShop",
        "Tin Post  >  Talks  >  Boats",
        "ANA:   So.   It rained.",
    )
    assert reasons("Boats.", *rows)[1:] == ["menu", "menu", None, None]


def test_who_made_subtitles_is_told_by_their_first_and_last_cues_only():
    cue = Block((Run("Subtitles by Tin Captions"),), Kind.CUE)
    talk = [Block((Run(f"It rained {at} days."),), Kind.CUE) for at in range(8)]
    assert reasons(cue, *talk, cue, *talk, cue) == ["note on the text", *[None] * 17, "note on the text"]


def test_tags_in_a_row_are_the_pages():
    assert reasons("I like boats.", "#tin harbor #asks", "#boats, I say")[1:] == ["link to other articles", None]


def test_a_credit_in_parentheses_makes_a_caption():
    assert reasons("Ana Reyes in “Tin Harbor.” (Northlight Pictures)") == ["caption"]
    assert reasons("I sank it. (Nobody Knows)") == [None]


def test_fields_and_values_together_are_a_box_of_facts():
    facts = ("Age: 23.", "Club: Tin Harbor HK. Before: Storebro.", "Plays: on the left.")
    assert reasons("I like boats.", Block((Run("\n".join(facts)),)))[1:] == ["fact box"] * 3
    assert reasons("I like these:", Block((Run("\n".join(facts)),)))[1:] == [None] * 3
    assert reasons("I like boats.", Block((Run("\n".join(facts[:2])),)))[1:] == [None] * 2
    assert reasons("I like boats.", Block((Run("\n".join((*facts, "Age: why?"))),)))[1:] == [*["fact box"] * 3, None]
