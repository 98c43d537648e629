"""`showrunner run`: the bot on Discord."""

from __future__ import annotations

import sys

import typer

from bot.cli.options import ConfigOption, KnowledgeOption, configured


def run(ctx: typer.Context, config: ConfigOption = None, knowledge: KnowledgeOption = None) -> None:
    """Connect to Discord and answer until stopped.

    The bot's token comes from the environment variable DISCORD_TOKEN or from a file .env.
    """
    import asyncio

    from bot import app
    from bot.logs import configure_logs

    with_environ = configured(ctx, config, knowledge)
    token = with_environ.environ.get("DISCORD_TOKEN", "").strip()
    configure_logs(with_environ.settings.log, sys.stderr, secret=token)
    asyncio.run(app.run(with_environ.settings, token))
