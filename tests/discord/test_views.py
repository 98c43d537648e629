from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord import wording
from bot.discord.markup import visible
from bot.discord.views import answers, buttons, lists
from bot.discord.views.card import Card
from bot.discord.views.catalogue import SPOT_LENGTH, Catalogue, Shown
from bot.discord.views.press import Press
from bot.knowledge.model import Entry, Episode, Interview, Snapshot
from bot.moderation.spoilers import NOTHING_SEEN, hides
from bot.search.passages import cut, lead
from tests.discord import anything, content
from tests.discord.limits import active, all_hidden, check, check_embed, length, unescaped

ASKER = 2**64 - 1  # the longest id there can be


def entry(pair: str, **changes: object) -> Entry:
    found = content.SNAPSHOT.entry(f"night-ferry-s1-brandt/{pair}")
    assert found is not None
    return Entry(found.interview, replace(found.pair, **changes))


def shown(pair: str, first: int = 0, last: int = 0, **changes: object) -> Shown:
    found = entry(pair, **changes)
    passage = cut(found.pair.answer, first, last)
    assert passage is not None
    return Shown(found, passage, hides(found, NOTHING_SEEN))


def labels(reply):
    return [button.item.label if isinstance(button, Press) else button.label for button in reply.buttons]


# What an answer looks like


def test_an_answer_says_what_was_said_by_whom_and_where():
    embed = answers.embed_of(shown("lighthouse", 0, 1), content.SNAPSHOT)
    assert embed.author.name == "Ida Brandt, showrunner"
    assert embed.title == "Why does the lighthouse keeper never speak?"
    assert embed.url is not None
    assert embed.url.startswith("https://quayside.example/brandt#:~:text=He%20has%20said")
    assert embed.description == "> He has said everything already. The sea answers him anyway. […]"
    assert [(field.name, field.value) for field in embed.fields] == [
        ("In short", "The keeper is silent because he has nothing left to say.")
    ]
    assert embed.footer.text == "Quayside Review · 9 March 2032 · The Night Ferry, season 1 · excerpt"


def test_what_is_not_there_leaves_no_trace():
    found = shown("cat", summary=None)
    bare = Entry(replace(found.entry.interview, season=None, excerpt=False), found.entry.pair)
    embed = answers.embed_of(replace(found, entry=bare), content.SNAPSHOT)
    assert embed.fields == []
    assert embed.footer.text == "Quayside Review · 9 March 2032 · The Night Ferry · paraphrased"
    assert embed.author.name == "Tomas Kel, plays the captain"


def test_a_speaker_without_a_role_has_a_name():
    found = shown("cat")
    interview = replace(found.entry.interview, speakers=(replace(found.entry.speaker, role=None),))
    without = replace(found, entry=Entry(interview, found.entry.pair))
    assert answers.embed_of(without, content.SNAPSHOT).author.name == "Tomas Kel"


def test_a_spoiler_is_named_and_hidden_in_every_part():
    embed = answers.embed_of(shown("captain", 0, 1), content.SNAPSHOT)
    warning, quote = embed.description.split("\n")
    assert warning == wording.spoilers("S01E08")
    assert quote == "> ||Yes, from the first page. He always had wet shoes.||"
    assert embed.fields[0].value == "||The captain was always going to drown.||"


def test_a_spoiler_is_shown_to_who_has_seen_it():
    found = Shown.opening(entry("captain")).to({"the night ferry": Episode(1, 8)})
    embed = answers.embed_of(found, content.SNAPSHOT)
    assert embed.description.startswith("> Yes, from the first page.")
    assert embed.fields[0].value == "The captain was always going to drown."
    assert answers.text_of(found, content.SNAPSHOT).startswith("> Yes, from the first page.")
    assert answers.whole_page(found, 0).description == "> Yes, from the first page. He always had wet shoes."
    assert found.to({"the night ferry": Episode(1, 7)}).hidden


def test_the_plain_text_hides_a_spoiler_too():
    text = answers.text_of(shown("captain", 0, 0), content.SNAPSHOT)
    assert text.split("\n")[:2] == [wording.spoilers("S01E08"), "> ||Yes, from the first page. […]||"]
    assert "wet shoes" not in text


def test_a_superseded_answer_points_to_the_newer_one():
    fields = answers.embed_of(shown("season-two"), content.SNAPSHOT).fields
    assert [(field.name, field.value) for field in fields] == [
        (wording.NEWER, "What is the new batch of episodes about? (30 January 2033)")
    ]
    elsewhere = answers.embed_of(shown("season-two", superseded_by="not/loaded"), content.SNAPSHOT).fields
    assert elsewhere[0].value == wording.NEWER_ELSEWHERE


