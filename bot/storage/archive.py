"""Backups: the whole store as lines of JSON, the same from SQLite and from PostgreSQL, and back into either.

The first line says which revision the tables are of and which ids have been given out; each further line is a row; the
last one counts them and holds a checksum of all before it, so that a file which was cut short or changed is told apart.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

from sqlalchemy import (
    Column,
    DateTime,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy import column as named

from bot.errors import StorageError
from bot.storage import migrating
from bot.storage.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import ReflectedColumn

_KIND = "showrunner store"
_BATCH = 200
_RECORD = "alembic_version"


def write(connection: Connection, file: TextIO, now: datetime) -> None:
    """Write a backup; the transaction must see one moment of the store throughout.

    Raises:
        StorageError: There is nothing to back up, or the file cannot be written.
    """
    checksum = sha256()
    rows = -1  # the first line is none
    try:
        for line in _lines(connection, now):
            file.write(line)
            checksum.update(line.encode())
            rows += 1
        file.write(_line({"rows": rows, "sha256": checksum.hexdigest()}))
    except OSError as error:
        raise StorageError(f"The backup cannot be written ({error.strerror}).") from error


def _lines(connection: Connection, now: datetime) -> Iterator[str]:
    revision = migrating.revision(connection)
    if revision is None:
        raise StorageError("There is nothing to back up: the store has no tables yet.")
    tables = _tables(connection)
    yield _line({"kind": _KIND, "revision": revision, "at": _plain(now), "last_ids": _last_ids(connection, tables)})
    for each in tables:
        with connection.execution_options(yield_per=_BATCH).execute(select(each).order_by(*each.primary_key)) as rows:
            for row in rows.mappings():
                yield _line({"table": each.name, "row": {name: _plain(value) for name, value in row.items()}})


def restore(connection: Connection, lines: Iterable[str], *, force: bool) -> int:
    """Put a backup in place of what the store holds; gives how many rows.

    Args:
        connection: A transaction for writing; if this raises, it must be taken back.
        lines: The backup.
        force: Whether what the store holds may be lost.

    Raises:
        StorageError: The store holds something, or the backup is damaged, no backup, or of a newer version.
    """
    migrating.lock(connection)
    found = migrating.revision(connection)
    migrating.must_be_known(found)
    if found is not None and not force and (held := sum(_counts(connection).values())):
        raise StorageError(
            f"The store holds {held:,} rows already, which would be lost. Back it up (showrunner db backup FILE), then "
            "restore with --force."
        )
    for each in reversed(_there(connection)):
        each.drop(connection)
    connection.execute(text(f"DROP TABLE IF EXISTS {_RECORD}"))
    read = _Reader(lines)
    header = read.header()
    migrating.must_be_known(header["revision"])
    migrating.upgrade(connection, header["revision"])
    tables = {each.name: each for each in _tables(connection)}
    number = _fill(connection, read, tables)
    _set_last_ids(connection, header["last_ids"], tables)
    migrating.upgrade(connection)
    return number


def _fill(connection: Connection, read: _Reader, tables: dict[str, Table]) -> int:
    number = 0
    rows = read.rows(tables)
    while batch := list(islice(rows, _BATCH)):
        for each in tables.values():  # parents before children, whatever the order in the file
            if mine := [row for name, row in batch if name == each.name]:
                connection.execute(insert(each), mine)
        number += len(batch)
    return number


class _Reader:
    """The lines of a backup, checked."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = enumerate(lines, 1)
        self._at = 0
        self._checksum = sha256()
        self._before = ""  # the checksum of all lines before the current one

    def header(self) -> dict[str, Any]:
        header = self._next()
        if header is None or header.get("kind") != _KIND:
            raise StorageError("This is no backup of a store; nothing was changed.")
        if not isinstance(header.get("revision"), str) or not isinstance(header.get("last_ids"), dict):
            raise self._damaged()
        return header

    def rows(self, tables: dict[str, Table]) -> Iterator[tuple[str, dict[str, Any]]]:
        while (line := self._next()) is not None and "table" in line:
            name, row = line["table"], line.get("row")
            if name not in tables or not isinstance(row, dict) or set(row) != set(tables[name].c.keys()):
                raise self._damaged()
            yield name, {key: self._value(tables[name], key, value) for key, value in row.items()}
        if line is None:
            raise StorageError(f"The backup ends too soon, after line {self._at}; nothing was changed.")
        if line != {"rows": self._at - 2, "sha256": self._before} or self._next() is not None:
            raise StorageError("The backup was damaged or changed: its checksum differs. Nothing was changed.")

    def _next(self) -> dict[str, Any] | None:
        self._at, line = next(self._lines, (self._at, ""))
        if not line:
            return None
        self._before = self._checksum.hexdigest()
        self._checksum.update(line.encode())
        try:
            value = json.loads(line)
        except ValueError:
            raise self._damaged() from None
        if not isinstance(value, dict):
            raise self._damaged()
        return value

    def _value(self, of: Table, key: str, value: Any) -> Any:  # noqa: ANN401
        kind = of.c[key].type
        if not isinstance(kind, DateTime) or value is None:
            return value
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise self._damaged() from None
        return moment if kind.timezone else moment.astimezone(UTC).replace(tzinfo=None)

    def _damaged(self) -> StorageError:
        return StorageError(f"The backup is damaged in line {self._at}; nothing was changed.")


def _tables(connection: Connection) -> list[Table]:
    """Our tables as they are, which may be older than those that this program uses; parents before children.

    They have what rows need: columns and keys. Finding out about all else takes five times as long.
    """
    names = [each.name for each in _there(connection)]
    seen = inspect(connection)
    columns, keys = seen.get_multi_columns(filter_names=names), seen.get_multi_pk_constraint(filter_names=names)
    return [_table(name, columns[None, name], keys[None, name]["constrained_columns"]) for name in names]


def _table(name: str, columns: list[ReflectedColumn], key: list[str]) -> Table:
    made = (Column(each["name"], each["type"]) for each in columns)
    return Table(name, MetaData(), *made, PrimaryKeyConstraint(*key))


def _there(connection: Connection) -> list[Table]:
    """Which of our tables there are, parents before children; their columns may be others than these."""
    names = set(inspect(connection).get_table_names())
    return [each for each in METADATA.sorted_tables if each.name in names]


def _counts(connection: Connection) -> dict[str, int]:
    return {
        each.name: connection.execute(select(func.count()).select_from(each)).scalar_one()
        for each in _there(connection)
    }


def _last_ids(connection: Connection, tables: list[Table]) -> dict[str, int]:
    """The highest id that each table has given out, deleted ones among them."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, seq FROM sqlite_sequence ORDER BY name"))
        return {row.name: row.seq for row in rows}
    last = text("SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(:name, 'id') AS regclass))")
    ids = {each.name: connection.execute(last, {"name": each.name}).scalar() for each in tables if "id" in each.c}
    return {name: number for name, number in ids.items() if number is not None}


def _set_last_ids(connection: Connection, last: dict[str, int], tables: dict[str, Table]) -> None:
    counting = table("sqlite_sequence", named("name"), named("seq"))
    known = {name for name, each in tables.items() if "id" in each.c}
    for name, number in last.items():
        if name not in known or not isinstance(number, int):
            raise StorageError("The backup is damaged in line 1; nothing was changed.")
        if connection.dialect.name == "sqlite":
            connection.execute(delete(counting).where(counting.c.name == name))
            connection.execute(insert(counting).values(name=name, seq=number))
        else:
            connection.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), number)))


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return value


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
