"""The rules of a game, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.trivia.answering import LEAST
from bot.trivia.ending import PAUSE
from bot.trivia.events import AskHint, AskSkip, AskStop, Choose, Deal, NoRound, Resume, Tick
from bot.trivia.game import PATIENCE, SET_BACK, begin, step
from bot.trivia.model import Mode, Verdict
from bot.trivia.outcomes import (
    Closed,
    End,
    GameEnded,
    HintShown,
    Missed,
    Motion,
    Refusal,
    Refused,
    Result,
    RoundEnded,
    RoundOpened,
    RoundWanted,
    Scored,
    Taken,
    Voted,
)
from bot.trivia.points import Place
from bot.trivia.state import Phase, Settings
from tests.trivia.games import (
    HINTS,
    INES,
    JORIS,
    KEZIA,
    LUDO,
    MAREN,
    NOW,
    Table,
    choice_round,
    kinds,
    only,
    seconds,
    typed_round,
)

TOO_OLD = timedelta(minutes=15)


class TestSettings:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"rounds": 0},
            {"rounds": 51},
            {"seconds": 9},
            {"seconds": 121},
            {"hints": 3},
            {"hints": -1},
            {"modes": ()},
            {"daily": True},
            {"daily": True, "rounds": 1, "seconds": 86_401},
        ],
    )
    def test_what_is_out_of_range_is_refused(self, wrong):
        with pytest.raises(ValueError, match="No game can be played"):
            Settings(**wrong)

    @pytest.mark.parametrize(
        "right",
        [{"rounds": 1, "seconds": 10}, {"rounds": 50, "seconds": 120}, {"rounds": 1, "daily": True, "seconds": 86_400}],
    )
    def test_what_is_at_the_end_of_a_range_is_not(self, right):
        assert Settings(**right)


class TestRounds:
    def test_a_game_begins_by_wanting_a_round(self):
        game, outcomes = begin(Settings(modes=(Mode.GAP,)), INES, NOW)
        assert outcomes == (RoundWanted(1, (Mode.GAP,)),)
        assert (game.phase, game.number, game.due) == (Phase.WANTED, 0, NOW + PATIENCE)

    def test_a_round_that_is_dealt_is_open_for_its_time(self):
        table = Table()
        assert table.deal(choice_round()) == [RoundOpened(1, choice_round(), NOW + seconds(30))]
        assert table.game.due == NOW + seconds(30)
        assert table.later(29.9).does(Tick(table.now)) == []
        assert kinds(table.time_is_up()) == ["RoundEnded"]

    @pytest.mark.parametrize("number", [0, 2, 7])
    def test_a_round_nobody_wanted_changes_nothing(self, number):
        table = Table()
        before = table.game
        assert table.does(Deal(number, choice_round(), NOW)) == []
        assert table.game is before
        table.deal(choice_round())
        before = table.game
        for stale in (1, 2):
            assert table.does(Deal(stale, choice_round(9), NOW)) == []
        assert table.game is before

    def test_after_a_reveal_there_is_a_pause_and_then_the_next_round_is_wanted(self):
        table = Table()
        table.deal(choice_round())
        table.choose(JORIS, 1)
        table.time_is_up()
        assert (table.game.phase, table.game.due) == (Phase.PAUSE, NOW + seconds(30) + PAUSE)
        assert table.time_is_up() == [RoundWanted(2, tuple(Mode))]
        assert table.game.due == table.now + PATIENCE

    def test_after_the_last_round_the_game_ends(self):
        table = Table(Settings(rounds=1))
        table.deal(choice_round())
        table.choose(JORIS, 0)
        outcomes = table.time_is_up()
        assert kinds(outcomes) == ["Scored", "RoundEnded", "GameEnded"]
        assert only(RoundEnded, outcomes).last
        assert only(GameEnded, outcomes) == GameEnded(End.ALL_ROUNDS, (Place(1, JORIS, 100, 1, 1),))
        assert (table.game.over, table.game.due) == (True, None)

    def test_without_a_further_round_the_game_ends(self):
        table = Table()
        assert table.does(NoRound(NOW)) == [GameEnded(End.NO_ROUNDS, ())]

    def test_without_anybody_to_deal_it_the_game_ends_too(self):
        assert Table().time_is_up() == [GameEnded(End.NO_ROUNDS, ())]

    def test_a_shortage_is_of_no_interest_while_a_round_is_open(self):
        table = Table()
        table.deal(choice_round())
        assert table.does(NoRound(table.now)) == []

    def test_what_happens_late_does_first_what_a_tick_would_have_done(self):
        table = Table()
        table.deal(typed_round())
        outcomes = table.later(31).guess(JORIS)
        assert kinds(outcomes) == ["RoundEnded", "Refused"]
        assert outcomes[1] == Refused(JORIS, Refusal.TOO_LATE)

    def test_two_rounds_without_an_answer_end_the_game(self):
        table = Table(Settings(rounds=9))
        for number in (1, 2):
            table.deal(typed_round(number))
            outcomes = table.time_is_up()
        assert only(GameEnded, outcomes).why is End.IDLE

    @pytest.mark.parametrize(
        ("verdict", "goes_on"),
        [(Verdict.WRONG, True), (Verdict.NEAR, True), (Verdict.RIGHT, True), (Verdict.DUMP, False)],
    )
    def test_an_answer_keeps_a_game_going_whatever_it_is_worth(self, verdict, goes_on):
        table = Table(Settings(rounds=9))
        table.deal(typed_round(1))
        table.time_is_up()
        table.deal(typed_round(2))
        table.guess(JORIS, verdict)
        if verdict is not Verdict.RIGHT:
            table.time_is_up()
        assert table.game.over is not goes_on

    def test_silence_is_counted_anew_after_an_answer(self):
        table = Table(Settings(rounds=9))
        for number in (1, 2, 3):
            table.deal(typed_round(number))
            if number == 2:
                table.guess(JORIS, Verdict.WRONG)
            table.time_is_up()
        assert not table.game.over


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


class TestStreaks:
    def test_being_right_again_earns_a_little_more(self):
        table = Table(Settings(rounds=9))
        streaks = []
        for number in range(1, 9):
            table.deal(choice_round(number))
            table.choose(JORIS, 0)
            result = dict(only(RoundEnded, table.time_is_up()).results)[JORIS]
            streaks.append((result.streak, result.points))
        assert streaks == [(1, 100), (2, 105), (3, 110), (4, 115), (5, 120), (6, 125), (7, 125), (8, 125)]

    @pytest.mark.parametrize("how", ["wrong", "silent"])
    def test_it_ends_with_a_wrong_answer_or_none(self, how):
        table = Table(Settings(rounds=9))
        for number in (1, 2, 3):
            table.deal(choice_round(number))
            if number != 2 or how == "wrong":
                table.choose(JORIS, int(number == 2))
            ended = only(RoundEnded, table.time_is_up())
        assert dict(ended.results)[JORIS].streak == 1

    def test_a_round_that_was_skipped_does_not_count(self):
        table = Table(Settings(rounds=9))
        for number in (1, 2, 3):
            table.deal(choice_round(number))
            table.choose(JORIS, int(number == 2))
            ended = only(RoundEnded, table.does(AskSkip(INES, table.now)) if number == 2 else table.time_is_up())
        assert dict(ended.results)[JORIS].streak == 2
        assert ended.places == (Place(1, JORIS, 205, 2, 2),)


class TestSkipAndStop:
    def playing(self, *players):
        table = Table(Settings(rounds=9))
        table.deal(typed_round())
        for player in players:
            table.guess(player, Verdict.WRONG)
        return table

    @pytest.mark.parametrize(("player", "moderator"), [(INES, False), (MAREN, True)])
    def test_the_starter_and_moderators_skip_and_stop_at_once(self, player, moderator):
        table = self.playing(JORIS)
        outcomes = table.does(AskSkip(player, table.now, moderator))
        assert kinds(outcomes) == ["RoundEnded"]
        assert (outcomes[0].why, outcomes[0].results) == (Closed.SKIPPED, ())
        table.deal(typed_round(2))
        outcomes = table.does(AskStop(player, table.now, moderator))
        assert [each.why for each in outcomes] == [Closed.STOPPED, End.STOPPED]

    def test_others_need_more_than_half_of_those_who_play(self):
        table = self.playing(JORIS, KEZIA, LUDO, MAREN)
        assert table.does(AskSkip(JORIS, table.now)) == [Voted(Motion.SKIP, JORIS, 1, 3)]
        assert table.does(AskSkip(JORIS, table.now)) == [Refused(JORIS, Refusal.VOTED)]
        assert table.does(AskSkip(KEZIA, table.now)) == [Voted(Motion.SKIP, KEZIA, 2, 3)]
        assert table.does(AskSkip(99, table.now)) == [Refused(99, Refusal.NOT_PLAYING)]
        outcomes = table.does(AskSkip(LUDO, table.now))
        assert outcomes[0] == Voted(Motion.SKIP, LUDO, 3, 3)
        assert only(RoundEnded, outcomes).why is Closed.SKIPPED

    def test_votes_to_skip_and_to_stop_are_counted_apart(self):
        table = self.playing(JORIS, KEZIA)
        table.does(AskSkip(JORIS, table.now))
        assert table.does(AskStop(KEZIA, table.now)) == [Voted(Motion.STOP, KEZIA, 1, 2)]
        assert kinds(table.does(AskStop(JORIS, table.now))) == ["Voted", "RoundEnded", "GameEnded"]

    def test_votes_are_forgotten_with_the_round(self):
        table = self.playing(JORIS, KEZIA)
        table.does(AskStop(JORIS, table.now))
        table.time_is_up()
        assert table.does(AskStop(KEZIA, table.now)) == [Voted(Motion.STOP, KEZIA, 1, 2)]

    def test_whoever_has_long_stopped_playing_is_not_counted(self):
        table = self.playing(JORIS, KEZIA)
        for number in (2, 3, 4):
            table.time_is_up()
            table.deal(typed_round(number))
            table.guess(JORIS, Verdict.WRONG)
        assert table.does(AskSkip(KEZIA, table.now)) == [Refused(KEZIA, Refusal.NOT_PLAYING)]
        assert table.does(AskSkip(JORIS, table.now))[0] == Voted(Motion.SKIP, JORIS, 1, 1)

    def test_between_rounds_there_is_nothing_to_skip(self):
        table = self.playing(JORIS)
        table.time_is_up()
        assert table.does(AskSkip(INES, table.now)) == [Refused(INES, Refusal.TOO_LATE)]

    def test_the_button_of_an_earlier_round_skips_nothing(self):
        table = self.playing(JORIS)
        table.time_is_up()
        table.deal(typed_round(2))
        assert table.does(AskSkip(INES, table.now, number=1)) == [Refused(INES, Refusal.TOO_LATE)]

    def test_points_of_earlier_rounds_stay_when_a_game_is_stopped(self):
        table = self.playing()
        table.guess(JORIS)
        assert table.does(AskStop(INES, table.now)) == [GameEnded(End.STOPPED, (Place(1, JORIS, 100, 1, 1),))]

    def test_a_game_that_is_over_is_over(self):
        table = self.playing(JORIS)
        table.does(AskStop(INES, table.now))
        before = table.game
        assert table.does(AskStop(INES, table.now)) == [Refused(INES, Refusal.TOO_LATE)]
        for event in (Tick(table.now + seconds(99)), Deal(2, typed_round(2), table.now), NoRound(table.now)):
            assert table.does(event) == []
        assert table.does(Choose(JORIS, 1, 0, table.now)) == [Refused(JORIS, Refusal.TOO_LATE)]
        assert table.game is before


class TestStanding:
    def test_ties_share_a_rank(self):
        table = Table(Settings(rounds=1))
        table.deal(choice_round())
        for player, choice in ((JORIS, 0), (INES, 0), (KEZIA, 1)):
            table.choose(player, choice)
        table.later(15).choose(LUDO, 0)
        places = only(GameEnded, table.time_is_up()).places
        assert [(place.rank, place.player, place.points) for place in places] == [
            (1, INES, 100),
            (1, JORIS, 100),
            (3, LUDO, 75),
            (4, KEZIA, 0),
        ]


class TestDaily:
    def table(self):
        table = Table(Settings(rounds=1, seconds=7_200, daily=True), starter=None)
        table.deal(choice_round())
        return table

    def test_only_moderators_end_it(self):
        table = self.table()
        table.choose(JORIS, 0)
        for event in (AskSkip(JORIS, table.now), AskStop(JORIS, table.now)):
            assert table.does(event) == [Refused(JORIS, Refusal.MODERATORS_ONLY)]
        assert kinds(table.does(AskStop(MAREN, table.now, moderator=True))) == ["RoundEnded", "GameEnded"]

    def test_hints_come_as_soon_as_elsewhere(self):
        table = self.table()
        assert kinds(table.later(10).does(AskHint(JORIS, table.now))) == ["HintShown"]

    def test_it_keeps_its_hours_however_long_nobody_ran_it(self):
        table = self.table()
        table.choose(JORIS, 0)
        deadline = table.game.due
        table.later(3_600)
        opened = only(RoundOpened, table.does(Resume(table.now, NOW, TOO_OLD)))
        assert opened.deadline == deadline
        outcomes = table.later(100_000).does(Resume(table.now, table.now, TOO_OLD))
        assert kinds(outcomes) == ["Scored", "RoundEnded", "GameEnded"]


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
