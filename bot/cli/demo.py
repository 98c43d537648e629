"""`showrunner demo`: the whole bot in the browser, without Discord."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot.cli.options import ConfigOption, KnowledgeOption, configured


def demo(
    ctx: typer.Context,
    port: Annotated[
        int | None,
        typer.Option(
            min=0, max=65_535, help="Of the page; 0 takes any free one.", show_default="the setting demo.port"
        ),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    config: ConfigOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Try the whole bot in a local browser page: no token, no account, no network."""
    import asyncio

    from bot import demo as page
    from bot.logs import configure_logs

    settings = configured(ctx, config, knowledge).settings
    configure_logs(settings.log, sys.stderr)
    asyncio.run(page.run(settings, port=settings.demo.port if port is None else port, open_browser=browser))
