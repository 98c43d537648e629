"""Reports and what moderators make of them; points, leaderboards, seasons; spoilers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.discord import trivia_desk_wording as desk
from bot.discord import trivia_wording as wording
from bot.discord import wording as general
from bot.discord.content_wording import deed as general_deed
from bot.knowledge.model import Episode, Snapshot
from bot.storage.trivia_records import ReportState
from tests.discord.playing import description
from tests.discord.reading import labels, options
from tests.trivia import content


@pytest.fixture
def snapshot():
    return content.SNAPSHOT


async def reported(place, table, why="It is ambiguous"):
    """The message with the report button of a game's only round, which ada has won and bo reported."""
    await table.play(right=[place.asker])
    message = next(each for each in table.said() if wording.REPORT in labels(each))
    shown = await place.stranger.click(message, label=wording.REPORT)
    told = await place.stranger.submit_modal(shown, {"why": why})
    assert told.response.content == wording.REPORTED
    return message


async def opened(place):
    """The card of the first report, as the moderator sees it."""
    listed = (await place.moderator.slash(place.channel, "trivia reports")).response
    await place.moderator.select(listed, values=options(listed)[:1])
    return listed


async def deeds(place, store):
    return [entry.what for entry in await store.log(place.guild.id) if entry.what.startswith("trivia")]


async def test_a_question_is_reported_once_by_everybody(place, table):
    await table.start("1 gap")
    message = await reported(place, table)
    again = await place.stranger.click(message, label=wording.REPORT)
    told = await place.stranger.submit_modal(again, {"why": ""})
    assert told.response.content == wording.REPORTED_ALREADY
    other = await place.asker.click(message, label=wording.REPORT)
    await place.asker.submit_modal(other, {"why": ""})
    card = await opened(place)
    assert "It is ambiguous" in description(card)
    assert desk.reported(2) in card.embeds[0].footer.text


async def test_a_report_survives_a_restart(place, table, make_bot, store):
    await table.start("1 gap")
    key = table.round.key
    await table.play(right=[place.asker])
    message = next(each for each in table.said() if wording.REPORT in labels(each))
    await place.env.restart_bot(make_bot())
    shown = await place.stranger.click(message, label=wording.REPORT)
    await place.stranger.submit_modal(shown, {"why": "odd"})
    (report,) = await store.reports(place.guild.id)
    assert (report.key, report.why) == (key, "odd")
    assert "✅" in report.round["shown"]


async def test_by_command_too(place, table, store):
    await place.stranger.send(place.channel, "!trivia report odd")
    assert table.last.content == wording.NOTHING_TO_REPORT
    await table.start("1 quote")
    key = table.round.key
    await place.stranger.send(place.channel, "!trivia report the answer is given away")
    assert table.last.content == wording.REPORTED
    (report,) = await store.reports(place.guild.id)
    assert (report.key, report.why) == (key, "the answer is given away")


async def retire(place, table):
    """A question that has been retired; gives its key."""
    await table.start("1 quote")
    key = table.round.key
    await reported(place, table)
    await place.moderator.click(await opened(place), label=desk.RETIRE)
    return key


async def played(place, table, game):
    """The keys of all questions that are asked in a game."""
    await table.start(game)
    keys = set()
    while not table.over:
        keys.add(table.round.key)
        await table.answer(place.asker)
        await table.end_round()
    return keys


async def test_a_retired_question_never_returns(place, table, store):
    key = await retire(place, table)
    assert await deeds(place, store) == ["trivia retired"]
    assert await store.reports(place.guild.id) == []
    keys = await played(place, table, "6 quote")
    assert len(keys) == 4
    assert key not in keys


async def test_a_moderator_may_take_a_retirement_back(place, table, store):
    key = await retire(place, table)
    listed = (await place.moderator.slash(place.channel, "trivia retired")).response
    question = content.SNAPSHOT.entry(key.partition(":")[0]).pair.question
    assert f"quote from “{question}” · since 1 January 2026" in description(listed)
    await place.moderator.select(listed, values=options(listed)[:1])
    assert await store.retired_keys(place.guild.id) == {key}  # not yet
    await place.moderator.click(listed, label=desk.RESTORE)
    assert listed.content == f"{desk.RESTORED}\n{desk.NOTHING_RETIRED}"
    assert await store.retired_keys(place.guild.id) == set()
    assert await deeds(place, store) == ["trivia restored", "trivia retired"]
    log = (await place.moderator.slash(place.channel, "knowledge log")).response
    assert general_deed("trivia restored") in description(log)
    await store.forget_used(place.guild.id)
    assert key in await played(place, table, "5 quote")


