"""Uploading and going back in Discord: previews, buttons, and everybody who may not press them."""

from __future__ import annotations

import discord
import pytest

from bot.discord import content_wording, wording
from bot.discord.views import uploads as views
from bot.knowledge.reading import MAX_BYTES, parse
from bot.knowledge.writing import dump
from bot.moderation.uploads import Limits, Obstacle
from tests.discord import content
from tests.discord.limits import check
from tests.discord.moderating import ASKED, OWN, OWN_ID, button_of, forbid, together, told, uploaded
from tests.discord.reading import labels, title

APPLY, CANCEL, BACK = content_wording.APPLY, content_wording.CANCEL, content_wording.GO_BACK
NEWER = OWN.replace("Monday and Tuesday.", "Wednesday.")


def knows(place, server=None):
    """Whether a server's fans are answered from the upload."""
    engine = place.bot.library.engine_for(server or place.guild.id)
    found = engine.find(ASKED)
    return bool(found.matches) and found.matches[0].entry.ref == f"{OWN_ID}/dogs"


def names_of_dogs(place):
    entry = place.bot.library.engine_for(place.guild.id).snapshot.entry(f"{OWN_ID}/names")
    return entry and entry.pair.answer


async def applied(place, text=OWN):
    preview = (await uploaded(place, text)).response
    await place.moderator.click(preview, custom_id=button_of(preview, APPLY))
    return preview


def now(place, message):
    """The message as it is now."""
    return next(each for each in place.replies() if each.id == message.id)


