"""Logging: one format for our lines and discord.py's, for people on a terminal and as JSON otherwise."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TextIO

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

    from structlog.typing import EventDict, Processor, WrappedLogger

    from bot.config import Log

    Renderer = Callable[[WrappedLogger, str, EventDict], Any]

HIDDEN = "[hidden]"
_TALKATIVE = {
    "discord": logging.INFO,
    "aiosqlite": logging.INFO,
    "alembic": logging.WARNING,
    "sqlalchemy": logging.WARNING,
}


def configure_logs(settings: Log, stream: TextIO, *, secret: str = "") -> None:
    """Send all log lines to `stream` from now on, replacing whatever was configured before.

    Args:
        settings: The level, and the format: "console", "json", or "auto" for console on a terminal and JSON elsewhere.
        stream: Where the lines go.
        secret: A text (the token) that is replaced wherever a line would show it.
    """
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    stamped: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *stamped,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(stream)
    last = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(settings.format, stream, secret)]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=stamped, processors=last))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Below this they write out whole events and statements, and with them what users said; alembic is but wordy.
    for library, least in _TALKATIVE.items():
        logging.getLogger(library).setLevel(max(level, least))


def _rendering(wanted: str, stream: TextIO, secret: str) -> list[Processor]:
    if wanted == "json" or (wanted == "auto" and not stream.isatty()):
        as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        return [structlog.processors.format_exc_info, _hiding(secret, as_json)]
    # Prettier tracebacks show local variables, and with them what users said.
    tracebacks = structlog.dev.plain_traceback
    console = structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=tracebacks)
    return [_hiding(secret, console)]


def _hiding(secret: str, render: Renderer) -> Processor:
    def rendered(logger: WrappedLogger, name: str, event: EventDict) -> str:
        line = str(render(logger, name, event))
        return line.replace(secret, HIDDEN) if secret else line

    return rendered
