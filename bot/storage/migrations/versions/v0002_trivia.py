"""The tables of trivia."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_OWN_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    _of_games()
    _of_rounds()
    op.create_table(
        "trivia_reports",
        sa.Column("id", _OWN_ID, autoincrement=True, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("user", sa.BigInteger, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("round", sa.Text, nullable=False),
        sa.Column("game", sa.BigInteger),
        sa.Column("number", sa.Integer),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("closed", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_trivia_reports"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_trivia_reports_server_state", "trivia_reports", ["server", "state"])
    op.create_index("ix_trivia_reports_user", "trivia_reports", ["user"])


def _of_games() -> None:
    op.create_table(
        "trivia_games",
        sa.Column("id", _OWN_ID, autoincrement=True, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("daily", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("over", sa.Boolean, nullable=False),
        sa.Column("messages", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("lease", _MOMENT, nullable=False),
        sa.Column("alive", _MOMENT, nullable=False),
        sa.Column("started", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trivia_games"),
        sa.UniqueConstraint("channel", "daily", name="uq_trivia_games_channel_daily"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "trivia_answers",
        sa.Column("id", _OWN_ID, autoincrement=True, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("user", sa.BigInteger, nullable=False),
        sa.Column("game", sa.BigInteger),
        sa.Column("number", sa.Integer),
        sa.Column("mode", sa.Text),
        sa.Column("ref", sa.Text),
        sa.Column("correct", sa.Boolean),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trivia_answers"),
        sa.UniqueConstraint("game", "number", "user", name="uq_trivia_answers_game_number_user"),
        sqlite_autoincrement=True,
    )
    for covering in (["server", "at", "user", "points", "correct"], ["server", "user", "points", "correct"]):
        op.create_index(f"ix_trivia_answers_{'_'.join(covering)}", "trivia_answers", covering)
    op.create_index("ix_trivia_answers_user", "trivia_answers", ["user"])


def _of_rounds() -> None:
    op.create_table(
        "trivia_used",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", "key", name="pk_trivia_used"),
    )
    op.create_table(
        "trivia_retired",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", "key", name="pk_trivia_retired"),
    )
    op.create_table(
        "trivia_spellings",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("spelling", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", "key", "spelling", name="pk_trivia_spellings"),
    )
    op.create_table(
        "trivia_days",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", "day", name="pk_trivia_days"),
    )