class TestPreview:
    async def test_a_card_shows_what_it_is_before_anything_changes(self, place):
        preview = (await uploaded(place)).response
        assert title(preview) == "Ida Brandt on the dogs of the quay"
        (embed,) = preview.embeds
        assert f"`{OWN_ID}` · 2 pairs" in embed.description
        assert "Added: 1 interview (quay-dogs-brandt) · 2 pairs" in embed.description
        fields = {field.name: field.value for field in embed.fields}
        assert fields[content_wording.SPEAKERS] == "Ida Brandt: showrunner"
        assert "Whose dogs are those on the quay?" in fields[content_wording.FIRST_PAIRS]
        assert fields[content_wording.GOLDEN] == content_wording.GOLDEN_HOLD
        assert content_wording.WARNINGS not in fields
        assert labels(preview) == [APPLY, CANCEL]
        assert not knows(place)

    async def test_by_a_message_with_a_file_too(self, place):
        await place.moderator.send(place.channel, "!knowledge upload", attachments=[("dogs.yaml", OWN.encode())])
        assert title(place.reply) == "Ida Brandt on the dogs of the quay"
        await place.moderator.click(place.reply, label=APPLY)
        assert knows(place)

    async def test_what_it_replaces_and_what_is_doubtful_is_told(self, place):
        await applied(place)
        preview = (await uploaded(place, NEWER.partition("golden:")[0])).response
        (embed,) = preview.embeds
        assert content_wording.replaces(1) in embed.description
        assert "no golden questions" in embed.fields[-1].value

    async def test_an_interview_of_the_operators_is_named_as_such(self, place):
        preview = (await uploaded(place, dump(content.RENEWED))).response
        assert content_wording.REPLACES_OPERATORS in preview.embeds[0].description

    async def test_where_golden_questions_would_break_it_says_so_and_warns(self, place):
        await applied(place)
        twin = OWN.replace(OWN_ID, "twin").replace(
            "golden:\n  - ask: whose dogs are on the quay\n    expect: dogs\n", ""
        )
        preview = (await uploaded(place, twin)).response
        assert labels(preview) == [content_wording.APPLY_ANYWAY, CANCEL]
        golden = next(field for field in preview.embeds[0].fields if field.name == content_wording.GOLDEN)
        assert "would break" in golden.value
        await place.moderator.click(preview, label=content_wording.APPLY_ANYWAY)
        assert len(await place.bot.store.current_uploads(place.guild.id)) == 2

    async def test_where_embeds_are_not_allowed_it_is_plain_text_with_the_same_buttons(self, place):
        forbid(place, "embed_links")
        await place.moderator.send(place.channel, "!knowledge upload", attachments=[("dogs.yaml", OWN.encode())])
        assert place.reply.embeds == []
        assert "Whose dogs are those on the quay?" in place.reply.content
        assert labels(place.reply) == [APPLY, CANCEL]

    async def test_nothing_in_it_pings_or_breaks_the_card(self, place):
        nasty = "@everyone **x** ||y|| [a](http://x.example) `code`"
        text = OWN.replace("Whose dogs are those on the quay?", f'"{nasty}"').replace(
            "role: showrunner", f'role: "{nasty}"'
        )
        preview = (await uploaded(place, text.partition("golden:")[0])).response
        assert "\\*\\*x\\*\\*" in preview.embeds[0].fields[0].value


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "data", "sentence"),
        [
            ("dogs.zip", b"PK", content_wording.WRONG_KIND),
            ("dogs.pdf", OWN.encode(), content_wording.WRONG_KIND),
            ("dogs.yaml", b"x" * 20_000_000, content_wording.file_too_large(MAX_BYTES)),
        ],
        ids=["zip", "pdf", "20 MB"],
    )
    @pytest.mark.parametrize("way", ["slash", "message"])
    async def test_what_need_not_be_read_is_not_even_downloaded(self, place, name, data, sentence, way):
        fetched = []
        fetch = place.env.backend.cdn.get
        place.env.backend.cdn.get = lambda url: fetched.append(url) or fetch(url)
        if way == "slash":
            result = await place.moderator.slash(place.channel, "knowledge upload", file=(name, data))
            assert result.ephemeral
            assert result.response.content == sentence
        else:
            await place.moderator.send(place.channel, "!knowledge upload", attachments=[(name, data)])
            assert place.reply.content == sentence
        assert fetched == []

    @pytest.mark.parametrize(
        "data",
        [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"PK\x03\x04" + bytes(500), OWN.encode("utf-16"), b"[" * 9000],
        ids=["empty", "picture", "zip", "utf-16", "brackets"],
    )
    async def test_a_file_that_is_no_interview_is_told_what_is_wrong_with_it(self, place, data):
        said = (await uploaded(place, data)).response
        assert "Nothing has changed" in said.content
        assert "dogs.yaml" in said.content
        assert said.components == []

    async def test_many_faults_are_attached(self, place):
        pairs = "".join(f"  - id: p{number}\n    question: Q{number}?\n    said: loudly\n" for number in range(50))
        said = (await uploaded(place, OWN.partition("pairs:")[0] + "pairs:\n" + pairs)).response
        (file,) = said.attachments
        assert len(place.env.backend.cdn.get(file.url).decode().splitlines()) == 100

    async def test_a_yaml_bomb_is_a_list_of_faults(self, place):
        bomb = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a]\n" for n in range(40))
        assert "is an alias" in (await uploaded(place, bomb)).response.content

    async def test_a_file_that_is_gone_from_discord_is_asked_for_again(self, place):
        place.env.backend.cdn.get = lambda _url: None
        assert (await uploaded(place)).response.content == content_wording.DOWNLOAD_FAILED

    async def test_two_files_at_once_are_one_too_many(self, place):
        files = [("dogs.yaml", OWN.encode()), ("cats.yaml", OWN.encode())]
        await place.moderator.send(place.channel, "!knowledge upload", attachments=files)
        assert place.reply.content == content_wording.MANY_FILES

    async def test_without_a_file_it_says_how_it_goes(self, place):
        await place.moderator.send(place.channel, "!knowledge upload")
        assert place.reply.content == wording.usage("!", "knowledge upload")
        assert len(place.env.errors) == 1

    async def test_no_more_interviews_than_a_server_may_have(self, place):
        for number in range(3):
            await applied(place, OWN.replace(OWN_ID, f"dogs-{number}").partition("golden:")[0])
        said = (await uploaded(place)).response
        assert said.content == content_wording.too_many(3)


