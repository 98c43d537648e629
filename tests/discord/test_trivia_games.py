"""Whole games in the simulated Discord, from the command to the final scores."""

from __future__ import annotations

import pytest
from discord.ext import commands

from bot.config import Discord
from bot.discord import trivia_wording as wording
from bot.discord import wording as general
from bot.trivia.model import Mode
from tests.discord import moderating
from tests.discord.playing import PAUSE, ROUND, Table, description, nearly
from tests.discord.reading import labels
from tests.trivia import content

NO_COOLDOWN = {"questions": 10_000, "seconds": 1}


@pytest.fixture
def snapshot():
    return content.SNAPSHOT


@pytest.fixture
def five(place):
    return [place.guild.add_member(place.env.create_user(name)) for name in ("dee", "eli", "fay", "gus", "hal")]


async def stored(place, store):
    """By player, the points that the store has."""
    return {each.user: each.points for each in (await store.leaderboard(place.guild.id, limit=100)).standings}


# From beginning to end


@pytest.mark.parametrize("mode", ["quote", "gap", "who", "mix"])
async def test_five_play_to_the_final_scores(place, table, store, five, mode):
    await table.start(f"3 {mode}", five[0])
    assert wording.MODES[mode] in table.said()[0].content
    expected = dict.fromkeys(Mode, None) if mode == "mix" else {Mode(mode): None}
    while not table.over:
        assert table.round.mode in expected
        for player in five[1:]:
            await table.answer(player, right=False)
        await table.answer(five[0])
        await table.end_round()
    points = await stored(place, store)
    assert set(points) == {player.id for player in five}
    assert points[five[0].id] > 150
    assert all(points[player.id] == 0 for player in five[1:])
    assert table.titles()[-1] == wording.FINAL
    assert f"dee wins with {points[five[0].id]} points" in description(table.last)
    assert await store.running_game(place.channel.id) is None


async def test_a_reveal_shows_quote_speaker_link_winners_and_report(place, table):
    await table.start("2 quote")
    entry = content.SNAPSHOT.entry(table.round.ref)
    card, quote = table.card, table.round.quote
    await place.env.advance_time(7)
    await table.choose(place.asker)
    await table.choose(place.stranger, right=False)
    await place.env.advance_time(ROUND)
    revealed = next(message for message in table.said() if message.id == card.id)
    (embed,) = revealed.embeds
    assert embed.title == entry.pair.question
    assert embed.author.name.startswith(entry.speaker.name)
    assert embed.url.startswith(entry.interview.url)
    assert quote.replace("[…]", "").strip()[:40] in description(revealed)
    assert "🥇 ada · 7.0 s · +88" in description(revealed)
    assert "❌ bo" in description(revealed)
    assert labels(revealed) == [general.read_it(entry.interview.outlet), wording.REPORT]


async def test_a_round_is_one_message_and_the_channel_is_spared(place, table):
    await table.start("3 quote")
    before = len(place.env.http_requests)
    await table.play(right=[place.asker], wrong=[place.stranger])
    to_channel = [each for each in place.env.http_requests[before:] if "/channels/" in each.path]
    assert len(table.said()) == 1 + 3 + 1  # the announcement, the rounds, the scores
    assert len(to_channel) <= 3 * 3 + 1


async def test_nobody_sees_what_others_choose_before_the_end(place, table):
    await table.start("1 who")
    taken = await table.choose(place.asker)
    assert taken.response.flags.ephemeral
    assert table.round.answer in taken.response.content
    await place.env.advance_time(3)
    assert "1 has answered" in description(table.card)
    assert "ada" not in description(table.card)


async def test_the_first_choice_counts(place, table):
    await table.start("1 quote")
    await table.choose(place.asker, right=False)
    again = await table.choose(place.asker)
    assert again.response.content == wording.REFUSALS["chosen"]
    await table.end_round()
    assert "0 points" in description(table.last)


