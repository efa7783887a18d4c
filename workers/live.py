"""The live publishers, asked through the polite client."""

from __future__ import annotations

import threading

from core.http import Client
from core.settings import Settings
from workers.mirrors import MirroredClient
from workers.origins import LiveOrigin
from workers.piste import PisteAccess, PisteClient

_clients: dict[Settings, tuple[Client, PisteAccess]] = {}
_lock = threading.Lock()


def live_origin(settings: Settings, source: str) -> LiveOrigin:
    """The origin of a source at its publisher, with the addresses that the installation watches for it."""
    client, access = _client(settings)
    mirrored = MirroredClient(client, settings.mirrors)
    return LiveOrigin(PisteClient(mirrored, access), settings.seeds.get(source, ()))


def close_clients() -> None:
    """Close the connections to all publishers; the next origin opens its own."""
    with _lock:
        while _clients:
            _clients.popitem()[1][0].close()


def _client(settings: Settings) -> tuple[Client, PisteAccess]:
    """One client a process: the pace of a host holds for all its sources, and a token for an hour."""
    with _lock:
        if settings not in _clients:
            access = PisteAccess(settings.piste_client_id, settings.piste_client_secret)
            _clients[settings] = Client.from_settings(settings), access
        return _clients[settings]
