"""Setting the project up: the lock files, the Makefile, the same steps on Windows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKS = ("run", "demo", "postgres", "dev")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ; (.+?))? \\$", re.MULTILINE)


def locked(name: str) -> set[tuple[str, str, str]]:
    """Name, version and environment marker of all that a lock file pins."""
    return set(PINNED.findall((ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")))


def wanted(*groups: str) -> list[Requirement]:
    """What pyproject.toml asks for, below extras and dependency groups where they are named."""
    listed = [*PROJECT["project"]["dependencies"]]
    for group in groups:
        extra = PROJECT["project"]["optional-dependencies"].get(group)
        listed += extra or [item for item in PROJECT["dependency-groups"][group] if isinstance(item, str)]
    return [Requirement(each) for each in listed]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("run", ["build"]),
        ("demo", ["build", "demo"]),
        ("postgres", ["build", "postgres"]),
        ("dev", ["dev", "demo", "postgres", "docx", "bench"]),
    ],
)
def test_lock_holds_all_that_pyproject_asks_for(name: str, groups: list[str]) -> None:
    versions: dict[str, list[str]] = {}
    for package, version, _ in locked(name):
        versions.setdefault(plain(package), []).append(version)
    for requirement in wanted(*groups):
        found = versions.get(plain(requirement.name), [])
        assert found, f"{requirement} is not in requirements/{name}.txt: run `make lock`"
        assert all(version in requirement.specifier for version in found), f"{requirement} but locked {found}"


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_place_to_fetch_from(name: str) -> None:
    """Where packages come from is each machine's own business; the hashes say which ones they must be."""
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-e|-f|--(index|extra-index|find|editable)\S*)\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8"))
    packages = [entry for entry in entries if "==" in entry.split("\n")[0]]
    assert len(packages) == len(locked(name))
    assert all("--hash=sha256:" in entry for entry in packages)


def test_the_locks_agree() -> None:
    assert locked("run") < locked("demo") < locked("dev")
    assert locked("run") < locked("postgres") < locked("dev")


def steps(document: str) -> list[str]:
    """The commands that a document gives for Windows, written as for other systems."""
    text = (ROOT / document).read_text(encoding="utf-8")
    commands = re.findall(r"^(?:py |\.venv\\Scripts\\)[^\n]+", text, re.MULTILINE)
    return [
        command.replace("\\", "/").replace(".venv/Scripts/", ".venv/bin/").replace("py -m", "python3 -m")
        for command in commands
    ]


def made(target: str) -> str:
    """What make would run for a target from scratch, long options cut to the short ones."""
    if shutil.which("make") is None:
        pytest.skip("there is no make on this machine")
    shown = subprocess.run(
        ["make", "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return (
        shown.replace("--requirement", "-r")
        .replace("--editable", "-e")
        .replace("--disable-pip-version-check install --quiet", "install")
    )


@pytest.mark.parametrize(
    ("document", "targets"),
    [("README.md", ["demo"]), ("docs/hosting.md", ["install"]), ("CONTRIBUTING.md", ["test", "check"])],
)
def test_windows_steps_are_what_make_does(document: str, targets: list[str]) -> None:
    done = "".join(map(made, targets))
    given = [step for step in steps(document) if not re.match(r"\.venv/bin/showrunner (check|run)", step)]
    assert len(given) >= 3
    for step in given:
        assert step in done, f"{document} says {step!r}, which is not what make {' '.join(targets)} does"


def test_an_old_python_is_told_apart(tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("there is no make on this machine")
    old = tmp_path / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    made = subprocess.run(
        ["make", "-f", ROOT / "Makefile", ".venv/pyvenv.cfg", f"PYTHON={old}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode != 0
    assert "needs Python 3.11 or newer" in made.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_alone_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    assert targets
    assert [*re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE)] == targets[1].split()


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The PATH of a machine that has what .ci/run needs and no more; its make says what it would make."""
    if sys.platform == "win32":
        pytest.skip(".ci/run is for Linux and macOS")
    for tool in ("bash", "dirname", "cat", "chmod"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    script(tmp_path / "id", "echo 0")
    script(tmp_path / "make", 'echo "make $*"')
    return tmp_path


def script(path: Path, *lines: str) -> None:
    path.write_text("\n".join(("#!/usr/bin/env bash", *lines, "")))
    path.chmod(0o755)


def run_ci(path: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [path / "bash", ROOT / ".ci/run"],
        env={"PATH": str(path), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_ci_checks_then_tests(machine: Path) -> None:
    script(machine / "chromium")
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert run_ci(machine).stdout.splitlines() == ["make --jobs=2 check test"]


def test_ci_installs_a_missing_browser(machine: Path) -> None:
    script(
        machine / "apt-get",
        f'[ "${{*: -1}}" != chromium ] || {{ cat "$0" >{machine}/chromium; chmod +x {machine}/chromium; }}',
    )
    assert run_ci(machine).stdout.splitlines()[1:] == ["make --jobs=2 check test"]


@pytest.mark.parametrize("environ", [{}, {"CHROMIUM": "misspelt"}])
def test_ci_fails_rather_than_skip_the_browser_tests(machine: Path, environ: dict[str, str]) -> None:
    ended = run_ci(machine, **environ)
    assert ended.returncode == 1
    assert "must not be skipped" in ended.stderr
    assert "make" not in ended.stdout