async def test_only_moderators_take_it_back_and_only_once(place, table, store):
    key = await retire(place, table)
    await place.moderator.send(place.channel, "!trivia retired")
    listed = table.last
    choice = options(listed)[:1]
    told = await place.stranger.select(listed, values=choice)
    assert told.response.content == general.MODERATORS_ONLY
    await place.moderator.select(listed, values=choice)
    told = await place.stranger.click(listed, label=desk.RESTORE)
    assert told.response.content == general.MODERATORS_ONLY
    assert await store.retired_keys(place.guild.id) == {key}
    await store.restore_round(place.guild.id, key, by=1, now=place.env.now())
    told = await place.moderator.click(listed, label=desk.RESTORE)
    assert told.response.content == desk.RESTORED_ALREADY


async def test_many_retired_questions_have_pages_whatever_has_become_of_their_pairs(place, store):
    for number in range(12):
        key = f"gone/{number}:gap:lamp"
        now = place.env.now() + timedelta(minutes=number)
        about = {"user": 1, "why": "no", "now": now}
        report = await store.report_round(place.guild.id, key, f"gone/{number}", {}, **about)
        await store.close_report(place.guild.id, report, ReportState.RETIRED, by=1, now=now)
    listed = (await place.moderator.slash(place.channel, "trivia retired")).response
    assert [line.split("“")[1].split("”")[0] for line in description(listed).split("\n")] == [
        f"gone/{number}" for number in range(11, 1, -1)
    ]
    await place.moderator.click(listed, label=wording.NEXT)
    assert len(options(listed)) == 2
    await place.moderator.select(listed, values=options(listed)[:1])
    await place.moderator.click(listed, label=desk.BACK)
    assert labels(listed)[-1] == wording.PREVIOUS


async def test_an_accepted_spelling_is_right_from_then_on(place, table, store):
    await table.start("1 gap")
    key = table.round.key
    await reported(place, table, "vessel should do")
    shown = await place.moderator.click(await opened(place), label=desk.ACCEPT)
    await place.moderator.submit_modal(shown, {"spelling": "vessel"})
    assert await store.spellings(place.guild.id) == {key: ("vessel",)}
    assert await deeds(place, store) == ["trivia fixed"]
    await store.forget_used(place.guild.id)
    await table.start("50 gap")
    while table.round.key != key:
        await place.asker.send(place.channel, "!trivia skip")
        await table.end_round()
    await place.stranger.send(place.channel, "vessel")
    assert not table.open
    assert table.running.game.players[place.stranger.id].right == 1


async def test_a_dismissed_report_is_gone(place, table, store):
    await table.start("1 who")
    await reported(place, table)
    card = await opened(place)
    assert desk.ACCEPT not in labels(card)
    await place.moderator.click(card, label=desk.DISMISS)
    assert await deeds(place, store) == ["trivia dismissed"]
    listed = (await place.moderator.slash(place.channel, "trivia reports")).response
    assert listed.content == desk.NO_REPORTS


async def test_scores_are_corrected_from_a_report_and_by_command(place, table, store):
    await table.start("1 quote")
    await reported(place, table)
    before = (await store.standing(place.guild.id, place.asker.id)).points
    card = await opened(place)
    assert f"ada: +{before}" in description(card)
    shown = await place.moderator.select(card, values=[str(place.asker.id)])
    wrong = await place.moderator.submit_modal(shown, {"points": "a few"})
    assert wrong.response.content == desk.BAD_POINTS
    shown = await place.moderator.select(card, values=[str(place.asker.id)])
    told = await place.moderator.submit_modal(shown, {"points": f"-{before}"})
    assert told.response.content == desk.corrected("ada", -before)
    await place.moderator.slash(place.channel, "trivia correct", member=place.stranger.user, points=40)
    assert (await store.standing(place.guild.id, place.asker.id)).points == 0
    assert (await store.standing(place.guild.id, place.stranger.id)).points == 40
    assert await deeds(place, store) == ["trivia correction"] * 2


@pytest.mark.parametrize("name", ["reports", "retired", "correct", "daily", "season"])
async def test_only_moderators_moderate(place, table, name):
    given = {"member": place.asker.user, "points": 500} if name == "correct" else {}
    told = await place.asker.slash(place.channel, f"trivia {name}", **given)
    assert told.response.content == general.MODERATORS_ONLY


async def test_a_report_card_is_no_use_to_others(place, table, store):
    await table.start("1 quote")
    await reported(place, table)
    await place.moderator.send(place.channel, "!trivia reports")
    listed = table.last
    told = await place.stranger.select(listed, values=options(listed)[:1])
    assert told.response.content == general.MODERATORS_ONLY