def test_the_plain_text_has_quote_speaker_source_and_link():
    assert answers.text_of(shown("cat", 0, 0), content.SNAPSHOT).split("\n") == [
        "> Three cats. […]",
        "— Tomas Kel, plays the captain (Quayside Review · 9 March 2032 · The Night Ferry, season 1)",
        "<https://quayside.example/brandt>",
    ]


def test_content_cannot_format_link_or_ping():
    nasty = "@everyone [win](https://evil.example) ||x|| `y` <@123456789012345678>\n# big\n> out"
    embed = answers.embed_of(shown("lighthouse", answer=nasty, summary=nasty, question=nasty), content.SNAPSHOT)
    assert embed.title is not None
    assert active(embed.title) == []
    assert active(embed.fields[0].value) == []
    assert active("\n".join(line.removeprefix("> ") for line in embed.description.split("\n"))) == []


def test_an_address_that_discord_refuses_is_left_out():
    found = shown("lighthouse")
    local = replace(found.entry.interview, url="http://localhost/brandt")
    reply = buttons.answer([replace(found, entry=Entry(local, found.entry.pair))], content.SNAPSHOT, ASKER)
    assert reply.embed.url is None
    assert labels(reply) == [wording.WHOLE, wording.HELPFUL, wording.NOT_IT]


# A whole answer


def test_the_pages_of_a_whole_answer_hold_all_of_it():
    found = Shown.opening(entry("bell"))
    count = answers.page_count(found.entry)
    assert count > 2
    pages = [answers.whole_page(found, number) for number in range(count)]
    read = " ".join(page.description.removeprefix("> ") for page in pages)
    assert unescaped(read) == content.RAMBLE
    assert [page.footer.text.rsplit(" · ", 1)[1] for page in pages] == [
        f"page {number} of {count}" for number in range(1, count + 1)
    ]
    assert answers.whole_page(found, 99).description == pages[-1].description


def test_every_page_of_a_spoiler_is_hidden():
    found = Shown.opening(entry("bell", spoils=Episode(1, 2)))
    for number in range(answers.page_count(found.entry)):
        warning, quote = answers.whole_page(found, number).description.split("\n", 1)
        assert warning == wording.spoilers("S01E02")
        assert all_hidden(quote)


# Buttons


def test_only_buttons_that_lead_somewhere_are_there():
    whole = buttons.answer([shown("cat", 0, 1)], content.SNAPSHOT, ASKER)
    assert labels(whole) == ["Read it at Quayside Review", wording.HELPFUL, wording.NOT_IT]
    part = buttons.answer([shown("cat", 0, 0), shown("lighthouse")], content.SNAPSHOT, ASKER, verdicts=False)
    assert labels(part) == ["Read it at Quayside Review", wording.ANOTHER, wording.WHOLE]


def test_choices_are_labelled_with_their_questions_and_lead_to_different_answers():
    found = [shown("cat"), shown("lighthouse"), shown("season-two")]
    reply = buttons.choices(wording.DID_YOU_MEAN, found, ASKER)
    assert labels(reply) == [each.entry.pair.question for each in found]
    first = [button.given["spots"][:SPOT_LENGTH] for button in reply.buttons]
    assert first == [each.spot for each in found]
    assert all({*_cut(button.given["spots"])} == {each.spot for each in found} for button in reply.buttons)


def _cut(spots):
    return [spots[at : at + SPOT_LENGTH] for at in range(0, len(spots), SPOT_LENGTH)]


def test_a_long_question_is_cut_at_a_word_to_make_a_label():
    question = "Why, " + "on that endless grey morning, " * 6 + "did it rain?"
    (label,) = labels(buttons.choices("?", [shown("cat", question=question)], ASKER))
    assert length(label) <= 80
    assert label.endswith("…")
    assert question.startswith(label[:-1])
    assert question[len(label) - 1] in " ,"


def test_as_many_answers_as_there_may_be_fit_into_a_custom_id():
    found = [shown("cat", 0, 0), shown("cat", 0, 1), shown("lighthouse"), shown("bell", 3, 9), shown("season-two")]
    for reply in (buttons.choices("?", found, ASKER), buttons.answer([*found, *found], content.SNAPSHOT, ASKER)):
        check(reply)


@pytest.mark.parametrize("custom_id", ["show:1:abc", "show:x:" + "a" * 12, "show:1:" + "a" * 72, "page:" + "a" * 12])
def test_a_custom_id_that_could_not_be_read_later_is_not_made(custom_id):
    with pytest.raises(ValueError, match="custom"):
        buttons.Show.make("?", custom_id)


