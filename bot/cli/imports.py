"""`showrunner import`: from a saved interview to an interview file."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import ConfigOption, KnowledgeOption, configured
from bot.cli.output import write_json
from bot.errors import ShowrunnerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importer.details import Details
    from bot.importer.model import Document, Transcript

_NamesOption = list[str] | None
_TextOption = str | None


def _detail(name: str, says: str) -> Any:  # noqa: ANN401 - what typer gives
    return typer.Option(f"--{name}", metavar="TEXT", help=says, rich_help_panel="What the page does not say")


def imports(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A saved interview; - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the interview file here.")] = None,
    merge: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Bring this interview file up to date; with --output, write that instead."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
    keep_source: Annotated[
        bool, typer.Option("--keep-source", help="Put a copy of FILE beside the interview file.")
    ] = False,
    interviewer: Annotated[_NamesOption, typer.Option(metavar="NAME", help="Who asks. Repeatable.")] = None,
    guest: Annotated[_NamesOption, typer.Option(metavar="NAME", help="Who answers. Repeatable.")] = None,
    id: Annotated[_TextOption, _detail("id", "The interview's id.")] = None,  # noqa: A002 - what the option is called
    title: Annotated[_TextOption, _detail("title", "Its title.")] = None,
    show: Annotated[_TextOption, _detail("show", "The show it is about.")] = None,
    season: Annotated[_TextOption, _detail("season", "The season, a number.")] = None,
    outlet: Annotated[_TextOption, _detail("outlet", "Who published it.")] = None,
    published: Annotated[_TextOption, _detail("published", "When, such as 2031-04-05.")] = None,
    url: Annotated[_TextOption, _detail("url", "Where it can be read.")] = None,
    config: ConfigOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Find the questions and answers in a saved interview, and make an interview file of them."""
    given = _given(
        id=id, title=title, show=show, season=season, outlet=outlet, published=published, url=url, guest=_only(guest)
    )
    if output is None and merge is None and (keep_source or force or dry_run):
        raise typer.BadParameter("there is nothing to write without --output or --merge.", param_hint="--output")
    source = _read(file)
    found = _found(source, file, interviewer or (), guest or (), given)
    if as_json:
        from bot.cli.import_json import as_json as prepared

        write_json(prepared(found.transcript, found.warnings), indent=2)
    else:
        from bot.cli.import_view import show as preview

        preview(found.document, found.transcript, found.warnings)
    if found.transcript.reason is not None:
        raise typer.Exit(1)
    if output is not None or merge is not None:
        from bot.cli.import_writing import Target, write

        settings = configured(ctx, config, knowledge).settings
        target = Target(output, merge, source if keep_source else None, file, force, dry_run)
        write(found, given, target, settings, quiet=as_json)


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a file.

    Attributes:
        document: As it was read.
        transcript: The interview in it.
        details: What was said of it by options, and otherwise by the page.
        warnings: What else a person should look at.
    """

    document: Document
    transcript: Transcript
    details: Details
    warnings: tuple[str, ...]


def _found(
    source: bytes, file: str, interviewers: list[str] | tuple[()], guests: list[str] | tuple[()], given: Details
) -> Found:
    from bot.importer.details import complete
    from bot.importer.naming import answering
    from bot.importer.reading import read
    from bot.importer.transcript import transcribe

    with _without_collections():
        document = read(source, Path(file).name)
        transcript = transcribe(document, interviewers=interviewers, guests=guests)
    if given.guest and not all(each.name for each in answering(transcript, None).values()):
        # The name is for somebody whose label is none, so nobody is to be looked for who has it already.
        transcript = transcribe(document, interviewers=interviewers, certain=True)
    asked_by = ", ".join(_in_full(name, transcript) for name in interviewers) or None
    details, warnings = complete(replace(given, interviewer=asked_by), document.metadata, transcript)
    return Found(document, transcript, details, warnings)


@contextmanager
def _without_collections() -> Iterator[None]:
    """No garbage is collected meanwhile: what is made is kept, and to look through it takes a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _in_full(name: str, transcript: Transcript) -> str:
    """A name as the document has it at its longest; as it is where the document does not have it."""
    from bot.importer.names import key

    return next((voice.name for voice in transcript.speakers if key(name) in map(key, (voice.name, *voice.also))), name)


def _given(**texts: str | None) -> Details:
    from bot.importer import details

    known = {}
    for name, text in texts.items():
        try:
            known[name] = details.read(name, text or "")
        except ValueError as error:
            raise typer.BadParameter(f"`{name}` {error}", param_hint=f"--{name}") from error
    return details.Details(**known)


def _only(names: list[str] | None) -> str | None:
    return names[0] if names and len(names) == 1 else None


def _read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ShowrunnerError(f"{file}: Cannot be read ({error.strerror}).") from error
