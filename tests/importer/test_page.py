"""Pages: emphasis, structure, names of speakers, and which part of a page is the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bot.importer import nesting, web
from bot.importer.model import Hint, Kind

LONG = "We waited for the weather like fishermen do, and nobody slept much in the harbor that spring."


def blocks(page: str):
    return web.read(page).blocks


def texts(page: str) -> list[str]:
    return [block.text for block in blocks(page) if not block.aside]


def only(page: str):
    (block,) = blocks(page)
    return block


@pytest.mark.parametrize(
    "page",
    [
        "<p><strong>What did the fog cost?</strong></p>",
        "<p><b>What did</b> <i>the fog cost?</i></p>",
        "<p><em>What did <span>the fog</span></em><strong> cost?</strong></p>",
        '<p><span style="color:red; font-weight: 700">What did the fog cost?</span></p>',
        '<p style="font-style:italic">What did the fog cost?</p>',
        "<style>.c3{color:#000;font-weight:700}</style><p><span class='c1 c3'>What did the fog cost?</span></p>",
        '<b style="font-weight:normal"><p><span style="font-weight:bold">What did the fog cost?</span></p></b>',
        "<p><strong>What did the fog cost?</strong>&nbsp;</p>",
        "<p><strong></strong><strong>What did the fog cost?</strong><strong><br></strong></p>",
        "<b>What did<br>the fog cost?</b>",
    ],
)
def test_a_question_in_emphasis_however_it_is_marked(page):
    block = only(page)
    assert block.emphasis == 1
    assert block.text.split() == "What did the fog cost?".split()


@pytest.mark.parametrize(
    "page",
    [
        '<b style="font-weight:normal"><p>More than the cast.</p></b>',
        "<p><cite>More than</cite> <u>the cast.</u></p>",
        '<p><strong style="font-weight: 400">More than the cast.</strong></p>',
    ],
)
def test_what_only_looks_like_emphasis_in_the_source(page):
    assert only(page).emphasis == 0


def test_runs_follow_the_emphasis():
    block = only("<p><strong>WANDA: </strong>It never\n   learned <em>its</em> lines.</p>")
    assert [(run.text, run.emphasised) for run in block.runs] == [
        ("WANDA:", True),
        (" It never learned ", False),
        ("its", True),
        (" lines.", False),
    ]


def test_breaks_part_lines_and_two_of_them_blocks():
    page = """<p><strong>Why boats? </strong>They float.<br>&nbsp;<br>
    <strong>Always?</strong>&nbsp; No.<br><strong>&nbsp;<br>
