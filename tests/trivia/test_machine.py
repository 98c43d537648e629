"""Games that nobody would play: whatever happens, in whatever order, however late, the books balance."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.trivia.documents import dump, load
from bot.trivia.ending import VOID
from bot.trivia.events import AskHint, AskSkip, AskStop, Choose, Deal, Guess, NoRound, Resume, Tick
from bot.trivia.game import begin, step
from bot.trivia.model import Verdict
from bot.trivia.outcomes import Closed, GameEnded, RoundEnded, RoundOpened, RoundWanted, Scored, Taken
from bot.trivia.state import Phase, Settings
from tests.trivia.games import INES, NOW, choice_round, seconds, typed_round

PLAYERS = st.sampled_from([INES, 12, 13, 14])
JUDGED = st.sampled_from([*Verdict, *[Verdict.RIGHT] * 4])
RARELY = st.sampled_from([False] * 19 + [True])
SETTINGS = st.builds(
    lambda daily, **chosen: Settings(rounds=1, seconds=3_600, daily=True) if daily else Settings(**chosen),
    daily=RARELY,
    rounds=st.integers(2, 4),
    seconds=st.sampled_from([10, 30, 120]),
    changeable=st.booleans(),
    hints=st.integers(0, 2),
)
# Mostly a little forwards, now and then a little or a lot backwards, and rarely very late.
DELAYS = st.sampled_from([0.5, 2.0, 3.0, 6.0] * 5 + [-2.0, 31.0, -7_200.0, 100_000.0]) | st.floats(0, 6)
NUMBERS = st.sampled_from([0] * 8 + [-1, 1])
TYPED = st.lists(st.booleans(), min_size=4, max_size=4)


class Play(RuleBasedStateMachine):
    """One game, and what an onlooker writes down who sees nothing but outcomes."""

    @initialize(chosen=SETTINGS, typed=TYPED, slow=RARELY)
    def begins(self, chosen, typed, slow):
        self.typed, self.prompt, self.now = typed, not slow, NOW
        self.game, outcomes = begin(chosen, None if chosen.daily else INES, NOW)
        self.scores: Counter[int] = Counter()
        self.scored: set[tuple[int, int]] = set()
        self.choices: dict[int, int] = {}
        self.open = self.opened = self.ended = self.over = 0
        self.see(outcomes)
        if self.prompt:
            self.deals(off=0)

    @precondition(lambda self: self.game.over)
    @rule(chosen=SETTINGS, typed=TYPED, slow=RARELY)
    def begins_another(self, chosen, typed, slow):
        assert self.over == 1
        self.begins(chosen, typed, slow)

    def happens(self, event):
        before, document = self.game, dump(self.game)
        self.game, outcomes = step(before, event)
        assert dump(before) == document  # what was is not changed
        assert step(load(document), event) == (self.game, outcomes)  # nor does a restart change what comes of it
        assert self.game is not before or dump(self.game) == document
        self.see(outcomes, again=isinstance(event, Resume))
        if self.prompt and self.game.phase is Phase.WANTED and not isinstance(event, Deal):
            self.deals(off=0)

    def see(self, outcomes, *, again=False):
        for each in outcomes:
            match each:
                case RoundWanted(number):
                    assert number == self.ended + 1
                case RoundOpened(number):
                    assert number == self.ended + 1
                    assert again or number == self.opened + 1
                    self.choices = self.choices if number == self.opened else {}
                    self.open = self.opened = number
                case Taken(player, choice):
                    assert (player in self.choices) == each.changed
                    self.choices[player] = choice
                case Scored(number, player):
                    assert number == self.open
                    assert (number, player) not in self.scored
                    self.scored.add((number, player))
                    self.scores[player] += each.points
                    assert each.right == (each.points > 0)
                case RoundEnded():
                    self.round_ended(each, [one for one in outcomes if isinstance(one, Scored)], again=again)
                case GameEnded():
                    assert again or not self.over
                    self.over += not again or not self.over
                    assert {place.player: place.points for place in each.places} == dict(self.scores)

    def round_ended(self, ended, scored, *, again):
        assert {player: result.points for player, result in ended.results} == {
            each.player: each.points for each in scored
        } or (again and not scored)
        assert {place.player: place.points for place in ended.places} == dict(self.scores)
        if again and not self.open:
            assert ended.number == self.ended
            return
        assert ended.number == self.open == self.ended + 1
        self.open, self.ended = 0, ended.number
        right = [each.player for each in scored if each.right]
        if ended.why in VOID:
            assert scored == []
        elif ended.round.typed:
            assert len(right) == (ended.why is Closed.ANSWERED)  # one winner, or time ran out
        else:
            assert {each.player: each.right for each in scored} == {
                player: ended.round.choices[choice] == ended.round.answer for player, choice in self.choices.items()
            }

    @rule(delay=DELAYS)
    def ticks(self, delay):
        self.now += seconds(delay)
        self.happens(Tick(self.now))

    @precondition(lambda self: not self.game.over)
    @rule()
    def ticks_when_due(self):
        self.now = max(self.now, self.game.due)
        before = self.game
        self.happens(Tick(self.now))
        assert self.game.phase is not before.phase

    @rule(off=NUMBERS)
    def deals(self, off):
        number = self.game.number + 1 + off
        round_ = typed_round(number) if self.typed[number % 4] else choice_round(number, right=number % 4)
        self.happens(Deal(number, round_, self.now))

    @rule(player=PLAYERS, choice=st.integers(-1, 4), verdict=JUDGED, off=NUMBERS, wrongly=RARELY)
    def answers(self, player, choice, verdict, off, wrongly):
        number = self.game.number + off
        if self.typed[self.game.number % 4] is not wrongly:
            self.happens(Guess(player, number, verdict, self.now))
        else:
            self.happens(Choose(player, number, choice, self.now))

    @rule(players=st.permutations([INES, 12, 13, 14]), choices=st.lists(st.integers(0, 3), min_size=4, max_size=4))
    def everybody_answers(self, players, choices):
        for player, choice in zip(players, choices, strict=True):
            self.answers(player, choice, Verdict.NEAR, off=0, wrongly=False)

    @precondition(lambda self: self.game.phase is Phase.OPEN)
    @rule(players=st.permutations([INES, 12, 13, 14]), choices=st.lists(st.integers(0, 3), min_size=4, max_size=4))
    def a_round_passes(self, players, choices):
        self.everybody_answers(players, choices)
        while self.game.phase in {Phase.OPEN, Phase.PAUSE}:
            self.ticks_when_due()
            if self.open:
                break

    @rule(player=PLAYERS)
    def asks_for_a_hint(self, player):
        self.happens(AskHint(player, self.now))

    @rule(player=PLAYERS, moderator=RARELY, number=st.sampled_from([None, None, 1, 2]))
    def wants_to_skip(self, player, moderator, number):
        self.happens(AskSkip(player, self.now, moderator, number))

    @rule(player=st.sampled_from([12, 13, 14] * 4 + [INES]))
    def wants_to_stop(self, player):
        self.happens(AskStop(player, self.now))

    @precondition(lambda self: not self.prompt)
    @rule()
    def runs_out_of_rounds(self):
        self.happens(NoRound(self.now))

    @rule(away=st.sampled_from([0.0] + [5.0] * 19 + [20_000.0]))
    def restarts(self, away):
        alive = self.now
        self.now += seconds(away)
        self.happens(Resume(self.now, alive, timedelta(hours=1)))

    @rule(player=PLAYERS)
    def is_forgotten(self, player):
        document = json.loads(json.dumps(dump(self.game)))
        document["players"].pop(str(player), None)
        if document["starter"] == player:
            document["starter"] = None
        self.game = self.game.without(player)
        assert load(document) == self.game
        self.scores.pop(player, None)
        self.scored = {key for key in self.scored if key[1] != player}
        self.choices.pop(player, None)

    @invariant()
    def a_game_is_what_its_document_says(self):
        assert load(json.loads(json.dumps(dump(self.game), sort_keys=True))) == self.game
        assert repr(load(dump(self.game))) == repr(self.game)  # a text equals the member of an enumeration; this tells

    @invariant()
    def points_are_those_that_were_scored(self):
        points = {player: each.points for player, each in self.game.players.items() if each.rounds}
        assert points == dict(self.scores)

    @invariant()
    def something_is_always_due_until_the_one_end(self):
        assert (self.game.due is None) == self.game.over == (self.over == 1)
        assert (self.game.phase is Phase.OPEN) == bool(self.open)

    def teardown(self):
        """Left alone, every game comes to its end."""
        if not hasattr(self, "game"):
            return
        for _ in range(3 * self.game.settings.rounds + 1):
            if not self.game.over:
                self.ticks_when_due()
                self.deals(off=0)
        assert self.over == 1


TestPlay = Play.TestCase
TestPlay.settings = settings(max_examples=30, stateful_step_count=50)
