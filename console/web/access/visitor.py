"""Who reads a page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from console.web.access import cookies
from console.web.site import Site, base_site
from core.model.dataset import Profile
from core.model.person import Person, Role
from core.storage.credentials import OpenSession, Sessions
from core.storage.ownership import Owner
from core.storage.people import People, Teams


@dataclass(frozen=True, slots=True)
class Visitor:
    """A reader of the pages; ``person`` and ``session`` are None for one who is not signed in."""

    person: Person | None = None
    session: OpenSession | None = None
    teams: frozenset[int] = frozenset()

    def may(self, role: Role) -> bool:
        """Whether the visitor may do what a role allows; who is not signed in has none."""
        return self.person is not None and self.person.may(role)

    def owns(self, dataset: str) -> bool:
        """Whether the visitor may decide what a dataset says."""
        return self.person is not None and self.person.owns(dataset)

    def reaches(self, owner: Owner) -> bool:
        """Whether a watch of that owner is the visitor's to see and change."""
        if self.person is None:
            return False
        mine = owner.person == self.person.id or owner.team in self.teams
        return mine or self.may(Role.ADMINISTRATOR)

    @property
    def profile(self) -> Profile:
        """The publication profile of the visitor; the public one for who is not signed in."""
        return self.person.profile if self.person else Profile.PUBLIC


ANONYMOUS = Visitor()


def visitor_of(request: Request) -> Visitor:
    """Who makes a request, looked up once; without a session cookie the database is not asked."""
    known = getattr(request.state, "visitor", None)
    if known is None:
        known = request.state.visitor = _looked_up(request)
    found: Visitor = known
    return found


def _looked_up(request: Request) -> Visitor:
    secret = cookies.read(request, cookies.SESSION)
    if not secret:
        return ANONYMOUS
    site = base_site(request)
    try:
        with site.database.read() as tx:
            return _signed_in(tx, site, secret)
    except SQLAlchemyError:
        return ANONYMOUS  # a database that is away opens nothing


def _signed_in(tx: Connection, site: Site, secret: str) -> Visitor:
    session = Sessions(tx).get(secret, site.now())
    person = People(tx).get(session.person) if session else None
    if person is None or person.disabled_at is not None:
        return ANONYMOUS
    return Visitor(person, session, Teams(tx).of(person.id))
