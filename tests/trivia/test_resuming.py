"""The rules of a game, one by one: after a restart, when clocks are set, when somebody is forgotten."""

from __future__ import annotations

import pytest

from bot.trivia.ending import PAUSE
from bot.trivia.events import AskHint, AskSkip, Deal, Resume, Tick
from bot.trivia.game import PATIENCE, SET_BACK, step
from bot.trivia.model import Mode
from bot.trivia.outcomes import (
    End,
    GameEnded,
    Refusal,
    Refused,
    Result,
    RoundEnded,
    RoundOpened,
    RoundWanted,
    Scored,
    Taken,
)
from bot.trivia.points import Place
from bot.trivia.state import Settings
from tests.trivia.games import (
    HINTS,
    INES,
    JORIS,
    KEZIA,
    NOW,
    TOO_OLD,
    Table,
    choice_round,
    kinds,
    only,
    seconds,
    typed_round,
)


class TestResuming:
    def resumed(self, table, away, too_old=TOO_OLD):
        """After the process that was alive until now has been dead for so many seconds."""
        alive = table.now
        return table.later(away).does(Resume(table.now, alive, too_old))

    def test_a_round_goes_on_with_the_time_that_remained(self):
        table = Table()
        table.deal(choice_round())
        table.later(10).does(AskHint(JORIS, table.now))
        outcomes = self.resumed(table.later(5), away=60)
        assert outcomes == [RoundOpened(1, choice_round(), table.now + seconds(15), HINTS[:1])]
        table.choose(JORIS, 0)
        assert dict(only(RoundEnded, table.time_is_up()).results)[JORIS].after == 15.0

    def test_choices_made_before_count_as_they_were(self):
        table = Table()
        table.deal(choice_round())
        table.later(3).choose(JORIS, 0)
        self.resumed(table, away=60)
        assert table.choose(JORIS, 1) == [Refused(JORIS, Refusal.CHOSEN)]
        assert only(RoundEnded, table.time_is_up()).results == ((JORIS, Result(True, 3.0, 95, 1)),)

    def test_nobody_has_to_have_been_away(self):
        table = Table()
        table.deal(choice_round())
        before = table.game
        assert kinds(self.resumed(table, away=0)) == ["RoundOpened"]
        assert table.game is before

    def test_a_reveal_is_shown_again_but_scores_nothing_again(self):
        table = Table()
        table.deal(typed_round())
        ended = only(RoundEnded, table.guess(JORIS))
        assert self.resumed(table, away=3) == [ended]
        assert table.game.due == table.now + PAUSE

    def test_a_round_that_was_wanted_is_wanted_again(self):
        table = Table()
        assert self.resumed(table, away=100) == [RoundWanted(1, tuple(Mode))]
        assert table.game.due == table.now + PATIENCE

    def test_a_result_that_may_not_have_been_shown_is_shown(self):
        table = Table(Settings(rounds=1))
        table.deal(typed_round())
        outcomes = table.guess(JORIS)
        before = table.game
        assert self.resumed(table, away=100_000) == outcomes[1:]
        assert table.game is before

    @pytest.mark.parametrize("phase", ["wanted", "open", "pause"])
    def test_after_too_long_a_game_ends_with_the_scores_so_far(self, phase):
        table = Table()
        table.deal(typed_round())
        table.guess(JORIS)
        if phase != "pause":
            table.time_is_up()
        if phase == "open":
            table.does(Deal(2, typed_round(2), table.now))
        ended = only(GameEnded, self.resumed(table, away=900))
        assert ended == GameEnded(End.TOO_OLD, (Place(1, JORIS, 100, 1, 1),))

    def test_just_before_that_it_goes_on(self):
        table = Table()
        table.deal(typed_round())
        assert kinds(self.resumed(table, away=899)) == ["RoundOpened"]

    def test_a_round_that_was_overdue_ends(self):
        table = Table()
        table.deal(choice_round())
        table.choose(JORIS, 0)
        assert kinds(self.resumed(table.later(31), away=5)) == ["Scored", "RoundEnded"]

    def test_a_pause_that_was_over_is_followed_by_the_next_round(self):
        table = Table()
        table.deal(typed_round())
        table.guess(JORIS)
        assert kinds(self.resumed(table.later(10), away=5)) == ["RoundEnded", "RoundWanted"]


class TestClocks:
    def test_a_clock_that_is_set_back_does_not_hold_up_a_round(self):
        table = Table()
        table.deal(choice_round())
        table.later(10).choose(JORIS, 0)
        table.later(-3_600).does(Tick(table.now))
        assert table.game.due == table.now + seconds(20)

    def test_an_event_a_little_out_of_order_moves_nothing(self):
        table = Table()
        table.deal(choice_round())
        table.later(10).choose(JORIS, 0)
        due = table.game.due
        table.later(-SET_BACK.total_seconds()).choose(KEZIA, 0)
        assert (table.game.due, table.game.touched) == (due, NOW + seconds(10))
        assert dict(only(RoundEnded, table.time_is_up()).results)[KEZIA].after == 0.0


class TestForgetting:
    def test_somebody_who_is_taken_out_has_never_answered(self):
        table = Table()
        table.deal(choice_round())
        table.choose(INES, 0)
        table.choose(JORIS, 0)
        table.game = table.game.without(INES)
        outcomes = table.time_is_up()
        assert [each.player for each in outcomes if isinstance(each, Scored)] == [JORIS]
        table.deal(choice_round(2))
        assert table.does(AskSkip(INES, table.now)) == [Refused(INES, Refusal.NOT_PLAYING)]

    def test_and_may_play_again(self):
        table = Table()
        table.deal(choice_round())
        table.choose(JORIS, 1)
        table.game = table.game.without(JORIS)
        assert table.choose(JORIS, 0) == [Taken(JORIS, 0, changed=False)]

    def test_a_reveal_of_before_names_them_no_more(self):
        table = Table()
        table.deal(typed_round())
        table.guess(JORIS)
        table.game = table.game.without(JORIS)
        _, outcomes = step(table.game, Resume(table.now, table.now, TOO_OLD))
        assert only(RoundEnded, outcomes).results == ()
