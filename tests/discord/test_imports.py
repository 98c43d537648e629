"""Transcripts in Discord: looked through pair by pair, changed, applied; and everybody who may not."""

from __future__ import annotations

import discord
import pytest

from bot.discord import content_wording, wording
from bot.discord import import_wording as words
from bot.discord.views import imports as views
from bot.knowledge.reading import MAX_BYTES
from tests.discord.moderating import ASKED, OWN, OWN_ID, button_of, forbid, together, told, uploaded
from tests.discord.reading import labels, title

SOURCE = """QUAYSIDE REVIEW: Whose dogs are those on the quay?

IDA BRANDT: Nobody's. They came with the weather. We fed them and called it casting.

QUAYSIDE REVIEW: What are the dogs called in The Night Ferry?

BRANDT: Monday and Tuesday.

QUAYSIDE REVIEW: And who feeds them now?

BRANDT: The harbor master does, when nobody looks.

RELATED: More about dogs
"""
PAGE = {
    "title": "Ida Brandt on dogs",
    "show": "The Night Ferry",
    "outlet": "Quayside Review",
    "published": "2033-02-01",
    "url": "https://quayside.example/dogs",
}
ID = "the-night-ferry-brandt-quayside-review"
APPLY, CANCEL = content_wording.APPLY, content_wording.CANCEL
DROP, RESTORE, SWAP = words.DROP, words.RESTORE, words.SWAP


async def begun(place, text=SOURCE, name="dogs.txt", by=None):
    """Somebody uploads a transcript; gives the card."""
    data = text.encode() if isinstance(text, str) else text
    result = await (by or place.moderator).slash(place.channel, "knowledge upload", file=(name, data))
    return result.response


def now(place, message):
    """The message as it is now."""
    return next(each for each in place.replies() if each.id == message.id)


def fields(message):
    return {field.name: field.value for field in message.embeds[0].fields}


async def press(place, message, label, by=None):
    """Press a button of a card; gives the card as it is then."""
    await (by or place.moderator).click(message, custom_id=button_of(now(place, message), label))
    return now(place, message)


async def describe(place, message, values, label=words.DETAILS, by=None):
    """Fill in a form; gives the card as it is then."""
    actor = by or place.moderator
    form = await actor.click(message, custom_id=button_of(now(place, message), label))
    await actor.submit_modal(form, values)
    return now(place, message)


async def ready(place, text=SOURCE, **more):
    card = await begun(place, text)
    return await describe(place, card, PAGE | more)


def knows(place, server=None):
    """Whether a server's fans are answered from the transcript."""
    found = place.bot.library.engine_for(server or place.guild.id).find(ASKED)
    return bool(found.matches) and found.matches[0].entry.ref == f"{ID}/dogs-quay"


