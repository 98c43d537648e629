"""`showrunner db`: the store's tables, backups of it, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.files import whole
from bot.cli.options import ConfigOption, configured
from bot.errors import StorageError

if TYPE_CHECKING:
    from bot.storage.store import Store

app = typer.Typer(no_args_is_help=True, help="Upgrade, back up and restore what the bot keeps.")

_NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="Where to put it: lines of JSON.")]
_Backup = Annotated[Path, typer.Argument(metavar="FILE", help="What `db backup` has written.")]


@app.command()
def upgrade(ctx: typer.Context, config: ConfigOption = None) -> None:
    """Make the tables, or bring them up to date."""
    import asyncio

    from bot.storage.migrating import newest
    from bot.storage.store import Store

    async def run() -> str:
        async with Store.at(url) as store:
            before = await store.upgrade()
            if before == newest():
                return f"{store.place}: revision {before}, the newest; nothing to do."
            return f"{store.place}: brought from {before or 'nothing'} to revision {newest()}."

    url = _url(ctx, config)
    typer.echo(asyncio.run(run()))


@app.command()
def current(ctx: typer.Context, config: ConfigOption = None) -> None:
    """Tell which revision the tables are of."""
    import asyncio

    from bot.storage.migrating import newest
    from bot.storage.store import Store

    async def run() -> str:
        async with Store.at(url) as store:
            file = store.place.file
            found = await store.revision() if file is None or file.exists() else None
            if found is None:
                return f"{store.place}: nothing yet. `showrunner run` or `showrunner db upgrade` makes it."
            if found == newest():
                return f"{store.place}: revision {found}, the newest."
            return f"{store.place}: revision {found}; the newest is {newest()}. Run: showrunner db upgrade"

    url = _url(ctx, config)
    typer.echo(asyncio.run(run()))


@app.command()
def backup(
    ctx: typer.Context,
    file: _NewFile,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    config: ConfigOption = None,
) -> None:
    """Write all that the bot keeps into a file, while it runs or not."""
    import asyncio

    from bot.storage.store import Store

    async def run() -> None:
        async with Store.at(url) as store:
            _must_exist(store)
            await store.back_up(out, datetime.now(UTC))

    url = _url(ctx, config)
    if file.exists() and not force:
        raise StorageError(f"{file} is there already. Name another file, or replace it with --force.")
    with whole(file, private=True) as written:
        out = TextIOWrapper(written, encoding="utf-8", newline="\n")
        asyncio.run(run())
        out.detach()
    typer.echo(f"{file}: {file.stat().st_size:,} bytes.")


@app.command()
def restore(
    ctx: typer.Context,
    file: _Backup,
    force: Annotated[bool, typer.Option("--force", help="Even if the store holds something, which is lost.")] = False,
    config: ConfigOption = None,
) -> None:
    """Put a backup in place of what the bot keeps, from whichever kind of database it came."""
    import asyncio

    from bot.storage.store import Store

    async def run() -> int:
        async with Store.at(url) as store:
            return await store.restore(lines, force=force)

    url = _url(ctx, config)
    try:
        with file.open(encoding="utf-8") as lines:
            number = asyncio.run(run())
    except OSError as error:
        raise StorageError(f"{file}: Cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise StorageError(f"{file}: This is no backup of a store; nothing was changed.") from error
    typer.echo(f"{number:,} rows restored. If the bot runs on SQLite, start it anew.")


def _url(ctx: typer.Context, config: Path | None) -> str:
    return configured(ctx, config, None).settings.storage.url


def _must_exist(store: Store) -> None:
    if store.place.file and not store.place.file.exists():
        raise StorageError(f"There is nothing to back up: there is no {store.place}.")
