"""Reported questions: the moderators' list, and what they do with one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord import markup
from bot.discord import trivia_desk_wording as desk
from bot.discord import trivia_wording as sentences
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views.card import Card
from bot.discord.views.paging import OPTION, option
from bot.discord.views.press import NUMBER, Choose, Press
from bot.errors import AlreadyDone
from bot.storage.trivia_records import ReportState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.discord.views.press import Interaction
    from bot.storage.trivia_records import Answer, Report

OPTIONS: Final = 25
MOST_POINTS: Final = 10_000
_LISTED: Final = 10
_LINE: Final = 150
_TEXT: Final = 900
_REASONS: Final = 5
_EARNED: Final = 10


def listing(reports: Sequence[Report], above: str | None = None) -> Reply:
    """The questions that are reported, each once.

    Args:
        reports: The open ones.
        above: What has just been done, if anything.
    """
    first, counts = by_question(reports)
    if not first:
        text = "\n".join(filter(None, (above, desk.NO_REPORTS)))
        return Reply(text, private=True)
    card = Card()
    card.title(desk.REPORTS_TITLE)
    lines = [
        desk.report_line(mode_of(each.key), markup.fit(each.ref, _LINE), counts[each.key]) for each in first[:_LISTED]
    ]
    if len(first) > _LISTED:
        lines.append(sentences.and_more(len(first) - _LISTED))
    for line in filter(None, (above, *lines)):
        card.add(line, str)
    text = "\n".join(filter(None, (above, *lines)))
    return Reply(text, card.embed, (Pick.menu(first[:OPTIONS], counts),), private=True)


def report_card(reports: Sequence[Report], earned: Sequence[Answer], names: Mapping[int, str]) -> Reply:
    """A question, what was said against it, and what can be done.

    Args:
        reports: The open ones about it, one at least.
        earned: What it earned in the round the first report is about.
        names: What those who played are called, safe to be shown.
    """
    report = reports[0]
    told = report.round
    lines = [_shown(told.get("prompt") or told.get("shown") or report.ref, _TEXT, markup.quote)]
    for label, value in (
        (desk.ANSWER_LABEL, told.get("answer")),
        (desk.CHOICES_LABEL, " / ".join(map(str, told.get("choices") or ()))),
        (desk.ACCEPTED_LABEL, ", ".join(map(str, told.get("accepted") or ()))),
        (desk.PAIR_LABEL, report.ref),
    ):
        if value:
            lines.append(f"**{label}**: {_shown(str(value), _TEXT // 2)}")
    reasons = [each.why for each in reports if each.why.strip()]
    lines += [desk.report_reason(_shown(why, _LINE)) for why in reasons[:_REASONS]] or [desk.NO_REASON]
    got = [desk.earned(names.get(each.user, sentences.SOMEBODY), each.points) for each in earned[:_EARNED]]
    if got:
        lines.append(f"**{desk.EARNED_LABEL}**: {' · '.join(got)}")
    card = Card()
    card.title(sentences.ASKS.get(mode_of(report.key), desk.REPORTS_TITLE))
    for line in lines:
        card.add(line, str)
    card.footer(desk.reported(len(reports)))
    buttons: list[discord.ui.Item[Any]] = []
    if mode_of(report.key) == "gap":
        buttons.append(Accept.make(desk.ACCEPT, f"taccept:{report.id}", discord.ButtonStyle.primary))
    buttons += [
        Retire.make(desk.RETIRE, f"tretire:{report.id}", discord.ButtonStyle.danger),
        Dismiss.make(desk.DISMISS, f"tdismiss:{report.id}"),
        Back.make(desk.BACK, "treports"),
    ]
    if earned:
        buttons.append(Player.menu(report.id, earned[:OPTIONS], names))
    return Reply(markup.fit("\n".join(lines), 2000, str), card.embed, tuple(buttons), private=True)


def by_question(reports: Sequence[Report]) -> tuple[list[Report], dict[str, int]]:
    """The first report of each question, and how many there are of each."""
    first: dict[str, Report] = {}
    counts: dict[str, int] = {}
    for each in reports:
        first.setdefault(each.key, each)
        counts[each.key] = counts.get(each.key, 0) + 1
    return list(first.values()), counts


def mode_of(key: str) -> str:
    """The mode of the round that has a key."""
    return key.partition(":")[2].partition(":")[0]


class Back(Press, template=r"treports"):
    """Shows the list again."""

    async def press(self, interaction: Interaction) -> None:
        """Show it as it is now."""
        server = server_of(interaction)
        if await admit_moderator(interaction) and server is not None:
            await replace_message(interaction, listing(await interaction.client.store.reports(server)))


class Pick(Choose, template=r"tpicked"):
    """Opens a question that was reported."""

    @classmethod
    def menu(cls, first: Sequence[Report], counts: Mapping[str, int]) -> Pick:
        """The questions to choose from."""
        options = [
            option(str(each.round.get("prompt") or each.ref), str(each.id), desk.reported(counts[each.key]))
            for each in first
        ]
        return cls.make(desk.CHOOSE_REPORT, "tpicked", options)

    async def choose(self, interaction: Interaction, value: str) -> None:
        """Open it."""
        if (about := await _about(interaction, value)) is not None:
            await replace_message(interaction, await _card(interaction, about))


class Accept(Press, template=rf"taccept:{NUMBER}"):
    """Lets a moderator accept another answer."""

    async def press(self, interaction: Interaction) -> None:
        """Open the form."""
        if about := await _about(interaction, self.given["number"]):
            await interaction.response.send_modal(AcceptForm(about[0].id))


class Retire(Press, template=rf"tretire:{NUMBER}"):
    """Has a question never asked again."""

    async def press(self, interaction: Interaction) -> None:
        """Retire it."""
        await _close(interaction, self.given["number"], ReportState.RETIRED, desk.RETIRED)


class Dismiss(Press, template=rf"tdismiss:{NUMBER}"):
    """Finds nothing wrong with a question."""

    async def press(self, interaction: Interaction) -> None:
        """Dismiss the reports of it."""
        await _close(interaction, self.given["number"], ReportState.DISMISSED, desk.DISMISSED)


class Player(Choose, template=rf"tplayer:{NUMBER}"):
    """Lets a moderator correct what somebody earned with a question."""

    @classmethod
    def menu(cls, report: int, earned: Sequence[Answer], names: Mapping[int, str]) -> Player:
        """Those who answered it to choose from."""
        options = [
            option(names.get(each.user, sentences.SOMEBODY), str(each.user), f"{each.points:+}") for each in earned
        ]
        return cls.make(desk.CHOOSE_PLAYER, f"tplayer:{report}", options)

    async def choose(self, interaction: Interaction, value: str) -> None:
        """Open the form."""
        about = await _about(interaction, self.given["number"])
        if about and value.isdecimal():
            await interaction.response.send_modal(PointsForm(about[0].id, int(value)))


class AcceptForm(discord.ui.Modal, title=desk.ACCEPT_FORM):
    """Takes a spelling."""

    spelling: discord.ui.TextInput[AcceptForm] = discord.ui.TextInput(
        label=desk.ACCEPT_FIELD, custom_id="spelling", max_length=OPTION
    )

    def __init__(self, report: int) -> None:
        super().__init__()
        self._report = report

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Accept it; whoever sends the form has to be a moderator still."""
        async with interaction.client.faults.watch(interaction):
            spelling = markup.one_line(self.spelling.value)
            done = desk.accepted(markup.escape(spelling))
            await _close(interaction, str(self._report), ReportState.FIXED, done, spelling=spelling)


