"""What `dump` writes: it reads back equal, and a person can read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from bot.knowledge.model import Alias, Episode, Golden, Interview, Pair, Said, Speaker
from bot.knowledge.reading import parse
from bot.knowledge.texts import one_line, prose
from bot.knowledge.writing import TO_FILL_IN, dump, dump_draft
from tests.strategies import interviews

INTERVIEW = Interview(
    id="tin-harbor-s1-okafor",
    title="Wanda Okafor on burning the greenhouse",
    show="Tin Harbor",
    season=1,
    speakers=(Speaker("okafor", "Wanda Okafor", "showrunner"), Speaker("lund", "Pia Lund")),
    outlet="ScreenPost",
    published=date(2031, 4, 5),
    url="https://screenpost.example/okafor",
    aliases=(Alias("the greenhouse", ("glasshouse", "hot house")),),
    pairs=(
        Pair(
            "fire",
            "Why: a fire?",
            "Because everybody knew it would burn, and so we did it first, long before the credits. […] I like fire."
            "\n\n- And smoke.",
            "okafor",
            said=Said.VERBATIM,
            spoils=Episode(1, 1),
            time=750,
        ),
        Pair("kraken", "yes", "No.", "lund", said=Said.PARAPHRASED, spoils=Episode(2), time=3723),
    ),
    golden=(Golden("who lit it", "fire"), Golden("best pizza?", None)),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(interviews())
def test_what_is_written_reads_back_equal(interview):
    reading = parse(dump(interview), "x.yaml")
    assert reading.faults == ()
    assert reading.interview == interview


def test_the_layout_is_what_a_person_would_write():
    assert (
        dump(INTERVIEW)
        == """\
format: 1

interview:
  id: tin-harbor-s1-okafor
  title: Wanda Okafor on burning the greenhouse
  show: Tin Harbor
  season: 1
  speakers:
    - id: okafor
      name: Wanda Okafor
      role: showrunner
    - id: lund
      name: Pia Lund
  outlet: ScreenPost
  published: 2031-04-05
  url: https://screenpost.example/okafor

aliases:
  the greenhouse:
    - glasshouse
    - hot house

pairs:
  - id: fire
    question: 'Why: a fire?'
    answer: >-
      Because everybody knew it would burn, and so we did it first, long before the credits. […] I like fire.


      - And smoke.
    spoils: S01E01
    time: '12:30'
  - id: kraken
    question: 'yes'
    answer: No.
    speaker: lund
    said: paraphrased
    spoils: S02
    time: '1:02:03'

golden:
  - ask: who lit it
    expect: fire
  - ask: best pizza?
    expect: none
"""
    )


def test_a_long_answer_is_wrapped():
    long = replace(INTERVIEW, pairs=(replace(INTERVIEW.pairs[0], answer="one more word " * 999 + "."),))
    assert max(map(len, dump(long).splitlines())) < 125


def test_any_yaml_reader_sees_the_same_texts():
    """Times, dates and words like `yes` are written so that no other program takes them for anything else."""
    kraken = yaml.safe_load(dump(INTERVIEW))["pairs"][1]
    assert (kraken["question"], kraken["time"], kraken["id"]) == ("yes", "1:02:03", "kraken")


@pytest.mark.parametrize(
    "text", ["null", "~", "- a", "a: b", "# a", "'", '"', "{a}", "*a*", "&c", "!", "%", "@me", "`x`", "---", "1_000"]
)
def test_texts_that_mean_something_to_yaml_stay_texts(text):
    written = replace(INTERVIEW, title=text, pairs=(replace(INTERVIEW.pairs[0], answer=text),))
    assert parse(dump(written), "x.yaml").interview == replace(written, golden=INTERVIEW.golden)


class TestDraft:
    UNKNOWN = replace(INTERVIEW, show="", published=date.min, speakers=(Speaker("okafor", ""), INTERVIEW.speakers[1]))

    def test_what_is_not_known_is_an_empty_field_and_a_fault_there(self):
        text = dump_draft(self.UNKNOWN, {})
        lines = text.splitlines()
        marked = [number for number, line in enumerate(lines, start=1) if line.endswith(f":  {TO_FILL_IN}")]
        assert [lines[number - 1].split(":")[0].strip() for number in marked] == ["show", "name", "published"]
        faults = parse(text, "x.yaml").faults
        assert [fault.line for fault in faults] == marked

    def test_where_all_is_known_it_is_the_same_file(self):
        assert dump_draft(INTERVIEW, {}) == dump(INTERVIEW)

    def test_remarks_are_comments_above_their_pair(self):
        text = dump_draft(INTERVIEW, {"kraken": ["Who\n said \x07 that?", "# Sure?"], "unknown": ["x"]})
        assert "\n  # unsure: Who said that?\n  # unsure: # Sure?\n  - id: kraken\n" in text
        assert text.count("# unsure") == 2
        assert parse(text, "x.yaml").interview == INTERVIEW

    @pytest.mark.parametrize("text", ["name: ''", "a\n\nshow: ''\n\nb", "x " * 60 + "\nid: ''"])
    def test_no_text_is_taken_for_an_empty_field(self, text):
        text = prose(text)
        written = replace(INTERVIEW, title=one_line(text), pairs=(replace(INTERVIEW.pairs[0], answer=text),))
        assert parse(dump_draft(replace(written, golden=()), {}), "x").interview == replace(written, golden=())
