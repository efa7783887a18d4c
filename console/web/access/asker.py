"""Which program asks, with which profile, how often it may: for APIs, which are asked with keys.

A key stands in ``Authorization: Bearer KEY``, ``Authorization: Apikey KEY`` or the parameter ``apikey``.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.web.access.visitor import visitor_of
from console.web.site import Site, base_site
from core.model.dataset import Profile
from core.model.person import ApiKey, Person
from core.storage.credentials import KEY_PREFIX, ApiKeys
from core.storage.people import People

READ = "read"
SCOPES = (READ, "feeds")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks an API; ``subject`` is what calls are counted under, ``quota`` how many there may be a day."""

    subject: str
    profile: Profile
    quota: int
    person: Person | None = None
    key: ApiKey | None = None


def asker_of(request: Request, scope: str = READ) -> Asker:
    """Who asks.

    Raises:
        HTTPException: 401 for a key that is none or no longer valid, 403 for one without the scope.
    """
    site = base_site(request)
    secret = _key_of(request)
    if not secret:
        return _visitor(request, site)
    if not secret.startswith(KEY_PREFIX) or len(secret) > 200:
        raise _unknown()
    with site.database.read() as tx:
        return _program(tx, site, secret, scope)


def site_for_asker(request: Request, asker: Asker) -> Site:
    """The site with the columns that a program may see."""
    return base_site(request).seen_by(asker.profile)


def _program(tx: Connection, site: Site, secret: str, scope: str) -> Asker:
    key = ApiKeys(tx).get(secret)
    person = People(tx).get(key.person) if key and key.valid_at(site.now()) else None
    if key is None or person is None or person.disabled_at is not None:
        raise _unknown()
    if scope not in key.scopes:
        raise HTTPException(403, "scope")
    return Asker(f"key:{key.id}", person.profile, key.calls or site.access.calls_known, person, key)


def _visitor(request: Request, site: Site) -> Asker:
    visitor = visitor_of(request)
    if visitor.person is not None:
        return Asker(f"person:{visitor.person.id}", visitor.profile, site.access.calls_known, visitor.person)
    return stranger(request, site)


def stranger(request: Request, site: Site) -> Asker:
    """Who asks without a key and without a session.

    Raises:
        HTTPException: 401 where reading is not open to all.
    """
    if not site.access.open_reading:
        raise _unknown()
    return Asker(f"address:{address_of(request)}", Profile.PUBLIC, site.access.calls_anonymous)


def address_of(request: Request) -> str:
    """The network address of who asks, as the server sees it."""
    return request.client.host if request.client else ""


def _key_of(request: Request) -> str:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() in ("bearer", "apikey"):
        return secret.strip()
    if b"apikey" not in request.scope["query_string"]:
        return ""
    return request.query_params.get("apikey", "")


def _unknown() -> HTTPException:
    return HTTPException(401, "key", headers={"WWW-Authenticate": "Bearer"})
