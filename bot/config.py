"""Settings: the defaults, below `config.yaml`, below the environment (`SHOWRUNNER_<SECTION>__<NAME>`).

The bot's token is not a setting: it comes from the environment or a `.env` file alone (see `read_environment`).
"""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.config_file import Written, read_config_file
from bot.errors import ConfigError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationInfo
    from pydantic_core import ErrorDetails

    from bot.config_file import Key

PREFIX = "SHOWRUNNER_"
_TOKEN_SHAPE = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}")
_SHOWN_CHARACTERS = 60


def _texts(value: object) -> object:
    """A list may also be written as text, its parts separated by commas, or as JSON: variables hold nothing else."""
    if value is None:
        return []
    if isinstance(value, str):
        value = json.loads(value) if value.lstrip().startswith("[") else [part for part in value.split(",") if part]
    if isinstance(value, list):
        value = [item.strip() if isinstance(item, str) else item for item in value]
        if "" in value:
            raise ValueError("a part is blank")
    return value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


_Texts = BeforeValidator(_texts)
_Lower = BeforeValidator(_lower)
_Name = Annotated[str, Field(min_length=1)]


class _Section(BaseModel):
    """Settings that belong together. Each field's description completes the sentence "expected …"."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        """A section whose settings are all commented out holds nothing."""
        return {} if value is None else value


class Cooldown(_Section):
    """At most `questions` within `seconds`."""

    questions: int = Field(5, ge=1, le=10_000, description="a whole number from 1 to 10000")
    seconds: float = Field(20, gt=0, le=86_400, description="a number of seconds above 0, at most 86400")


class Content(_Section):
    """Where the interviews are."""

    paths: Annotated[tuple[Path, ...], _Texts] = Field(
        (Path("knowledge"),), min_length=1, description="a list of one or more directories or files"
    )


class Discord(_Section):
    """How the bot behaves in a server."""

    prefix: str = Field(
        "!", pattern=r"^\S{1,5}$", description='1 to 5 characters without blanks, in quotes, such as "!"'
    )
    message_content: bool = Field(True, description="true or false")
    moderator_roles: Annotated[tuple[_Name, ...], _Texts] = Field((), description="a list of role names or ids")
    cooldown_user: Cooldown = Field(Cooldown(questions=5, seconds=20), description="the settings questions and seconds")
    cooldown_channel: Cooldown = Field(
        Cooldown(questions=10, seconds=10), description="the settings questions and seconds"
    )


class Search(_Section):
    """From which confidence a match is suggested, and from which it is an answer; None leaves the calibrated limit."""

    suggest_at: float | None = Field(None, ge=0, le=1, description="a number from 0 to 1")
    answer_at: float | None = Field(None, ge=0, le=1, description="a number from 0 to 1, not below search.suggest_at")

    @field_validator("answer_at")
    @classmethod
    def _in_order(cls, answer_at: float | None, info: ValidationInfo) -> float | None:
        suggest_at = info.data.get("suggest_at")
        if answer_at is not None and suggest_at is not None and answer_at < suggest_at:
            raise ValueError("answer_at is below suggest_at")
        return answer_at


class Log(_Section):
    """What is logged, and how."""

    level: Annotated[Literal["debug", "info", "warning", "error"], _Lower] = Field(
        "info", description="debug, info, warning or error"
    )
    format: Annotated[Literal["auto", "console", "json"], _Lower] = Field("auto", description="auto, console or json")


class Demo(_Section):
    """The demo in the browser."""

    port: int = Field(8642, ge=0, le=65_535, description="a port from 0 to 65535 (0 takes any free one)")


class Settings(_Section):
    """All settings; immutable."""

    content: Content = Field(Content(), description="settings, indented beneath it")
    discord: Discord = Field(Discord(), description="settings, indented beneath it")
    search: Search = Field(Search(), description="settings, indented beneath it")
    log: Log = Field(Log(), description="settings, indented beneath it")
    demo: Demo = Field(Demo(), description="settings, indented beneath it")


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings in force.

    Args:
        path: The settings file; None for none. Relative `content.paths` start at its directory.
        environ: The environment, as `os.environ` or `read_environment` give it.

    Raises:
        ConfigError: Names every wrong or unknown setting, with its file and line or its variable, and its value.
    """
    written = read_config_file(path) if path else Written("")
    variables = _overlay(written.values, environ)
    faults = list(written.faults)
    try:
        settings = Settings.model_validate(written.values)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        faults += [_fault(detail, written, variables) for detail in details]
    if faults:
        raise ConfigError("\n".join(map(str, sorted(dict.fromkeys(faults)))))
    base = path.parent if path else Path()
    return _with_paths(settings, (base / each for each in settings.content.paths))