async def test_a_server_may_let_choices_be_changed(place, table, store):
    await place.moderator.slash(place.channel, "settings trivia", rounds=1, seconds=20, mode="quote", changeable=True)
    await table.start()
    assert (table.running.game.settings.seconds, table.running.game.settings.rounds) == (20, 1)
    await table.choose(place.asker, right=False)
    changed = await table.choose(place.asker)
    assert "changed" in changed.response.content
    await place.env.advance_time(20.1)
    assert (await stored(place, store))[place.asker.id] > 40


async def test_ties_are_told(place, table):
    await table.start("1 quote")
    await moderating.together(place, table.card, label_of(table), [place.asker, place.stranger])
    await table.end_round()
    assert "ada and bo tie" in description(table.last)


def label_of(table):
    """The label of the right button."""
    rows = [row.to_dict() for row in table.card.components]
    return next(each["label"] for row in rows for each in row["components"] if each["custom_id"] == table.option())


async def test_five_answer_in_the_same_second_of_every_round(place, table, store, five):
    await table.start("3 quote", five[0])
    for _ in range(3):
        await place.env.advance_time(1)
        await moderating.together(place, table.card, label_of(table), five)
        assert len(table.running.game.players) == 5
        await table.end_round()
    points = await stored(place, store)
    assert len(set(points.values())) == 1
    assert description(table.last).count("🥇") == 5


# Typed answers


async def test_a_near_miss_is_told_by_a_sign_that_fills_no_channel(place, table):
    await table.start("1 gap")
    before = len(table.said())
    message = await place.stranger.send(place.channel, nearly(table.round))
    stored = place.env.backend.get_message(place.channel.id, message.id)
    assert [each.emoji for each in stored.reactions] == [wording.NEAR]
    assert len(table.said()) == before


async def test_the_form_answers_without_anybody_reading_along(place, table):
    await table.start("1 gap")
    assert await table.form(place.asker, "zeppelin") == wording.WRONG_ANSWER
    assert await table.form(place.asker, nearly(table.round)) == wording.NEAR_ANSWER
    assert await table.form(place.asker, "one two three four five six") == wording.REFUSALS["dump"]
    assert await table.form(place.asker, table.round.answer.upper()) == wording.RIGHT_ANSWER
    assert table.over


async def test_a_reveal_out_of_sight_comes_anew_and_the_card_loses_its_buttons(place, table):
    await table.start("2 gap")
    card = table.card
    for word in ("well", "hmm", "no idea", "really"):
        await place.stranger.send(place.channel, word)
    await table.answer(place.asker)
    old = next(message for message in table.said() if message.id == card.id)
    assert labels(old) == []
    assert description(old) == wording.CLOSED_ABOVE
    assert "🥇 ada" in description(table.last)


async def test_a_hint_brings_the_card_back_into_sight(place, table):
    await table.start("2 gap")
    card = table.card
    for word in ("well", "hmm", "no idea", "really"):
        await place.stranger.send(place.channel, word)
    await place.env.advance_time(12)
    await place.asker.send(place.channel, "!trivia hint")
    assert table.card.id != card.id
    assert "💡" in description(table.last)
    assert description(next(each for each in table.said() if each.id == card.id)) == wording.MOVED


@pytest.mark.parametrize("options", [Discord.model_validate({"message_content": False, "cooldown_user": NO_COOLDOWN})])
async def test_without_the_intent_everything_goes_by_buttons_and_forms(place, table):
    await place.asker.slash(place.channel, "trivia start", rounds=2, mode="gap")
    assert wording.PRESS_ANSWER.replace("*", "") in description(table.card)
    await place.stranger.send(place.channel, table.round.answer)
    assert table.open
    assert await table.form(place.stranger, table.round.answer) == wording.RIGHT_ANSWER
    await table.end_round()
    await table.form(place.asker, table.round.answer)
    assert table.titles()[-1] == wording.FINAL