class TestCard:
    async def test_it_shows_what_was_found_before_anything_changes(self, place):
        card = await begun(place)
        assert title(card) == "dogs.txt"
        assert "`dogs.txt` · 3 pairs found" in card.embeds[0].description
        assert words.still_missing(("title", "show", "outlet", "published", "url")) in card.embeds[0].description
        shown = fields(card)
        assert shown[words.QUESTION] == "Whose dogs are those on the quay?"
        assert shown[words.ANSWER].startswith("*IDA BRANDT*\nNobody's. They came with the weather.")
        assert shown[words.SURENESS].endswith("%")
        assert shown[words.SPEAKERS] == "QUAYSIDE REVIEW: interviewer\nIDA BRANDT: guest (also BRANDT)"
        assert "1 × link to other articles" in shown[words.LEFT_OUT]
        assert card.embeds[0].footer.text == "Pair 1 of 3"
        assert labels(card) == [words.AHEAD, DROP, SWAP, words.DETAILS, words.MORE, APPLY, CANCEL]
        assert not knows(place)

    async def test_by_a_message_with_a_file_too(self, place):
        await place.moderator.send(place.channel, "!knowledge upload", attachments=[("dogs.md", SOURCE.encode())])
        assert labels(place.reply)[-2:] == [APPLY, CANCEL]

    @pytest.mark.parametrize("name", ["dogs.html", "dogs.srt", "dogs.vtt", "dogs.json", "dogs.csv", "dogs.docx"])
    async def test_the_content_decides_not_the_name(self, place, name):
        assert fields(await begun(place, name=name))[words.QUESTION] == "Whose dogs are those on the quay?"

    async def test_an_interview_file_by_another_name_is_an_interview_file(self, place):
        card = await begun(place, OWN, "dogs.txt")
        assert labels(card) == [APPLY, CANCEL]
        assert f"`{OWN_ID}` · 2 pairs" in card.embeds[0].description

    async def test_pages_are_turned(self, place):
        card = await begun(place)
        card = await press(place, card, words.AHEAD)
        assert fields(card)[words.QUESTION] == "What are the dogs called in The Night Ferry?"
        assert labels(card)[:2] == [words.BACK, words.AHEAD]
        card = await press(place, card, words.AHEAD)
        assert labels(card)[:2] == [words.BACK, DROP]
        card = await press(place, card, words.BACK)
        assert card.embeds[0].footer.text == "Pair 2 of 3"

    async def test_where_embeds_are_not_allowed_it_is_plain_text_with_the_same_buttons(self, place):
        forbid(place, "embed_links")
        await place.moderator.send(place.channel, "!knowledge upload", attachments=[("dogs.txt", SOURCE.encode())])
        assert place.reply.embeds == []
        assert "Whose dogs are those on the quay?" in place.reply.content
        assert labels(place.reply)[-2:] == [APPLY, CANCEL]

    async def test_several_who_answer_are_named(self, place):
        text = SOURCE.replace("BRANDT: Monday and", "BRANDT: Monday and\n\nTOMAS KEL: No,\n\nBRANDT:")
        text = text.replace("BRANDT: The", "TOMAS KEL: I do.\n\nBRANDT: The")
        card = await press(place, await begun(place, text), words.AHEAD)
        assert fields(card)[words.ANSWER] == "IDA BRANDT: Monday and\nTOMAS KEL: No,\nIDA BRANDT: Tuesday."

    @pytest.mark.parametrize("data", [b"", b"A ferry is a boat.\n", b"\x89PNG\r\n" + bytes(range(256))])
    async def test_a_file_without_an_interview_is_told_why(self, place, data):
        said = await begun(place, data)
        assert said.content.startswith(words.none_found("")[:-1])
        assert said.components == []
        assert await place.bot.store.imported(1) is None

    async def test_a_large_file_is_not_even_downloaded(self, place):
        fetched = []
        fetch = place.env.backend.cdn.get
        place.env.backend.cdn.get = lambda url: fetched.append(url) or fetch(url)
        said = await begun(place, b"x" * 20_000_000)
        assert said.content == content_wording.file_too_large(MAX_BYTES)
        assert fetched == []


