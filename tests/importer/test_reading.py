"""From bytes to a document: every kind of file, nothing invented, nothing raised, time as the length asks."""

from __future__ import annotations

import json
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importer.model import Document, Hint, Kind, Metadata
from bot.importer.reading import read

ASKED = ["What did the fog cost?", "Was there a storm?"]
ANSWERED = ["More than the cast, I think.", "It was mostly paper. And glue."]
TURNS = list(zip(["Ana", "Wanda"] * 2, [ASKED[0], ANSWERED[0], ASKED[1], ANSWERED[1]], strict=True))
SRT = "".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{text}\n\n" for at, (_, text) in enumerate(TURNS, start=1))
VTT = "WEBVTT\n\n" + "".join(
    f"00:0{at}.000 --> 00:0{at}.900\n<v {who}>{text}\n\n" for at, (who, text) in enumerate(TURNS)
)


@pytest.mark.parametrize(
    ("container", "text"),
    [
        ("text", "\n\n".join(text for _, text in TURNS)),
        ("text", "\r\n".join(text for _, text in TURNS)),
        ("text", "\n\n".join(f"{who}  0:0{at}\n{text}" for at, (who, text) in enumerate(TURNS))),
        (
            "markdown",
            "\n\n".join(f"**{question}**\n\n{answer}" for question, answer in zip(ASKED, ANSWERED, strict=True)),
        ),
        (
            "markdown",
            "\n\n".join(f"### {question}\n\n{answer}" for question, answer in zip(ASKED, ANSWERED, strict=True)),
        ),
        ("markdown", "| speaker | text |\n|---|---|\n" + "\n".join(f"| {who} | {text} |" for who, text in TURNS)),
        (
            "html",
            "".join(f"<p><b>{question}</b></p><p>{answer}" for question, answer in zip(ASKED, ANSWERED, strict=True)),
        ),
        (
            "html",
            "".join(f"<dl><dt>{question}<dd>{answer}</dl>" for question, answer in zip(ASKED, ANSWERED, strict=True)),
        ),
        ("html", "<html><body><pre>" + "\n\n".join(text for _, text in TURNS)),
        ("wiki", "\n\n".join(f"{{{{Interview/A|{who}|{text}}}}}" for who, text in TURNS)),
        ("srt", SRT),
        ("srt", SRT.replace("\n", " ")),
        ("vtt", VTT),
        ("lrc", "".join(f"[00:0{at}.00]{text}\n" for at, (_, text) in enumerate(TURNS))),
        ("json", json.dumps({"segments": [{"speaker": who, "body": text} for who, text in TURNS]})),
        ("csv", "speaker,text\n" + "".join(f'{who},"{text}"\n' for who, text in TURNS)),
        ("csv", "speaker\ttext\n" + "".join(f"{who}\t{text}\n" for who, text in TURNS)),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_same_talk_in_every_container(container, text, encoding):
    document = read(text.encode(encoding))
    assert document.container == container
    assert [block.text for block in document.blocks] == [text for _, text in TURNS]
    assert document.warnings == ()
    speakers = {block.speaker for block in document.blocks}
    assert speakers in ({None}, {"Ana", "Wanda"})


def test_front_matter_stands_before_cues_too():
    document = read(f"---\ntitle: Fogcast\ndate: 2031-04-05\n---\n{SRT}".encode(), "fogcast.md")
    assert (document.container, document.metadata) == ("srt", Metadata(title="Fogcast", published="2031-04-05"))
    assert [block.text for block in document.blocks] == [text for _, text in TURNS]


def test_the_name_decides_only_between_text_and_markdown():
    assert read(b"- a rope\n- a tide", "list.txt").container == "text"
    assert read(b"- a rope\n- a tide", "list.md").container == "markdown"
    assert read(b"<html><p>Why?", "page.md").container == "html"


def test_json_that_is_none_is_text():
    assert [block.text for block in read(b"[[Fog]]: why?").blocks] == ["Fog: why?"]
    assert read(b'{"segments": [').container == "text"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"<html></html>", b"WEBVTT\n\n", b"\xff\xfe"])
def test_a_file_without_text_says_so(data):
    assert read(data).blocks == ()
    assert read(data).warnings == ("There is no text in this file.",)


def test_what_was_repaired_is_said():
    document = read("ANA: Itâ€™s here?\n\nWANDA: Yes.".encode())
    assert document.blocks[0].text == "ANA: It’s here?"
    assert len(document.warnings) == 1


