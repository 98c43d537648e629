"""The rules of a game, one by one: how it goes from round to round."""

from __future__ import annotations

import pytest

from bot.trivia.ending import PAUSE
from bot.trivia.events import AskHint, AskSkip, AskStop, Choose, Deal, NoRound, Resume, Tick
from bot.trivia.game import PATIENCE, begin
from bot.trivia.model import Mode, Verdict
from bot.trivia.outcomes import (
    Closed,
    End,
    GameEnded,
    Motion,
    Refusal,
    Refused,
    RoundEnded,
    RoundOpened,
    RoundWanted,
    Voted,
)
from bot.trivia.points import Place
from bot.trivia.state import Phase, Settings
from tests.trivia.games import (
    INES,
    JORIS,
    KEZIA,
    LUDO,
    MAREN,
    NOW,
    TOO_OLD,
    Table,
    choice_round,
    kinds,
    only,
    seconds,
    typed_round,
)


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
