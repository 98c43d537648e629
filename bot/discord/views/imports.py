"""A transcript while moderators look through it: its buttons, and the form that asks what its page does not say.

The state is in the store. A button says which import it belongs to, which pair is shown and, where it changes
something, which edition it was made for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import discord

from bot.discord import content_wording, markup
from bot.discord import import_wording as words
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views import uploads
from bot.discord.views.answers import MESSAGE
from bot.discord.views.changes import differences, faulty, fitting, shortened
from bot.discord.views.import_card import doubts, face
from bot.discord.views.press import NUMBER, Press
from bot.errors import AlreadyDone
from bot.knowledge.reading import MAX_BYTES
from bot.moderation.imports import Deed, Doubtful, Incomplete, Outdated, Over
from bot.moderation.reloading import Faulty
from bot.moderation.sheets import Changes, Sheet
from bot.moderation.uploads import Done, Obstacle

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.discord.views.press import Interaction
    from bot.moderation.imports import Imports

FORMS: Final = {
    "details": ("title", "show", "outlet", "published", "url"),
    "more": ("guest", "season", "interviewer", "id"),
}
"""The fields of each form: Discord takes five at most."""
_LONGEST: Final = {"title": 300, "url": 2_048}
_LINE: Final = 200
_PAIR: Final = r"(?P<pair>[0-9]{1,9})"
EDITION: Final = r"(?P<edition>[0-9]{1,9})"


def card(sheet: Sheet, number: int, above: str | None = None, *, anyway: bool = False) -> Reply:
    """One pair of a transcript, with what can be done about it.

    Args:
        sheet: The transcript.
        number: Of the pair, from 0 on; one past the end shows the last.
        above: What has to be said first, if anything.
        anyway: Whether the button to apply it means it, whatever that breaks or replaces.
    """
    number = max(0, min(number, len(sheet.transcript.pairs) - 1))
    return replace(face(sheet, number, above), buttons=_buttons(sheet, number, anyway=anyway))


async def change(interaction: Interaction, pressed: Press, deed: Callable[[Changes], Changes], pair: int) -> None:
    """Change an import, if whoever presses may, and show how it stands then."""
    if (server := await _admitted(interaction)) is None:
        return
    await interaction.response.defer()
    imports, seen = _imports(interaction), _Seen.by(pressed)
    try:
        found = await imports.change(server, seen.number, seen.edition, deed, _deed(interaction))
    except AlreadyDone:
        found = await imports.sheet(server, seen.number)
    await _show(interaction, found, pair)


class _Seen(NamedTuple):
    """What a button was made for: an import, the pair that is shown, and the edition."""

    number: int
    pair: int
    edition: int

    @classmethod
    def by(cls, pressed: Press) -> _Seen:
        """As its custom id says it."""
        return cls(*(int(pressed.given.get(name, 0)) for name in ("number", "pair", "edition")))


class Turn(Press, template=rf"import-turn:{NUMBER}:{_PAIR}"):
    """Shows another pair."""

    async def press(self, interaction: Interaction) -> None:
        """Show it as it is now."""
        seen = _Seen.by(self)
        if (server := await _admitted(interaction)) is None:
            return
        await interaction.response.defer()
        await _show(interaction, await _imports(interaction).sheet(server, seen.number), seen.pair)


class Keep(Press, template=rf"import-(?P<what>drop|restore):{NUMBER}:{_PAIR}:{EDITION}"):
    """Drops the pair that is shown, or takes it back in."""

    async def press(self, interaction: Interaction) -> None:
        """Do it, and show the pair as it stands then."""
        drops, pair = self.given["what"] == "drop", _Seen.by(self).pair
        await change(
            interaction, self, lambda changes: changes.without(pair) if drops else changes.including(pair), pair
        )


class Swap(Press, template=rf"import-swap:{NUMBER}:{_PAIR}:{EDITION}"):
    """Lets those ask who answer."""

    async def press(self, interaction: Interaction) -> None:
        """Do it, and show the first of the pairs that this gives."""
        await change(interaction, self, Changes.swap, 0)


class Describe(Press, template=rf"import-(?P<form>details|more):{NUMBER}:{_PAIR}"):
    """Opens a form."""

    async def press(self, interaction: Interaction) -> None:
        """Open it, with what is known in it."""
        seen = _Seen.by(self)
        if (server := await _admitted(interaction)) is None:
            return
        found = await _imports(interaction).sheet(server, seen.number)
        if isinstance(found, Sheet):
            await interaction.response.send_modal(Form(found, self.given["form"], seen.pair))
        else:
            await _show(interaction, found, seen.pair)


class Form(discord.ui.Modal, title=words.FORM):
    """Asks what the page does not say."""

    def __init__(self, sheet: Sheet, which: str, pair: int) -> None:
        super().__init__()
        self._number = sheet.number
        self._pair = pair
        known = sheet.suggested.as_texts() | sheet.details.as_texts()
        self._inputs: dict[str, discord.ui.TextInput[Form]] = {}
        for name in FORMS[which]:
            longest = _LONGEST.get(name, 100)
            default = markup.label(known[name], longest) if name in known else None
            field: discord.ui.TextInput[Form] = discord.ui.TextInput(
                label=words.LABELS[name], custom_id=name, max_length=longest, required=False, default=default
            )
            self._inputs[name] = field
            self.add_item(field)
        # What the page says already and nobody has touched is not taken for something typed.
        self._untouched = {name: markup.label(text, _LONGEST.get(name, 100)) for name, text in _found(sheet).items()}

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Take what was typed; whoever sends the form has to be a moderator still."""
        async with interaction.client.faults.watch(interaction):
            if (server := await _admitted(interaction)) is None:
                return
            await interaction.response.defer()
            typed = {name: field.value for name, field in self._inputs.items()}
            texts = {name: text for name, text in typed.items() if text != self._untouched.get(name)}
            await _describe(interaction, server, self._number, texts, self._pair)


