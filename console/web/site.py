"""What every page is given: nothing is global."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from starlette.requests import Request

from core.clock import utc_now
from core.model.dataset import Dataset
from core.model.source import Source
from core.storage.blobs import Blobs
from core.storage.database import Database


class Reader(Protocol):
    """The limited child process in which untrusted bytes are read (law 8)."""

    def run(self, function: str, data: bytes, arguments: dict[str, Any]) -> bytes:
        """The answer of ``module:function`` to those bytes."""
        ...


@dataclass(frozen=True)
class Site:
    """The installation, as the pages see it.

    ``base_url`` is the public address, without a slash at its end; where it is empty, addresses are those of
    the request.
    """

    database: Database
    archive: Blobs
    reader: Reader
    datasets: Mapping[str, Dataset]
    sources: Mapping[str, Source]
    base_url: str = ""
    version: str = ""
    now: Callable[[], datetime] = field(default=utc_now)

    def address(self, request: Request) -> str:
        """The public address of the site, without a slash at its end."""
        return self.base_url or str(request.base_url).rstrip("/")


def site_of(request: Request) -> Site:
    """The site that a request is made to."""
    site: Site = request.app.state.site
    return site