def _with_paths(settings: Settings, paths: Iterable[Path]) -> Settings:
    return settings.model_copy(update={"content": Content(paths=tuple(paths))})


def read_environment(environ: Mapping[str, str], *directories: Path) -> dict[str, str]:
    """The environment over what the `.env` files of these directories say; an earlier directory wins.

    Raises:
        ConfigError: A `.env` cannot be read.
    """
    merged: dict[str, str] = {}
    for directory in reversed(directories):
        path = directory / ".env"
        if not path.is_file():
            continue
        try:
            found = dotenv_values(path, interpolate=False, encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path}: cannot be read ({error}). Save it as UTF-8 text.") from error
        merged |= {name: value for name, value in found.items() if value is not None}
    return merged | dict(environ)


def _overlay(values: dict[str, Any], environ: Mapping[str, str]) -> dict[Key, str]:
    """Put the variables' values into `values`; gives back which variable each came from."""
    names: dict[Key, str] = {}
    for name in sorted(environ):
        if not name.upper().startswith(PREFIX):
            continue
        *sections, leaf = key = name[len(PREFIX) :].lower().split("__")
        place: Any = values
        for section in sections:
            if isinstance(place, dict):
                if place.get(section) is None:
                    place[section] = {}
                place = place[section]
        if isinstance(place, dict):  # otherwise the file has a text where a section belongs, which is reported
            place[leaf] = environ[name]
            names[tuple(key)] = name
    return names


def _fault(detail: ErrorDetails, written: Written, variables: Mapping[Key, str]) -> Fault:
    key: Key = detail["loc"]
    variable = next((variables[key[:length]] for length in range(len(key), 0, -1) if key[:length] in variables), None)
    problem = _problem(key, detail, variable)
    if variable:
        return Fault(variable, 0, 0, problem)
    place = next(written.places[key[:length]] for length in range(len(key), 0, -1) if key[:length] in written.places)
    return Fault(written.path, *place, problem)


def _problem(key: Key, detail: ErrorDetails, variable: str | None) -> str:
    name = _named(key)
    if detail["type"] != "extra_forbidden":
        return f"{name} is {_shown(detail['input'])}; expected {_expected(key)}."
    if "token" in name.lower():
        return _misplaced_token(variable)
    near = _near(name)
    hint = f"Did you mean {_as_variable(near) if variable else near}?" if near else f"There are: {', '.join(_names())}."
    return f"there is no setting {name} (given as {_shown(detail['input'])}). {hint}"


def _misplaced_token(variable: str | None) -> str:
    if variable:
        return "the bot's token is read from the variable DISCORD_TOKEN. Rename this one."
    return (
        "the bot's token must not stand in this file, which is easily shared. Put it into a file .env beside it, as "
        "DISCORD_TOKEN=…, and delete it here. Then reset it, in case somebody has seen it: Discord Developer Portal → "
        "your application → Bot → Reset Token."
    )


def _named(key: Key) -> str:
    """A path of keys as it is written: `discord.prefix`; items of a list are counted from 1."""
    return ".".join(str(part) for part in key if isinstance(part, str)) + "".join(
        f", item {part + 1}," for part in key if isinstance(part, int)
    )


def _expected(key: Key) -> str:
    model: type[BaseModel] = Settings
    expected = "settings"
    for part in key:
        field = model.model_fields.get(str(part))
        if field is None:
            break
        expected = field.description or expected
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            model = field.annotation
    return expected


def _names(model: type[BaseModel] = Settings, above: str = "") -> list[str]:
    """The full name of every setting."""
    names: list[str] = []
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            names += _names(field.annotation, f"{above}{name}.")
        else:
            names.append(above + name)
    return names


def _near(name: str) -> str | None:
    """The setting (or section) whose full name, or failing that last part, is most like `name`."""
    settings = _names()
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
    """A value as a person would write it, shortened; what looks like a token is never repeated."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a section"
    text = value if isinstance(value, str) and re.fullmatch(r"\S+", value) else json.dumps(value, ensure_ascii=False)
    text = _TOKEN_SHAPE.sub("…", text)
    return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
