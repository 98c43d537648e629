"""Settings: whatever is written, and every single one of them."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from bot.config import Settings, load_settings
from bot.errors import ConfigError

ROOT = Path(__file__).resolve().parents[1]
SECTIONS = sorted(Settings.model_fields)
WRITTEN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(
            st.sampled_from([*SECTIONS, "prefix", "port", "paths", "seconds"]) | st.text(), values, max_size=3
        )
    ),
    max_leaves=8,
)


@given(
    st.binary() | st.text().map(str.encode) | WRITTEN.map(lambda value: yaml.safe_dump(value).encode()),
    st.dictionaries(
        st.sampled_from(
            ["DEMO__PORT", "DISCORD", "DISCORD__PREFIX", "LOG__LEVEL__X", "DISCORD__MODERATOR_ROLES", "_", ""]
        )
        | st.text(),
        st.text(),
        max_size=2,
    ),
)
def test_whatever_is_written_gives_settings_or_sentences(tmp_path_factory, content, variables):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    told = "nothing"
    try:
        load_settings(path, {f"SHOWRUNNER_{name}": value for name, value in variables.items()})
    except ConfigError as error:
        told = str(error)
    assert told.strip()


def names(model: type[BaseModel], above: str = "") -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        nested = isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        found += names(field.annotation, f"{above}{name}.") if nested else [above + name]
    return found


def test_the_shipped_file_shows_every_setting_with_its_default_and_a_comment():
    path = ROOT / "config.yaml"
    text = path.read_text(encoding="utf-8")
    assert load_settings(path, {}) == Settings().beneath(ROOT)
    lines = text.splitlines()
    for name in names(Settings):
        section, setting = name.split(".")[:2]
        at = next(number for number, line in enumerate(lines) if line.startswith(f"  {setting}:"))
        assert lines[at - 1].startswith("  # "), f"{section}.{setting} has no comment above it"


OTHER_VALUES = {
    "content.paths": "elsewhere",
    "content.watch": "true",
    "content.server_interviews": "6",
    "content.server_bytes": "6",
    "discord.prefix": "?",
    "discord.message_content": "false",
    "discord.moderator_roles": "Mods",
    "discord.cooldown_user.questions": "6",
    "discord.cooldown_user.seconds": "6",
    "discord.cooldown_channel.questions": "6",
    "discord.cooldown_channel.seconds": "6",
    "search.encoder": "off",
    "search.model": "owner/model",
    "search.cache": "elsewhere",
    "search.suggest_at": "0.6",
    "search.answer_at": "0.6",
    "storage.url": "sqlite:///elsewhere.db",
    "storage.upgrade_at_start": "false",
    "privacy.unanswered_days": "6",
    "privacy.personal_days": "6",
    "trivia.resume_minutes": "30",
    "log.level": "debug",
    "log.format": "json",
    "demo.port": "6",
}


def test_every_setting_can_be_overridden_by_a_variable():
    assert names(Settings) == list(OTHER_VALUES)
    for name, value in OTHER_VALUES.items():
        settings = load_settings(None, {f"SHOWRUNNER_{name.replace('.', '__').upper()}": value})
        assert changes(Settings().model_dump(), settings.model_dump()) == [name]


def changes(before: object, after: object, above: str = "") -> list[str]:
    """The full names of all settings that differ."""
    if isinstance(before, dict):
        return [each for name in before for each in changes(before[name], after[name], f"{above}.{name}")]
    return [above.removeprefix(".")] if before != after else []
