"""Settings: the defaults, below `config.yaml`, below the environment (`SHOWRUNNER_<SECTION>__<NAME>`).

The bot's token is not a setting: it comes from the environment or a `.env` file alone (see `read_environment`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from bot.config_faults import PREFIX, faults_of
from bot.config_file import Written, read_config_file
from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import ValidationInfo

    from bot.config_file import Key


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
_SQLITE = "sqlite:///"
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


class ChannelCooldown(Cooldown):
    """The same for a whole channel."""

    questions: int = Field(10, ge=1, le=10_000, description="a whole number from 1 to 10000")
    seconds: float = Field(10, gt=0, le=86_400, description="a number of seconds above 0, at most 86400")


class Content(_Section):
    """Where the interviews are, and how many of their own servers may add."""

    paths: Annotated[tuple[Path, ...], _Texts] = Field(
        (Path("knowledge"),), min_length=1, description="a list of one or more directories or files"
    )
    watch: bool = Field(False, description="true or false")
    server_interviews: int = Field(50, ge=0, le=10_000, description="a whole number from 0 to 10000")
    server_bytes: int = Field(5_000_000, ge=0, le=1_000_000_000, description="a whole number from 0 to 1000000000")


class Discord(_Section):
    """How the bot behaves in a server."""

    prefix: str = Field(
        "!", pattern=r"^\S{1,5}$", description='1 to 5 characters without blanks, in quotes, such as "!"'
    )
    message_content: bool = Field(True, description="true or false")
    moderator_roles: Annotated[tuple[_Name, ...], _Texts] = Field((), description="a list of role names or ids")
    cooldown_user: Cooldown = Field(Cooldown(), description="the settings questions and seconds")
    cooldown_channel: ChannelCooldown = Field(ChannelCooldown(), description="the settings questions and seconds")


class Search(_Section):
    """How questions are compared with the content, and how sure the bot must be.

    `suggest_at` and `answer_at` are confidences; None leaves the calibrated limit.
    """

    encoder: Annotated[Literal["auto", "static", "onnx", "off"], _Lower] = Field(
        "auto", description="auto, static, onnx or off"
    )
    model: str | None = Field(None, min_length=1, description="a directory or the name of a model, or nothing")
    cache: Path = Field(Path("data/index"), description="a directory")
    suggest_at: float | None = Field(None, ge=0, le=1, description="a number from 0 to 1")
    answer_at: float | None = Field(None, ge=0, le=1, description="a number from 0 to 1, not below search.suggest_at")

    @field_validator("answer_at")
    @classmethod
    def _in_order(cls, answer_at: float | None, info: ValidationInfo) -> float | None:
        suggest_at = info.data.get("suggest_at")
        if answer_at is not None and suggest_at is not None and answer_at < suggest_at:
            raise ValueError("answer_at is below suggest_at")
        return answer_at


class Storage(_Section):
    """Where the bot keeps what it must not forget."""

    url: str = Field(
        "sqlite:///data/showrunner.db",
        pattern=r"^(sqlite:///[^:].*|postgres(ql)?://.+)$",
        repr=False,
        description="sqlite:///FILE or postgresql://user:password@host/database",
    )
    upgrade_at_start: bool = Field(True, description="true or false")

    def beneath(self, base: Path) -> Storage:
        """The same, a relative SQLite file starting at `base`."""
        kind, file = self.url[: len(_SQLITE)], self.url[len(_SQLITE) :]
        return self.model_copy(update={"url": kind + (base / file).as_posix()}) if kind == _SQLITE else self


class Privacy(_Section):
    """How long what concerns people is kept, in days."""

    unanswered_days: int = Field(90, ge=1, le=3_650, description="a whole number of days from 1 to 3650")
    personal_days: int = Field(365, ge=1, le=3_650, description="a whole number of days from 1 to 3650")


class Trivia(_Section):
    """How trivia games are run."""

    resume_minutes: int = Field(15, ge=1, le=1_440, description="a whole number of minutes from 1 to 1440")


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
    storage: Storage = Field(Storage(), description="settings, indented beneath it")
    privacy: Privacy = Field(Privacy(), description="settings, indented beneath it")
    trivia: Trivia = Field(Trivia(), description="settings, indented beneath it")
    log: Log = Field(Log(), description="settings, indented beneath it")
    demo: Demo = Field(Demo(), description="settings, indented beneath it")

    def with_paths(self, paths: Iterable[Path]) -> Settings:
        """The same settings with other places to read interviews from."""
        return self.model_copy(update={"content": self.content.model_copy(update={"paths": tuple(paths)})})

    def beneath(self, base: Path) -> Settings:
        """The same settings, relative paths starting at `base`."""
        placed = self.with_paths(base / each for each in self.content.paths)
        search = self.search.model_copy(update={"cache": base / self.search.cache})
        return placed.model_copy(update={"search": search, "storage": self.storage.beneath(base)})


def load_settings(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings in force.

    Args:
        path: The settings file; None for none. Relative paths start at its directory.
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
        faults += [fault for detail in details for fault in faults_of(detail, Settings, written.places, variables)]
    if faults:
        raise ConfigError("\n".join(map(str, sorted(dict.fromkeys(faults)))))
    return settings.beneath(path.parent if path else Path())


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
            raise ConfigError(f"{path}: Cannot be read ({error}). Save it as UTF-8 text.") from error
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