Who sank it?</strong> We did.<br/>1. The rope.</p>"""
    first, second, third = blocks(page)
    assert [block.text for block in (first, second, third)] == [
        "Why boats? They float.",
        "Always?  No.",
        "Who sank it? We did.\n1. The rope.",
    ]
    assert [block.runs[0].text for block in (first, second, third)] == ["Why boats?", "Always?", "Who sank it?"]


def test_headings_items_quotations_and_captions():
    page = f"""<h1>Title</h1><h3>Who are you?</h3><ul><li>a rope<li>a tide</ul>
    <blockquote><p>one</p><blockquote>two</blockquote></blockquote>
    <figure><img src=x><figcaption>Fog, by X</figcaption></figure><p>{LONG}</p>
    <table><caption>Tides</caption></table>"""
    assert [(block.kind, block.level, block.text, block.aside) for block in blocks(page)] == [
        (Kind.HEADING, 1, "Title", False),
        (Kind.HEADING, 3, "Who are you?", False),
        (Kind.ITEM, 0, "a rope", False),
        (Kind.ITEM, 0, "a tide", False),
        (Kind.QUOTE, 1, "one", False),
        (Kind.QUOTE, 2, "two", False),
        (Kind.CAPTION, 0, "Fog, by X", True),
        (Kind.PARAGRAPH, 0, LONG, False),
        (Kind.CAPTION, 0, "Tides", True),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<dl><dt>Why moths?</dt><dd>They came.</dd></dl>",
        '<div class="question"><p>Why moths?</p></div><p class="answer">They came.</p>',
        '<p class="interview__question--bold">Why moths?</p><div class="qa-answer">They came.</div>',
        '<p class="q">Why moths?</p><p class="a">They came.</p>',
        '<p><span class="Question">Why moths?</span></p><p><span class="Answer">They came.</span></p>',
        '<div class="questions"><div class="question">Why moths?</div><div class="answer">They came.</div></div>',
        '<div class="question-answer"><p class="interviewer">Why moths?</p><p class="interviewee">They came.</div>',
    ],
)
def test_what_the_markup_calls_question_and_answer(page):
    assert [(block.hint, block.text) for block in blocks(page)] == [
        (Hint.QUESTION, "Why moths?"),
        (Hint.ANSWER, "They came."),
    ]


def test_a_cite_before_a_time_or_a_paragraph_names_the_speaker():
    page = """<div><cite>Ana:</cite> <time>0:03</time> <p>Was it real?</p><p>All of it?</p>
    <cite>Alban :</cite><time>1:00:09</time><p>Mostly <cite>paper</cite>.</p></div><p>Out of it.</p>"""
    assert [(block.speaker, block.time, block.text) for block in blocks(page)] == [
        ("Ana", 3, "Was it real?"),
        ("Ana", None, "All of it?"),
        ("Alban", 3609, "Mostly paper."),
        (None, None, "Out of it."),
    ]


def test_the_time_of_day_of_publication_is_no_time_in_a_recording():
    (block,) = blocks('<p><time datetime="2031-04-05T10:30">10:30</time></p>')
    assert (block.time, block.text) == (None, "10:30")


def test_a_speaker_by_class():
    page = """<p><span class="speaker">Ana:</span> <span class="timestamp">0:03</span> Was it real?</p>
    <p><b class="transcript-speaker">Wanda</b> Mostly.</p><div class="speaker">Ivo</div><div>Once.</div>"""
    assert [(block.speaker, block.hint, block.time, block.text) for block in blocks(page)] == [
        ("Ana", None, 3, "Was it real?"),
        ("Wanda", None, None, "Mostly."),
        (None, Hint.SPEAKER, None, "Ivo"),
        (None, None, None, "Once."),
    ]


def test_tables_of_transcripts_are_cues_and_tables_for_layout_are_not():
    page = """<table><tr><th>Time<th>Speaker<th>Text</tr>
    <tr><td>0:03<td>Ana<td><p>Was it <b>real</b>?</p><p>Say.</p></tr>
    <tr><td>0:05<td><td>Tell me.</tr></table>"""
    assert [(block.kind, block.speaker, block.time, block.text) for block in blocks(page)] == [
        (Kind.CUE, "Ana", 3, "Was it real?"),
        (Kind.CUE, "Ana", None, "Say."),
        (Kind.CUE, "Ana", 5, "Tell me."),
    ]
    page = f"<table><tr><td><a href=/>Home</a><td><p><b>Why?</b><p>{LONG}<table><tr><td>Inner</table></table>"
    assert texts(page)[-3:] == ["Why?", LONG, "Inner"]


def test_preformatted_text_is_read_as_text():
    assert texts("<html><body><pre>ANA: Why &amp; how?\n\nWANDA: So.</pre></body></html>") == [
        "ANA: Why & how?",
        "WANDA: So.",
    ]


def test_what_is_not_seen_is_not_read():
    page = f"""<head><title>T</title></head><p>{LONG}</p><script>gone()</script><style>p{{}}</style>
    <template><p>gone</p></template><noscript>gone</noscript><svg><text>gone</text></svg><textarea>gone</textarea>
    <select><option>gone</select><button>gone</button><!-- gone --><iframe>gone</iframe>
    <p>Fog<sup><a href="#1">[1]</a></sup> 10<sup>2</sup></p>"""
    assert texts(page) == [LONG, "Fog 102"]


def test_spaces_that_do_not_break_are_kept_side_by_side():
    assert only("<p>Q&nbsp;&nbsp;&nbsp; Thanks.  Will\n it?</p>").text == "Q    Thanks. Will it?"


def test_a_block_after_a_picture_says_so():
    caption, question, last = blocks("<p><img src=x></p><p>Fog</p><div><img src=y></div><p>Why?</p><p>So.</p>")
    assert (caption.after_picture, question.after_picture, last.after_picture) == (True, True, False)


def test_what_shares_a_paragraph_with_a_picture_is_its_caption():
    below, beside = blocks("<p><img src=x><br>Fog at dawn.</p><p><img src=y>I like fog.</p>")
    assert (below.kind, beside.kind) == (Kind.CAPTION, Kind.PARAGRAPH)


def test_what_follows_a_drawn_line_says_so():
    assert [block.after_rule for block in blocks("<p>Fog</p><hr><p>Bye.</p><p>More.</p>")] == [False, True, False]


def article(inner: str) -> str:
    related = "<p>Ten more harbors that you have to see before the summer is over.</p>"
    return f"""<html><body class="has-sidebar"><nav><a href=/>Home</a><a href=/tv>Television</a></nav>
    <form id="aspnetForm"><div id="wrap"><ul><li><a href=1>Fog returns</a><li><a href=2>Tide out</a></ul>
    <div class="post-content">{inner}</div><aside>{related}</aside></div></form>
    <footer>Copyright 2031, ScreenPost and all that goes with it</footer></body></html>"""


def test_the_article_is_found_and_the_rest_put_aside():
    page = article(
        f"<p>{LONG}</p><p><b>Why?</b></p><p>So.</p><div class='share'><a href=x>Share</a></div>"
        "<p class='newsletter-signup'>Sign up for the fog</p><p><b>How?</b></p><p>Slowly.</p>"
    )
    assert texts(page) == [LONG, "Why?", "So.", "How?", "Slowly."]
    assert [block.text for block in blocks(page) if block.aside] == [
        "Share",
        "Sign up for the fog",
        "Ten more harbors that you have to see before the summer is over.",
        "Copyright 2031, ScreenPost and all that goes with it",
    ]


@pytest.mark.parametrize("name", ["post-with-sidebar", "no-ads", "related-content", "newsletter"])
def test_a_name_that_covers_the_whole_article_is_not_believed(name):
    assert texts(f'<div class="{name}"><p>{LONG}</p><p>Why?</p><p>So.</p></div>') == [LONG, "Why?", "So."]


def test_comments_are_the_text_of_a_page_that_has_nothing_else():
    page = "".join(f'<div class="comment"><p>u/fan{number}</p><p>{LONG}</p></div>' for number in range(5))
    assert texts(page) == [f"u/fan{number}" if not at else LONG for number in range(5) for at in range(2)]


def test_a_long_paragraph_beside_short_ones_is_not_all_of_the_article():
    assert texts(f"<div><p>{LONG * 9}</p><p><b>Why?</b></p></div>") == [LONG * 9, "Why?"]


def test_an_article_that_is_not_shown_is_found_in_a_comment_or_in_the_data():
    hidden = f"<p>{LONG * 9}</p><p><b>Why?</b></p><p>So.</p>"
    document = web.read(f"<html><body><p>Loading</p><!-- {hidden} --></body></html>")
    assert [block.text for block in document.blocks] == [LONG * 9, "Why?", "So."]
    assert "found in a comment" in document.warnings[0]
    body = f"{LONG * 9}\\n\\nANA: Why?\\n\\nWANDA: So."
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    document = web.read(f"<html><head>{data}</head><body><p>Loading</p></body></html>")
    assert [block.text for block in document.blocks] == [LONG * 9, "ANA: Why?", "WANDA: So."]
    assert "data for search engines" in document.warnings[0]


MHTML = b"""From: <Saved by a browser>
Snapshot-Content-Location: https://screenpost.example/2031/04/05/okafor
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: image/png

