"""What an installation sets: environment variables ``VEILLE_…``, each with a default that works."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from core.errors import InputError
from core.model.dataset import Profile
from core.model.timetable_setting import TimetableSetting

MEBIBYTE = 1024 * 1024
_REDIS = ("redis://", "rediss://", "unix://")


class Settings(BaseSettings):
    """The settings of an installation; addresses that may hold a password are never shown."""

    model_config = SettingsConfigDict(env_prefix="VEILLE_", extra="ignore", frozen=True)

    home: Path = Field(default=Path(".veille"), description="Folder of the database and the archive.")
    database_url: SecretStr | None = Field(
        default=None,
        description="SQLAlchemy address of the database; by default veille.sqlite under home.",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        description="Address of the Redis that wakes the workers; by default the broker is in the process.",
    )
    blobs_url: SecretStr | None = Field(
        default=None,
        description="Address of the archive of documents; by default the folder blobs under home.",
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Address of the console as its readers type it, for feeds and mails.",
    )

    publisher: str = Field(
        default="Veille", description="Who publishes the datasets, as catalogues and packages name them."
    )
    ocid_prefix: str = Field(
        default="ocds-veille",
        pattern=r"^ocds-[a-z0-9]{6}$",
        description="Prefix of OCDS identifiers; ask the Open Contracting Partnership for one of your own.",
    )
    signing_key: SecretStr | None = Field(
        default=None,
        description="Ed25519 seed in base64 that signs results of computations; by default home/signing.key.",
    )
    broad_watch_a_week: int = Field(
        default=50,
        ge=1,
        description="Publications a week above which a watch is told to be too broad for immediate sending.",
    )

    console_profile: Profile = Field(
        default=Profile.PUBLIC,
        description="For whom the console shows its datasets: public, partner or internal.",
    )
    open_reading: bool = Field(
        default=True,
        description="Whether public datasets are read without signing in; false closes every page.",
    )
    oidc_issuer: str = Field(
        default="", description="Address of the OpenID Connect provider that people may sign in with."
    )
    oidc_client_id: str = Field(default="", description="Client id registered with that provider.")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Secret of that client; it is only told to the provider."
    )
    oidc_label: str = Field(default="SSO", description="What the button of the provider says.")
    oidc_opens_accounts: bool = Field(
        default=False,
        description="Whether people of the provider who have no account here get one, as subscribers.",
    )
    api_calls_anonymous: int = Field(
        default=5_000, ge=0, description="Calls a day of an API from one address without a key."
    )
    api_calls_known: int = Field(
        default=50_000, ge=0, description="Calls a day of an API with one key or from one account."
    )
    contact: str = Field(
        default="", description="Mail or web address of the operator, told to publishers in the user agent."
    )
    user_agent: str = Field(
        default="veille/0.1",
        description="Name under which the publishers see us; the contact is added.",
    )
    seconds_per_request: float = Field(
        default=1.0,
        ge=0,
        description="Pause between two requests to one host, in seconds; robots.txt may ask for more.",
    )
    connect_timeout: float = Field(
        default=10.0, gt=0, description="Longest wait for a connection, in seconds."
    )
    read_timeout: float = Field(
        default=30.0, gt=0, description="Longest silence inside an answer, in seconds."
    )
    fetch_timeout: float = Field(
        default=600.0, gt=0, description="Longest time for a whole answer, in seconds."
    )
    fetch_attempts: int = Field(
        default=4, ge=1, description="How often a request is tried when the publisher fails."
    )
    longest_retry_wait: float = Field(
        default=120.0,
        ge=0,
        description="A publisher that asks to wait longer, in seconds, is left to the next run.",
    )
    max_document_bytes: int = Field(
        default=500 * MEBIBYTE,
        gt=0,
        description="Largest document fetched, in bytes, after unpacking by the transport.",
    )
    allowed_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Hosts, separated by commas, that may be fetched although their address is not public.",
    )
    robots_exempt_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Hosts, separated by commas, whose owner lets you fetch what their robots.txt forbids.",
    )
    webhook_hosts: Annotated[frozenset[str], NoDecode] = Field(
        default=frozenset(),
        description="Hosts, separated by commas, that may be sent to although their address is not public.",
    )
    smtp_url: SecretStr | None = Field(
        default=None,
        description="Mail server: smtp://HOST:25, smtp+tls://NAME:PASSWORD@HOST:587 or smtps://HOST:465.",
    )
    mail_from: str = Field(default="", description="Sender of mails: Veille <veille@example.fr>.")
    feed_authority: str = Field(
        default="",
        description="Host in the ids of feed entries, by default that of the base URL; keep it.",
    )
    seeds: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description='Addresses to watch by source, as JSON: {"marches-conclus": ["https://…"]}.',
    )

    timetables: dict[str, Literal["off"] | TimetableSetting] = Field(
        default_factory=dict,
        description="Timetables by source or duty, in place of the declared ones, as JSON: "
        '{"boamp": {"at": ["07:30"], "rests": ["sunday"]}, "ted": {"every_minutes": 60}, "decp": "off"}.',
    )

    metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port of /healthz, /readyz and /metrics of workers and schedulers; process n adds n.",
    )
    metrics_host: str = Field(default="127.0.0.1", description="Address on which that port is opened.")
    metrics_token: SecretStr | None = Field(
        default=None, description="What Prometheus must bear to read /metrics; without it all may."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="Logs as lines for people, or as one JSON object a line."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least serious that is logged."
    )
    sentry_dsn: SecretStr | None = Field(
        default=None, description="Where errors are told (extra telemetry: sentry-sdk)."
    )
    otlp_endpoint: str = Field(
        default="",
        description="Where traces of the steps are sent, over OTLP/HTTP (extra telemetry: OpenTelemetry).",
    )

    sirene: Annotated[tuple[Path, ...], NoDecode] = Field(
        default=(),
        description="Stock files of Sirene (Parquet, CSV), separated by commas: they complete organisations.",
    )

    piste_client_id: SecretStr | None = Field(
        default=None,
        description="Client id of the application registered on piste.gouv.fr, for the Légifrance API.",
    )
    piste_client_secret: SecretStr | None = Field(
        default=None, description="Secret of that application; it is only told to PISTE."
    )

    mirrors: dict[str, str] = Field(
        default_factory=dict,
        description='Mirrors by the beginning of addresses, as JSON: {"https://a.example/": "https://b.example/a/"}.',
    )

    child_memory_bytes: int = Field(
        default=1536 * MEBIBYTE,
        ge=256 * MEBIBYTE,
        description="Memory of the process that reads a document, in bytes.",
    )
    child_cpu_seconds: int = Field(
        default=120, ge=1, description="Processor time of that process, in seconds."
    )
    child_wall_seconds: float = Field(default=20.0, gt=0, description="Its time by the clock, in seconds.")
    child_wall_seconds_per_page: float = Field(
        default=0.3, ge=0, description="Time by the clock added for each page of the document, in seconds."
    )
    child_output_bytes: int = Field(
        default=64 * MEBIBYTE, ge=1024, description="Longest answer of that process, in bytes."
    )
    max_unpacked_bytes: int = Field(
        default=512 * MEBIBYTE, ge=1024, description="Most that an archive may hold once unpacked, in bytes."
    )
    max_pages: int = Field(default=2_000, ge=1, description="Longest PDF read, in pages.")
    children: int = Field(default=2, ge=1, description="How many documents are read at once.")
    allow_weak_sandbox: bool = Field(
        default=False,
        description="Read documents even where the kernel lacks Landlock or seccomp. Think twice.",
    )

    def __hash__(self) -> int:
        """Settings may key a cache; a few fields are enough to tell installations apart."""
        return hash(
            (self.home, self.base_url, self.user_agent, self.allowed_hosts, tuple(sorted(self.seeds)))
        )

    @field_validator("allowed_hosts", "robots_exempt_hosts", "webhook_hosts", "sirene", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            value
            if not isinstance(value, str)
            else [name.strip() for name in value.split(",") if name.strip()]
        )

    @field_validator("allowed_hosts", "robots_exempt_hosts", "webhook_hosts", mode="after")
    @classmethod
    def _lower(cls, value: frozenset[str]) -> frozenset[str]:
        return frozenset(name.lower() for name in value)

    @field_validator("redis_url", mode="after")
    @classmethod
    def _of_redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(_REDIS):
            raise ValueError("it begins with redis://, rediss:// or unix://")
        return value

    @field_validator("database_url", mode="after")
    @classmethod
    def _of_a_database(cls, value: SecretStr | None) -> SecretStr | None:
        # A bare word would be the path of a new, empty store, wherever the command is called.
        if value and "://" not in value.get_secret_value():
            raise ValueError("it is sqlite:///PATH or postgresql://NAME:PASSWORD@HOST/DATABASE")
        return value

    @field_validator("base_url", "oidc_issuer", mode="after")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @property
    def database_address(self) -> str:
        """The SQLAlchemy address of the database."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{(self.home / 'veille.sqlite').absolute()}"

    @property
    def blobs_address(self) -> str:
        """The address of the archive: an URL or a folder."""
        return self.blobs_url.get_secret_value() if self.blobs_url else str((self.home / "blobs").absolute())

    @property
    def redis_address(self) -> str | None:
        """The address of Redis, None where the broker is in the process."""
        return self.redis_url.get_secret_value() if self.redis_url else None

    @property
    def full_user_agent(self) -> str:
        """The user agent with the contact."""
        return f"{self.user_agent} {self.contact}".strip()


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once from the environment.

    Raises:
        InputError: A variable holds what its setting cannot be.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [(each["loc"], each["msg"].removeprefix("Value error, ")) for each in error.errors()]
        told = "; ".join(f"{_named(place)}: {said}" for place, said in wrong)
        raise InputError(told, hint=_meant({str(place[0]) for place, _ in wrong})) from error
    except SettingsError as error:  # what should be JSON is none
        name = _FIELD.findall(str(error))
        told = f"{_named(name)}: {error.__cause__ or error}"
        raise InputError(told, hint=_meant(name)) from error


_FIELD = re.compile(r'field "(\w+)"')


def _named(place: Sequence[int | str]) -> str:
    """The variable and what in it; the names that pydantic gives to alternatives of a type are none of it."""
    variable, *inside = map(str, place)
    named = ".".join(step for step in inside if re.fullmatch(r"[\w-]+", step))
    return f"VEILLE_{variable.upper()}" + (f" ({named})" if named else "")


def _meant(names: Iterable[str]) -> str:
    """What to do, with the meaning of each setting, which has an example where it needs one."""
    meanings = (Settings.model_fields[name].description or "" for name in sorted(names))
    return " ".join(("Correct or unset the variable.", *meanings))
