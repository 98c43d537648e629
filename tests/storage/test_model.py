"""The store held to an obvious model: whatever is done to both, both say the same."""

from __future__ import annotations

import asyncio
import tempfile
from abc import abstractmethod
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from bot.errors import AlreadyDone
from bot.storage.records import Progress, QuestionState
from tests.memory import MEMORY
from tests.storage.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.storage.store import Store

HERE, ELSEWHERE = 1, 2**62
SERVERS = st.sampled_from([HERE, HERE, HERE, ELSEWHERE])
USERS = st.sampled_from([11, 12])
INTERVIEWS = st.sampled_from(["dial", "lamp"])
REFS = st.sampled_from(["dial/dark", "lamp/dark"])
STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
PHRASINGS = st.sampled_from(["why", "Why"]) | STORABLE
EPISODES = st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


class Machine(RuleBasedStateMachine):
    """A store, and what a model of it needs."""

    new_store: Callable[[Path], Store]

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory(dir=MEMORY)
        self.runner = asyncio.Runner()
        self.store = type(self).new_store(Path(self.directory.name) / "bot.db")
        self.now = NOW
        self.steps = 0
        self.logged: dict[int, list[str]] = defaultdict(list)

    def run(self, coroutine):
        return self.runner.run(coroutine)

    def teardown(self) -> None:
        try:
            for server in (HERE, ELSEWHERE):
                self.run(self.compare(server))
        finally:
            self.run(self.store.close())
            self.runner.close()
            self.directory.cleanup()

    def changed(self) -> dict:
        """The arguments of every moderator's change."""
        self.now += timedelta(seconds=1)
        return {"by": 99, "now": self.now}

    def refused(self, coroutine) -> None:
        with pytest.raises(AlreadyDone):
            self.run(coroutine)

    @invariant()
    def both_say_the_same(self):
        """Looked up after every step where most happens, and elsewhere after every fourth, for that takes most time."""
        self.steps += 1
        for server in (HERE,) if self.steps % 4 else (HERE, ELSEWHERE):
            self.run(self.compare(server))

    @abstractmethod
    async def compare(self, server):
        """Hold what the store says of a server to the model."""

    async def log_agrees(self, server):
        assert [each.what for each in await self.store.log(server, limit=1_000)] == self.logged[server][::-1]


class Content(Machine):
    """Settings, uploads and what was taught."""

    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.settings: dict[int, dict] = defaultdict(dict)
        self.open_drafts: dict[int, tuple[int, str, str]] = {}
        self.versions: dict[tuple[int, str], list[str | None]] = defaultdict(list)
        self.taught: dict[int, set[tuple[str, str]]] = defaultdict(set)

    @rule(server=SERVERS, name=st.sampled_from(["prefix", "roles"]), value=VALUES)
    def set(self, server, name, value):
        self.run(self.store.change_setting(server, name, value, **self.changed()))
        self.settings[server].pop(name, None)
        if value is not None:
            self.settings[server][name] = value
        self.logged[server].append("setting")

    @rule(target=drafts, server=SERVERS, interview=INTERVIEWS, text=STORABLE)
    def put(self, server, interview, text):
        number = self.run(self.store.put_draft(server, interview, text, **self.changed()))
        assert number not in self.open_drafts
        self.open_drafts[number] = server, interview, text
        return number

    @rule(number=drafts)
    def apply(self, number):
        if number not in self.open_drafts:
            return self.refused(self.store.apply_draft(number, **self.changed()))
        server, interview, text = self.open_drafts.pop(number)
        version = self.run(self.store.apply_draft(number, **self.changed()))
        self.versions[server, interview].append(text)
        assert version.number == len(self.versions[server, interview])
        self.logged[server].append("upload")
        return None

    @rule(number=consumes(drafts))
    def drop(self, number):
        if number not in self.open_drafts:
            return self.refused(self.store.drop_draft(number, **self.changed()))
        server, *_ = self.open_drafts.pop(number)
        self.run(self.store.drop_draft(number, **self.changed()))
        self.logged[server].append("drop")
        return None

    @rule(server=SERVERS, interview=INTERVIEWS, back=st.none() | st.integers(0, 4))
    def roll_back(self, server, interview, back):
        history = self.versions[server, interview]
        number = len(history) if back is None else back
        if not 1 <= number <= len(history) or history[number - 1] is None:
            return self.refused(self.store.roll_back(server, interview, back, **self.changed()))
        self.run(self.store.roll_back(server, interview, back, **self.changed()))
        history.append(None if back is None else history[number - 1])
        self.logged[server].append("remove" if back is None else "rollback")
        return None

    @rule(server=SERVERS, ref=REFS, phrasing=PHRASINGS)
    def teach(self, server, ref, phrasing):
        new = (ref, phrasing) not in self.taught[server]
        assert self.run(self.store.teach(server, ref, phrasing, **self.changed())) is new
        self.taught[server].add((ref, phrasing))
        self.logged[server] += ["teach"] * new

    @rule(server=SERVERS, data=st.data())
    def unteach(self, server, data):
        ref, phrasing = data.draw(st.sampled_from([*sorted(self.taught[server]), ("lamp/dim", "never")]))
        there = (ref, phrasing) in self.taught[server]
        assert self.run(self.store.unteach(server, ref, phrasing, **self.changed())) is there
        self.taught[server].discard((ref, phrasing))
        self.logged[server] += ["unteach"] * there

    async def compare(self, server):
        store = self.store
        assert await store.server_settings(server) == self.settings[server]
        assert {(each.ref, each.phrasing) for each in await store.taught(server)} == self.taught[server]
        current = {key[1]: texts[-1] for key, texts in self.versions.items() if key[0] == server and texts}
        uploads = {each.interview: each.text for each in await store.current_uploads(server)}
        assert uploads == {interview: text for interview, text in current.items() if text is not None}
        assert (server in await store.servers_with_content()) is bool(uploads or self.taught[server])
        await self.log_agrees(server)