not a page
------B
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<p><b>Why =E2=80=9Cmoths=E2=80=9D?</b></p><p>They =
came.</p>
------B--
"""


def test_a_web_archive_holds_a_page_and_its_address():
    document = web.archived(MHTML)
    assert document is not None
    assert [block.text for block in document.blocks] == ["Why “moths”?", "They came."]
    assert document.metadata.url == "https://screenpost.example/2031/04/05/okafor"
    assert document.metadata.published == "2031-04-05"
    assert web.archived(b"<p>no archive</p>") is None
    empty = web.archived(MHTML[: MHTML.index(b"Content-Type: text/html")])
    assert empty is not None
    assert empty.warnings == ("This web archive holds no page.",)


def test_a_page_without_end_is_cut_and_that_is_said():
    document = web.read("<p>" + "a" * 8_000_001)
    assert "only its first 8 million characters" in document.warnings[0]
    picture = f'<p>{LONG}</p><img src="data:image/png;base64,{"A" * 8_000_001}"><p>So.</p>'
    assert [block.text for block in web.read(picture).blocks] == [LONG, "So."]
    assert web.read(picture).warnings == ()


@pytest.mark.parametrize(
    "page",
    [
        "<p>one</p>",
        "<div><p>two<b>three</b></p><!-- <div> --></div>",
        "<table><tr><td>x</td></tr></table>" * 300,
        "<b><i>x</b></i>" * 300,
        "<p>x" * 3000,
        '<img alt="</div>">' * 300,
        "<ul><li>x<li>y</ul>" * 300,
    ],
)
def test_an_ordinary_page_is_left_as_it_is(page):
    assert nesting.bounded(page) == page


@pytest.mark.parametrize(
    "opening",
    [
        "<div>",
        "<div><p>",
        "<font size={}>",
        "<p><b class={}>",
        '<div a="</div>">',
        "<div><!x </div>",
        "<!--><div>",
        "<ul><li>",
    ],
)
def test_nesting_is_bounded_and_no_text_lost(opening):
    page = "".join(opening.format(number) + f"x{number} " for number in range(3000))
    tree = LexborHTMLParser(nesting.bounded(page))
    deepest, node = 0, tree.body
    while node is not None:
        node, deepest = node.last_child, deepest + 1
    assert deepest < 600
    assert [word for block in blocks(page) for word in block.text.split()] == [f"x{number}" for number in range(3000)]


def test_a_tag_with_hundreds_of_attributes_loses_them():
    many = " ".join(f"a{number}=1" for number in range(1000))
    assert nesting.bounded(f"<p {many}>x</p>") == "<p>x</p>"
    assert nesting.bounded(f'<p style="{"color:red;" * 100}">x</p>') == f'<p style="{"color:red;" * 100}">x</p>'


words = st.text("ABCDEFGH", min_size=2, max_size=6)
tags = st.sampled_from(
    "<p> </p> <b> </b> <br> <div> </div> <h2> </h2> <li> <table> <tr> <td> </table> <blockquote> <cite> </cite>"
    " <i> <a> </a> <span> </span> <dl> <dt> <dd> <figure> <center> &nbsp; <!---->".split()
)


@given(st.lists(words | tags, max_size=30))
def test_nothing_is_invented(pieces):
    source = [piece for piece in pieces if piece.isalpha()]
    for block in blocks("<p>" + " ".join(pieces)):
        assert "".join(block.text.split()) in "".join(source) or block.kind is Kind.CUE
