"""Fetches what publishers publish: slowly, with patience, and only from where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpx

from core.clock import SYSTEM, Clock
from core.errors import FetchError, ForbiddenAddress, TooManyRequests
from core.http import body
from core.http.fetched import Fetched
from core.http.network import GuardedBackend, GuardedTransport
from core.http.pace import Pace
from core.http.retry import TEMPORARY, TOO_MANY, Retry, Temporary, retry_after
from core.http.robots import MAX_BYTES as ROBOTS_BYTES
from core.http.robots import Robots
from core.settings import Settings

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
POST_ANSWER_BYTES = 1 << 20

_HOST = re.compile(rb"[a-z0-9._-]+|[0-9a-f:.]+")
"""A name or an IPv6 address, as httpx writes them; nothing that a resolver might understand otherwise."""

_ROBOTS_HINT = (
    "The publisher wants no robot there: take its open data by another way. "
    "If its owner allows you to, name the host in VEILLE_ROBOTS_EXEMPT_HOSTS."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)


class Client:
    """A client for all threads of a process; made by :meth:`from_settings`, closed by :meth:`close`."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = SYSTEM,
        retry: Retry | None = None,
        backend: GuardedBackend | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._retry = retry or Retry(settings.fetch_attempts, settings.longest_retry_wait)
        self._pace = Pace(settings.seconds_per_request, clock)
        self._robots = Robots(self._fetch_robots, clock)
        self._http = httpx.Client(
            transport=GuardedTransport(backend or GuardedBackend(settings.allowed_hosts)),
            headers={"user-agent": settings.full_user_agent, "accept-encoding": "gzip, deflate"},
            timeout=httpx.Timeout(settings.read_timeout, connect=settings.connect_timeout),
            follow_redirects=False,
            trust_env=False,
        )

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The client that an installation sets."""
        return cls(settings)

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer at an address, whatever its status but the temporary ones, which are tried again.

        Args:
            url: an http or https address.
            headers: for instance ``If-None-Match`` or ``If-Modified-Since``, which may lead to status 304.

        Raises:
            ForbiddenAddress: the address, or one it redirects to, is not public; or robots.txt forbids it.
            FetchError: no complete answer came; or the publisher sends us to another host.
        """
        target = _parsed(url)
        for _ in range(MAX_REDIRECTS + 1):
            delay = self._permitted_after(target)
            answer = self._patiently(target, headers or {}, self._settings.max_document_bytes, delay)
            following = _redirect(target, answer)
            if following is None:
                return self._fetched(url, target, answer)
            if following.host != target.host:
                raise FetchError(f"{target} sends us to another host: {following}")
            target = following
        raise FetchError(f"{url} redirects more than {MAX_REDIRECTS} times")

    def search(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer to a POST that only asks: robots.txt, pauses and attempts as for :meth:`get`.

        Raises:
            ForbiddenAddress: the address is not public, or robots.txt forbids it.
            FetchError: no complete answer came.
        """
        target = _parsed(url)
        delay = self._permitted_after(target)
        limit = self._settings.max_document_bytes
        return self._fetched(url, target, self._patiently(target, headers or {}, limit, delay, content))

    def post(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer to a message, for webhooks: tried once, no redirect followed.

        Raises:
            ForbiddenAddress: the address is not public.
            FetchError: no complete answer came.
        """
        target = _parsed(url)
        request = self._http.build_request("POST", target, headers=dict(headers or {}), content=content)
        return self._fetched(url, target, self._once(request, POST_ANSWER_BYTES))

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _permitted_after(self, target: httpx.URL) -> float:
        """The pause that robots.txt asks for between two requests, once it has allowed this one."""
        if target.host in self._settings.robots_exempt_hosts:
            return 0.0
        if not self._robots.allows(target):
            raise ForbiddenAddress(f"robots.txt of {target.host} forbids {target.path}", hint=_ROBOTS_HINT)
        return self._robots.delay(target)

    def _patiently(
        self,
        target: httpx.URL,
        headers: Mapping[str, str],
        max_bytes: int,
        delay: float = 0.0,
        content: bytes | None = None,
    ) -> _Answer:
        method = "GET" if content is None else "POST"
        request = self._http.build_request(method, target, headers=dict(headers), content=content)
        for attempt in range(1, self._retry.attempts + 1):
            self._pace.wait(target.host, delay)
            try:
                answer = self._once(request, max_bytes)
                if answer.status not in TEMPORARY:
                    return answer
                raise self._temporary(target, answer)
            except Temporary as failure:
                if attempt == self._retry.attempts or (failure.wait or 0) > self._retry.longest_wait:
                    known = TooManyRequests if failure.status == TOO_MANY else FetchError
                    raise known(f"{failure}, at attempt {attempt}") from failure
                self._clock.sleep(max(failure.wait or 0, self._retry.wait(attempt)))
        raise AssertionError("unreachable")

    def _once(self, request: httpx.Request, max_bytes: int) -> _Answer:
        try:
            response = self._http.send(request, stream=True)
            try:
                content = body.take(
                    response, max_bytes=max_bytes, clock=self._clock, seconds=self._settings.fetch_timeout
                )
            finally:
                response.close()
        except httpx.TransportError as failure:
            raise Temporary(f"{request.url} did not answer completely: {failure}") from failure
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as failure:
            raise FetchError(f"{request.url} cannot be asked: {failure}") from failure
        return _Answer(response.status_code, response.headers, content)

    def _temporary(self, target: httpx.URL, answer: _Answer) -> Temporary:
        wait = retry_after(answer.headers.get("retry-after", ""), self._clock.now())
        asks = f" and asks to wait {wait:g} s" if wait else ""
        return Temporary(f"{target} answered {answer.status}{asks}", wait, answer.status)

    def _fetch_robots(self, url: httpx.URL) -> tuple[int, bytes]:
        """Robots.txt may stand on another host (RFC 9309, 2.3.1.2); the address must be public there too."""
        target = url
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._patiently(target, {}, ROBOTS_BYTES)
            following = _redirect(target, answer)
            if following is None:
                return answer.status, answer.body
            target = following
        return 404, b""

    def _fetched(self, url: str, target: httpx.URL, answer: _Answer) -> Fetched:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Fetched(url, str(target), answer.status, headers, answer.body, self._clock.now())


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as failure:
        raise FetchError(f"{url} is no address: {failure}") from failure
    if parsed.scheme not in ("http", "https") or not _HOST.fullmatch(parsed.raw_host):
        raise ForbiddenAddress(f"{url} is no address of the web")
    if parsed.userinfo:
        raise ForbiddenAddress(f"the address at {parsed.host} holds a password")
    return parsed.copy_with(fragment=None)


def _redirect(target: httpx.URL, answer: _Answer) -> httpx.URL | None:
    location = answer.headers.get("location")
    if answer.status not in REDIRECTS or not location:
        return None
    try:
        return _parsed(str(target.join(location)))
    except httpx.InvalidURL as failure:
        raise FetchError(f"{target} redirects to what is no address: {failure}") from failure
