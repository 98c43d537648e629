"""Settings: what holds by default, what overrides what, and the sentence each mistake earns."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import Settings, load_settings, read_environment
from bot.errors import ConfigError

ROOT = Path(__file__).resolve().parents[1]
TOKEN = f"{'NotReal' * 4}.NotIt.{'nor-this' * 4}"


@pytest.fixture
def config(tmp_path, monkeypatch):
    """Writes config.yaml into an empty working directory and loads it, so that faults name it just so."""
    monkeypatch.chdir(tmp_path)

    def load(text, **environ):
        Path("config.yaml").write_text(text, encoding="utf-8")
        return load_settings(Path("config.yaml"), environ)

    return load


def refusal(load, *arguments, **environ):
    with pytest.raises(ConfigError) as caught:
        load(*arguments, **environ)
    return str(caught.value)


def test_without_file_and_variables_the_defaults_hold():
    settings = load_settings(None, {})
    assert settings == Settings()
    assert settings.content.paths == (Path("knowledge"),)
    assert settings.discord.prefix == "!"
    assert settings.discord.message_content is True
    assert settings.discord.moderator_roles == ()
    assert (settings.discord.cooldown_user.questions, settings.discord.cooldown_user.seconds) == (5, 20)
    assert (settings.discord.cooldown_channel.questions, settings.discord.cooldown_channel.seconds) == (10, 10)
    assert (settings.search.suggest_at, settings.search.answer_at) == (None, None)
    assert (settings.log.level, settings.log.format) == ("info", "auto")
    assert settings.demo.port == 8642


def test_variables_count_more_than_the_file_and_the_file_more_than_the_defaults(config):
    settings = config(
        "discord: {prefix: '?', message_content: no}\ndemo: {port: 1}",
        SHOWRUNNER_DISCORD__PREFIX="$",
        SHOWRUNNER_DISCORD__COOLDOWN_USER__SECONDS="2.5",
    )
    assert settings.discord.prefix == "$"
    assert settings.discord.message_content is False
    assert settings.discord.cooldown_user.seconds == 2.5
    assert settings.discord.cooldown_user.questions == 5
    assert settings.demo.port == 1


def test_a_part_of_a_cooldown_keeps_the_other_parts_default_of_the_same_cooldown(config):
    assert config("discord: {cooldown_channel: {seconds: 3}}").discord.cooldown_channel.questions == 10
    assert config("discord: {cooldown_channel: {questions: 3}}").discord.cooldown_channel.seconds == 10
    assert config("discord: {cooldown_user: {questions: 3}}").discord.cooldown_user.seconds == 20


@pytest.mark.parametrize("text", ["", "# nothing\n\n  # yet\n", "discord:\nlog:\n", "\ufeff# from Windows\n"])
def test_a_file_that_sets_nothing_leaves_the_defaults(config, text):
    assert config(text).discord == Settings().discord


def test_values_may_be_written_with_and_without_quotes(config):
    settings = config(
        "discord: {prefix: yes, message_content: 'true', moderator_roles: [123, Mods]}\nsearch: {answer_at: '0.5'}"
    )
    assert settings.discord.prefix == "yes"
    assert settings.discord.moderator_roles == ("123", "Mods")
    assert settings.search.answer_at == 0.5


@pytest.mark.parametrize(
    ("written", "roles"),
    [
        ("", ()),
        ("Mods", ("Mods",)),
        ("Mods, Elder Council ,7", ("Mods", "Elder Council", "7")),
        ('["Mods, old", "new"]', ("Mods, old", "new")),
    ],
)
def test_a_list_in_a_variable_is_separated_by_commas_or_json(written, roles):
    settings = load_settings(None, {"SHOWRUNNER_DISCORD__MODERATOR_ROLES": written})
    assert settings.discord.moderator_roles == roles


def test_a_list_whose_items_are_all_commented_out_is_empty(config):
    assert config("discord:\n  moderator_roles:\n  # - Mods\n").discord.moderator_roles == ()


def test_relative_paths_start_at_the_settings_files_directory(tmp_path):
    (tmp_path / "config.yaml").write_text("content: {paths: [knowledge, /srv/shared]}")
    settings = load_settings(tmp_path / "config.yaml", {})
    assert settings.content.paths == (tmp_path / "knowledge", Path("/srv/shared"))


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("sqlite:///data/bot.db", "sqlite:///{}/data/bot.db"),
        ("sqlite:////srv/bot.db", "sqlite:////srv/bot.db"),
        ("postgresql://me@host/bot", "postgresql://me@host/bot"),
    ],
)
def test_a_relative_database_file_starts_there_too(tmp_path, written, url):
    (tmp_path / "config.yaml").write_text(f"storage: {{url: '{written}'}}")
    settings = load_settings(tmp_path / "config.yaml", {})
    assert settings.storage.url == url.format(tmp_path)
    assert settings.with_paths([Path("x")]).storage == settings.storage


def test_words_for_the_log_may_be_in_capitals():
    settings = load_settings(None, {"SHOWRUNNER_LOG__LEVEL": "WARNING", "showrunner_log__format": "Json"})
    assert (settings.log.level, settings.log.format) == ("warning", "json")


def test_foreign_variables_are_none_of_our_business():
    assert load_settings(None, {"PATH": "/bin", "SHOWRUNNER": "x", "XSHOWRUNNER_DEMO__PORT": "1"}) == Settings()


def test_settings_cannot_be_changed():
    with pytest.raises(ValidationError):
        Settings().discord.prefix = "?"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "discord:\n  prefix: ''",
            '2:3: discord.prefix is empty; expected 1 to 5 characters without blanks, in quotes, such as "!".',
        ),
        (
            "discord:\n  prefix: '! !'",
            '2:3: discord.prefix is "! !"; expected 1 to 5 characters without blanks, in quotes, such as "!".',
        ),
        (
            "discord: {prefix: '!!!!!!'}",
            '1:11: discord.prefix is !!!!!!; expected 1 to 5 characters without blanks, in quotes, such as "!".',
        ),
        ("discord: {message_content: maybe}", "1:11: discord.message_content is maybe; expected true or false."),
        (
            "discord:\n  moderator_roles:\n  - Mods\n  - ''",
            "4:5: discord.moderator_roles, item 2, is empty; expected a list of role names or ids.",
        ),
        (
            "discord: {moderator_roles: {a: b}}",
            "1:11: discord.moderator_roles is a section; expected a list of role names or ids.",
        ),
        (
            "discord: {cooldown_user: {questions: 0}}",
            "1:27: discord.cooldown_user.questions is 0; expected a whole number from 1 to 10000.",
        ),
        (
            "discord: {cooldown_channel: {seconds: -1}}",
            "1:30: discord.cooldown_channel.seconds is -1; expected a number of seconds above 0, at most 86400.",
        ),
        (
            "discord: {cooldown_user: {seconds: .inf}}",
            "1:27: discord.cooldown_user.seconds is .inf; expected a number of seconds above 0, at most 86400.",
        ),
        (
            "discord: {cooldown_user: 5}",
            "1:11: discord.cooldown_user is 5; expected the settings questions and seconds.",
        ),
        (
            "search: {answer_at: 1.01}",
            "1:10: search.answer_at is 1.01; expected a number from 0 to 1, not below search.suggest_at.",
        ),
        ("search: {suggest_at: -0.1}", "1:10: search.suggest_at is -0.1; expected a number from 0 to 1."),
        (
            "search: {answer_at: 0.3, suggest_at: 0.4}",
            "1:10: search.answer_at is 0.3; expected a number from 0 to 1, not below search.suggest_at.",
        ),
        ("log: {level: loud}", "1:7: log.level is loud; expected debug, info, warning or error."),
        ("log: {format: xml}", "1:7: log.format is xml; expected auto, console or json."),
        ("demo: {port: 65536}", "1:8: demo.port is 65536; expected a port from 0 to 65535 (0 takes any free one)."),
        ("demo: {port: 1.5}", "1:8: demo.port is 1.5; expected a port from 0 to 65535 (0 takes any free one)."),
        ("content: {paths: []}", "1:11: content.paths is []; expected a list of one or more directories or files."),
        ("demo: [1]", '1:1: demo is ["1"]; expected settings, indented beneath it.'),
        ("demo: {prot: 1}", "1:8: There is no setting demo.prot (given as 1). Did you mean demo.port?"),
        ("demos: {port: 1}", "1:1: There is no setting demos (given as a section). Did you mean demo?"),
        ("Prefix: '?'", "1:1: There is no setting Prefix (given as ?). Did you mean discord.prefix?"),
        (
            "discord: {level: info}",
            "1:11: There is no setting discord.level (given as info). Did you mean log.level?",
        ),
        ("- a", "1:1: Expected sections such as `discord:`, with settings indented beneath them."),
        ("just text", "1:1: Expected sections such as `discord:`, with settings indented beneath them."),
        ("demo: {port: 1}\ndemo: {port: 2}", "2:1: “demo” stands in line 1 already: keep one of the two."),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place_its_value_and_what_was_expected(config, text, sentence):
    assert refusal(config, text) == f"config.yaml:{sentence}"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEMO__PORT", "http", "demo.port is http; expected a port from 0 to 65535 (0 takes any free one)."),
        ("DEMO__PORT", "", 'demo.port is ""; expected a port from 0 to 65535 (0 takes any free one).'),
        (
            "DISCORD__MODERATOR_ROLES",
            '["open',
            'discord.moderator_roles is ["open; expected a list of role names or ids.',
        ),
        (
            "DISCROD__PREFIX",
            "?",
            "There is no setting discrod.prefix (given as ?). Did you mean SHOWRUNNER_DISCORD__PREFIX?",
        ),
        (
            "SERCH__BANDS__ANSWER_AT",
            "1",
            "There is no setting serch.bands.answer_at (given as 1). Did you mean SHOWRUNNER_SEARCH__ANSWER_AT?",
        ),
        ("DEMO", "8642", "demo is 8642; expected settings, indented beneath it."),
        (
            "DISCORD_PREFIX",
            "?",
            "There is no setting discord_prefix (given as ?). Did you mean SHOWRUNNER_DISCORD__PREFIX?",
        ),
        (
            "DISCORD__COOLDOWN_USER__SECS",
            "3",
            "There is no setting discord.cooldown_user.secs (given as 3). Did you mean {}?".format(
                "SHOWRUNNER_DISCORD__COOLDOWN_USER__SECONDS"
            ),
        ),
        (
            "DISCORD__TOKEN",
            TOKEN,
            "The bot's token is read from the variable DISCORD_TOKEN. Rename this one.",
        ),
    ],
)
def test_a_mistake_in_a_variable_is_told_with_its_name(name, value, sentence):
    assert refusal(load_settings, None, {f"SHOWRUNNER_{name}": value}) == f"SHOWRUNNER_{name}: {sentence}"


def test_an_unknown_setting_like_no_other_gets_the_list_of_all():
    sentence = refusal(load_settings, None, {"SHOWRUNNER_ZZZ": "1"})
    assert sentence.startswith("SHOWRUNNER_ZZZ: There is no setting zzz (given as 1). There are: content.paths, ")
    assert "discord.cooldown_channel.seconds" in sentence


def test_an_unknown_section_in_file_and_variables_is_told_of_both(config):
    meant = "Did you mean SHOWRUNNER_DISCORD__PREFIX?"
    told = refusal(config, "discrod: {prefix: x}", SHOWRUNNER_DISCROD__PREFIX="y", SHOWRUNNER_DISCROD__TOKEN=TOKEN)
    assert told.splitlines() == [
        f"SHOWRUNNER_DISCROD__PREFIX: There is no setting discrod.prefix (given as y). {meant}",
        "SHOWRUNNER_DISCROD__TOKEN: The bot's token is read from the variable DISCORD_TOKEN. Rename this one.",
        "config.yaml:1:1: There is no setting discrod (given as a section). Did you mean discord?",
    ]


def test_all_mistakes_are_told_at_once_in_order(config):
    told = refusal(
        config,
        "demo:\n  port: x\nlog:\n  level: loud\n  level: info\n  colour: red\n",
        SHOWRUNNER_DISCORD__PREFIX="a b",
        SHOWRUNNER_DEMO__HOST="h",
    ).splitlines()
    assert [line.split(" ")[0] for line in told] == [
        "SHOWRUNNER_DEMO__HOST:",
        "SHOWRUNNER_DISCORD__PREFIX:",
        "config.yaml:2:3:",
        "config.yaml:4:3:",
        "config.yaml:5:3:",
        "config.yaml:6:3:",
    ]


@pytest.mark.parametrize(
    "text", ["token: {}", "discord: {{token: {}}}", "discord: {{BOT_TOKEN: {}}}", "DISCORD_TOKEN: {}"]
)
def test_a_token_in_the_file_is_sent_where_it_belongs_and_never_repeated(config, text):
    told = refusal(config, text.format(TOKEN))
    assert "must not stand in this file" in told
    assert ".env" in told
    assert "Reset Token" in told
    assert TOKEN not in told


def test_a_token_in_the_wrong_setting_is_not_repeated_either(config):
    told = refusal(config, f"discord:\n  prefix: {TOKEN}\n  secret: '{TOKEN} x'\nextra: {{deep: {TOKEN}}}")
    assert told.count("config.yaml:") == 3
    assert TOKEN not in told
    assert "NotReal" not in told


@pytest.mark.parametrize(
    "url", ["mysql://me:{}@host/bot", "sqlite://me:{}@x", "mongo://host/bot?user=me&password={}", "x://me:a@{}@host"]
)
def test_a_databases_password_is_never_repeated(config, url):
    told = refusal(config, f"storage:\n  url: {url.format('s3cret')}")
    assert "config.yaml:2:3: storage.url is " in told
    assert "expected sqlite:///FILE or postgresql://" in told
    assert "s3cret" not in told
    assert "s3cret" not in repr(config("storage:\n  url: postgresql://me:s3cret@host/bot"))


@pytest.mark.parametrize(
    ("content", "start"),
    [
        (b"discord: {prefix: '?'\n", "config.yaml:"),
        (b"discord:\n\tprefix: x\n", "config.yaml:2:1: Indent with blanks, not with tabs"),
        (b"discord:\n  prefix: !\n", "config.yaml:2:3: discord.prefix is empty"),
        (b"discord:\n  prefix: *x\n", "config.yaml:2:3: discord.prefix is empty"),
        (b"discord: {prefix: \xff}\n", "config.yaml: Byte 19 is not UTF-8. Save the file as UTF-8."),
    ],
)
def test_a_file_that_is_no_settings_file_is_told_so(tmp_path, monkeypatch, content, start):
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_bytes(content)
    assert refusal(load_settings, Path("config.yaml"), {}).startswith(start)


def test_a_missing_file_and_a_directory_are_told_apart(tmp_path):
    missing = tmp_path / "nowhere.yaml"
    assert (
        refusal(load_settings, missing, {})
        == f"{missing}: There is no such file. Name an existing one with --config FILE."
    )
    assert refusal(load_settings, tmp_path, {}).startswith(f"{tmp_path}: Cannot be read (")


class TestEnvironment:
    def test_a_dot_env_file_adds_to_the_environment_which_counts_more(self, tmp_path):
        (tmp_path / ".env").write_text("DISCORD_TOKEN='from the file'\nSHOWRUNNER_DEMO__PORT=1 # a comment\nEMPTY\n")
        merged = read_environment({"SHOWRUNNER_DEMO__PORT": "2", "HOME": "/"}, tmp_path)
        assert merged == {"DISCORD_TOKEN": "from the file", "SHOWRUNNER_DEMO__PORT": "2", "HOME": "/"}

    def test_of_two_directories_the_first_counts_more(self, tmp_path):
        for name in ("first", "second"):
            (tmp_path / name).mkdir()
            (tmp_path / name / ".env").write_text(f"WHICH={name}\nONLY_{name.upper()}=1\n")
        merged = read_environment({}, tmp_path / "first", tmp_path / "second")
        assert merged == {"WHICH": "first", "ONLY_FIRST": "1", "ONLY_SECOND": "1"}

    def test_without_a_file_the_environment_stands_alone(self, tmp_path):
        assert read_environment({"A": "b"}, tmp_path) == {"A": "b"}

    def test_dollar_signs_and_a_byte_order_mark_do_no_harm(self, tmp_path):
        (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfDISCORD_TOKEN=a${HOME}b\r\n")
        assert read_environment({"HOME": "/"}, tmp_path)["DISCORD_TOKEN"] == "a${HOME}b"

    def test_a_file_in_another_encoding_is_told_so(self, tmp_path):
        (tmp_path / ".env").write_text("DISCORD_TOKEN=x", encoding="utf-16")
        assert refusal(read_environment, {}, tmp_path).startswith(f"{tmp_path / '.env'}: Cannot be read (")

    def test_the_example_names_the_token_and_is_itself_harmless(self, tmp_path):
        (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"))
        assert read_environment({}, tmp_path) == {"DISCORD_TOKEN": ""}