class TestApply:
    async def test_it_answers_in_that_server_only(self, place):
        elsewhere = place.env.create_guild("Pier 10")
        preview = await applied(place)
        assert now(place, preview).content.startswith(content_wording.applied(OWN_ID, 1, []))
        assert labels(now(place, preview)) == []
        assert (knows(place), knows(place, elsewhere.id)) == (True, False)
        await place.asker.send(place.channel, f"!ask {ASKED}")
        assert title(place.replies()[-1]) == "Whose dogs are those on the quay?"

    async def test_after_a_restart_the_button_still_works(self, place, make_bot):
        preview = (await uploaded(place)).response
        await place.env.restart_bot(make_bot())
        await place.moderator.click(preview, custom_id=button_of(preview, APPLY))
        assert knows(place)

    async def test_another_moderator_may_apply_it(self, place):
        other = place.guild.add_member(place.env.create_user("dan"), roles=[place.guild.roles["Harbour masters"]])
        preview = (await uploaded(place)).response
        await other.click(preview, custom_id=button_of(preview, APPLY))
        assert knows(place)
        (entry,) = await place.bot.store.log(place.guild.id)
        assert (entry.who, entry.what) == (other.id, "upload")

    async def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told(self, place):
        other = place.guild.add_member(place.env.create_user("dan"), roles=[place.guild.roles["Harbour masters"]])
        preview = (await uploaded(place)).response
        await together(place, preview, APPLY, [place.moderator, other])
        assert len(await place.bot.store.versions(place.guild.id)) == 1
        assert told(place, place.moderator) + told(place, other) == [content_wording.too_late("applied")]
        assert now(place, preview).content.startswith(content_wording.applied(OWN_ID, 1, []))

    async def test_apply_and_cancel_at_the_same_moment(self, place):
        other = place.guild.add_member(place.env.create_user("dan"), roles=[place.guild.roles["Harbour masters"]])
        preview = (await uploaded(place)).response
        await together(place, preview, APPLY, [place.moderator, other], CANCEL)
        (said,) = told(place, place.moderator) + told(place, other)
        assert said in {content_wording.too_late("applied"), content_wording.too_late("dropped")}
        assert knows(place) == (said == content_wording.too_late("applied"))

    async def test_a_cancelled_upload_is_gone(self, place):
        preview = (await uploaded(place)).response
        name = button_of(preview, APPLY)
        copy = await place.bot.get_channel(place.channel.id).send("copy", view=view_of(views.Apply.make("again", name)))
        await place.moderator.click(preview, custom_id=button_of(preview, CANCEL))
        assert now(place, preview).content == content_wording.CANCELLED
        await place.moderator.click(copy, label="again")
        assert told(place, place.moderator) == [content_wording.too_late("dropped")]
        assert not knows(place)

    @pytest.mark.parametrize("label", [APPLY, CANCEL])
    async def test_a_fan_may_not_press(self, place, label):
        preview = (await uploaded(place)).response
        result = await place.asker.click(preview, custom_id=button_of(preview, label))
        assert result.ephemeral
        assert result.response.content == wording.MODERATORS_ONLY
        assert labels(now(place, preview)) == [APPLY, CANCEL]
        assert (await place.bot.store.draft(1)).state == "open"

    async def test_a_role_lost_since_does_not_count_any_more(self, place):
        preview = (await uploaded(place)).response
        role = place.guild.roles["Harbour masters"]
        place.env.backend.remove_member_role(place.guild.id, place.moderator.id, role.id)
        result = await place.moderator.click(preview, custom_id=button_of(preview, APPLY))
        assert result.response.content == wording.MODERATORS_ONLY
        assert not knows(place)

    async def test_a_role_whose_permission_was_taken_does_not_count_any_more(self, place):
        preview = (await uploaded(place)).response
        role = place.guild.roles["Harbour masters"]
        place.env.backend.edit_role(place.guild.id, role.id, {"permissions": 0})
        result = await place.moderator.click(preview, custom_id=button_of(preview, APPLY))
        assert result.response.content == wording.MODERATORS_ONLY

    @pytest.mark.parametrize("kind", [views.Apply, views.Cancel])
    async def test_a_draft_of_another_server_is_none(self, place, kind):
        """A custom id can be made up, or a message be copied to another server."""
        await uploaded(place)
        elsewhere = place.env.create_guild("Pier 10")
        channel = elsewhere.create_text_channel("talk")
        masters = elsewhere.create_role("Masters", permissions=discord.Permissions(manage_guild=True))
        foreign = elsewhere.add_member(place.env.create_user("eve"), roles=[masters])
        verb = "apply" if kind is views.Apply else "cancel"
        message = await place.bot.get_channel(channel.id).send("x", view=view_of(kind.make("press", f"{verb}:1")))
        await foreign.click(message, label="press")
        said = [each.content for each in channel.history(viewer=foreign) if each.flags.ephemeral]
        assert said == [content_wording.DRAFT_GONE]
        assert (await place.bot.store.draft(1)).state == "open"

    async def test_in_a_direct_message_nobody_may(self, place):
        await uploaded(place)
        user = place.moderator.user
        await place.moderator.send_dm("hello")
        channel = await place.bot.fetch_channel(user.dm_channel.id)
        message = await channel.send("x", view=view_of(views.Apply.make("press", "apply:1")))
        result = await user.click(message, label="press")
        assert result.response.content == wording.SERVER_ONLY
        assert not knows(place)


