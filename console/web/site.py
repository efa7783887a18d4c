"""What every page is given: nothing is global."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from starlette.requests import Request

from core.clock import utc_now
from core.model.dataset import Dataset, Profile
from core.model.source import Source
from core.storage.blobs import Blobs
from core.storage.catalogue import catalogue_of
from core.storage.database import Database
from workers.health import Health


class Reader(Protocol):
    """The limited child process in which untrusted bytes are read (law 8)."""

    def run(self, function: str, data: bytes, arguments: dict[str, Any]) -> bytes:
        """The answer of ``module:function`` to those bytes."""
        ...


@dataclass(frozen=True, slots=True)
class SignOn:
    """An OpenID Connect provider; ``opens`` says whether it makes accounts of those who have none."""

    issuer: str
    client_id: str
    client_secret: str
    label: str
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come in: whether reading is open to all, the identity provider, calls a day of programs."""

    open_reading: bool = True
    sign_on: SignOn | None = None
    calls_anonymous: int = 5_000
    calls_known: int = 50_000


@dataclass(frozen=True)
class Site:
    """The installation, as the pages see it.

    ``datasets`` have all their columns; :meth:`seen_by` leaves those of a profile, which is never narrower
    than ``profile``, the one that every reader has. ``base_url`` is the public address, without a slash at
    its end; where it is empty, addresses are those of the request. ``authority`` is the host in the ids of
    feed entries, where it is another. A watch that finds more than ``broad_watch_a_week`` is steered to a
    digest.
    """

    database: Database
    archive: Blobs
    reader: Reader
    datasets: Mapping[str, Dataset]
    sources: Mapping[str, Source]
    base_url: str = ""
    authority: str = ""
    version: str = ""
    health: Health | None = None
    now: Callable[[], datetime] = field(default=utc_now)
    profile: Profile = Profile.PUBLIC
    access: Access = field(default=Access())
    broad_watch_a_week: int = 50

    restricted: Mapping[str, Dataset] = field(default_factory=dict)
    """Datasets of which no row may be shown: they are in none of the other fields."""

    @property
    def restricted_database(self) -> Database:
        """The store with the tables of the restricted datasets, for computations alone."""
        return replace(self.database, catalogue=catalogue_of(self.restricted.values()))

    def __post_init__(self) -> None:
        """Take restricted datasets out of all that pages are made of, the store's catalogue included."""
        held = {name: each for name, each in self.datasets.items() if each.restriction is not None}
        if held:
            shown = {name: each for name, each in self.datasets.items() if name not in held}
            tables = {name: each for name, each in self.database.catalogue.items() if name not in held}
            object.__setattr__(self, "datasets", shown)
            object.__setattr__(self, "database", replace(self.database, catalogue=tables))
            object.__setattr__(self, "restricted", {**self.restricted, **held})

    def address(self, request: Request) -> str:
        """The public address of the site, without a slash at its end."""
        return self.base_url or str(request.base_url).rstrip("/")

    def seen_by(self, profile: Profile) -> Site:
        """The site with the columns that a reader may see."""
        wide = profile if profile.sees(self.profile) else self.profile
        seen = {name: each.seen_by(wide) for name, each in self.datasets.items()}
        return replace(self, datasets=seen, profile=wide)


def base_site(request: Request) -> Site:
    """The site that a request is made to, with all columns: for what shows none of them."""
    site: Site = request.app.state.site
    return site


def site_of(request: Request) -> Site:
    """The site as whoever asks may see it."""
    from console.web.access.visitor import visitor_of  # noqa: PLC0415 - a visitor is looked up in the site

    seen = getattr(request.state, "site", None)
    if seen is None:
        seen = request.state.site = base_site(request).seen_by(visitor_of(request).profile)
    found: Site = seen
    return found
