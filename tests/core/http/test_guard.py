"""The ways by which guards against requests into the house are usually passed (SSRF)."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import FetchError, ForbiddenAddress
from core.http import Client
from core.http.addresses import is_public
from core.http.network import GuardedBackend, resolve
from core.settings import Settings


class Connections(httpcore.SyncBackend):
    """Remembers where it was told to connect, and never does."""

    def __init__(self) -> None:
        self.made: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *arguments: Any, **named: Any) -> httpcore.NetworkStream:
        self.made.append((host, port))
        raise httpcore.ConnectError("nobody")


@pytest.fixture
def connections() -> Connections:
    return Connections()


@pytest.fixture
def client(connections: Connections) -> Iterator[Client]:
    backend = GuardedBackend(inner=connections)
    settings = Settings(seconds_per_request=0, fetch_attempts=1)
    with Client(settings, clock=FixedClock(), backend=backend) as client:
        yield client


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "localhost",
        "0.0.0.0",  # noqa: S104
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:a00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b:1::a00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::]",
        "[fe80::1]",
        "[fc00::1]",
        "[fec0::1]",
        "[ff02::1]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
@pytest.mark.parametrize("port", ["", ":80"])
def test_no_spelling_of_an_inner_address_passes(
    client: Client, connections: Connections, host: str, port: str
) -> None:
    with pytest.raises(ForbiddenAddress, match="not a public address"):
        client.get(f"http://{host}{port}/x")
    assert connections.made == []


@pytest.mark.parametrize("host", ["0177.0.0.1", "１２７.０.０.１", "127.0.0.1%2f", "[::1%lo]", "①②⑦.⓪.⓪.①"])
def test_spellings_that_are_no_address_at_all(client: Client, connections: Connections, host: str) -> None:
    with pytest.raises(FetchError):
        client.get(f"http://{host}/x")
    assert connections.made == []


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 5432])
def test_only_the_ports_of_the_web(client: Client, connections: Connections, port: int) -> None:
    with pytest.raises(ForbiddenAddress, match="port"):
        client.get(f"http://93.184.216.34:{port}/")
    assert connections.made == []


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["fe80::1%eth0", "::ffff:10.0.0.1", "64:ff9b::a9fe:a9fe"])
def test_inner_addresses(address: str) -> None:
    assert not is_public(address)


def guarded(connections: Connections, *answers: list[str], allowed: str = "") -> GuardedBackend:
    left = list(answers)
    return GuardedBackend(
        frozenset({allowed} if allowed else ()),
        resolver=lambda host, port: left.pop(0) if len(left) > 1 else left[0],
        inner=connections,
    )


def test_rebinding_changes_nothing(connections: Connections) -> None:
    backend = guarded(connections, ["93.184.216.34"], ["127.0.0.1"])
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("rebind.example", 80)
    assert connections.made == [("93.184.216.34", 80)]
    with pytest.raises(ForbiddenAddress):
        backend.connect_tcp("rebind.example", 80)
    assert len(connections.made) == 1


def test_one_inner_address_among_public_ones_is_enough(connections: Connections) -> None:
    backend = guarded(connections, ["93.184.216.34", "2606:4700::1111", "10.0.0.1"])
    with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1"):
        backend.connect_tcp("mixed.example", 443)
    assert connections.made == []


def test_all_addresses_are_tried(connections: Connections) -> None:
    backend = guarded(connections, ["93.184.216.34", "2606:4700::1111"])
    with pytest.raises(httpcore.ConnectError, match="nobody"):
        backend.connect_tcp("two.example", 443)
    assert connections.made == [("93.184.216.34", 443), ("2606:4700::1111", 443)]


def test_allowed_hosts_are_allowed_by_name(connections: Connections) -> None:
    backend = guarded(connections, ["10.0.0.1"], allowed="intranet.example")
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("Intranet.example", 8080)
    assert connections.made == [("10.0.0.1", 8080)]
    with pytest.raises(ForbiddenAddress):
        backend.connect_tcp("x.intranet.example", 80)


def test_a_host_without_address(connections: Connections) -> None:
    with pytest.raises(httpcore.ConnectError):
        guarded(connections, []).connect_tcp("none.example", 80)


def test_unix_sockets() -> None:
    with pytest.raises(ForbiddenAddress):
        GuardedBackend().connect_unix_socket("/var/run/docker.sock")


@pytest.mark.parametrize("host", ["999.999.999.999.999.x" * 20, "127.0.0.1.1.1.1.1"])
def test_unknown_names(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*arguments: Any, **named: Any) -> Any:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)
    with pytest.raises(FetchError, match="cannot be found"):
        resolve(host, 80)


@given(st.ip_addresses(v=4))
def test_no_disguise_of_an_ipv4_address_is_judged_otherwise(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    plain = is_public(str(address))
    assert is_public(str(ipaddress.IPv6Address((0xFFFF << 32) | number))) == plain
    assert is_public(str(ipaddress.IPv6Address((0x64FF9B << 96) | number))) == plain
    assert is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80)))) == plain
    assert not is_public(str(ipaddress.IPv6Address(number)))