# Leaderboards


async def test_leaderboards_page_and_ties_share_ranks(place, table, store):
    players = [place.guild.add_member(place.env.create_user(f"player{number:02}")) for number in range(12)]
    for number, player in enumerate(players):
        points = 100 if number < 2 else 50 - number
        await store.correct_score(place.guild.id, player.id, points, by=1, now=place.env.now())
    await place.asker.send(place.channel, "!trivia leaderboard")
    first = description(table.last).split("\n")
    assert first[0].startswith("🥇 player00")
    assert first[1].startswith("🥇 player01")
    assert first[2].startswith("🥉 player02")
    assert labels(table.last) == [wording.NEXT]
    await place.asker.click(table.last, label=wording.NEXT)
    assert "player11" in description(table.last)
    private = await place.stranger.click(table.last, label=wording.PREVIOUS)
    assert private.response.flags.ephemeral


async def test_one_point_and_one_player_are_called_so(place, table):
    told = await place.moderator.slash(place.channel, "trivia correct", member=place.stranger.user, points=1)
    assert told.response.content == "bo: +1 point."
    await place.asker.send(place.channel, "!trivia leaderboard")
    assert description(table.last) == "🥇 bo · 1 point"
    assert table.last.embeds[0].footer.text == "page 1 of 1 · 1 player"


async def test_windows_and_seasons(place, table, store):
    now = place.env.now()
    for days, points in ((400, 1000), (20, 200), (0, 3)):
        at = now - timedelta(days=days)
        await store.correct_score(place.guild.id, place.asker.id, points, by=1, now=now, at=at)
    told = {}
    for window in ("week", "month", "season", "all"):
        await place.asker.send(place.channel, f"!trivia leaderboard {window}")
        told[window] = description(table.last)
    assert "· 3 points" in told["week"]
    assert "1203 points" in told["all"]
    assert "1203 points" in told["season"]
    day = (now - timedelta(days=30)).date().isoformat()
    await place.moderator.slash(place.channel, "trivia season", day=day)
    await place.asker.send(place.channel, "!trivia leaderboard season")
    assert "203 points" in description(table.last)
    assert "1203" not in description(table.last)
    mine = (await place.asker.slash(place.channel, "trivia me")).response.content
    assert "Season" not in mine
    assert "This season: place 1 · 203 points" in mine
    bad = await place.moderator.slash(place.channel, "trivia season", day="soon")
    assert bad.response.content == desk.BAD_DATE


async def test_who_has_left_is_shown_without_a_name(place, table, store, make_bot):
    await table.start("1 quote")
    await table.play(right=[place.stranger])
    place.guild.remove_member(place.stranger)
    await place.env.restart_bot(make_bot())
    await place.asker.send(place.channel, "!trivia leaderboard")
    assert wording.SOMEBODY in description(table.last)


async def test_who_has_not_played_is_told_so(place):
    assert (await place.asker.slash(place.channel, "trivia me")).response.content == wording.NOT_PLAYED
    board = await place.asker.slash(place.channel, "trivia leaderboard")
    assert board.response.content == wording.NO_SCORES


# Spoilers and interviews


SPOILING = Snapshot(
    [
        replace(
            content.NIGHT_FERRY,
            pairs=tuple(
                replace(each, spoils=Episode(2, 1)) if each.id in {"greenhouse", "ending"} else each
                for each in content.FERRY
            ),
        )
    ]
)


@pytest.mark.parametrize("snapshot", [SPOILING])
async def test_a_game_quotes_nothing_that_its_channel_has_not_seen(place, table):
    assert await seen_refs(place, table, 3) == {f"night-ferry-s1/{name}" for name in ("tentacle", "crossing", "organ")}
    await place.moderator.slash(
        place.channel, "settings spoilers", channel=place.channel, episode="S02E01", show="Night Ferry"
    )
    unplayed = {f"night-ferry-s1/{name}" for name in ("greenhouse", "ending")}
    assert await seen_refs(place, table, 2) == unplayed


async def seen_refs(place, table, rounds):
    await table.start(f"{rounds} who")
    refs = set()
    while not table.over:
        refs.add(table.round.ref)
        await table.answer(place.asker)
        await table.end_round()
    return refs


async def test_a_server_that_does_without_an_interview_is_not_asked_about_it(place, table):
    await place.moderator.slash(place.channel, "settings interviews", interview="night-ferry-s1")
    await table.start("3 mix")
    assert table.last.content == wording.SHORTAGES["empty"]