# Names of answers


def test_a_spot_finds_its_passage_again():
    catalogue = Catalogue(content.SNAPSHOT)
    found = shown("bell", 3, 7)
    assert len(found.spot) == SPOT_LENGTH
    assert catalogue.shown(found.spot) == found


def test_a_rewritten_answer_is_shown_from_its_beginning():
    rewritten = replace(content.BRANDT, pairs=(replace(entry("bell").pair, answer="The wind."),))
    again = Catalogue(Snapshot([rewritten])).shown(shown("bell", 3, 7).spot)
    assert again is not None
    assert again.passage == lead("The wind.")


@pytest.mark.parametrize("spot", ["AAAAAAAAAAAA", "", "!", "é" * 12, "A" * 5])
def test_a_spot_of_nothing_finds_nothing(spot):
    assert Catalogue(content.SNAPSHOT).shown(spot) is None


def test_a_sentence_too_far_in_for_a_spot_falls_back_to_the_beginning():
    found = entry("bell", answer="One. " * 5000)
    catalogue = Catalogue(Snapshot([replace(content.BRANDT, pairs=(found.pair,))]))
    passage = replace(lead(found.pair.answer), first=4500, last=4600)
    assert catalogue.shown(Shown(found, passage, hidden=False).spot) is not None


def test_a_spot_remembers_nothing_of_who_looked_before():
    found = Shown.opening(entry("captain")).to({"the night ferry": Episode(1, 8)})
    assert not found.hidden
    assert Catalogue(content.SNAPSHOT).shown(found.spot).hidden


def test_a_catalogue_tells_what_it_is_about():
    catalogue = Catalogue(content.SNAPSHOT)
    assert catalogue.subjects[:2] == ("sound", "filming")
    assert len(catalogue.subjects) == 5
    untold = replace(content.RENEWED, pairs=(replace(content.RENEWED.pairs[0], topics=()),))
    assert Catalogue(Snapshot([untold])).subjects == ("Ida Brandt sleeps at last",)
    assert Catalogue(content.NOTHING).subjects == ()


def test_the_example_spoils_nothing_if_there_is_a_choice():
    spoiling, harmless = entry("captain").pair, entry("cat").pair
    both = Snapshot([replace(content.BRANDT, pairs=(spoiling, harmless))])
    assert Catalogue(both).example == harmless.question
    assert Catalogue(Snapshot([replace(content.BRANDT, pairs=(spoiling,))])).example == spoiling.question
    assert Catalogue(content.NOTHING).example is None


# Lists


def many(count: int) -> Snapshot:
    return Snapshot([replace(content.BRANDT, id=f"interview-{at:03}", title=f"Part {at}") for at in range(count)])


def test_an_interview_is_listed_with_a_link_and_who_where_when_how_much():
    reply = lists.interviews(content.SNAPSHOT, 0, ASKER)
    assert reply.embed.description.split("\n") == [
        "**[Ida Brandt on missing the last boat](https://quayside.example/brandt)**",
        "Ida Brandt and 1 other · Quayside Review · 9 March 2032 · 7 answers",
        "",
        "**[Ida Brandt sleeps at last](https://quayside.example/renewed)**",
        "Ida Brandt · Quayside Review · 30 January 2033 · 1 answer",
    ]
    assert reply.buttons == ()


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (10, [10]), (11, [10, 1]), (30, [10, 10, 10])])
def test_the_list_is_cut_into_pages_of_ten(count, sizes):
    pages = [lists.interviews(many(count), number, ASKER) for number in range(len(sizes))]
    assert [page.embed.description.count("**[Part ") for page in pages] == sizes
    for number, page in enumerate(pages):
        before = [wording.PREVIOUS] if number else []
        after = [wording.NEXT] if number + 1 < len(pages) else []
        assert labels(page) == [*before, *after]
    assert lists.interviews(many(count), 99, ASKER).embed.description == pages[-1].embed.description


def test_an_empty_list_says_so():
    assert lists.interviews(content.NOTHING, 0, ASKER).text == wording.NOTHING_LOADED


def test_help_lists_every_command_once():
    reply = lists.help_card("!", "<@1>", message_content=True)
    assert [f"**!{name}**" in reply.text for name in wording.COMMANDS] == [True] * len(wording.COMMANDS)
    assert reply.embed.fields == []