class Apply(Press, template=rf"import-(?P<how>apply|anyway):{NUMBER}:{_PAIR}:{EDITION}"):
    """Puts the interview in force."""

    async def press(self, interaction: Interaction) -> None:
        """Do it, if nothing is missing, nobody was quicker, and nothing breaks that was not spoken of."""
        seen = _Seen.by(self)
        if (server := await _admitted(interaction)) is None:
            return
        await interaction.response.defer()
        imports, anyway = _imports(interaction), self.given["how"] == "anyway"
        try:
            done = await imports.apply(server, seen.number, seen.edition, _deed(interaction), anyway=anyway)
        except AlreadyDone:
            await _show(interaction, await imports.sheet(server, seen.number), seen.pair)
            return
        match done:
            case Done():
                lines = differences(done.difference)
                text = content_wording.applied(done.version.interview, done.version.number, lines)
                await replace_message(interaction, Reply(fitting(text.split("\n"), MESSAGE)))
            case Doubtful():
                await replace_message(interaction, card(done.sheet, seen.pair, doubts(done), anyway=True))
            case Incomplete(missing):
                text = words.incomplete(missing) if missing else words.NOTHING_LEFT
                await respond(interaction, Reply(text, private=True))
            case Faulty(faults):
                await respond(interaction, faulty(faults).privately())
            case _:
                await _show(interaction, done, seen.pair)


class Cancel(Press, template=rf"import-cancel:{NUMBER}"):
    """Forgets the transcript."""

    async def press(self, interaction: Interaction) -> None:
        """Do it, if nobody was quicker."""
        seen = _Seen.by(self)
        if (server := await _admitted(interaction)) is None:
            return
        await interaction.response.defer()
        imports = _imports(interaction)
        try:
            hindered = await imports.cancel(server, seen.number, _deed(interaction))
        except AlreadyDone:
            await _show(interaction, await imports.sheet(server, seen.number), 0)
            return
        if hindered is None:
            await replace_message(interaction, Reply(content_wording.CANCELLED))
        else:
            await _show(interaction, hindered, 0)


PRESSES: Final = (Turn, Keep, Swap, Describe, Apply, Cancel)
"""Every kind of button of an import."""