class TestChange:
    async def test_a_pair_is_dropped_and_restored(self, place):
        card = await press(place, await begun(place), words.AHEAD)
        card = await press(place, card, DROP)
        assert words.DROPPED_PAIR in card.embeds[0].description
        assert "3 pairs found, 1 dropped" in card.embeds[0].description
        assert RESTORE in labels(card)
        card = await press(place, card, RESTORE)
        assert words.DROPPED_PAIR not in card.embeds[0].description
        assert DROP in labels(card)

    async def test_speakers_are_swapped_and_swapped_back(self, place):
        first = await begun(place)
        card = await press(place, first, SWAP)
        assert fields(card)[words.SPEAKERS].startswith("QUAYSIDE REVIEW: guest\nIDA BRANDT: interviewer")
        assert fields(card)[words.QUESTION].startswith("Nobody's. They came with the weather.")
        card = await press(place, card, SWAP)
        assert fields(card) == fields(first)

    async def test_a_form_takes_what_the_page_does_not_say(self, place):
        card = await begun(place)
        form = await place.moderator.click(card, custom_id=button_of(card, words.DETAILS))
        given_already = defaults(form.modal)
        assert given_already == {"show": "The Night Ferry"}  # the one the server knows that the text names
        await place.moderator.submit_modal(form, PAGE)
        card = now(place, card)
        assert title(card) == PAGE["title"]
        assert "The Night Ferry · Quayside Review · 2033-02-01" in card.embeds[0].description
        assert "Still missing" not in card.embeds[0].description
        form = await place.moderator.click(card, custom_id=button_of(card, words.DETAILS))
        assert defaults(form.modal) == PAGE

    async def test_what_is_typed_wrong_is_told_and_the_rest_is_taken(self, place):
        card = await describe(place, await begun(place), PAGE | {"published": "last week", "url": "quayside"})
        assert words.still_missing(("published", "url")) in card.embeds[0].description
        (said,) = told(place, place.moderator)
        assert said.startswith("I could not take this:\n• \\`published\\` must be a date")
        assert "url" in said

    async def test_the_other_form_takes_the_rest(self, place):
        text = SOURCE.replace("IDA BRANDT:", "A:").replace("BRANDT:", "A:").replace("QUAYSIDE REVIEW:", "Q:")
        card = await describe(place, await begun(place, text), PAGE)
        assert words.still_missing(("guest",)) in card.embeds[0].description
        card = await describe(place, card, {"guest": "Ida Brandt", "season": "1", "id": "dogs"}, words.MORE)
        assert "Still missing" not in card.embeds[0].description
        await press(place, card, APPLY)
        (upload,) = await place.bot.store.current_uploads(place.guild.id)
        assert upload.interview == "dogs"
        assert "name: Ida Brandt" in upload.text

    async def test_all_of_it_survives_a_restart(self, place, make_bot):
        card = await press(place, await begun(place), DROP)
        card = await describe(place, card, PAGE)
        await place.env.restart_bot(make_bot())
        card = await press(place, card, words.AHEAD)
        assert "1 dropped" in card.embeds[0].description
        assert title(card) == PAGE["title"]
        await press(place, card, APPLY)
        (upload,) = await place.bot.store.current_uploads(place.guild.id)
        assert upload.text.count("question:") == 2

    async def test_of_two_who_swap_at_the_same_moment_one_does_and_the_other_is_told(self, place):
        other = place.guild.add_member(place.env.create_user("dan"), roles=[place.guild.roles["Harbour masters"]])
        card = await begun(place)
        await together(place, card, SWAP, [place.moderator, other])
        assert told(place, place.moderator) + told(place, other) == [words.OUTDATED]
        assert fields(now(place, card))[words.SPEAKERS].startswith("QUAYSIDE REVIEW: guest")

    async def test_what_is_changed_while_a_form_is_open_is_not_lost(self, place):
        card = await begun(place)
        form = await place.moderator.click(card, custom_id=button_of(card, words.DETAILS))
        await press(place, card, DROP)
        await place.moderator.submit_modal(form, PAGE)
        card = now(place, card)
        assert "1 dropped" in card.embeds[0].description
        assert title(card) == PAGE["title"]

    async def test_a_form_sent_once_it_is_over_says_so(self, place):
        card = await begun(place)
        form = await place.moderator.click(card, custom_id=button_of(card, words.DETAILS))
        await press(place, card, CANCEL)
        await place.moderator.submit_modal(form, PAGE)
        assert told(place, place.moderator) == [words.too_late("dropped")]

    async def test_what_the_page_says_is_not_taken_for_typed(self, place):
        page = "".join(f"<p>{line}</p>" for line in SOURCE.split("\n\n"))
        html = (
            f"<html><head><title>Dogs</title><meta property='og:title' content='Dogs of the quay'></head>{page}</html>"
        )
        card = await begun(place, html, "dogs.html")
        assert title(card) == "Dogs of the quay"
        form = await place.moderator.click(card, custom_id=button_of(card, words.DETAILS))
        await place.moderator.submit_modal(form, {**defaults(form.modal), "outlet": "Quayside Review"})
        kept = (await place.bot.store.imported(1)).changes["details"]
        assert kept == {"show": "The Night Ferry", "outlet": "Quayside Review"}

    async def test_a_button_of_an_earlier_edition_changes_nothing(self, place):
        card = await begun(place)
        name = button_of(card, DROP)
        copy = await place.bot.get_channel(place.channel.id).send("x", view=view_of(views.Keep.make("again", name)))
        await press(place, card, SWAP)
        await place.moderator.click(copy, label="again")
        assert told(place, place.moderator) == [words.OUTDATED]
        assert "dropped" not in now(place, copy).embeds[0].description

    async def test_with_everything_swapped_away_it_says_so_and_can_be_swapped_back(self, place):
        lines = "Q: Why boats?\n\nA: They float. I have always liked that about them.\n"
        card = await begun(place, lines)
        card = await press(place, card, SWAP)
        assert "leaves none the other way round" in card.embeds[0].description
        assert labels(card) == [SWAP, words.DETAILS, words.MORE, APPLY, CANCEL]
        await press(place, card, APPLY)
        assert told(place, place.moderator) == [words.NOTHING_LEFT]
        card = await press(place, card, SWAP)
        assert fields(card)[words.QUESTION] == "Why boats?"


