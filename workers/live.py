"""The live publishers, asked through the polite client."""

from __future__ import annotations

from functools import lru_cache

from core.http import Client
from core.settings import Settings
from workers.origins import LiveOrigin


def live_origin(settings: Settings, source: str) -> LiveOrigin:
    """The origin of a source at its publisher, with the addresses that the installation watches for it."""
    return LiveOrigin(_client(settings), settings.seeds.get(source, ()))


@lru_cache(maxsize=4)
def _client(settings: Settings) -> Client:
    """One client a process: the pace of a host holds for all its sources."""
    return Client.from_settings(settings)