def test_binary_data_is_refused_with_a_reason():
    for data in (b"%PDF-1.7", b"PK\x03\x04" + bytes(200), bytes(range(256)) * 10):
        document = read(data)
        assert (document.container, document.blocks, len(document.warnings)) == ("unknown", (), 1)


def spelled(*pieces: str):
    """Texts of these pieces, in which visible signs stand for white space."""
    signs = str.maketrans("␠⏎␌", " \n\f")
    return st.lists(st.sampled_from(pieces), max_size=40).map(lambda each: " ".join(each).translate(signs).encode())


TAGS = """<p> </p> <div> </div> <b> </b> <br> <h2> </h2> <cite> </cite> <time> </time> <table> <tr> <td> <th>
</table> <pre> </pre> <blockquote> <dl> <dt> <dd> <li> <figure> <figcaption> </figure> <img> <script> </script> <!-- -->
<nav> <a> </a> <form> <sup> </sup> <template> <svg> <select> <option> <title> <body> <frameset> <textarea>
<p/class=question> <x"y=' < &nbsp; &amp; &#0; speaker text 0:03 Ana: Why?""".split()
CUES = """WEBVTT 00:00:01,000␠-->␠00:00:02,000 ⏎ ⏎⏎ 1 <v␠Ana> </v> >> -␠ ANA: hi [door] ♪ &gt; {\\an8} <i> NOTE␠x
[00:01.00] [00:01:02] Ana␠0:03 (0:05) \\N 00:01␠->␠00:02""".split()
MARKS = """** * _ *** [ ]( ](x) ![ ` ⏎ ⏎⏎ >␠ #␠ ##x -␠ 1.␠ |␠a␠|⏎ |-|⏎ <b> <!-- --> Ana: ''' {{Interview| }} == [[
<ref> ---⏎ a:␠b⏎ [1]:␠x ␌ 12 https://z""".split()


@settings(max_examples=300)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode())
    | spelled(*TAGS)
    | spelled(*CUES)
    | spelled(*MARKS)
    | spelled("speaker,text\n", ",", '"', "\n", "Ana", "0:03", '{"segments":[', "]}", '{"text":"a"}')
)
def test_nothing_is_raised_whatever_the_bytes(data):
    document = read(data)
    assert isinstance(document, Document)
    assert document.blocks or document.warnings
    for block in document.blocks:
        assert block.text == block.text.strip() != ""
        assert 0 <= block.emphasis <= 1
        assert 0 <= block.links <= 1
        block.text.encode()


words = st.lists(st.text("ABCDEFGHIJ", min_size=1, max_size=6), min_size=1, max_size=12).map(" ".join)
MARKED = "**{}** _{}_ {} ##␠{} >␠{} -␠{} \\[{}\\] [{}](https://x.example) {}<br> &quot;{}&quot;"
TAGGED = "<p>{}</p> <b>{}</b> <h3>{}</h3> <li>{} {}<br><br> <dt>{} <p␠class=answer>{} <i>{}</i>&amp;"
CUED = "{time}⏎{}⏎ {time}⏎<v␠Ana><i>{}</i>⏎ 1⏎{time}⏎>>␠{}⏎".replace("{time}", "00:01.000␠-->␠00:02.000")


def parts(shapes: str):
    each = [shape.replace("␠", " ").replace("⏎", "\n") for shape in shapes.split()]
    return st.lists(st.tuples(st.sampled_from(each), words), min_size=1, max_size=8)


@given(
    st.tuples(st.just("\n\n"), parts(MARKED))
    | st.tuples(st.just("\n"), parts(MARKED))
    | st.tuples(st.just(""), parts(TAGGED))
    | st.tuples(st.just("\n"), parts(CUED))
)
def test_nothing_is_invented(source):
    """But for white space, a block's text is a part of the source's text without its markup and entities."""
    between, pieces = source
    document = read(between.join(shape.format(text) for shape, text in pieces).encode())
    letters = ["".join(char for char in text if char in "ABCDEFGHIJ") for _, text in pieces]
    for block in document.blocks:
        visible = "".join(char for char in block.text if not char.isspace() and char not in '[]"&-*_#>')
        assert visible in "".join(letters)