def test_help_without_message_content_says_what_is_off_and_how_to_turn_it_on():
    reply = lists.help_card("!", "<@1>", message_content=False)
    assert [f"**/{name}**" in reply.text for name in wording.COMMANDS] == [True] * len(wording.COMMANDS)
    (field,) = reply.embed.fields
    assert "Message Content Intent" in field.value
    assert "discord.message_content: true" in field.value
    assert field.value in reply.text


@pytest.mark.parametrize("prefix", ["*", "||", "`", "\\", "> ", "_a_"])
def test_help_survives_any_prefix(prefix):
    check(lists.help_card(prefix, "<@1>", message_content=True))
    (field,) = lists.help_card(prefix, "", message_content=False).embed.fields
    assert active(field.value.replace("`discord.message_content: true`", "")) == []


# Whatever the content


@settings(deadline=None)
@given(anything.entries(), st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_an_answer_is_never_refused(found, first, last, hidden):
    snapshot = Snapshot([found.interview])
    passage = cut(found.pair.answer, first, last) or lead(found.pair.answer)
    for pick in (Shown(found, passage, hidden and found.pair.spoils is not None), Shown.opening(found)):
        others = [Shown.opening(Entry(found.interview, pair)) for pair in found.interview.pairs if pair != found.pair]
        reply = buttons.answer([pick, *others], snapshot, ASKER)
        check(reply)
        check(buttons.choices(wording.DID_YOU_MEAN, [pick, *others], ASKER))
        description = reply.embed.description
        if pick.hidden:
            assert all_hidden(description.split("\n", 1)[1])
            assert all(all_hidden(f"> {line}") for line in _summary(reply).split("\n") if line)
        else:
            assert all(line.startswith("> ") for line in description.split("\n"))


def _summary(reply):
    return next((field.value for field in reply.embed.fields if field.name == wording.IN_SHORT), "")


@settings(deadline=None)
@given(anything.entries())
def test_no_page_of_a_whole_answer_is_refused_or_loses_a_word(found):
    pick = Shown.opening(found)
    pages = [answers.whole_page(pick, number) for number in range(answers.page_count(found))]
    for page in pages:
        check_embed(page)
    read = "".join(page.description for page in pages)
    letters = [character for character in visible(found.pair.answer) if character.isalnum()]
    assert [character for character in _bare(read, found) if character.isalnum()] == letters


def _bare(read, found):
    return read.replace(wording.spoilers(str(found.pair.spoils)), "") if found.pair.spoils else read


@settings(deadline=None)
@given(st.lists(anything.interviews(), min_size=1, max_size=3), st.integers(1, 12))
def test_the_list_is_never_refused(several, times):
    snapshot = Snapshot([replace(each, id=f"{each.id}-{at}") for at in range(times) for each in several])
    for number in range(len(snapshot.interviews) // lists.PER_PAGE + 1):
        reply = lists.interviews(snapshot, number, ASKER)
        check(reply)
        in_reach = snapshot.interviews[number * lists.PER_PAGE : (number + 1) * lists.PER_PAGE]
        assert reply.embed.description.count("**\n") == len(in_reach or snapshot.interviews[-lists.PER_PAGE :])


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["author", "title", "footer", "add", "field"]), anything.words), min_size=1))
def test_a_card_is_never_refused(parts):
    card = Card()
    for kind, text in parts:
        if kind == "field":
            card.field("A name", text)
        else:
            getattr(card, kind)(text)
    check_embed(card.embed)


def test_a_full_card_leaves_out_what_has_no_room():
    card = Card()
    card.author("a" * 300)
    card.title("t" * 300)
    card.footer("f" * 3000)
    card.add("d" * 9000)
    card.field("Late", "v")
    check_embed(card.embed)
    assert card.embed.fields == []
    assert (
        sum(map(length, (card.embed.author.name, card.embed.title, card.embed.footer.text, card.embed.description)))
        == 6000
    )


def test_dates_are_words():
    assert answers.date_of(date(2018, 3, 2)) == "2 March 2018"


def test_buttons_of_ours_fit_their_labels():
    ours = (wording.ANOTHER, wording.WHOLE, wording.HELPFUL, wording.NOT_IT, wording.PREVIOUS, wording.NEXT)
    assert all(length(label) <= buttons.LABEL for label in ours)
    interview = Interview("i", "t", "s", "o" * 300, date(2030, 1, 1), "https://a.example", content.RENEWED.speakers, ())
    reply = buttons.answer([Shown.opening(Entry(interview, entry("lighthouse").pair))], content.SNAPSHOT, 1)
    assert labels(reply)[0].endswith("…")
    check(reply)
