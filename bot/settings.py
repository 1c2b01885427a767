"""Settings from the environment and from `.env`: the only place that reads either.

Every mistake is reported at once, in plain words.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from storage.database import parse_url

SLACK_API = "https://slack.com/api/"


class BadSettings(Exception):
    """What is wrong with the configuration, one sentence a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class LogFormat(StrEnum):
    """How log lines are written."""

    TEXT = "text"
    JSON = "json"


def _token(prefix: str, where: str) -> AfterValidator:
    def check(value: SecretStr | None) -> SecretStr | None:
        text = value.get_secret_value() if value else prefix
        if not text.startswith(prefix) or text.endswith("..."):
            raise ValueError(f"must begin with {prefix} and be copied from your app's page ({where})")
        return value

    return AfterValidator(check)


def _database(value: str) -> str:
    parse_url(value)
    return value


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("must begin with https:// or http://")
    return value if value.endswith("/") else f"{value}/"


class _Secrets(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None


class Settings(_Secrets):
    """What can be set. The names in the environment are these in capitals."""

    slack_bot_token: Annotated[SecretStr | None, _token("xoxb-", "OAuth & Permissions")] = None
    slack_app_token: Annotated[SecretStr | None, _token("xapp-", "Basic Information, App-Level Tokens")] = (
        None
    )
    slack_api_url: Annotated[str, AfterValidator(_address)] = SLACK_API
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///inroad.db"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    operations_host: str = "127.0.0.1"
    operations_port: Annotated[int, Field(ge=0, le=65535)] = 9464
    log_level: Annotated[str, Field(pattern="^(?i:debug|info|warning|error)$")] = "info"
    log_format: LogFormat = LogFormat.TEXT

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached through a socket; otherwise it calls us over HTTP."""
        return self.slack_app_token is not None

    @property
    def bot_token(self) -> str:
        """The bot token; `load` has made sure that there is one where it is needed."""
        return self.slack_bot_token.get_secret_value() if self.slack_bot_token else ""


def load(*, sends: bool, receives: bool, env_file: Path = Path(".env")) -> Settings:
    """Read the settings for a process that sends to Slack, receives from it, or neither.

    The environment goes before the file. Raises BadSettings with every mistake.
    """
    secrets = _Secrets(_env_file=env_file, _env_file_encoding="utf-8")
    problems = _missing(secrets, sends=sends, receives=receives)
    try:
        settings = Settings(_env_file=env_file, _env_file_encoding="utf-8")
    except ValidationError as error:
        raise BadSettings([*problems, *(_sentence(problem) for problem in error.errors())]) from None
    if problems:
        raise BadSettings(problems)
    return settings


def _missing(settings: _Secrets, *, sends: bool, receives: bool) -> list[str]:
    problems = []
    if sends and not settings.slack_bot_token:
        problems.append("SLACK_BOT_TOKEN is missing: copy it from your app's page, OAuth & Permissions.")
    if receives and not (settings.slack_app_token or settings.slack_signing_secret):
        problems.append(
            "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing: "
            "copy one from your app's page, Basic Information."
        )
    return problems


def _sentence(problem: Any) -> str:  # noqa: ANN401 - pydantic's own shape
    name = str(problem["loc"][0]).upper()
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "string_pattern_mismatch":
        message = "must be debug, info, warning or error"
    return f"{name} {message[0].lower()}{message[1:]}."
