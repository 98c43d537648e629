"""Writing what `showrunner import` found: the interview file, and a copy of the source beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.files import whole
from bot.cli.import_view import count
from bot.errors import ShowrunnerError
from bot.importer.drafting import draft
from bot.knowledge.reading import parse

if TYPE_CHECKING:
    from bot.cli.imports import Found
    from bot.config import Settings
    from bot.importer.details import Details


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be written, and where.

    Attributes:
        output: The interview file; None to write `merge` anew.
        merge: The interview file that is brought up to date, if any.
        source: What to put beside the interview file, if anything.
        name: What the source is called.
        force: Whether files that are there may be replaced.
        dry_run: Whether to write nothing.
    """

    output: Path | None
    merge: Path | None
    source: bytes | None
    name: str
    force: bool
    dry_run: bool


def write(found: Found, given: Details, target: Target, settings: Settings, *, quiet: bool) -> None:
    """Write it, and say what was written and what is still to be filled in.

    Args:
        found: What is in the source.
        given: What the user said of it.
        target: Where to.
        settings: Name the interviews there are.
        quiet: Whether standard output is taken by JSON, so that all is said on standard error.

    Raises:
        ShowrunnerError: A file is there already, or cannot be written.
        ContentError: The file to merge with has faults.
    """
    if target.merge is not None:
        from bot.cli.import_merging import merged

        text = merged(found, given, target.merge, quiet=quiet, replaces=target.output is None, force=target.force)
    else:
        text = draft(found.transcript, found.details).text
    file = target.output or target.merge
    assert file is not None  # noqa: S101 - the command has seen to it
    kept = _source_file(file, target)
    if not target.force:
        for each, may_be_there in ((file, target.output is None), (kept, target.merge is not None)):
            if each is not None and not may_be_there and each.exists():
                raise ShowrunnerError(f"{each} is there already. Name another file, or replace it with --force.")
    if not target.dry_run:
        with whole(file) as out:
            out.write(text.encode())
        if kept is not None and target.source is not None:
            with whole(kept) as out:
                out.write(target.source)
    told = _told(file, text, target)
    if target.merge is None and (other := _taken(text, file, settings)):
        told.append(
            f"{other} has that id already. Choose another one with --id; or is it the same interview? Then use --merge."
        )
    typer.echo("\n".join(told), err=quiet)


def _source_file(file: Path, target: Target) -> Path | None:
    """Where the source goes: under the interview file's name, with an ending that no interview file has."""
    if target.source is None:
        return None
    ending = Path(target.name).suffix.lower() if target.name != "-" else ""
    return file.with_name(f"{file.stem}.source{ending if ending not in {'', '.yaml', '.yml'} else '.txt'}")


def _told(file: Path, text: str, target: Target) -> list[str]:
    reading = parse(text, str(file))
    pairs = count(len(reading.draft.pairs) if reading.draft else 0, "pair")
    lines = [f"{file}: {'would have' if target.dry_run else 'written with'} {pairs}."]
    if reading.faults:
        lines += ["To be filled in before it can be loaded:", *(f"- {fault}" for fault in reading.faults)]
    return lines


def _taken(text: str, file: Path, settings: Settings) -> str | None:
    """The file of another interview with the id of this one, if there is one among those that are loaded."""
    from bot.app import content_paths
    from bot.knowledge.loader import load_with_places

    draft = parse(text, str(file)).draft
    try:
        _, places = load_with_places(content_paths(settings))
    except ShowrunnerError:
        return None  # that there are none, or that they have faults, is for `check` to say
    place = places.get(draft.id) if draft else None
    return place.path if place and Path(place.path).resolve() != file.resolve() else None
