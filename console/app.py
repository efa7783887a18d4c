"""The web console: ``create_app(site_for(installation))`` for any ASGI server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from console.api.app import explore
from console.web.access.closing import closed
from console.web.access.routes import ENTRY
from console.web.access.routes import ROUTES as ACCESS
from console.web.catalogue.routes import ROUTES as CATALOGUE
from console.web.compute.routes import ROUTES as COMPUTE
from console.web.datasets.makers import Makers
from console.web.datasets.routes import ROUTES as DATASETS
from console.web.datasets.tally import Memory
from console.web.documents.routes import ROUTES as DOCUMENTS
from console.web.explore.routes import ROUTES as EXPLORE
from console.web.failures import HANDLERS
from console.web.health.routes import ROUTES as HEALTH
from console.web.health.routes import with_health
from console.web.operations.routes import ROUTES as OPERATIONS
from console.web.portal.routes import ROUTES as PORTAL
from console.web.records.routes import ROUTES as RECORDS
from console.web.render import STATIC
from console.web.reports.routes import ROUTES as REPORTS
from console.web.review.routes import ROUTES as REVIEW
from console.web.security import SecurityHeaders
from console.web.site import Access, SignOn, Site
from console.web.sources.routes import ROUTES as SOURCES
from console.web.subjects.commune import read_ahead
from console.web.subjects.routes import ROUTES as SUBJECTS
from console.web.watches.routes import ENTRY as UNSUBSCRIBING
from console.web.watches.routes import ROUTES as WATCHES
from crawlers import sources
from normalizers.datasets import datasets
from workers.health import Health, Look

if TYPE_CHECKING:
    from core.settings import Settings
    from workers.installation import Installation


class _Assets(StaticFiles):
    """Our style, script and fonts; addresses that name the content by its digest may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        kept = b"v=" in scope["query_string"] or path.endswith(".woff2")
        response.headers["Cache-Control"] = f"public, max-age={31536000 if kept else 3600}"
        return response


@asynccontextmanager
async def _ready(_app: Starlette) -> AsyncIterator[None]:
    await run_in_threadpool(read_ahead)
    yield


def create_app(site: Site) -> Starlette:
    """The console of an installation; each call makes an application of its own."""
    routes = (
        *HEALTH,
        *ACCESS,
        *REVIEW,
        *REPORTS,
        *OPERATIONS,
        *CATALOGUE,
        *PORTAL,
        *COMPUTE,
        *SOURCES,
        *WATCHES,
        *DOCUMENTS,
        *DATASETS,
        *EXPLORE,
        *SUBJECTS,
        *RECORDS,
    )
    app = Starlette(
        routes=[
            Mount("/static", _Assets(directory=STATIC)),
            *explore(site),  # opens or closes itself: programs are told in JSON
            *(routes if site.access.open_reading else closed(routes, (*ENTRY, *UNSUBSCRIBING))),
        ],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers=HANDLERS,
        lifespan=_ready,
    )
    app.state.site = site
    app.state.memory = Memory(site.now)
    app.state.makers = Makers()
    return with_health(app, site.health or Health(site.database, site.sources, now=site.now))


def health_for(installation: Installation, *more: Look) -> Health:
    """How the processes of an installation look at themselves."""
    settings = installation.settings
    return Health(
        installation.db,
        sources(),
        settings.redis_address,
        settings.allow_weak_sandbox,
        settings.metrics_token.get_secret_value() if settings.metrics_token else "",
        more=more,
    )


def site_for(installation: Installation) -> Site:
    """An installation as the pages see it; its address is that of each request unless it is set."""
    settings = installation.settings
    return Site(
        database=installation.db,
        archive=installation.blobs,
        reader=installation.sandbox,
        datasets=datasets(),
        sources=sources(),
        base_url=settings.base_url if "base_url" in settings.model_fields_set else "",
        authority=settings.feed_authority,
        version=installed_version(),
        profile=settings.console_profile,
        health=health_for(installation),
        access=_access(settings),
        broad_watch_a_week=settings.broad_watch_a_week,
    )


def _access(settings: Settings) -> Access:
    secret = settings.oidc_client_secret
    sign_on = SignOn(
        settings.oidc_issuer,
        settings.oidc_client_id,
        secret.get_secret_value() if secret else "",
        settings.oidc_label,
        settings.oidc_opens_accounts,
    )
    return Access(
        settings.open_reading,
        sign_on if settings.oidc_issuer else None,
        settings.api_calls_anonymous,
        settings.api_calls_known,
    )


def installed_version() -> str:
    """The version of this software."""
    try:
        return version("veille")
    except PackageNotFoundError:
        return ""
