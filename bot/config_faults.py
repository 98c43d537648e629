"""The sentences for wrong settings: what stands where, what was expected, and what was perhaps meant."""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from bot.errors import Fault, without_passwords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from bot.config_file import Key
    from bot.knowledge.report import Place

PREFIX = "SHOWRUNNER_"
_TOKEN_SHAPE = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")
_SHOWN_CHARACTERS = 60


def faults_of(
    detail: ErrorDetails, model: type[BaseModel], places: Mapping[Key, Place], variables: Mapping[Key, str]
) -> Iterator[Fault]:
    """The faults that an error of pydantic's stands for.

    Args:
        detail: The error.
        model: All the settings; each field's description says what it expects.
        places: Where the file sets what.
        variables: Which environment variable set what; they count more.
    """
    key: Key = detail["loc"]
    prefixes = [key[:length] for length in range(len(key), 0, -1)]
    if named := next((variables[prefix] for prefix in prefixes if prefix in variables), None):
        yield Fault(named, 0, 0, _problem(key, detail, model, named))
        return
    if place := next((places[prefix] for prefix in prefixes if prefix in places), None):
        yield Fault(*place, _problem(key, detail, model, None))
    # An unknown section may stand in the variables, too, or only there.
    for below, variable in variables.items():
        if below[: len(key)] == key:
            yield Fault(variable, 0, 0, _unknown(below, model, variable, _below(detail["input"], below[len(key) :])))


def _problem(key: Key, detail: ErrorDetails, model: type[BaseModel], variable: str | None) -> str:
    if detail["type"] == "extra_forbidden":
        return _unknown(key, model, variable, detail["input"])
    return f"{_named(key)} is {_shown(detail['input'])}; expected {_expected(key, model)}."


def _unknown(key: Key, model: type[BaseModel], variable: str | None, value: object) -> str:
    name = _named(key)
    if "token" in name.lower():
        return _misplaced_token(variable)
    near = _near(name, model)
    meant = _as_variable(near) if near and variable else near
    hint = f"Did you mean {meant}?" if meant else f"There are: {', '.join(_names(model))}."
    return f"There is no setting {name} (given as {_shown(value)}). {hint}"


def _below(value: Any, key: Key) -> object:  # noqa: ANN401 - whatever was written
    for part in key:
        value = value[part]
    return value


def _misplaced_token(variable: str | None) -> str:
    if variable:
        return "The bot's token is read from the variable DISCORD_TOKEN. Rename this one."
    return (
        "The bot's token must not stand in this file, which is easily shared. Put it into a file .env beside it, as "
        "DISCORD_TOKEN=…, and delete it here. Then reset it, in case somebody has seen it: Discord Developer Portal → "
        "your application → Bot → Reset Token."
    )


def _named(key: Key) -> str:
    """A path of keys as it is written: `discord.prefix`; items of a list are counted from 1."""
    return ".".join(str(part) for part in key if isinstance(part, str)) + "".join(
        f", item {part + 1}," for part in key if isinstance(part, int)
    )


def _expected(key: Key, model: type[BaseModel]) -> str:
    expected = "settings"
    for part in key:
        field = model.model_fields.get(str(part))
        if field is None:
            break
        expected = field.description or expected
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            model = field.annotation
    return expected


def _names(model: type[BaseModel], above: str = "") -> list[str]:
    """The full name of every setting."""
    names: list[str] = []
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            names += _names(field.annotation, f"{above}{name}.")
        else:
            names.append(above + name)
    return names


def _near(name: str, model: type[BaseModel]) -> str | None:
    """The setting (or section) whose full name, or failing that last part, is most like `name`."""
    settings = _names(model)
    sections = {setting.rpartition(".")[0] for setting in settings}
    close = difflib.get_close_matches(name.lower(), [*settings, *sections], n=1, cutoff=0.75)
    if close:
        return close[0]
    lasts = {setting.rpartition(".")[2]: setting for setting in settings}
    close = difflib.get_close_matches(name.lower().rpartition(".")[2], list(lasts), n=1, cutoff=0.75)
    return lasts[close[0]] if close else None


def _as_variable(name: str) -> str:
    return PREFIX + name.replace(".", "__").upper()


def _shown(value: object) -> str:
    """A value as a person would write it, shortened; what looks like a token or a password is never repeated."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a section"
    text = value if isinstance(value, str) and re.fullmatch(r"\S+", value) else json.dumps(value, ensure_ascii=False)
    text = without_passwords(_TOKEN_SHAPE.sub("…", text))
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
