"""What the endpoints share: the datasets that an asker may see, the database, and the calls of the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from console.api.answers import Answers
from console.api.engines import Engine
from console.api.engines.postgresql import PostgresqlEngine
from console.api.engines.sqlite import of_file
from console.api.odsql.context import Context
from console.api.odsql.schema import schema_of
from console.api.odsql.values import Schema
from console.api.parameters import Asked
from console.api.places import Places
from console.api.quotas import Quotas
from console.api.refusals import NoSuchDataset
from console.web.access.asker import Asker, asker_of, stranger
from console.web.conditional import not_modified
from console.web.site import Site
from core.model.dataset import Dataset, Profile
from core.settings import get_settings
from core.storage.database import Database
from core.storage.schema import REVISION

BASE = "/api/explore/v2.1"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, what they may see, and the headers that tell what is left of their calls."""

    profile: Profile
    headers: dict[str, str]


@dataclass
class Portal:
    """An installation as the API sees it."""

    site: Site
    answers: Answers
    quotas: Quotas
    publisher: str = "Veille"
    places: Places = field(default_factory=Places)
    _states: dict[str, tuple[Any, tuple[int, datetime | None]]] = field(default_factory=dict)
    _seen: dict[tuple[str, Profile], Dataset] = field(default_factory=dict)
    _schemas: dict[tuple[str, Profile], Schema] = field(default_factory=dict)

    @property
    def engine(self) -> Engine:
        """The database that rows are asked of."""
        return self.answers.engine

    async def caller(self, request: Request) -> Caller:
        """Who asks; a call is counted.

        Raises:
            HTTPException: 401 or 403 for a key that does not open the API.
            TooManyCalls: the calls of the day are used up.
        """
        told = any(name in (b"cookie", b"authorization") for name, _ in request.scope["headers"])
        told = told or b"apikey" in request.scope["query_string"]
        asker: Asker = await run_in_threadpool(asker_of, request) if told else stranger(request, self.site)
        left = self.quotas.take(asker.subject, asker.quota)
        wide = asker.profile if asker.profile.sees(self.site.profile) else self.site.profile
        return Caller(wide, {**left, "Vary": "Authorization, Cookie"})

    def datasets(self, caller: Caller) -> dict[str, Dataset]:
        """The datasets with the columns that the caller may see."""
        known = self.site.database.catalogue
        return {
            name: each.seen_by(caller.profile) for name, each in self.site.datasets.items() if name in known
        }

    def dataset(self, request: Request, caller: Caller) -> Dataset:
        """The dataset that a path names.

        Raises:
            NoSuchDataset: there is none.
        """
        name = request.path_params["dataset"]
        known = self._seen.get((name, caller.profile))
        if known is not None:
            return known
        found = self.site.datasets.get(name)
        if found is None or name not in self.site.database.catalogue:
            raise NoSuchDataset(name)
        seen = self._seen[name, caller.profile] = found.seen_by(caller.profile)
        return seen

    def schema(self, dataset: Dataset, caller: Caller) -> Schema:
        """The fields of a dataset for a caller."""
        key = (dataset.name, caller.profile)
        known = self._schemas.get(key)
        if known is None:
            entry = self.site.database.catalogue[dataset.name]
            sqlite = self.site.database.sqlite
            known = self._schemas[key] = schema_of(entry, dataset, self.engine.flavour, rowid=sqlite)
        return known

    def context(self, asked: Asked) -> Context:
        """What the query of a request is read with."""
        return Context(self.engine.flavour, self.site.now(), asked.zone, asked.language)

    async def state(self, dataset: str) -> int:
        """The position of the last version of a dataset: what was counted at it still holds."""
        return (await self._last(dataset))[0]

    def mark(self, dataset: str) -> Any:
        """The engine's mark at which :meth:`state` was told last."""
        return self._states[dataset][0]

    async def modified(self, dataset: str) -> datetime | None:
        """When the last version of a dataset was made."""
        return (await self._last(dataset))[1]

    async def _last(self, dataset: str) -> tuple[int, datetime | None]:
        """The last version, asked again only where the database was written since."""
        mark = self.engine.mark()
        known = self._states.get(dataset)
        if known is not None and mark is not None and known[0] == mark:
            return known[1]
        statement = self.answers.statement(("last", dataset), lambda: self.engine.prepare(_last_of(dataset)))
        rows = await self.answers.rows(statement)
        last = (int(rows[0][0]), _instant(rows[0][1])) if rows else (0, None)
        self._states[dataset] = (mark, last)
        return last


def portal_of(request: Request) -> Portal:
    """The portal that a request is made to."""
    portal: Portal = request.app.state.portal
    return portal


def portal_for(site: Site) -> Portal:
    """A portal over the database of a site."""
    database = site.database
    return Portal(
        site, Answers(_engine(database), inline=database.sqlite), Quotas(site.now), get_settings().publisher
    )


def _engine(database: Database) -> Engine:
    if not database.sqlite:
        return PostgresqlEngine(database.engine)
    return of_file(Path(str(database.engine.url.database)))


def _last_of(dataset: str) -> Select[Any]:
    """Backwards from the newest version: by the index of the dataset all its versions would be read."""
    unindexed = REVISION.c.dataset.concat("") == dataset
    return select(REVISION.c.id, REVISION.c.at).where(unindexed).order_by(REVISION.c.id.desc()).limit(1)


def _instant(told: Any) -> datetime:
    """SQLite gives the clock of UTC without its zone."""
    moment = datetime.fromisoformat(told) if isinstance(told, str) else told
    found: datetime = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return found


def etag_of(state: Any, request: Request, caller: Caller, dataset: Dataset) -> str:
    """Weak: a change that is not material makes no new version. A renewed declaration is another answer."""
    scope = request.scope
    told = (state, scope["path"].rstrip("/"), scope["query_string"], caller.profile, dataset.version)
    return f'W/"{sha256(repr(told).encode()).hexdigest()[:32]}"'


def unchanged(request: Request, etag: str, caller: Caller) -> Response | None:
    """304, where the reader has that answer already."""
    headers = {**caller.headers, "ETag": etag, "Cache-Control": "no-cache"}
    return Response(status_code=304, headers=headers) if not_modified(request, etag) else None
