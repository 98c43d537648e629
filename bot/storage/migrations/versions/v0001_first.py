"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_OWN_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make them."""
    _of_content()
    _of_questions()
    _of_people()
    op.create_table(
        "audit",
        sa.Column("id", _OWN_ID, autoincrement=True, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("who", sa.BigInteger),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_server_id", "audit", ["server", "id"])
    op.create_index("ix_audit_who", "audit", ["who"])


def _of_content() -> None:
    op.create_table(
        "settings",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("server", "name", name="pk_settings"),
    )
    op.create_table(
        "drafts",
        sa.Column("id", _OWN_ID, autoincrement=True, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("interview", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.BigInteger),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "versions",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("interview", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("text", sa.Text),
        sa.Column("size", sa.Integer),
        sa.Column("restored", sa.Integer),
        sa.Column("by", sa.BigInteger),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", "interview", "number", name="pk_versions"),
    )
    op.create_table(
        "taught",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("phrasing", sa.Text, nullable=False),
        sa.Column("by", sa.BigInteger),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", "ref", "phrasing", name="pk_taught"),
    )


def _of_questions() -> None:
    op.create_table(
        "unanswered",
        sa.Column("id", _OWN_ID, autoincrement=True, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("sense", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first", _MOMENT, nullable=False),
        sa.Column("last", _MOMENT, nullable=False),
        sa.Column("expires", _MOMENT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unanswered"),
        sa.UniqueConstraint("server", "sense", name="uq_unanswered_server_sense"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "wishes",
        sa.Column("question", _OWN_ID, nullable=False, autoincrement=False),
        sa.Column("user", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("question", "user", name="pk_wishes"),
        sa.ForeignKeyConstraint(["question"], ["unanswered.id"], name="fk_wishes_question", ondelete="CASCADE"),
    )
    op.create_index("ix_wishes_user", "wishes", ["user"])


def _of_people() -> None:
    op.create_table(
        "verdicts",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("user", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", "ref", "user", name="pk_verdicts"),
    )
    op.create_index("ix_verdicts_user", "verdicts", ["user"])
    for table, *owner in (("channel_progress", "server", "channel"), ("own_progress", "user", "server")):
        op.create_table(
            table,
            *(sa.Column(name, sa.BigInteger, nullable=False, autoincrement=False) for name in owner),
            sa.Column("show", sa.Text, nullable=False),
            sa.Column("season", sa.Integer, nullable=False),
            sa.Column("episode", sa.Integer),
            *([sa.Column("at", _MOMENT, nullable=False)] if table == "own_progress" else []),
            sa.PrimaryKeyConstraint(*owner, "show", name=f"pk_{table}"),
        )