async def test_questions_and_commands_are_no_guesses(place, table):
    await table.start("1 gap")
    await place.stranger.send(place.channel, f"!quote {table.round.answer}")
    await place.stranger.send(place.channel, f"{place.mention} {table.round.answer}")
    assert table.open


# Hints, skips and stops


async def test_hints_are_for_all_and_cost_points(place, table):
    await table.start("1 quote")
    early = await place.asker.click(table.card, label=wording.HINT)
    assert early.response.content == wording.REFUSALS["too soon"]
    for number in (1, 2):
        await place.env.advance_time(7)
        await place.asker.click(table.card, label=wording.HINT)
        assert description(table.card).count("💡") == number
    assert wording.HINT not in labels(table.card)
    await table.choose(place.asker)
    await table.end_round()
    assert "+38" in description(table.said()[1])


@pytest.mark.parametrize("who", ["asker", "moderator"])
async def test_starter_and_moderators_skip_and_stop_alone(place, table, who):
    actor = getattr(place, who)
    await table.start("3 quote")
    await table.choose(place.stranger)
    await actor.click(table.card, label=wording.SKIP)
    assert wording.SKIPPED_ROUND in description(table.said()[1])
    await place.env.advance_time(PAUSE)
    await actor.send(place.channel, "!trivia stop")
    assert table.over
    assert wording.ENDS["stopped"] in description(table.last)


async def test_others_vote(place, table, five):
    await table.start("5 quote")
    await table.choose(place.stranger)
    outsider = await five[0].click(table.card, label=wording.SKIP)
    assert outsider.response.content == wording.REFUSALS["not playing"]
    await table.choose(five[0])
    voted = await place.stranger.click(table.card, label=wording.SKIP)
    assert voted.response.content == wording.voted("skip", 1, 2)
    assert "1 of 2 votes to skip" in description(table.card)
    await five[0].slash(place.channel, "trivia skip")
    assert wording.SKIPPED_ROUND in description(table.said()[1])
    await place.env.advance_time(PAUSE)
    for player in (five[0], place.stranger):
        await player.send(place.channel, "!trivia stop")
    assert table.over


async def test_a_game_that_nobody_plays_ends_by_itself(place, table):
    await table.start("10 quote")
    await table.play()
    assert len(table.said()) == 1 + 2 + 1
    assert wording.ENDS["idle"] in description(table.last)
    assert wording.NOBODY_PLAYED in description(table.last)


# Where


async def test_one_game_a_channel(place, table):
    await table.start("5 quote")
    await table.start("3 gap", place.stranger)
    assert table.last.content == wording.RUNNING
    assert len(place.bot.games.all()) == 1


async def test_channels_are_independent(place, table, store):
    other = Table(place, place.guild.create_text_channel("lantern-room"))
    await table.start("2 quote")
    await other.start("3 gap", place.stranger)
    await table.answer(place.asker)
    await other.answer(place.stranger)
    assert other.running.game.number == 1
    await table.play(right=[place.asker])
    await other.play(right=[place.stranger])
    assert "ada wins" in description(table.last)
    assert "bo wins" in description(other.last)
    assert set(await stored(place, store)) == {place.asker.id, place.stranger.id}


async def test_servers_are_independent(place, table, store):
    guild = place.env.create_guild("Elsewhere")
    channel = guild.create_text_channel("talk")
    visitor = guild.add_member(place.env.create_user("ivo"))
    there = Table(place, channel)
    await table.start("1 quote")
    await there.start("1 quote", visitor)
    await there.answer(visitor)
    await table.answer(place.asker)
    await table.end_round()
    assert {each.user for each in (await store.leaderboard(guild.id)).standings} == {visitor.id}
    assert set(await stored(place, store)) == {place.asker.id}