class People(Machine):
    """Verdicts, questions that found nothing, wishes, progress."""

    questions = Bundle("questions")

    def __init__(self) -> None:
        super().__init__()
        self.verdicts: dict[tuple[int, str], dict[int, bool]] = defaultdict(dict)
        self.asked: dict[int, dict] = {}
        self.wishes: dict[tuple[int, int], tuple[int, bool]] = {}
        self.progress: dict[tuple, Progress] = {}

    @rule(server=SERVERS, ref=REFS, helpful=st.booleans(), user=USERS)
    def judge(self, server, ref, helpful, user):
        self.run(self.store.count_verdict(server, ref, helpful, user=user, now=self.now))
        self.verdicts[server, ref][user] = helpful

    @rule(target=questions, server=SERVERS, text=st.sampled_from(["Why?", "why? ", "straße", "STRASSE"]))
    def ask(self, server, text):
        expires = self.now + timedelta(days=90)
        number = self.run(self.store.note_unanswered(server, text, now=self.now, expires=expires))
        sense = " ".join(text.casefold().split())
        known = next(
            (key for key, each in self.asked.items() if (each["server"], each["sense"]) == (server, sense)), None
        )
        if known is None:
            assert number not in self.asked
            self.asked[number] = {"server": server, "sense": sense, "text": text, "count": 0, "state": "open"}
        else:
            assert number == known
            if self.asked[number]["state"] == "taught":
                self.asked[number] |= {"text": text, "count": 0, "state": "open"}
        self.asked[number]["count"] += 1
        return number

    @rule(server=SERVERS, numbers=st.lists(questions, max_size=3), state=st.sampled_from(["taught", "dismissed"]))
    def close(self, server, numbers, state):
        closed = {each for each in numbers if self.is_open(server, each)}
        change = self.changed()
        assert self.run(self.store.close_unanswered(server, numbers, QuestionState(state), **change)) == len(closed)
        for number in closed:
            self.asked[number]["state"] = state
        if state == "dismissed":
            self.wishes = {key: wish for key, wish in self.wishes.items() if key[0] not in closed}
        self.logged[server] += [f"questions {state}"] * bool(closed)

    @rule(server=SERVERS, number=questions, user=USERS, channel=st.integers(1, 3), private=st.booleans())
    def wish(self, server, number, user, channel, private):
        wish = {"user": user, "channel": channel, "private": private, "now": self.now}
        assert self.run(self.store.wish(server, number, **wish)) is self.is_open(server, number)
        if self.is_open(server, number):
            self.wishes[number, user] = channel, private

    @rule(server=SERVERS, numbers=st.lists(questions, max_size=3))
    def take(self, server, numbers):
        taken = self.run(self.store.take_wishes(server, numbers))
        mine = {key for key in self.wishes if key[0] in numbers and self.asked[key[0]]["server"] == server}
        assert {((each.question, each.user), (each.channel, each.private)) for each in taken} == {
            (key, self.wishes.pop(key)) for key in mine
        }
        assert len(taken) == len(mine)

    def is_open(self, server, number) -> bool:
        return self.asked[number]["server"] == server and self.asked[number]["state"] == "open"

    @rule(user=USERS, server=SERVERS, show=st.sampled_from(["A", "B"]), seen=st.none() | EPISODES)
    def see(self, user, server, show, seen):
        self.run(self.store.set_own_progress(user, server, show, *(seen or (None, None)), now=self.now))
        self.progress.pop((user, server, show), None)
        if seen:
            self.progress[user, server, show] = Progress(*seen)

    @rule(user=USERS)
    def forget(self, user):
        self.run(self.store.forget_user(user))
        for opinions in self.verdicts.values():
            opinions.pop(user, None)
        self.wishes = {key: wish for key, wish in self.wishes.items() if key[1] != user}
        self.progress = {key: seen for key, seen in self.progress.items() if key[0] != user}
        about = self.run(self.store.about_user(user))
        assert not any(about.values())

    async def compare(self, server):
        store = self.store
        assert await store.verdicts(server) == {
            ref: (sum(opinions.values()), len(opinions) - sum(opinions.values()))
            for (where, ref), opinions in self.verdicts.items()
            if where == server and opinions
        }
        assert {each.id: (each.text, each.count) for each in await store.unanswered(server)} == {
            number: (each["text"], each["count"]) for number, each in self.asked.items() if self.is_open(server, number)
        }
        for user in (11, 12):
            assert await store.own_progress(user, server) == {
                show: seen for (who, where, show), seen in self.progress.items() if (who, where) == (user, server)
            }
        await self.log_agrees(server)


@pytest.mark.parametrize("machine", [Content, People])
def test_the_store_does_what_the_model_does(new_store, machine):
    machine.new_store = new_store
    case = machine.TestCase()
    case.settings = settings(
        max_examples=10,
        stateful_step_count=30,
        phases=[Phase.generate],  # shrinking what failed takes minutes: add Phase.shrink when it is wanted
        suppress_health_check=[HealthCheck.too_slow],
    )
    case.runTest()
