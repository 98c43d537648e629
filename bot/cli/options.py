"""The options that go with every command, before its name or after it, and the settings they lead to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.config import Settings

CONFIG_FILE = Path("config.yaml")

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The settings file.", show_default="config.yaml, where there is one"),
]
KnowledgeOption = Annotated[
    list[Path] | None,
    typer.Option("--knowledge", metavar="DIR", help="Interviews to use instead of the settings'. Repeatable."),
]


@dataclass(frozen=True, slots=True)
class Given:
    """What stood before the command's name."""

    config: Path | None
    knowledge: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Configured:
    """The settings in force, and the environment they were read with."""

    settings: Settings
    environ: dict[str, str]


def configured(ctx: typer.Context, config: Path | None, knowledge: Iterable[Path] | None) -> Configured:
    """Read settings file and environment.

    Args:
        ctx: The command's context, which knows what stood before its name.
        config: The command's own --config, which counts more than one before its name.
        knowledge: The command's own --knowledge, added to any before its name.

    Raises:
        ConfigError: A setting is wrong or unknown, or a file named cannot be read.
    """
    from bot.config import load_settings, read_environment

    given: Given = ctx.obj
    path = config or given.config or (CONFIG_FILE if CONFIG_FILE.is_file() else None)
    directories = [path.parent, Path()] if path else [Path()]
    environ = read_environment(os.environ, *directories)
    settings = load_settings(path, environ)
    chosen = (*given.knowledge, *(knowledge or ()))
    return Configured(settings.with_paths(chosen) if chosen else settings, environ)
