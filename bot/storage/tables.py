"""The tables, the same on SQLite and PostgreSQL.

`bot/storage/migrations` makes them; a test holds the two to each other.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """Any text; U+FFFD stands for what no database takes: NUL, and surrogates that are not part of a pair."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)


class Document(TypeDecorator[Any]):
    """A value that JSON can hold, kept as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ANN401, ARG002, D102
        return json.dumps(value, sort_keys=True, allow_nan=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002, D102
        return None if value is None else json.loads(value)


class Bytes(TypeDecorator[bytes]):
    """Any bytes, packed and kept as text, so that backups can hold them, too."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else base64.b64encode(zlib.compress(value)).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002, D102
        return None if value is None else zlib.decompress(base64.b64decode(value))


class Moment(TypeDecorator[datetime]):
    """An aware point in time, given out in UTC; SQLite, which knows no zones, holds it as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: D102
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} names no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)

_OWN_ID = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts upwards in an INTEGER only


def _id() -> Column[int]:
    return Column("id", _OWN_ID, primary_key=True, autoincrement=True)


def _discord_id(name: str, *, key: bool = False, optional: bool = False) -> Column[Any]:
    return Column(name, BigInteger, primary_key=key, nullable=optional, autoincrement=False)


def _moment(name: str) -> Column[datetime]:
    return Column(name, Moment, nullable=False)


settings = Table(
    "settings",
    METADATA,
    _discord_id("server", key=True),
    Column("name", Words, primary_key=True),
    Column("value", Document, nullable=False),
)

drafts = Table(
    "drafts",
    METADATA,
    _id(),
    _discord_id("server"),
    Column("interview", Words, nullable=False),
    Column("text", Words, nullable=False),
    _discord_id("by", optional=True),
    _moment("at"),
    Column("state", Words, nullable=False),
    sqlite_autoincrement=True,
)

imports = Table(
    "imports",
    METADATA,
    _id(),
    _discord_id("server"),
    Column("name", Words, nullable=False),
    Column("source", Bytes, nullable=False),
    Column("changes", Document, nullable=False),
    Column("edition", Integer, nullable=False),
    _discord_id("by", optional=True),
    _moment("at"),
    Column("state", Words, nullable=False),
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    METADATA,
    _discord_id("server", key=True),
    Column("interview", Words, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Words),
    Column("size", Integer),
    Column("restored", Integer),
    _discord_id("by", optional=True),
    _moment("at"),
)

taught = Table(
    "taught",
    METADATA,
    _discord_id("server", key=True),
    Column("ref", Words, primary_key=True),
    Column("phrasing", Words, primary_key=True),
    _discord_id("by", optional=True),
    _moment("at"),
)

unanswered = Table(
    "unanswered",
    METADATA,
    _id(),
    _discord_id("server"),
    Column("sense", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("count", Integer, nullable=False),
    _moment("first"),
    _moment("last"),
    _moment("expires"),
    Column("state", Words, nullable=False),
    UniqueConstraint("server", "sense"),
    sqlite_autoincrement=True,
)

wishes = Table(
    "wishes",
    METADATA,
    Column("question", _OWN_ID, ForeignKey("unanswered.id", ondelete="CASCADE"), primary_key=True),
    _discord_id("user", key=True),
    _discord_id("channel"),
    Column("private", Boolean, nullable=False),
    _moment("at"),
    Index(None, "user"),
)

verdicts = Table(
    "verdicts",
    METADATA,
    _discord_id("server", key=True),
    Column("ref", Words, primary_key=True),
    _discord_id("user", key=True),
    Column("helpful", Boolean, nullable=False),
    _moment("at"),
    Index(None, "user"),
)

channel_progress = Table(
    "channel_progress",
    METADATA,
    _discord_id("server", key=True),
    _discord_id("channel", key=True),
    Column("show", Words, primary_key=True),
    Column("season", Integer, nullable=False),
    Column("episode", Integer),
)

own_progress = Table(
    "own_progress",
    METADATA,
    _discord_id("user", key=True),
    _discord_id("server", key=True),
    Column("show", Words, primary_key=True),
    Column("season", Integer, nullable=False),
    Column("episode", Integer),
    _moment("at"),
)

audit = Table(
    "audit",
    METADATA,
    _id(),
    _discord_id("server"),
    _discord_id("who", optional=True),
    Column("what", Words, nullable=False),
    Column("detail", Document, nullable=False),
    _moment("at"),
    Index(None, "server", "id"),
    Index(None, "who"),
    sqlite_autoincrement=True,
)

trivia_games = Table(
    "trivia_games",
    METADATA,
    _id(),
    _discord_id("server"),
    _discord_id("channel"),
    Column("daily", Boolean, nullable=False),
    Column("state", Document, nullable=False),
    Column("version", Integer, nullable=False),
    Column("over", Boolean, nullable=False),
    Column("messages", Document, nullable=False),
    Column("owner", Words),
    _moment("lease"),
    _moment("alive"),
    _moment("started"),
    UniqueConstraint("channel", "daily"),
    sqlite_autoincrement=True,
)

trivia_answers = Table(
    "trivia_answers",
    METADATA,
    _id(),
    _discord_id("server"),
    _discord_id("user"),
    Column("game", BigInteger),
    Column("number", Integer),
    Column("mode", Words),
    Column("ref", Words),
    Column("correct", Boolean),
    Column("points", Integer, nullable=False),
    _moment("at"),
    UniqueConstraint("game", "number", "user"),
    # These hold all that a leaderboard reads: of a week, and of all time.
    Index(None, "server", "at", "user", "points", "correct"),
    Index(None, "server", "user", "points", "correct"),
    Index(None, "user"),
    sqlite_autoincrement=True,
)

trivia_used = Table(
    "trivia_used",
    METADATA,
    _discord_id("server", key=True),
    Column("key", Words, primary_key=True),
    Column("mode", Words, nullable=False),
    _moment("at"),
)

trivia_retired = Table(
    "trivia_retired",
    METADATA,
    _discord_id("server", key=True),
    Column("key", Words, primary_key=True),
    _moment("at"),
)

trivia_spellings = Table(
    "trivia_spellings",
    METADATA,
    _discord_id("server", key=True),
    Column("key", Words, primary_key=True),
    Column("spelling", Words, primary_key=True),
    _moment("at"),
)

trivia_days = Table(
    "trivia_days",
    METADATA,
    _discord_id("server", key=True),
    Column("day", Words, primary_key=True),
    _moment("at"),
)

trivia_reports = Table(
    "trivia_reports",
    METADATA,
    _id(),
    _discord_id("server"),
    _discord_id("user"),
    Column("key", Words, nullable=False),
    Column("ref", Words, nullable=False),
    Column("round", Document, nullable=False),
    Column("game", BigInteger),
    Column("number", Integer),
    Column("why", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("note", Words),
    _moment("at"),
    Column("closed", Moment),
    Index(None, "server", "state"),
    Index(None, "user"),
    sqlite_autoincrement=True,
)
