"""Configuration: every mistake at once, in plain words, and no secret in any of them."""

from pathlib import Path

import pytest

from bot.settings import BadSettings, Settings, load
from bot.token_keys import new_key

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-secret-one",
    "SLACK_APP_TOKEN": "xapp-secret-two",
    "SLACK_SIGNING_SECRET": "secret-three",
}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*(name.upper() for name in Settings.model_fields), "SLACK_CLIENT_ID"):
        monkeypatch.delenv(name, raising=False)


def env_file(folder: Path, **values: str) -> Path:
    file = folder / ".env"
    file.write_text("".join(f"{name}={value}\n" for name, value in values.items()), encoding="utf-8")
    return file


def problems(file: Path, *, sends: bool = True, receives: bool = True) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        load(sends=sends, receives=receives, env_file=file)
    return caught.value.problems


def test_a_complete_file_is_taken_and_socket_mode_follows_from_the_app_token(tmp_path: Path) -> None:
    settings = load(sends=True, receives=True, env_file=env_file(tmp_path, **SECRETS))
    assert settings.socket_mode
    assert settings.bot_token == "xoxb-secret-one"
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)


def test_without_an_app_token_slack_calls_us_over_http(tmp_path: Path) -> None:
    file = env_file(tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", SLACK_APP_TOKEN="")
    assert not load(sends=True, receives=True, env_file=file).socket_mode


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-from-the-environment")
    settings = load(sends=True, receives=True, env_file=env_file(tmp_path, **SECRETS))
    assert settings.bot_token == "xoxb-from-the-environment"


def test_a_missing_signing_secret_is_told_before_anything_starts(tmp_path: Path) -> None:
    [sentence] = problems(env_file(tmp_path, SLACK_BOT_TOKEN="xoxb-1"))
    assert "SLACK_SIGNING_SECRET (for HTTP) is missing" in sentence


def test_everything_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    sentences = problems(tmp_path / "no file")
    assert len(sentences) == 2
    assert sentences[0].startswith("SLACK_BOT_TOKEN is missing")


def test_a_worker_needs_no_signing_secret_and_a_migration_no_token(tmp_path: Path) -> None:
    load(sends=True, receives=False, env_file=env_file(tmp_path, SLACK_BOT_TOKEN="xoxb-1"))
    load(sends=False, receives=False, env_file=tmp_path / "no file")


def test_everything_that_is_wrong_is_told_at_once_and_no_secret_with_it(tmp_path: Path) -> None:
    file = env_file(
        tmp_path,
        SLACK_BOT_TOKEN="xapp-swapped",
        SLACK_APP_TOKEN="xoxb-swapped",
        DATABASE_URL="mysql://root:hunter2@h/db",
        PORT="99999",
        LOG_LEVEL="loud",
        SLACK_API_URL="slack.com",
    )
    told = "\n".join(problems(file))
    for part in (
        "SLACK_BOT_TOKEN must begin with xoxb-",
        "SLACK_APP_TOKEN must begin with xapp-",
        "DATABASE_URL names mysql, which Inroad does not speak",
        "PORT input should be less than or equal to 65535",
        "LOG_LEVEL must be debug, info, warning or error",
        "SLACK_API_URL must begin with https://",
    ):
        assert part in told
    assert "swapped" not in told
    assert "hunter2" not in told


def test_no_secret_shows_when_settings_are_printed(tmp_path: Path) -> None:
    settings = load(sends=True, receives=True, env_file=env_file(tmp_path, **SECRETS))
    shown = repr(settings)
    for secret in SECRETS.values():
        assert secret not in shown


def test_the_example_names_every_setting_and_is_itself_valid(tmp_path: Path) -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert f"{name.upper()}=" in example
    filled = example.replace("xoxb-...", "xoxb-1").replace("xapp-...", "xapp-1")
    (tmp_path / ".env").write_text(filled, encoding="utf-8")
    load(sends=True, receives=True, env_file=tmp_path / ".env")


MANY = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret-four",
    "SLACK_SIGNING_SECRET": "secret-three",
    "INROAD_TOKEN_KEYS": new_key(),
}


def test_with_the_apps_own_id_and_secret_workspaces_install_it_themselves(tmp_path: Path) -> None:
    settings = load(sends=True, receives=True, env_file=env_file(tmp_path, **MANY))
    assert settings.many_workspaces
    assert not settings.socket_mode
    assert settings.client == ("1.2", "secret-four")
    assert "secret-four" not in repr(settings)
    assert MANY["INROAD_TOKEN_KEYS"] not in repr(settings)


def test_a_worker_for_many_workspaces_needs_no_signing_secret(tmp_path: Path) -> None:
    file = env_file(tmp_path, **{**MANY, "SLACK_SIGNING_SECRET": ""})
    assert load(sends=True, receives=False, env_file=file).many_workspaces


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"SLACK_CLIENT_SECRET": ""}, "SLACK_CLIENT_SECRET is missing"),
        ({"SLACK_CLIENT_ID": ""}, "SLACK_CLIENT_ID is missing"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is missing"),
        ({"INROAD_TOKEN_KEYS": ""}, "INROAD_TOKEN_KEYS is missing"),
        ({"INROAD_TOKEN_KEYS": "hunter2"}, "INROAD_TOKEN_KEYS is not a key"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_BOT_TOKEN is for one workspace"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_APP_TOKEN (Socket Mode) does not go with SLACK_CLIENT_ID"),
        ({"PUBLIC_URL": "inroad.example.edu"}, "PUBLIC_URL must begin with https://"),
    ],
)
def test_what_is_missing_or_does_not_go_together_for_many_workspaces_is_told(
    tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    [sentence] = problems(env_file(tmp_path, **{**MANY, **changed}))
    assert sentence.startswith(told)
    assert "hunter2" not in sentence
