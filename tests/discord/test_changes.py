"""Lists of what has changed or is wrong fit into a message, and say how much of them is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord import content_wording
from bot.discord.views.changes import differences, faulty, fitting
from bot.errors import Fault
from bot.knowledge.edition import Difference
from tests.discord.limits import active, check, length

lines = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=60), min_size=1)


@given(lines, st.integers(30, 500), st.integers(0, 10**6))
def test_whole_lines_are_shown_and_the_others_counted(given, room, missing):
    text = fitting(given, room, len(given) + missing)
    assert length(text) <= room
    if missing == 0 and length("\n".join(given)) <= room:
        assert text == "\n".join(given)
        return
    *shown, last = text.split("\n")
    if last.startswith("… and "):
        assert last == content_wording.and_more(len(given) + missing - len(shown))
        assert shown == given[: len(shown)]
        left = "\n".join([*given[: len(shown) + 1], content_wording.and_more(10**7)])
        assert len(shown) == len(given) or length(left) > room


@pytest.mark.parametrize("count", [1, 2, 9, 10, 11, 12, 30, 2000, 50_000])
@pytest.mark.parametrize("problem", ["Short.", "A *long* one: " + "words and `more` words " * 12, "😀" * 300])
def test_faults_fit_whatever_they_say(count, problem):
    reply = faulty([Fault("some/file.yaml", number, 1, problem) for number in range(1, count + 1)])
    check(reply)
    if reply.file:
        assert 1 <= length(reply.file.instead) <= 2000
        assert reply.file.content.count("\n") == count
        assert content_wording.FAULTS_ATTACHED in reply.text
    else:
        assert reply.text.count("file.yaml") == count


@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=30))
def test_nothing_in_a_fault_formats_or_links(problems):
    reply = faulty([Fault("x.yaml", number, 1, problem) for number, problem in enumerate(problems, start=1)])
    check(reply)
    assert active(reply.text) == []
    assert reply.file is None or active(reply.file.instead) == []


def test_differences_name_interviews_and_count_pairs():
    names = tuple(f"interview-{number}" for number in range(8))
    changes = Difference(added=names, changed=("a-b",), pairs_added=("x/y",), pairs_removed=("a-b/c", "a-b/d"))
    added, changed, removed = differences(changes)
    assert added == (
        "Added: 8 interviews (interview-0, interview-1, interview-2, interview-3, interview-4, 3 more) · 1 pair"
    )
    assert changed == "Changed: 1 interview (a-b)"
    assert removed == "Removed: 2 pairs"
    assert differences(Difference()) == [content_wording.NOTHING_CHANGED]