async def test_in_a_thread(place):
    asked = await place.stranger.send(place.channel, "a thread")
    place.env.backend.create_thread(place.channel.id, "deck games", owner_id=place.stranger.id, message_id=asked.id)
    (thread,) = place.channel.threads
    table = Table(place, thread)
    await table.start("1 quote")
    await table.play(right=[place.asker])
    assert table.titles()[-1] == wording.FINAL
    assert place.replies() == []


async def test_not_in_direct_messages(place):
    await place.asker.send_dm("!trivia start")
    assert place.asker.user.dm_channel.last_message.content == general.SERVER_ONLY
    assert len(place.env.errors) == 1


async def test_not_where_the_bot_shall_not_answer(place, table):
    other = place.guild.create_text_channel("lantern-room")
    await place.moderator.slash(place.channel, "settings channels", channel=other)
    await table.start("1 quote")
    assert table.over


# What may be said


@pytest.mark.parametrize(
    ("words", "answer"),
    [("0", wording.BAD_ROUNDS), ("51", wording.BAD_ROUNDS), ("3 song", None), ("who 5", None)],
)
async def test_what_cannot_be_started_says_so(place, table, words, answer):
    await table.start(words)
    assert table.over
    assert table.last.content == (answer or general.usage("!", "trivia start"))
    assert len(place.env.errors) == (answer is None)


@pytest.mark.parametrize("snapshot", [content.content(*content.FERRY[:1], speakers=(content.WANDA,))])
async def test_what_content_cannot_make_says_so(place, table):
    await table.start("3 who")
    assert table.last.content == wording.SHORTAGES["few speakers"]
    await table.start("3 quote")
    assert table.last.content == wording.SHORTAGES["few questions"]
    await table.start("3 mix")
    assert "There is not enough for" in table.said()[-2].content
    assert table.round.mode is Mode.GAP


@pytest.mark.parametrize("command", ["stop", "skip", "hint", "scores"])
async def test_without_a_game_there_is_nothing_to_steer(place, table, command):
    await place.asker.send(place.channel, f"!trivia {command}")
    assert table.last.content == wording.NO_GAME


async def test_scores_in_between(place, table):
    await table.start("3 quote")
    await place.asker.send(place.channel, "!trivia scores")
    assert table.last.content == wording.NO_SCORES
    await table.choose(place.asker)
    await table.end_round()
    await place.asker.send(place.channel, "!trivia scores")
    assert "🥇 ada" in description(table.last)


async def test_names_format_nothing_and_ping_nobody(place, table):
    rogue = place.guild.add_member(place.env.create_user("rogue", global_name="**@everyone** <@1> ||x"))
    await table.start("1 quote", rogue)
    await table.play(right=[rogue])
    final = table.last.embeds[0].description
    assert "\\*\\*" in final
    assert "@everyone" not in final.replace("\\@everyone", "")
    sent = [each.json for each in place.env.http_requests if each.method == "POST" and each.path.endswith("/messages")]
    assert all(each["allowed_mentions"]["parse"] == [] for each in sent)


async def test_rules_are_told(place, table):
    await place.asker.send(place.channel, "!trivia")
    told = description(table.last)
    for name, (_, about) in wording.COMMANDS.items():
        if "(moderators)" not in about and name != "trivia rules":
            assert name.removeprefix("trivia ") in told


async def test_who_names_no_mode_there_is_is_told_which_there_are(place, table):
    await place.asker.send(place.channel, "!trivia start 3 song")
    assert table.over
    assert "quote|gap|who|mix" in table.last.content
    assert all(isinstance(error, commands.TooManyArguments) for error in place.env.errors)


async def test_questions_do_not_return_until_all_were_asked(place, table, store):
    keys = []
    for _ in range(2):
        await table.start("2 quote")
        while not table.over:
            keys.append(table.round.key)
            await table.answer(place.asker)
            await table.end_round()
    assert len(set(keys)) == 4
    assert set(keys) == await store.used_keys(place.guild.id)
