"""The rules of a game, one by one: answers, choices and hints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.trivia.answering import LEAST
from bot.trivia.events import AskHint
from bot.trivia.model import Mode, Verdict
from bot.trivia.outcomes import (
    Closed,
    HintShown,
    Missed,
    Refusal,
    Refused,
    Result,
    RoundEnded,
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
    LUDO,
    NOW,
    Table,
    choice_round,
    kinds,
    only,
    seconds,
    typed_round,
)


class TestTypedRounds:
    def test_the_first_right_answer_wins_and_ends_the_round(self):
        table = Table()
        table.deal(typed_round())
        assert table.later(3).guess(KEZIA, Verdict.WRONG) == [Missed(KEZIA, near=False)]
        outcomes = table.later(12).guess(JORIS)
        assert outcomes[0] == Scored(1, JORIS, 75, True, Mode.GAP, "harbor/1", table.now)
        assert outcomes[1] == Scored(1, KEZIA, 0, False, Mode.GAP, "harbor/1", table.now)
        ended = only(RoundEnded, outcomes)
        assert ended.why is Closed.ANSWERED
        assert ended.results == ((JORIS, Result(True, 15.0, 75, 1)), (KEZIA, Result(False, 3.0, 0, 0)))
        assert ended.places == (Place(1, JORIS, 75, 1, 1), Place(2, KEZIA, 0, 0, 1))
        assert table.guess(KEZIA) == [Refused(KEZIA, Refusal.TOO_LATE)]

    def test_a_near_miss_is_told(self):
        table = Table()
        table.deal(typed_round())
        assert table.guess(JORIS, Verdict.NEAR) == [Missed(JORIS, near=True)]

    def test_a_dump_of_words_is_refused_and_does_not_count_as_playing(self):
        table = Table()
        table.deal(typed_round())
        assert table.guess(JORIS, Verdict.DUMP) == [Refused(JORIS, Refusal.DUMP)]
        assert table.game.players == {}

    def test_further_misses_change_nothing_and_need_no_storing(self):
        table = Table()
        table.deal(typed_round())
        table.guess(JORIS, Verdict.WRONG)
        before = table.game
        for verdict in (Verdict.WRONG, Verdict.NEAR):
            assert kinds(table.later(1).guess(JORIS, verdict)) == ["Missed"]
            assert table.game is before

    def test_who_misses_may_win_still_and_the_time_of_the_right_answer_counts(self):
        table = Table()
        table.deal(typed_round())
        table.guess(JORIS, Verdict.NEAR)
        assert only(RoundEnded, table.later(15).guess(JORIS)).results == ((JORIS, Result(True, 15.0, 75, 1)),)

    def test_an_answer_judged_for_an_earlier_round_wins_nothing(self):
        table = Table()
        table.deal(typed_round(1))
        table.guess(JORIS)
        table.deal(typed_round(2))
        assert table.guess(KEZIA, number=1) == [Refused(KEZIA, Refusal.TOO_LATE)]

    def test_a_round_with_choices_is_not_answered_by_typing_nor_the_other_way_round(self):
        table = Table()
        table.deal(choice_round())
        assert table.guess(JORIS) == [Refused(JORIS, Refusal.NO_SUCH_CHOICE)]
        table.time_is_up()
        table.deal(typed_round())
        assert table.choose(JORIS, 0) == [Refused(JORIS, Refusal.NO_SUCH_CHOICE)]


class TestChoices:
    def test_every_right_player_earns_by_speed_when_the_time_is_up(self):
        table = Table()
        table.deal(choice_round(right=2))
        assert table.choose(INES, 2) == [Taken(INES, 2, changed=False)]
        table.later(15).choose(JORIS, 2)
        table.choose(KEZIA, 1)
        outcomes = table.time_is_up()
        assert kinds(outcomes) == ["Scored"] * 3 + ["RoundEnded"]
        ended = only(RoundEnded, outcomes)
        assert ended.why is Closed.TIME
        assert [(player, result.points) for player, result in ended.results] == [(INES, 100), (JORIS, 75), (KEZIA, 0)]

    def test_a_choice_stands_unless_it_may_be_changed(self):
        table = Table()
        table.deal(choice_round())
        table.choose(JORIS, 1)
        before = table.game
        assert table.choose(JORIS, 0) == [Refused(JORIS, Refusal.CHOSEN)]
        assert table.choose(JORIS, 1) == [Refused(JORIS, Refusal.SAME)]
        assert table.game is before

    def test_of_choices_that_may_be_changed_the_last_counts_from_when_it_was_made(self):
        table = Table(Settings(rounds=3, seconds=30, changeable=True))
        table.deal(choice_round())
        table.choose(JORIS, 1)
        assert table.later(15).choose(JORIS, 0) == [Taken(JORIS, 0, changed=True)]
        assert table.later(5).choose(JORIS, 0) == [Refused(JORIS, Refusal.SAME)]
        assert only(RoundEnded, table.time_is_up()).results == ((JORIS, Result(True, 15.0, 75, 1)),)

    @pytest.mark.parametrize("choice", [-1, 4, 99])
    def test_there_are_only_the_choices_there_are(self, choice):
        table = Table()
        table.deal(choice_round())
        assert table.choose(JORIS, choice) == [Refused(JORIS, Refusal.NO_SUCH_CHOICE)]

    def test_a_button_of_an_earlier_round_does_nothing(self):
        table = Table()
        table.deal(choice_round(1))
        table.choose(JORIS, 0)
        table.time_is_up()
        assert table.choose(KEZIA, 0) == [Refused(KEZIA, Refusal.TOO_LATE)]
        table.deal(choice_round(2))
        assert table.choose(KEZIA, 0, number=1) == [Refused(KEZIA, Refusal.TOO_LATE)]


class TestEarlyEnd:
    def played(self, *players, changeable=False):
        """A table at which these have answered the first round, in the second."""
        table = Table(Settings(rounds=9, seconds=30, changeable=changeable))
        table.deal(choice_round(1))
        for player in players:
            table.choose(player, 0)
        table.time_is_up()
        table.deal(choice_round(2))
        return table

    def test_in_the_first_round_everybody_may_join(self):
        table = Table()
        table.deal(choice_round())
        table.later(6).choose(JORIS, 0)
        assert table.game.due == NOW + seconds(30)

    def test_a_round_ends_once_everybody_who_plays_has_chosen(self):
        table = self.played(INES, JORIS)
        assert kinds(table.later(6).choose(INES, 0)) == ["Taken"]
        outcomes = table.later(1).choose(JORIS, 1)
        assert kinds(outcomes) == ["Taken", "Scored", "Scored", "RoundEnded"]
        assert only(RoundEnded, outcomes).why is Closed.ALL_CHOSEN

    def test_but_not_within_its_first_seconds_so_that_others_can_join(self):
        table = self.played(INES)
        assert kinds(table.choose(INES, 0)) == ["Taken"]
        assert table.game.due == table.now + LEAST
        assert kinds(table.later(4).choose(KEZIA, 0)) == ["Taken"]
        assert only(RoundEnded, table.time_is_up()).why is Closed.ALL_CHOSEN

    def test_whoever_missed_a_round_or_two_is_waited_for(self):
        table = self.played(INES, JORIS)
        table.later(6).choose(INES, 0)
        table.time_is_up()
        table.deal(choice_round(3))
        assert kinds(table.later(6).choose(INES, 0)) == ["Taken"]
        table.time_is_up()
        table.deal(choice_round(4))
        assert only(RoundEnded, table.later(6).choose(INES, 0)).why is Closed.ALL_CHOSEN

    def test_newcomers_alone_do_not_end_a_round(self):
        table = self.played()
        assert kinds(table.later(6).choose(KEZIA, 0)) == ["Taken"]
        assert table.game.due == table.game.opened + seconds(30)

    def test_where_choices_may_be_changed_a_round_lasts_its_time(self):
        table = self.played(INES, changeable=True)
        assert kinds(table.later(6).choose(INES, 0)) == ["Taken"]
        assert only(RoundEnded, table.time_is_up()).why is Closed.TIME
        assert table.now == table.game.opened


class TestHints:
    def test_hints_are_for_all_and_cost_a_quarter_each(self):
        table = Table()
        table.deal(choice_round())
        table.choose(JORIS, 0)
        assert table.later(6).does(AskHint(KEZIA, table.now)) == [HintShown(1, HINTS[0])]
        table.choose(KEZIA, 0)
        assert table.later(6).does(AskHint(KEZIA, table.now)) == [HintShown(2, HINTS[1])]
        table.choose(LUDO, 0)
        results = dict(only(RoundEnded, table.time_is_up()).results)
        assert [results[player].points for player in (JORIS, KEZIA, LUDO)] == [100, 68, 40]

    def test_there_are_two_at_most_and_a_setting_makes_it_fewer(self):
        table = Table(Settings(rounds=3, seconds=30, hints=1))
        table.deal(choice_round())
        table.later(20).does(AskHint(JORIS, table.now))
        assert table.does(AskHint(JORIS, table.now)) == [Refused(JORIS, Refusal.NO_HINT)]

    def test_a_round_may_have_none(self):
        table = Table()
        table.deal(replace(choice_round(), hints=()))
        assert table.later(20).does(AskHint(JORIS, table.now)) == [Refused(JORIS, Refusal.NO_HINT)]

    def test_they_are_not_had_at_once(self):
        table = Table()
        table.deal(choice_round())
        assert table.later(5.9).does(AskHint(JORIS, table.now)) == [Refused(JORIS, Refusal.TOO_SOON)]
        assert kinds(table.later(0.1).does(AskHint(JORIS, table.now))) == ["HintShown"]
        assert table.later(5.9).does(AskHint(JORIS, table.now)) == [Refused(JORIS, Refusal.TOO_SOON)]

    def test_there_are_none_between_rounds_and_each_round_has_its_own(self):
        table = Table()
        table.deal(choice_round())
        table.choose(JORIS, 0)
        table.later(20).does(AskHint(JORIS, table.now))
        table.time_is_up()
        assert table.does(AskHint(JORIS, table.now)) == [Refused(JORIS, Refusal.TOO_LATE)]
        table.deal(choice_round(2))
        assert table.later(6).does(AskHint(JORIS, table.now)) == [HintShown(1, HINTS[0])]
