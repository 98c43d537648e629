"""Reads `config.yaml` into plain texts, remembering where each stands.

Every scalar stays text, so that the file and environment variables are read by the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError, Fault
from bot.knowledge.report import Report
from bot.knowledge.strict_yaml import List, Mapping, Text, compose

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.report import Place
    from bot.knowledge.strict_yaml import Node

    Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What a settings file says.

    Attributes:
        path: The file, as the user named it.
        values: Nested mappings and lists; the leaves are texts, or None where nothing stands after the colon.
        places: The place of each setting's name or list's item, by its path of keys.
        faults: What is wrong with the file as YAML.
    """

    path: str
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[Key, Place] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_config_file(path: Path) -> Written:
    """Read a settings file.

    Raises:
        ConfigError: The file is missing, unreadable, no UTF-8, no YAML or no mapping. Other faults are in the result.
    """
    text = _text(path)
    if all(not line or line.startswith("#") for line in map(str.strip, text.splitlines())):
        return Written(str(path))
    report = Report(str(path))
    root = compose(text, report)
    if not isinstance(root, Mapping):
        if root is not None:
            report.add(root.place, "Expected sections such as `discord:`, with settings indented beneath them.")
        raise ConfigError("\n".join(map(str, report.faults())))
    places: dict[Key, Place] = {}
    return Written(str(path), _mapping(root, (), places), places, report.faults())


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path}: There is no such file. Name an existing one with --config FILE.") from None
    except OSError as error:
        raise ConfigError(f"{path}: Cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: Byte {error.start + 1} is not UTF-8. Save the file as UTF-8.") from error


def _mapping(node: Mapping, key: Key, places: dict[Key, Place]) -> dict[str, Any]:
    for name, (place, _) in node.entries.items():
        places[*key, name] = place
    return {name: _value(value, (*key, name), places) for name, (_, value) in node.entries.items()}


def _value(node: Node, key: Key, places: dict[Key, Place]) -> Any:  # noqa: ANN401
    match node:
        case Mapping():
            return _mapping(node, key, places)
        case List():
            for index, item in enumerate(node.items):
                places[*key, index] = item.place
            return [_value(item, (*key, index), places) for index, item in enumerate(node.items)]
        case Text(value=text):
            return text or None
        case _:
            return None
