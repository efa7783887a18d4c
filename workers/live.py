"""The live publishers, asked through the polite client."""

from __future__ import annotations

import threading

from core.http import Client
from core.settings import Settings
from workers.mirrors import MirroredClient
from workers.origins import LiveOrigin

_clients: dict[Settings, Client] = {}
_lock = threading.Lock()


def live_origin(settings: Settings, source: str) -> LiveOrigin:
    """The origin of a source at its publisher, with the addresses that the installation watches for it."""
    client = MirroredClient(_client(settings), settings.mirrors)
    return LiveOrigin(client, settings.seeds.get(source, ()))


def close_clients() -> None:
    """Close the connections to all publishers; the next origin opens its own."""
    with _lock:
        while _clients:
            _clients.popitem()[1].close()


def _client(settings: Settings) -> Client:
    """One client a process: the pace of a host holds for all its sources."""
    with _lock:
        if settings not in _clients:
            _clients[settings] = Client.from_settings(settings)
        return _clients[settings]
