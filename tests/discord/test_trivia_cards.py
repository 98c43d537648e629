"""Cards keep Discord's limits and show as text whatever content and names hold; buttons read their own names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord import trivia_wording as wording
from bot.discord.views import trivia_boards, trivia_cards, trivia_reports
from bot.discord.views.trivia_buttons import PRESSES, name_of
from bot.knowledge.model import Entry
from bot.storage.trivia_records import Answer, Leaderboard, Report, ReportState, Standing
from bot.trivia.documents import dump_round
from bot.trivia.model import GAP, Clue, Hint, Mode, Round
from bot.trivia.outcomes import Closed, End, GameEnded, Result, RoundEnded
from bot.trivia.points import ranked
from bot.trivia.schedule import Window
from bot.trivia.state import Game, Phase, Player, Settings
from tests.discord import limits
from tests.trivia import content

NOW = datetime(2032, 5, 1, tzinfo=UTC)
NASTY = "**@everyone** `x` ||y|| [a](https://x.example) <@1>\n> # 1. -"
ENTRY = Entry(content.NIGHT_FERRY, content.FERRY[0])
texts = st.text(min_size=1, max_size=300).filter(lambda text: any(map(str.isalnum, text))) | st.just(NASTY * 8)


def choice(answer="Why?", *, quote="Because.", others=("Who?", "How?", "When?"), **other):
    return Round(Mode.QUOTE, ENTRY.ref, quote, answer, quote, (answer, *others), key=f"{ENTRY.ref}:quote", **other)


def gap(word="matches", before="So we lit it with forty ", after=" at dawn.", **other):
    prompt, quote = f"{before}{GAP}{after}", f"{before}{word}{after}"
    return Round(Mode.GAP, ENTRY.ref, prompt, word, quote, accepted=(word,), key=f"{ENTRY.ref}:gap:x", **other)


def game(round_, **other):
    players = {number: Player(skip=number == 1, seen=1) for number in range(1, 4)}
    state = Game(Settings(rounds=5), 1, Phase.OPEN, 1, NOW, NOW + timedelta(seconds=30), NOW, players, round_)
    return replace(state, **other)


def ended(round_, number=12, **other):
    results = tuple((at, Result(at % 2 == 0, at + 0.5, 90, at)) for at in range(number))
    places = ranked((at, 100 - at // 2, 1, 2) for at in range(number))
    return replace(RoundEnded(1, round_, Closed.TIME, results, places, last=False), **other)


@given(st.lists(texts, min_size=4, max_size=4, unique=True), texts, texts)
@settings(max_examples=40, deadline=None)
def test_whatever_is_in_it_discord_takes_a_card(choices, quote, hint):
    answer, *others = choices
    round_ = choice(answer, quote=quote, others=tuple(others), hints=(Hint(Clue.NOT, hint), Hint(Clue.ASKED, hint)))
    limits.check(trivia_cards.question(7, game(round_, hints=2)))
    limits.check(trivia_cards.reveal(7, game(round_), ended(round_), ENTRY, {1: "Ada"}))
    typed = gap(answer, quote, others[0], asked=others[1], hints=(Hint(Clue.LETTERS, hint),))
    limits.check(trivia_cards.question(7, game(typed, hints=1)))
    limits.check(trivia_cards.reveal(7, game(typed), ended(typed), None, {}))


def test_short_choices_stand_on_the_buttons_and_long_ones_in_a_list():
    short = trivia_cards.question(7, game(choice()))
    assert [button.item.label for button in short.buttons[:4]] == ["Why?", "Who?", "How?", "When?"]
    assert "**A**" not in short.embed.description
    long = trivia_cards.question(7, game(choice("Why does the greenhouse burn, and who has lit it, and when?")))
    assert [button.item.label for button in long.buttons[:4]] == list("ABCD")
    assert "**A** Why does the greenhouse burn" in long.embed.description


def test_a_card_says_when_it_ends_how_many_have_answered_and_what_they_voted():
    text = trivia_cards.question(7, game(choice())).embed.description
    assert f"<t:{round((NOW + timedelta(seconds=30)).timestamp())}:R>" in text
    assert wording.votes("skip", 1, 2) in text


def test_content_formats_nothing():
    text = trivia_cards.question(7, game(choice(NASTY, quote=NASTY, others=("a" * 50, "b", "c")))).embed.description
    ours = text.replace("**A**", "").replace("**B**", "").replace("**C**", "").replace("**D**", "")
    theirs = "\n".join(line.removeprefix("> ") for line in ours.split("\n") if "<t:" not in line and "🗳️" not in line)
    assert limits.active(theirs) == []


def test_a_gap_stands_out_and_is_filled_in_the_end():
    assert f"forty **{GAP}** at dawn" in trivia_cards.question(7, game(gap())).embed.description
    shown = trivia_cards.reveal(7, game(gap()), ended(gap()), ENTRY, {})
    assert "forty **matches** at dawn" in shown.embed.description


def test_a_word_at_the_edge_of_its_quotation_keeps_no_blank():
    text = trivia_cards.reveal(7, game(gap(before="")), ended(gap(before="")), ENTRY, {}).embed.description
    assert text.startswith("> **matches** at dawn.")


@pytest.mark.parametrize(
    ("why", "said"), [(Closed.SKIPPED, wording.SKIPPED_ROUND), (Closed.STOPPED, wording.STOPPED_ROUND)]
)
def test_a_reveal_says_when_nothing_counts(why, said):
    assert said in trivia_cards.reveal(7, game(choice()), ended(choice(), 0, why=why), ENTRY, {}).embed.description


def test_of_many_winners_the_first_are_named():
    text = trivia_cards.reveal(7, game(choice()), ended(choice(), 40), ENTRY, {}).embed.description
    assert wording.and_more(10) in text
    assert "14 more" in text


def test_long_names_and_many_players_fit_the_final_scores():
    places = ranked((number, 100, 1, 1) for number in range(300))
    reply = trivia_cards.final(game(choice()), GameEnded(End.ALL_ROUNDS, places), dict.fromkeys(range(300), "x" * 32))
    limits.check(reply)
    assert wording.and_more(290) in reply.embed.description


def test_who_is_not_known_is_called_so():
    places = ranked([(5, 10, 1, 1)])
    assert wording.SOMEBODY in trivia_cards.scores(places, {}).embed.description


@pytest.mark.parametrize(
    ("after", "shown"), [(0.04, "0.0 s"), (59.94, "59.9 s"), (61, "1 min"), (3_600 * 2 + 65, "2 h 1 min")]
)
def test_how_long_an_answer_took(after, shown):
    assert wording.seconds(after) == shown


def test_every_sentence_there_may_be_a_need_for_is_there():
    assert set(wording.ENDS) == set(End)
    assert set(wording.WINDOWS) == set(Window)
    assert set(wording.ASKS) == set(Mode)
    assert all(wording.hint(clue, "x").startswith("💡") for clue in Clue)


def test_buttons_have_names_that_they_read():
    for card in (trivia_cards.question(10**15, game(choice(), number=50)), trivia_cards.question(7, game(gap()))):
        assert {type(button) for button in card.buttons} <= set(PRESSES)
    assert name_of("a:quote") != name_of("b:quote")
    assert len(name_of("x" * 5_000)) == 12


# Leaderboards and reports


@given(st.lists(st.integers(-(10**9), 10**9), max_size=10), texts, st.integers(0, 30))
@settings(max_examples=25, deadline=None)
def test_a_leaderboard_keeps_the_limits(points, name, number):
    standings = tuple(Standing(at + 1, at, each, 3, 4) for at, each in enumerate(points))
    found = Leaderboard(standings, 10 * number + len(standings))
    limits.check(trivia_boards.page(found, Window.WEEK, number, 10**19, dict.fromkeys(range(10), "x" * 32)))


def report(number, document, why="", key=f"{ENTRY.ref}:gap:x"):
    return Report(number, 5, key, ENTRY.ref, document, 7, 1, why, ReportState.OPEN, None, NOW, None)


@given(texts, texts)
@settings(max_examples=25, deadline=None)
def test_a_report_keeps_the_limits(text, why):
    documents = [dump_round(choice(text, quote=text)), dump_round(gap(text)), {"shown": text}, {}]
    reports = [report(number, document, why) for number, document in enumerate(documents)]
    earned = [Answer(at, at, 7, 1, True, 90, NOW) for at in range(40)]
    limits.check(trivia_reports.listing(reports))
    for each in reports:
        limits.check(trivia_reports.report_card([each, *reports], earned, {}))


@pytest.mark.parametrize(
    ("typed", "points"), [("40", 40), ("-40", -40), ("−40", -40), ("0", None), ("1e3", None), ("10001", None)]
)
def test_points_as_moderators_write_them(typed, points):
    assert trivia_reports.whole(typed) == points
