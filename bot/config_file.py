"""Reads `config.yaml` into plain text values, remembering where each stands.

Stricter than YAML: a key given twice, an alias and a custom tag are faults, and every scalar but null stays the text
that was written, so that the file and environment variables are read by the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from bot.errors import ConfigError, Fault

if TYPE_CHECKING:
    from pathlib import Path

    Key = tuple[str | int, ...]

QUOTES = "Text that starts with ! # & * % @ [ { or holds a colon belongs in quotes."


@dataclass(slots=True)
class Written:
    """What a settings file says.

    Attributes:
        path: The file, as the user named it.
        values: Nested mappings and lists; the leaves are text or None.
        places: Line and column (counted from 1) of each setting's name or list's item, by its path of keys.
        faults: What is wrong with the file's structure.
    """

    path: str
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, mark: yaml.Mark, problem: str) -> None:
        """Record a fault at a mark (which counts from 0)."""
        self.faults.append(Fault(self.path, mark.line + 1, mark.column + 1, problem))


class _Loader(yaml.SafeLoader):
    """A SafeLoader that refuses aliases, which could make a small file endless."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401
        if self.check_event(yaml.AliasEvent):
            alias = self.get_event()  # type: ignore[no-untyped-call]
            problem = f"an alias (*{alias.anchor}) is not allowed; write the value out"
            raise yaml.composer.ComposerError(None, None, problem, alias.start_mark)
        return super().compose_node(parent, index)


def read_config_file(path: Path) -> Written:
    """Read a settings file.

    Raises:
        ConfigError: The file is missing, unreadable, no UTF-8, no YAML or no mapping. Other faults are in the result.
    """
    written = Written(str(path))
    root = _compose(path)
    if root is None:
        return written
    if not isinstance(root, yaml.MappingNode):
        place = f"{path}:{root.start_mark.line + 1}:{root.start_mark.column + 1}"
        raise ConfigError(f"{place}: expected sections such as `discord:` with settings indented beneath them.")
    written.values = _value(root, (), written)
    return written


def _compose(path: Path) -> yaml.Node | None:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        loader = _Loader(text)
        try:
            node: yaml.Node | None = loader.get_single_node()
        finally:
            loader.dispose()
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file. Name an existing one with --config FILE.") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start + 1} is not UTF-8. Save the file as UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise ConfigError(f"{place}: this is not valid YAML: {error.problem}. {QUOTES}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError(f"{path}:{line}: the character #x{error.character:04x} is not allowed in YAML.") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deeply to be read.") from error
    return node


def _value(node: yaml.Node, key: Key, written: Written) -> Any:  # noqa: ANN401
    if not node.tag.startswith("tag:yaml.org,2002:"):
        written.fault(node.start_mark, f"found the tag {node.tag}, which is not allowed. {QUOTES}")
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            written.places[*key, index] = (item.start_mark.line + 1, item.start_mark.column + 1)
        return [_value(item, (*key, index), written) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, key, written)
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _mapping(node: yaml.MappingNode, key: Key, written: Written) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name_node, value_node in node.value:
        if not isinstance(name_node, yaml.ScalarNode):
            written.fault(name_node.start_mark, "expected the name of a setting before the colon.")
            continue
        name = name_node.value
        if name in values:
            first = written.places[*key, name][0]
            full = ".".join(map(str, (*key, name)))
            written.fault(name_node.start_mark, f"{full} is given twice, first in line {first}. Keep one of the two.")
            continue
        written.places[*key, name] = (name_node.start_mark.line + 1, name_node.start_mark.column + 1)
        values[name] = _value(value_node, (*key, name), written)
    return values
