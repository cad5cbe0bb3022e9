"""Settings: environment variables `TOCTOC_…` or a `.env` file (docs: `toctoc settings`)."""

import re
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DATA_FOLDER = Path.home() / ".local" / "share" / "toctoc"


class Settings(BaseSettings):
    """What an operator may set."""

    model_config = SettingsConfigDict(env_prefix="TOCTOC_", env_file=".env", extra="ignore")

    token: SecretStr = Field(SecretStr(""), description="the bot's token, from @BotFather")
    api_url: str = Field("https://api.telegram.org", description="where the Bot API is")
    database: str = Field(
        f"sqlite:///{DATA_FOLDER / 'toctoc.sqlite'}",
        description="sqlite:///path or postgresql://…",
    )
    admins: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Telegram ids of the first admins, separated by commas"
    )
    timezone: str = Field("Europe/Paris", description="where nothing else is said")
    language: str = Field("fr", description="spoken to people whose language we don't know")
    mode: Literal["polling", "webhook"] = Field("polling", description="how updates arrive")
    listen: str = Field(
        "127.0.0.1:8080", description="host:port of the webhook, /healthz, /readyz, /metrics"
    )
    webhook_url: str = Field("", description="the public address, when mode is webhook")
    webhook_path: str = Field("/telegram", description="the path of the webhook")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="1-256 of A-Z a-z 0-9 _ -; webhook mode refuses to start without"
    )
    send_rate: float = Field(28, gt=0, description="messages a second over all chats")

    @field_validator("admins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(int(part) for part in re.split(r"[\s,;]+", value.strip("[] ")) if part)
        return value

    @field_validator("timezone")
    @classmethod
    def _known(cls, value: str) -> str:
        ZoneInfo(value)
        return value

    @field_validator("webhook_path")
    @classmethod
    def _rooted(cls, value: str) -> str:
        return "/" + value.lstrip("/")

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> "Settings":
        if self.mode == "webhook" and not (
            self.webhook_url and self.webhook_secret.get_secret_value()
        ):
            raise ValueError("webhook mode needs TOCTOC_WEBHOOK_URL and TOCTOC_WEBHOOK_SECRET")
        return self

    @property
    def webhook_address(self) -> str:
        """Return where Telegram posts: the public address with the path, said there or not."""
        address = self.webhook_url.rstrip("/")
        return address if address.endswith(self.webhook_path) else address + self.webhook_path

    @property
    def listens(self) -> tuple[str, int]:
        """Return the host and port to listen on."""
        host, _, port = self.listen.rpartition(":")
        return host or "127.0.0.1", int(port)
