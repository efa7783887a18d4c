"""Connects to public addresses only: names are resolved once, checked, and that address is connected to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import httpcore
import httpx

from core.errors import FetchError, ForbiddenAddress
from core.http.addresses import is_public

PORTS = frozenset({80, 443})

Resolver = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host.

    Raises:
        FetchError: the name is unknown.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as failure:
        raise FetchError(f"the host {host} cannot be found: {failure}") from failure
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections for httpcore, after every address of the host has been found public.

    Args:
        allowed_hosts: names that may have any address and any port.
        resolver: finds addresses.
        inner: opens the connection to the address.
    """

    def __init__(
        self,
        allowed_hosts: frozenset[str] = frozenset(),
        *,
        resolver: Resolver = resolve,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._allowed_hosts = allowed_hosts
        self._resolver = resolver
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the host; TLS above it still checks the certificate against the name.

        Raises:
            ForbiddenAddress: an address of the host is not public, or the port is none of the web.
            httpcore.ConnectError, httpcore.ConnectTimeout: nobody answers.
        """
        addresses = self._resolver(host, port)
        if host.lower() not in self._allowed_hosts:
            _require_public(host, port, addresses)
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Never."""
        raise ForbiddenAddress(f"{path} is a Unix socket")

    def sleep(self, seconds: float) -> None:
        """Wait between two attempts of httpcore."""
        self._inner.sleep(seconds)


def _require_public(host: str, port: int, addresses: list[str]) -> None:
    if port not in PORTS:
        raise ForbiddenAddress(f"{host}:{port} is not a port of the web")
    for address in addresses:
        if not is_public(address):
            raise ForbiddenAddress(f"{host} leads to {address}, which is not a public address")


class GuardedTransport(httpx.BaseTransport):
    """The transport of httpx over a guarded backend; no proxy, no environment."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            network_backend=backend,
            max_connections=50,
            keepalive_expiry=5.0,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See httpx."""
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        content = request.stream if isinstance(request.stream, httpx.SyncByteStream) else None
        raw = httpcore.Request(
            method=request.method,
            url=target,
            headers=request.headers.raw,
            content=content,
            extensions=request.extensions,
        )
        with _named_by_httpx():
            answer = self._pool.handle_request(raw)
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _named_by_httpx():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _named_by_httpx() -> Iterator[None]:
    """Turn the errors of httpcore into those of httpx."""
    try:
        yield
    except httpcore.TimeoutException as failure:
        raise httpx.ReadTimeout(str(failure) or type(failure).__name__) from failure
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as failure:
        raise httpx.TransportError(str(failure) or type(failure).__name__) from failure
