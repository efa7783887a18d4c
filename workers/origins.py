"""Where documents are had: at the publisher, or in a folder of recorded answers."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from core.errors import FetchError, InputError
from core.http.fetched import Fetched
from core.model.document import Reference
from core.model.source import Answer, Origin, Window
from core.storage.snapshots import Validators
from workers.mirrors import HttpClient
from workers.standins import stands_in
from workers.wholeness import is_announced, is_cut, without_validators


class Unchanged:
    """The publisher says that the answer we have still stands."""


UNCHANGED = Unchanged()


class Fetcher(Origin, Protocol):
    """An origin that documents are fetched from as well."""

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        """The document at an address; None where the publisher has it no more.

        Raises:
            FetchError: the publisher did not answer.
        """
        ...

    def unlisted(self, source: str) -> Iterable[Reference]:
        """Documents that are at hand although no listing could name them."""
        ...


_GONE = (404, 410)
_NOT_MODIFIED = 304
_JSON = {"content-type": "application/json", "accept": "application/json"}


@dataclass
class LiveOrigin:
    """The live publisher."""

    client: HttpClient
    seeds: tuple[str, ...] = ()

    def get(self, url: str) -> Answer | None:
        """The answer at an address; None for 404 and 410."""
        return _answer(url, self.client.get(url, headers={}))

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        """The answer at an address, unless it is the one we have."""
        conditions = _conditions(validators)
        response = self.client.get(url, headers=conditions)
        unchanged = conditions and response.status == _NOT_MODIFIED
        return UNCHANGED if unchanged else _answer(url, response)

    def post(self, url: str, body: bytes) -> Answer | None:
        """The answer to a search in JSON; None for 404 and 410."""
        return _answer(url, self.client.search(url, body, headers=_JSON))

    def unlisted(self, source: str) -> Iterable[Reference]:
        """Nothing: a live publisher lists what it has."""
        return ()


def _answer(url: str, response: Fetched) -> Answer | None:
    if response.status in _GONE:
        return None
    if response.status == _NOT_MODIFIED:
        raise FetchError(f"{url} answered 304 to a request that set no condition")
    if response.status >= 300:
        raise FetchError(f"{url} answered {response.status}")
    if said := stands_in(response.body):
        raise FetchError(f"{url} answered another page in its place: {said}")
    if is_announced(response.headers):
        return Answer(url, response.body, dict(response.headers))
    if is_cut(response.body):
        raise FetchError(f"{url} is cut: the page has no end")
    return Answer(url, response.body, without_validators(response.headers))


def _conditions(validators: Validators) -> dict[str, str]:
    pairs = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded answer: a folder with ``meta.toml`` and ``input.*``.

    ``source`` is the key of that name, else the name of the folder above; ``seed`` marks an address that the
    installation would have configured; ``request`` is the SHA-256 of the body that was posted
    to get the answer.
    """

    folder: Path
    source: str
    url: str
    kind: str
    media_type: str
    published: date | None
    headers: Mapping[str, str]
    seed: bool
    request: str = ""

    def answer(self) -> Answer:
        """What the publisher answered."""
        content = {"content-type": self.media_type} if self.media_type else {}
        return Answer(self.url, self.body_file().read_bytes(), {**content, **self.headers})

    def body_file(self) -> Path:
        """The file that holds the body.

        Raises:
            InputError: there is not exactly one.
        """
        files = sorted(self.folder.glob("input.*"))
        if len(files) != 1:
            raise InputError(f"{self.folder} must hold one file input.*, not {len(files)}")
        return files[0]


@dataclass
class ReplayOrigin:
    """The answers recorded under a folder, for one source.

    ``seeds`` are the addresses marked as such, else those of the listings, else all of them.
    """

    folder: Path
    source: str
    seeds: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        marked = [case.url for case in self.cases if case.seed]
        listings = [case.url for case in self.cases if case.kind == "listing"]
        self.seeds = tuple(dict.fromkeys(marked or listings or [case.url for case in self.cases]))

    @cached_property
    def cases(self) -> tuple[Recorded, ...]:
        """The source's answers, in the order of their folders."""
        return tuple(case for case in recorded(self.folder) if case.source == self.source)

    @property
    def window(self) -> Window | None:
        """From the first to the last day of publication; None where no case is dated."""
        days = [case.published for case in self.cases if case.published]
        return Window(min(days), max(days)) if days else None

    def get(self, url: str) -> Answer | None:
        """The recorded answer; None for an address that was not recorded."""
        case = self._by_request.get((url, ""))
        return case.answer() if case else None

    def post(self, url: str, body: bytes) -> Answer | None:
        """The answer recorded for the same bytes posted to an address; None where there is none."""
        case = self._by_request.get((url, hashlib.sha256(body).hexdigest()))
        return case.answer() if case else None

    def fetch(self, url: str, validators: Validators) -> Answer | Unchanged | None:
        """The recorded answer, whatever we have."""
        return self.get(url)

    def unlisted(self, source: str) -> Iterable[Reference]:
        """The documents of a source of which no listing is recorded, which only so can be found."""
        if any(case.kind == "listing" for case in self.cases):
            return
        for case in self.cases:
            yield Reference(source, case.folder.name, case.url, case.published)

    @cached_property
    def _by_request(self) -> dict[tuple[str, str], Recorded]:
        return {(case.url, case.request): case for case in self.cases}


def recorded(folder: Path) -> Iterator[Recorded]:
    """Every answer recorded at or under a folder.

    Raises:
        InputError: the folder does not exist, or a ``meta.toml`` can't be read.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder of recorded answers")
    for meta in sorted(folder.rglob("meta.toml")):
        yield _recorded(meta)


def _recorded(meta: Path) -> Recorded:
    try:
        keys = tomllib.loads(meta.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{meta}: {error}") from error
    folder = meta.parent
    return Recorded(
        folder=folder,
        source=str(keys.get("source", folder.parent.name)),
        url=str(keys.get("url") or folder.resolve().as_uri()),
        kind=str(keys.get("kind", "document")),
        media_type=str(keys.get("media_type", "")),
        published=_day(keys.get("published"), meta),
        headers={str(name).lower(): str(value) for name, value in keys.get("headers", {}).items()},
        seed=bool(keys.get("seed", False)),
        request=str(keys.get("request", "")),
    )


def _day(value: Any, meta: Path) -> date | None:
    if value is None or value == "":
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise InputError(f"{meta}: published is not a day: {value!r}") from error
    return day.date() if isinstance(day, datetime) else day