def _buttons(sheet: Sheet, number: int, *, anyway: bool) -> tuple[discord.ui.Item[Any], ...]:
    pairs, place = len(sheet.transcript.pairs), f"{sheet.number}:{number}"
    at = f"{place}:{sheet.edition}"
    made: list[discord.ui.Item[Any]] = []
    if number > 0:
        made.append(Turn.make(words.BACK, f"import-turn:{sheet.number}:{number - 1}"))
    if number < pairs - 1:
        made.append(Turn.make(words.AHEAD, f"import-turn:{sheet.number}:{number + 1}"))
    if pairs and number in sheet.changes.dropped:
        made.append(Keep.make(words.RESTORE, f"import-restore:{at}", discord.ButtonStyle.primary))
    elif pairs:
        made.append(Keep.make(words.DROP, f"import-drop:{at}"))
    made += [
        Swap.make(words.SWAP, f"import-swap:{at}"),
        Describe.make(words.DETAILS, f"import-details:{place}", _urgent(sheet, FORMS["details"])),
        Describe.make(words.MORE, f"import-more:{place}", _urgent(sheet, FORMS["more"])),
    ]
    label = content_wording.APPLY_ANYWAY if anyway else content_wording.APPLY
    style = discord.ButtonStyle.danger if anyway else discord.ButtonStyle.success
    made.append(Apply.make(label, f"import-{'anyway' if anyway else 'apply'}:{at}", style))
    made.append(Cancel.make(content_wording.CANCEL, f"import-cancel:{sheet.number}"))
    return tuple(made)


def _urgent(sheet: Sheet, fields: tuple[str, ...]) -> discord.ButtonStyle:
    """A form in which something is missing stands out."""
    needed = set(sheet.missing) & set(fields)
    return discord.ButtonStyle.primary if needed else discord.ButtonStyle.secondary


async def _admitted(interaction: Interaction) -> int | None:
    """The server, if whoever presses moderates it at this moment; otherwise they have been told."""
    return server_of(interaction) if await admit_moderator(interaction) else None


def _imports(interaction: Interaction) -> Imports:
    return interaction.client.moderation.imports


def _deed(interaction: Interaction) -> Deed:
    return Deed(interaction.user.id, interaction.created_at)


def _found(sheet: Sheet) -> dict[str, str]:
    """What is known of an interview though nobody has typed it."""
    return {name: text for name, text in sheet.details.as_texts().items() if name not in sheet.changes.details}


async def _describe(interaction: Interaction, server: int, number: int, texts: dict[str, str], pair: int) -> None:
    """Take what was typed into a form into the newest edition, whatever has been changed while it was open."""
    imports = _imports(interaction)
    found: Sheet | Outdated | Over | Obstacle = await imports.sheet(server, number)
    while isinstance(found, Sheet | Outdated) and texts:
        edition = found.edition if isinstance(found, Sheet) else found.sheet.edition
        try:
            found = await imports.change(
                server, number, edition, lambda changes: changes.saying(texts), _deed(interaction)
            )
        except AlreadyDone:
            found = await imports.sheet(server, number)
        if isinstance(found, Sheet):
            break
    await _show(interaction, found, pair)
    if wrong := Changes.refused(texts):
        problems = [shortened(problem, _LINE) for problem in wrong]
        await respond(interaction, Reply(words.not_taken(problems), private=True))


async def _show(interaction: Interaction, found: Sheet | Outdated | Over | Obstacle, pair: int) -> None:
    """Show how an import stands; where somebody was quicker, tell whoever pressed."""
    match found:
        case Sheet():
            await replace_message(interaction, card(found, pair))
        case Outdated(sheet):
            await replace_message(interaction, card(sheet, pair))
            await respond(interaction, Reply(words.OUTDATED, private=True))
        case Over(state):
            await respond(interaction, Reply(words.too_late(state), private=True))
        case Obstacle.GONE:
            await respond(interaction, Reply(words.GONE, private=True))
        case _:
            limits = interaction.client.moderation.uploads.limits
            await respond(interaction, uploads.obstacle(found, limits, MAX_BYTES))
