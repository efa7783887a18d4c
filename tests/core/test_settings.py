from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from core.settings import Settings, get_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"VEILLE_{name.upper()}", raising=False)
    get_settings.cache_clear()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is(name: str) -> None:
    description = Settings.model_fields[name].description
    assert description
    assert description.endswith(".")


def test_defaults_need_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings()
    assert settings.database_address == f"sqlite:///{tmp_path}/.veille/veille.sqlite"
    assert settings.blobs_address == f"{tmp_path}/.veille/blobs"
    assert settings.redis_address is None
    assert not settings.allow_weak_sandbox


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_ALLOWED_HOSTS", "Intranet.example, 127.0.0.1 ,")
    monkeypatch.setenv("VEILLE_SEEDS", '{"place": ["https://a.example/"]}')
    monkeypatch.setenv("VEILLE_REDIS_URL", "redis://:word@redis/1")
    monkeypatch.setenv("VEILLE_BLOBS_URL", "s3://bucket")
    monkeypatch.setenv("VEILLE_BASE_URL", "https://veille.example/")
    monkeypatch.setenv("VEILLE_CONTACT", "veille@mairie.example")
    settings = get_settings()
    assert settings.allowed_hosts == {"intranet.example", "127.0.0.1"}
    assert settings.seeds == {"place": ("https://a.example/",)}
    assert settings.redis_address == "redis://:word@redis/1"
    assert settings.blobs_address == "s3://bucket"
    assert settings.base_url == "https://veille.example"
    assert settings.full_user_agent.endswith("veille@mairie.example")
    assert get_settings() is settings


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, scheme in {"DATABASE": "postgresql", "REDIS": "redis", "BLOBS": "s3"}.items():
        monkeypatch.setenv(f"VEILLE_{name}_URL", f"{scheme}://me:hunter2@db/veille")
    settings = Settings()
    assert settings.database_address == "postgresql://me:hunter2@db/veille"
    assert "hunter2" not in repr(settings) + str(settings) + settings.model_dump_json()


def test_settings_may_key_a_cache() -> None:
    first, second = Settings(seeds={"place": ("https://a.example/",)}), Settings()
    assert len({first: 1, second: 2, Settings(): 3}) == 2


def test_a_wrong_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_CHILDREN", "0")
    with pytest.raises(ValidationError, match="children"):
        Settings()