class PointsForm(discord.ui.Modal, title=desk.POINTS_FORM):
    """Takes how many points somebody gets or loses."""

    points: discord.ui.TextInput[PointsForm] = discord.ui.TextInput(
        label=desk.POINTS_FIELD, custom_id="points", max_length=6
    )

    def __init__(self, report: int, user: int) -> None:
        super().__init__()
        self._report, self._user = report, user

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Correct them, as of when they were earned."""
        async with interaction.client.faults.watch(interaction):
            about = await _about(interaction, str(self._report))
            if about is None:
                return
            points = whole(self.points.value)
            if points is None:
                await respond(interaction, Reply(desk.BAD_POINTS, private=True))
                return
            store, server = interaction.client.store, interaction.guild_id or 0
            answers = await _earned(interaction, about[0])
            at = next((each.at for each in answers if each.user == self._user), None)
            now, by = interaction.created_at, interaction.user.id
            await store.correct_score(server, self._user, points, by=by, now=now, at=at)
            names = interaction.client.games.names.known(server, [self._user])
            text = desk.corrected(names.get(self._user, sentences.SOMEBODY), points)
            await respond(interaction, Reply(text, private=True))


PRESSES: Final = (Back, Pick, Accept, Retire, Dismiss, Player)
"""Every kind of button and menu for reports."""


def whole(typed: str) -> int | None:
    """A number of points as a moderator may write it, not 0; else None."""
    try:
        points = int(typed.replace("−", "-"))
    except ValueError:
        return None
    return points if points and abs(points) <= MOST_POINTS else None


async def _about(interaction: Interaction, number: str) -> list[Report] | None:
    """The open reports of the same question, if whoever presses may deal with them; else they are told."""
    server = server_of(interaction)
    if not await admit_moderator(interaction) or server is None:
        return None
    reports = await interaction.client.store.reports(server)
    this = next((each for each in reports if str(each.id) == number), None)
    if this is None:
        await respond(interaction, Reply(desk.REPORT_GONE, private=True))
        return None
    return [this, *(each for each in reports if each.key == this.key and each.id != this.id)]


async def _card(interaction: Interaction, about: Sequence[Report]) -> Reply:
    earned = await _earned(interaction, about[0])
    players = [each.user for each in earned]
    names = await interaction.client.games.names.of(interaction.guild, players) if interaction.guild else {}
    return report_card(about, earned, names)


async def _earned(interaction: Interaction, report: Report) -> list[Answer]:
    if report.game is None or report.number is None or interaction.guild_id is None:
        return []
    return await interaction.client.store.round_answers(interaction.guild_id, report.game, report.number)


async def _close(
    interaction: Interaction, number: str, state: ReportState, done: str, *, spelling: str | None = None
) -> None:
    about = await _about(interaction, number)
    server = server_of(interaction)
    if about is None or server is None:
        return
    store, now = interaction.client.store, interaction.created_at
    try:
        await store.close_report(server, about[0].id, state, by=interaction.user.id, now=now, spelling=spelling)
    except AlreadyDone:
        done = desk.REPORT_GONE
    await replace_message(interaction, listing(await store.reports(server), done))


def _shown(text: str, limit: int, render: Any = markup.escape) -> str:  # noqa: ANN401
    return markup.fit(text, limit, render)