def defaults(modal):
    """What stands in a form already, by the names of its fields."""
    fields = [row.get("component") or row["components"][0] for row in modal["components"]]
    return {field["custom_id"]: field["value"] for field in fields if field.get("value")}


def view_of(button):
    view = discord.ui.View(timeout=None)
    view.add_item(button)
    return view


class TestApply:
    async def test_it_answers_in_that_server_only(self, place):
        elsewhere = place.env.create_guild("Pier 10")
        card = await press(place, await ready(place), APPLY)
        assert card.content.startswith(content_wording.applied(ID, 1, []))
        assert labels(card) == []
        assert (knows(place), knows(place, elsewhere.id)) == (True, False)
        (entry,) = await place.bot.store.log(place.guild.id)
        assert (entry.who, entry.what) == (place.moderator.id, "upload")

    async def test_while_something_is_missing_it_is_refused_with_a_sentence(self, place):
        card = await begun(place)
        card = await describe(place, card, {name: PAGE[name] for name in ("title", "show", "outlet", "url")})
        await press(place, card, APPLY)
        assert told(place, place.moderator) == [words.incomplete(("published",))]
        assert await place.bot.store.current_uploads(place.guild.id) == []

    async def test_what_it_would_replace_is_named_and_needs_another_press(self, place):
        await press(place, await ready(place), APPLY)
        card = await press(place, await ready(place, SOURCE.replace("Tuesday", "Friday")), APPLY)
        assert content_wording.replaces(1) in card.embeds[0].description
        assert content_wording.APPLY_ANYWAY in labels(card)
        card = await press(place, card, content_wording.APPLY_ANYWAY)
        assert card.content.startswith(content_wording.applied(ID, 2, []))

    async def test_golden_questions_that_would_break_are_named_and_need_another_press(self, place):
        preview = (await uploaded(place)).response
        await place.moderator.click(preview, custom_id=button_of(preview, APPLY))
        card = await press(place, await ready(place), APPLY)
        assert "would break" in card.embeds[0].description
        await press(place, card, content_wording.APPLY_ANYWAY)
        assert len(await place.bot.store.current_uploads(place.guild.id)) == 2

    async def test_no_more_interviews_than_a_server_may_have(self, place):
        for number in range(3):
            preview = (await uploaded(place, OWN.replace(OWN_ID, f"d-{number}").partition("golden:")[0])).response
            await place.moderator.click(preview, custom_id=button_of(preview, APPLY))
        await press(place, await ready(place), APPLY)
        assert told(place, place.moderator) == [content_wording.too_many(3)]

    async def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told(self, place):
        other = place.guild.add_member(place.env.create_user("dan"), roles=[place.guild.roles["Harbour masters"]])
        card = await ready(place)
        await together(place, card, APPLY, [place.moderator, other])
        assert len(await place.bot.store.versions(place.guild.id)) == 1
        assert told(place, place.moderator) + told(place, other) == [words.too_late("applied")]

    async def test_apply_and_cancel_at_the_same_moment(self, place):
        other = place.guild.add_member(place.env.create_user("dan"), roles=[place.guild.roles["Harbour masters"]])
        card = await ready(place)
        await together(place, card, APPLY, [place.moderator, other], CANCEL)
        (said,) = told(place, place.moderator) + told(place, other)
        assert said in {words.too_late("applied"), words.too_late("dropped")}
        assert knows(place) == (said == words.too_late("applied"))

    async def test_a_cancelled_one_is_over_for_all_its_buttons(self, place):
        card = await begun(place)
        copy = await place.bot.get_channel(place.channel.id).send("copy", view=copy_of(card))
        card = await press(place, card, CANCEL)
        assert (card.content, labels(card)) == (content_wording.CANCELLED, [])
        for label in labels(copy):
            await place.moderator.click(copy, label=label)
        assert set(told(place, place.moderator)) == {words.too_late("dropped")}
        assert len(told(place, place.moderator)) == 7

    async def test_what_is_kept_no_more_is_told_for_all_buttons(self, place):
        card = await begun(place)
        await place.bot.store.drop_import(1, by=1, now=place.bot.now())
        async with place.bot.store.writing() as connection:
            await connection.exec_driver_sql("DELETE FROM imports")
        for label in labels(card):
            await place.moderator.click(card, custom_id=button_of(card, label))
        assert told(place, place.moderator) == [words.GONE] * 7


