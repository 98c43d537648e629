"""Who may import whom, read off the source; and that importing does nothing but define."""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "bot").rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def imports_of(name: str, tree: ast.AST) -> set[str]:
    """Full names of all modules that a module imports, be it inside a function or for types alone."""
    found: set[str] = set()
    package = name if MODULES.get(name, Path()).name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            inner = {f"{base}.{alias.name}" for alias in node.names} & set(MODULES)
            found |= inner or {base}
            if len(inner) < len(node.names):
                found.add(base)
    return found - {name}


@functools.cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


@functools.cache
def imported_by(name: str) -> set[str]:
    return imports_of(name, tree_of(name))


def belongs(module: str, area: str) -> bool:
    return module == area or module.startswith(f"{area}.")


def area_of(module: str) -> str:
    """`bot.knowledge`, `bot.search`, …: the part of the house a module lies in; single modules are their own."""
    return ".".join(module.split(".")[:2])


EVERYTHING = {area_of(module) for module in MODULES} - {"bot"}
CONFIG = {"bot.config", "bot.config_file", "bot.config_faults"}
CORE = {"bot.knowledge", "bot.search"}
PURE = {*CORE, "bot.importer", "bot.trivia"}
# Each part of the house and what of ours it may import, besides itself and bot.errors.
MAY_IMPORT = {
    "bot.errors": set(),
    "bot.memory": set(),
    "bot.knowledge": set(),
    "bot.search": {"bot.knowledge"},
    "bot.importer": {"bot.knowledge", "bot.search.text"},
    "bot.trivia": {"bot.knowledge", "bot.search.text"},
    "bot.storage": set(),
    "bot.config": CONFIG,
    "bot.config_file": {"bot.knowledge"},
    "bot.config_faults": {*CONFIG, "bot.knowledge"},
    "bot.logs": {"bot.config"},
    "bot.moderation": {*CORE, "bot.importer", "bot.storage"},
    "bot.discord": {*CORE, "bot.trivia", "bot.importer", "bot.storage", "bot.moderation", "bot.config", "bot.memory"},
    "bot.app": {*CORE, "bot.config", "bot.memory", "bot.discord", "bot.storage", "bot.moderation"},
    "bot.demo": {*CORE, "bot.config", "bot.discord", "bot.storage", "bot.moderation", "bot.app"},
    "bot.bench": CORE,
    "bot.cli": {*CORE, "bot.importer", "bot.config", "bot.logs", "bot.storage", "bot.app", "bot.demo", "bot.bench"},
    "bot.__main__": {"bot.cli"},
}


def test_every_part_of_the_house_has_its_rule():
    assert set(MAY_IMPORT) == EVERYTHING


@pytest.mark.parametrize("module", sorted(MODULES))
def test_the_walls_hold(module):
    ours = {imported for imported in imported_by(module) if belongs(imported, "bot")} - {"bot"}
    allowed = MAY_IMPORT.get(area_of(module), set()) | {area_of(module), "bot.errors"}
    assert {imported for imported in ours if not {imported, area_of(imported)} & allowed} == set()


def test_text_analysis_knows_no_content():
    ours = {imported for imported in imported_by("bot.search.text") if belongs(imported, "bot")}
    assert ours <= {"bot.errors"}


@pytest.mark.parametrize(
    ("library", "areas"),
    [
        ("discord", {"bot.discord", "bot.app", "bot.demo"}),
        ("simcord", {"bot.demo"}),
        ("aiohttp", {"bot.discord", "bot.app", "bot.demo"}),
        ("typer", {"bot.cli", "bot.demo"}),
        ("rich", {"bot.cli"}),
        ("pydantic", CONFIG),
        ("dotenv", CONFIG),
        ("yaml", {"bot.knowledge"}),
        ("rapidfuzz", {*CORE, "bot.importer", "bot.trivia", "bot.moderation", "bot.bench"}),
        ("selectolax", {"bot.importer"}),
        ("ftfy", {"bot.importer"}),
        ("numpy", {*CORE, "bot.bench"}),
        ("Stemmer", {"bot.search", "bot.bench"}),
        ("bm25s", {"bot.bench"}),
        ("tantivy", {"bot.bench"}),
        ("sqlalchemy", {"bot.storage"}),
        ("alembic", {"bot.storage"}),
        ("asyncpg", {"bot.storage"}),
    ],
)
def test_a_library_stays_where_it_belongs(library, areas):
    users = {module for module in MODULES if any(belongs(each, library) for each in imported_by(module))}
    assert users, f"nobody imports {library}"
    assert {module for module in users if area_of(module) not in areas} == set()


def test_the_core_knows_no_clock_no_chance_and_no_environment():
    forbidden = {"asyncio", "logging", "random", "secrets", "socket", "structlog", "time", "urllib.request"}
    core = {name for name in MODULES if area_of(name) in PURE}
    assert {(name, each) for name in core for each in imported_by(name) & forbidden} == set()
    read = {"now", "today", "utcnow", "environ", "getenv", "cwd", "getcwd", "home", "expanduser"}
    attributes = {
        (name, node.attr) for name in core for node in ast.walk(tree_of(name)) if isinstance(node, ast.Attribute)
    }
    assert {(name, attribute) for name, attribute in attributes if attribute in read} == set()


def test_imports_go_round_in_no_circle():
    """At import time, that is: what is imported for types or inside functions is left out."""
    graph = {name: immediate_imports(name) for name in MODULES}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join([*above[above.index(module) :], module])
        if module not in done:
            for each in graph[module]:
                visit(each, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def immediate_imports(name: str) -> set[str]:
    statements = [node for node in tree_of(name).body if isinstance(node, ast.Import | ast.ImportFrom)]
    return {
        imported
        for imported in imports_of(name, ast.Module(statements, []))
        if imported in MODULES and imported != "bot"
    }


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    """A process that has imported everything, the demo last; and what of ours was opened meanwhile, or connected to."""
    demo = [name for name in MODULES if belongs(name, "bot.demo")]
    noted = tmp_path_factory.mktemp("imported") / "noted"
    code = f"""
import discord, numpy, typer, pydantic  # what they do is their own business
import importlib, sys
noted = []
def watch(event, arguments):
    path = str(arguments[0]) if arguments else ""
    ours = path.startswith({str(ROOT)!r}) and ".venv" not in path and not path.endswith((".py", ".pyc"))
    if event == "open" and ours or event in ("socket.connect", "socket.bind", "subprocess.Popen"):
        noted.append(f"{{event}} {{path}}")
sys.addaudithook(watch)
import bot.app, bot.discord.client, bot.storage.store
assert not {{"alembic", "selectolax", "bot.importer.reading"}} & set(sys.modules), "slow to import, and seldom needed"
for name in {[name for name in MODULES if name not in demo]}:
    importlib.import_module(name)
assert not {{"simcord", "pytest"}} & set(sys.modules)
for name in {demo}:
    importlib.import_module(name)
with open({str(noted)!r}, "x") as file:
    print(*noted, sep="\\n", file=file)
"""
    # -B: nor are compiled modules written
    command = [sys.executable, "-B", "-W", "error", "-W", "ignore:'audioop'", "-c", code]
    result = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, timeout=60)
    return result, noted.read_text() if noted.exists() else "it did not come so far"


def test_importing_prints_nothing_and_only_the_demo_brings_a_simulated_discord(imported):
    result, _ = imported
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")


def test_importing_reads_no_file_of_ours_and_opens_no_connection(imported):
    _, noted = imported
    assert noted.strip() == ""


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert {name.rpartition(".")[2] for name in MODULES} & {"utils", "util", "helpers", "misc", "common"} == set()