def view_of(button):
    view = discord.ui.View(timeout=None)
    view.add_item(button)
    return view


class TestBack:
    async def test_one_click_back(self, place):
        await applied(place)
        await applied(place, NEWER)
        assert names_of_dogs(place) == "Wednesday."
        card = (await place.moderator.slash(place.channel, "knowledge rollback", interview=OWN_ID)).response
        assert content_wording.step(OWN_ID, 2, 1) in card.embeds[0].description
        assert names_of_dogs(place) == "Wednesday."
        await place.moderator.click(card, custom_id=button_of(card, BACK))
        assert names_of_dogs(place) == "Monday and Tuesday."
        assert now(place, card).content.startswith(content_wording.went_back(OWN_ID, 1, []))

    async def test_by_a_message_to_a_version(self, place):
        await applied(place)
        await applied(place, NEWER)
        await place.moderator.send(place.channel, f"!knowledge rollback {OWN_ID} 0")
        card = place.replies()[-1]
        await place.moderator.click(card, label=BACK)
        assert names_of_dogs(place) is None
        assert now(place, card).content.startswith(content_wording.went_back(OWN_ID, None, []))

    @pytest.mark.parametrize("given", [{"interview": "unknown"}, {"interview": OWN_ID, "version": 9}])
    async def test_what_is_not_there_is_told(self, place, given):
        await applied(place)
        result = await place.moderator.slash(place.channel, "knowledge rollback", **given)
        assert result.response.content == content_wording.NO_VERSION

    async def test_an_old_button_does_nothing_once_the_interview_has_changed(self, place):
        await applied(place)
        await applied(place, NEWER)
        card = (await place.moderator.slash(place.channel, "knowledge rollback", interview=OWN_ID)).response
        await applied(place, NEWER.replace("Wednesday.", "Thursday."))
        await place.moderator.click(card, custom_id=button_of(card, BACK))
        assert told(place, place.moderator) == [content_wording.CHANGED_SINCE]
        assert names_of_dogs(place) == "Thursday."

    async def test_the_button_of_a_version_that_is_gone_says_so(self, place):
        await applied(place)
        name = f"back:{views._key(OWN_ID)}:1:7"
        message = await place.bot.get_channel(place.channel.id).send("x", view=view_of(views.Back.make("press", name)))
        await place.moderator.click(message, label="press")
        assert told(place, place.moderator) == [content_wording.NO_VERSION]

    async def test_the_button_of_an_interview_that_never_was_says_so(self, place):
        name = f"back:{views._key('unknown')}:1:1"
        message = await place.bot.get_channel(place.channel.id).send("x", view=view_of(views.Back.make("press", name)))
        await place.moderator.click(message, label="press")
        assert told(place, place.moderator) == [content_wording.NO_VERSION]

    async def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told(self, place):
        other = place.guild.add_member(place.env.create_user("dan"), roles=[place.guild.roles["Harbour masters"]])
        await applied(place)
        await applied(place, NEWER)
        card = (await place.moderator.slash(place.channel, "knowledge rollback", interview=OWN_ID)).response
        await together(place, card, BACK, [place.moderator, other])
        assert told(place, place.moderator) + told(place, other) == [content_wording.CHANGED_SINCE]
        assert len(await place.bot.store.versions(place.guild.id)) == 3

    async def test_a_fan_may_not_press(self, place):
        await applied(place)
        card = (await place.moderator.slash(place.channel, "knowledge rollback", interview=OWN_ID)).response
        result = await place.asker.click(card, custom_id=button_of(card, BACK))
        assert result.response.content == wording.MODERATORS_ONLY
        assert knows(place)


@pytest.mark.parametrize("found", Obstacle)
def test_every_obstacle_has_a_sentence(found):
    reply = views.obstacle(found, Limits(3, 100_000), MAX_BYTES)
    check(reply)
    assert reply.private


def test_keys_of_interviews_fit_into_buttons_and_differ():
    names = ["a", "a" * 100, "b" * 100, "quay-dogs-brandt"]
    buttons = [views.Back.make("x", f"back:{views._key(name)}:999999999:999999999") for name in names]
    assert len({button.custom_id for button in buttons}) == len(names)


def test_what_is_tested_with_is_an_interview():
    assert parse(OWN, "dogs.yaml").interview.id == OWN_ID