def copy_of(card):
    """The buttons of a card, for another message."""
    view = discord.ui.View(timeout=None)
    rows = [row if isinstance(row, dict) else row.to_dict() for row in card.components]
    for each in (button for row in rows for button in row["components"]):
        view.add_item(discord.ui.Button(label=each["label"], custom_id=each["custom_id"]))
    return view


class TestRights:
    async def test_a_fan_may_press_nothing(self, place):
        card = await begun(place)
        for label in labels(card):
            result = await place.asker.click(card, custom_id=button_of(card, label))
            assert result.ephemeral
            assert result.response.content == wording.MODERATORS_ONLY
        found = await place.bot.store.imported(1)
        assert (found.state, found.edition) == ("open", 0)

    async def test_a_role_lost_since_does_not_count_any_more(self, place):
        card = await ready(place)
        form = await place.moderator.click(card, custom_id=button_of(card, words.MORE))
        role = place.guild.roles["Harbour masters"]
        place.env.backend.remove_member_role(place.guild.id, place.moderator.id, role.id)
        await place.moderator.submit_modal(form, {"season": "3"})
        for label in labels(card):
            await place.moderator.click(card, custom_id=button_of(card, label))
        assert set(told(place, place.moderator)) == {wording.MODERATORS_ONLY}
        assert (await place.bot.store.imported(1)).edition == 1
        assert not knows(place)

    async def test_that_of_another_server_is_none(self, place):
        card = await begun(place)
        elsewhere = place.env.create_guild("Pier 10")
        channel = elsewhere.create_text_channel("talk")
        masters = elsewhere.create_role("Masters", permissions=discord.Permissions(manage_guild=True))
        foreign = elsewhere.add_member(place.env.create_user("eve"), roles=[masters])
        message = await place.bot.get_channel(channel.id).send("x", view=copy_of(card))
        for label in labels(message):
            await foreign.click(message, label=label)
        said = [each.content for each in channel.history(viewer=foreign) if each.flags.ephemeral]
        assert said == [words.GONE] * 7
        assert (await place.bot.store.imported(1)).edition == 0
