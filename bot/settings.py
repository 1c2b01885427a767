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


def _keys(value: SecretStr | None) -> SecretStr | None:
    if value:
        from bot.token_keys import parse_keys  # noqa: PLC0415 - one workspace needs no cryptography

        parse_keys(value.get_secret_value())
    return value


def _database(value: str) -> str:
    parse_url(value)
    return value


def _address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError("must begin with https:// or http://")
    return value if value.endswith("/") else f"{value}/"


def _public(value: str | None) -> str | None:
    return _address(value) if value else None


class _Secrets(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True, env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    inroad_token_keys: SecretStr | None = None


class Settings(_Secrets):
    """What can be set. The names in the environment are these in capitals."""

    slack_bot_token: Annotated[SecretStr | None, _token("xoxb-", "OAuth & Permissions")] = None
    slack_app_token: Annotated[SecretStr | None, _token("xapp-", "Basic Information, App-Level Tokens")] = (
        None
    )
    inroad_token_keys: Annotated[SecretStr | None, AfterValidator(_keys)] = None
    public_url: Annotated[str | None, AfterValidator(_public)] = None
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
    def many_workspaces(self) -> bool:
        """Whether workspaces install Inroad by themselves; otherwise it is in the one whose token is set."""
        return self.slack_client_id is not None and self.slack_bot_token is None

    @property
    def client(self) -> tuple[str, str]:
        """The app's own id and secret, with which it asks for tokens."""
        secret = self.slack_client_secret
        return self.slack_client_id or "", secret.get_secret_value() if secret else ""

    @property
    def token_keys(self) -> str:
        """The keys that seal tokens, parted by commas."""
        return self.inroad_token_keys.get_secret_value() if self.inroad_token_keys else ""

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
    if (sends or receives) and (settings.slack_client_id or settings.slack_client_secret):
        return _missing_for_many(settings, receives=receives)
    problems = []
    if sends and not settings.slack_bot_token:
        problems.append("SLACK_BOT_TOKEN is missing: copy it from your app's page, OAuth & Permissions.")
    if receives and not (settings.slack_app_token or settings.slack_signing_secret):
        problems.append(
            "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing: "
            "copy one from your app's page, Basic Information."
        )
    return problems


def _missing_for_many(settings: _Secrets, *, receives: bool) -> list[str]:
    """SLACK_CLIENT_ID says that workspaces install Inroad by themselves."""
    wanted = ["slack_client_id", "slack_client_secret", *(["slack_signing_secret"] if receives else [])]
    problems = [
        f"{name.upper()} is missing: copy it from your app's page, Basic Information."
        for name in wanted
        if not getattr(settings, name)
    ]
    if settings.slack_bot_token:
        problems.append(
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many that install Inroad themselves. "
            "Take one of them out."
        )
    if settings.slack_app_token:
        problems.append(
            "SLACK_APP_TOKEN (Socket Mode) does not go with SLACK_CLIENT_ID: many workspaces need HTTP. Take "
            "SLACK_APP_TOKEN out."
        )
    if not settings.inroad_token_keys:
        problems.append("INROAD_TOKEN_KEYS is missing: it seals tokens. Make a key with `inroad token-key`.")
    return problems


def _sentence(problem: Any) -> str:  # noqa: ANN401 - pydantic's own shape
    name = str(problem["loc"][0]).upper()
    message = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "string_pattern_mismatch":
        message = "must be debug, info, warning or error"
    return f"{name} {message[0].lower()}{message[1:]}."
