"""What `showrunner import --merge` does to an interview file, and how it shows that."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rich.text import Text

from bot.cli.import_view import count
from bot.cli.output import console, on_terminal
from bot.errors import ContentError, ShowrunnerError
from bot.importer.drafting import draft
from bot.importer.merging import merge
from bot.knowledge.reading import parse
from bot.knowledge.strict_yaml import comments
from bot.knowledge.writing import TO_FILL_IN, UNSURE, dump_draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.cli.imports import Found
    from bot.importer.details import Details
    from bot.importer.merging import Changed, Merged

_COMPARED = 20_000  # words of two answers that are compared one by one


def merged(found: Found, given: Details, file: Path, *, quiet: bool, replaces: bool, force: bool) -> str:
    """The text of an interview file, brought up to date; what that changes is shown.

    Args:
        found: What is in the second source.
        given: What the user says of the interview.
        file: The interview file.
        quiet: Whether to show it on standard error.
        replaces: Whether the file is going to be replaced by the text.
        force: Whether its comments may be lost.

    Raises:
        ContentError: The file has faults.
        ShowrunnerError: It cannot be read, or has comments that would be lost.
    """
    try:
        source = file.read_bytes()
    except OSError as error:
        raise ShowrunnerError(f"{file}: Cannot be read ({error.strerror}).") from error
    reading = parse(source, str(file))
    if reading.interview is None:
        raise ContentError(reading.faults)
    if replaces and not force and _commented(source.decode()):
        raise ShowrunnerError(
            f"{file} has comments, which would be lost. Write the new version elsewhere with --output, or use --force."
        )
    proposed = draft(found.transcript, found.details)
    result = merge(reading.interview, proposed.interview, given)
    out = console(stderr=quiet)
    for part in _told(result):
        out.print(part)
    remarks = {result.added[name]: said for name, said in proposed.remarks.items() if name in result.added}
    return dump_draft(result.interview, remarks)


def _commented(text: str) -> bool:
    """Whether somebody has put comments into a file; those of an import are none of theirs."""
    return not all(each.startswith((UNSURE, TO_FILL_IN)) for each in comments(text))


def _told(result: Merged) -> Iterator[Text]:
    pairs = {pair.id: pair for pair in result.interview.pairs}
    if result.changed:
        yield Text(f"\n{count(len(result.changed), 'answer')} changed", "bold")
    for each in result.changed:
        yield Text(f"{each.pair}: ", "bold").append_text(_difference(each))
    if result.added:
        yield Text(f"\n{count(len(result.added), 'new pair')}", "bold")
    for name in result.added.values():
        yield Text(f"+ {name}: {pairs[name].question}", "green")
    if result.missing:
        yield Text(f"\n{count(len(result.missing), 'pair')} not in the source any more, kept in the file", "bold")
    for name in result.missing:
        yield Text(f"- {name}: {pairs[name].question}", "red")
    if not (result.changed or result.added or result.missing):
        yield Text("\nNo answer has changed.", "bold")


def _difference(changed: Changed) -> Text:
    """The answer word by word: by colour on a terminal, elsewhere as [-was-] and {+is+}."""
    old, new = (re.findall(r"\S+\s*", text) for text in (changed.old, changed.new))
    if len(old) + len(new) > _COMPARED:
        return Text(f"{count(len(old), 'word')} before, {count(len(new), 'word')} now", "not bold")
    text = Text("", "not bold")
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(old[start:end], new[other_start:other_end], strict=True)
            text.append("".join(max(pair, key=len) for pair in pairs))  # the one with white space behind it, if any
            continue
        _append(text, "".join(old[start:end]), "red strike", ("[-", "-]"))
        _append(text, "".join(new[other_start:other_end]), "green", ("{+", "+}"))
    return text


def _append(text: Text, part: str, style: str, marks: tuple[str, str]) -> None:
    if not part:
        return
    if on_terminal():
        text.append(part, style)
    else:
        words = part.rstrip()
        text.append(f"{marks[0]}{words}{marks[1]}{part[len(words) :] or ' '}")
