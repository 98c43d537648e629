"""Files in which nothing says that they are interviews, and moderators who know better."""

from __future__ import annotations

from bot.discord import content_wording, wording
from bot.discord import import_wording as words
from bot.importer import judging
from tests.discord.moderating import button_of
from tests.discord.reading import labels
from tests.discord.test_imports import begun, fields, now, press

PLAY = """The Lantern Keeper, a sketch
Dramatis personae: two neighbours

MOIRA: Is that your lantern on the stairs?

TOBIN: It was yours yesterday.

MOIRA: Then who lit it?

TOBIN: (shrugs) The stairs, I suppose.
"""


async def test_it_says_why_and_lets_a_moderator_know_better(place):
    refused = await begun(place, PLAY, "play.txt")
    assert refused.content.startswith(words.none_found(judging.OTHER))
    assert refused.content.endswith(words.withheld(2))
    assert labels(refused) == [words.INSIST, content_wording.CANCEL]
    card = await press(place, refused, words.INSIST)
    assert fields(card)[words.QUESTION] == "Is that your lantern on the stairs?"
    assert labels(card)[-2:] == [content_wording.APPLY, content_wording.CANCEL]


async def test_it_can_be_left_at_that(place):
    refused = await begun(place, PLAY, "play.txt")
    assert (await press(place, refused, content_wording.CANCEL)).content == content_wording.CANCELLED


async def test_a_fan_may_not_say_so(place):
    refused = await begun(place, PLAY, "play.txt")
    result = await place.asker.click(refused, custom_id=button_of(refused, words.INSIST))
    assert result.response.content == wording.MODERATORS_ONLY
    assert now(place, refused).content == refused.content


async def test_without_a_question_there_is_nothing_to_insist_on(place):
    refused = await begun(place, "A ferry is a boat.\n", "boat.txt")
    assert labels(refused) == []
