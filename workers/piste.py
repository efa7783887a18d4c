"""The APIs of PISTE, where the State's bodies offer theirs: OAuth2 with the installation's credentials.

A person registers once on piste.gouv.fr, subscribes an application to the API and gets a client id and a
secret; with them a token is had for an hour (RFC 6749, 4.4: client credentials).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import SecretStr

from core.errors import FetchError, MissingCredentials, TooManyRequests
from core.http.fetched import Fetched
from workers.mirrors import HttpClient

TOKENS = {
    "api.piste.gouv.fr": "https://oauth.piste.gouv.fr/api/oauth/token",
    "sandbox-api.piste.gouv.fr": "https://sandbox-oauth.piste.gouv.fr/api/oauth/token",
}
"""Where each host of APIs has its tokens."""

MARGIN = timedelta(seconds=60)
"""A token is not used in its last minute."""

_NUMBERS = ("pageNumber", "pageSize")
_JSON = {"content-type": "application/json", "accept": "application/json"}
_FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
_UNAUTHORISED, _FORBIDDEN = 401, 403
_SET = "VEILLE_PISTE_CLIENT_ID and VEILLE_PISTE_CLIENT_SECRET"
_SUBSCRIBE = "Subscribe the application to the API (and accept its conditions) on piste.gouv.fr."


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    until: datetime


@dataclass
class PisteAccess:
    """The credentials of an installation, and the tokens that they were exchanged for, by host."""

    client_id: SecretStr | None = None
    client_secret: SecretStr | None = None
    _tokens: dict[str, _Token] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def token(self, client: HttpClient, host: str, spent: str = "") -> str:
        """A token for the host, a new one where the known one is ``spent`` or about to end.

        Raises:
            MissingCredentials: none are set, or PISTE does not know them.
            FetchError: PISTE gives no token.
        """
        with self._lock:
            known = self._tokens.get(host)
            if known is None or known.words == spent:
                return self._renew(client, host)
            return known.words

    def forget(self, host: str, now: datetime) -> None:
        """Forget the token of a host that ends at that moment."""
        with self._lock:
            known = self._tokens.get(host)
            if known and known.until <= now:
                del self._tokens[host]

    def _renew(self, client: HttpClient, host: str) -> str:
        if not self.client_id or not self.client_secret:
            raise MissingCredentials(f"{host} answers only to registered applications: set {_SET}")
        pairs = {
            "grant_type": "client_credentials",
            "client_id": self.client_id.get_secret_value(),
            "client_secret": self.client_secret.get_secret_value(),
            "scope": "openid",
        }
        answer = client.search(TOKENS[host], urlencode(pairs).encode(), headers=_FORM)
        if answer.status in (400, _UNAUTHORISED, _FORBIDDEN):
            raise MissingCredentials(f"{answer.status} for a token: PISTE does not know {_SET}")
        self._tokens[host] = _read_token(answer)
        return self._tokens[host].words


def _read_token(answer: Fetched) -> _Token:
    try:
        said = json.loads(answer.body)
        words, seconds = str(said["access_token"]), float(said.get("expires_in", 3600))
    except (ValueError, KeyError, TypeError, AttributeError):
        # Not chained: what was read may hold a token.
        raise FetchError(f"PISTE gave no token: status {answer.status}") from None
    return _Token(words, answer.fetched_at + timedelta(seconds=seconds) - MARGIN)


@dataclass(frozen=True, slots=True)
class PisteClient:
    """A client that adds the token to what is asked of PISTE; all other hosts are asked as they were.

    An address of an API whose query holds a question (``…/consult/jorf?textCid=…``) is asked by posting that
    question as JSON, the only way that the API takes it.
    """

    client: HttpClient
    access: PisteAccess

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """See :class:`workers.mirrors.HttpClient`."""
        parts = urlsplit(url)
        if parts.hostname not in TOKENS or not parts.query:
            return self.client.get(url, headers=headers)
        question = {name: int(value) if name in _NUMBERS else value for name, value in parse_qsl(parts.query)}
        address = urlunsplit(parts._replace(query=""))
        return replace(self.search(address, json.dumps(question).encode(), headers=_JSON), url=url)

    def search(self, url: str, content: bytes, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """See :class:`workers.mirrors.HttpClient`.

        Raises:
            MissingCredentials: none are set, or PISTE does not know them.
            FetchError: the application may not use the API.
            TooManyRequests: its quota is spent.
        """
        host = urlsplit(url).hostname or ""
        if host not in TOKENS:
            return self.client.search(url, content, headers=headers)
        answer = self._asked(url, content, headers, token := self.access.token(self.client, host))
        if answer.status == _UNAUTHORISED:
            answer = self._asked(url, content, headers, self.access.token(self.client, host, spent=token))
        self.access.forget(host, answer.fetched_at)
        if answer.status in (_UNAUTHORISED, _FORBIDDEN):
            raise FetchError(f"{url} answered {answer.status} to our token", hint=_SUBSCRIBE)
        return answer

    def _asked(self, url: str, content: bytes, headers: Mapping[str, str] | None, token: str) -> Fetched:
        try:
            bearer = {**(headers or {}), "authorization": f"Bearer {token}"}
            return self.client.search(url, content, headers=bearer)
        except TooManyRequests as failure:
            raise TooManyRequests(str(failure), hint="The quota of the application is spent.") from failure