def test_a_convention_of_each_kind():
    page = """<html><head><title>Pia | ScreenPost</title></head><body><article>
    <p class="question">Who are you?</p><p class="answer">Pia.</p></article></body></html>"""
    assert [(block.hint, block.kind) for block in read(page.encode()).blocks] == [
        (Hint.QUESTION, Kind.PARAGRAPH),
        (Hint.ANSWER, Kind.PARAGRAPH),
    ]


# Texts that would make a careless reader take the square of their length, or forever.
GREEDY = {
    "one line": lambda n: "word " * n * 10,
    "blank lines": lambda n: "\n" * n * 20,
    "blanks": lambda n: (" " * 30 + "\n") * n,
    "turns": lambda n: "".join(f"NAME{number}: Why {number}?\n\n" for number in range(n)),
    "pages": lambda n: "fog\n\f1\n" * n,
    "angles": lambda n: ">" * n * 9 + "\n> a" * n,
    "stars": lambda n: "# x\n\n" + "*a **b ***c _d " * n,
    "brackets": lambda n: "# x\n\n" + "[" * n * 3 + "](" * n + "![[](" * n,
    "comments": lambda n: "# x\n\n" + "<!-- <script> " * n * 3,
    "heading": lambda n: "## a " + "#" * n * 5 + " " * n * 5 + "b",
    "table": lambda n: "# x\n\n" + "|" * n + "\n" + "| " * n + "\n" + "|\n" * n,
    "rule": lambda n: "# x\n\n" + "- " * n * 9 + "x",
    "wiki": lambda n: "'''Ana:''' x\n\n" + "{{[[<ref>'''" * n,
    "cues": lambda n: "".join(f"{at}\n00:00:01,000 --> 00:00:02,000\nANA: hi {at}\n\n" for at in range(n)),
    "cues in a line": lambda n: "".join(f"{at} 00:00:01,000 --> 00:00:02,000 hi {at} " for at in range(n)),
    "one cue": lambda n: "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v a>- x\n{\\ >> &gt; <v " * n,
    "growing cues": lambda n: "".join(f"00:01.000 --> 00:02.000\n{'a ' * (at % 40)}\n\n" for at in range(n)),
    "lyrics": lambda n: "[00:01.00]a\n" * n + "[00:01.00]" * n,
    "stamps": lambda n: "".join(f"Ana  0:0{at % 10}\nhello\n\n" for at in range(n)) + "0:03 " * n,
    "json": lambda n: '{"segments":[' + ",".join(['{"speaker":"Ana","body":"hi","words":[{"word":"hi"}]}'] * n) + "]}",
    "nested json": lambda n: "[" * n * 9,
    "csv": lambda n: 'speaker,text\nAna,"' + '"",\n"' * n,
    "page": lambda n: "<html><body>" + "<p><b>Why so?</b></p><p>Because of the harbor.</p>" * n,
    "open divs": lambda n: "<html><body>" + "<div><p>x" * n,
    "open fonts": lambda n: "<html><body>" + "".join(f"<p><font size={at}>x" for at in range(n)),
    "open lists": lambda n: "<html><body>" + "<ul><li>x" * n,
    "attributes": lambda n: "<html><body><p " + " ".join(f"a{at}=1" for at in range(n * 4)) + ">x",
    "tables": lambda n: "<html><body>" + "<table><tr><td>x" * n,
    "cites": lambda n: "<html><body>" + "<cite>a</cite> <!-- x -->" * n + "<cite>" * n,
    "tags without end": lambda n: "<html><body>" + "<p a=" * n + "<!--" * n,
    "closing tags": lambda n: "<html><body>" + "<a><div>" * n + "</a></p>" * n,
    "style": lambda n: "<html><style>" + ".a{b .c" * n * 2 + "</style><p>x",
    "garbled": lambda n: "â€™ " * n * 3,
}  # fmt: skip
SMALL, FACTOR = 150, 8


@pytest.mark.parametrize("shape", GREEDY)
def test_time_grows_with_the_length(shape):
    """Eight times the length takes at most 24 times as long; what goes by the square would take 64 times."""

    def seconds(size: int) -> float:
        data = GREEDY[shape](size).encode()
        best = float("inf")
        for _ in range(3):
            start = process_time()
            read(data)
            best = min(best, process_time() - start)
        return best

    short = max(seconds(SMALL), 0.0005)
    assert any(seconds(SMALL * FACTOR) <= short * FACTOR * 3 for _ in range(3))
