"""The pages of the watches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from console.web.access.visitor import visitor_of
from console.web.language import Language, language_of
from console.web.refusal import BadAddress, BadQuery
from console.web.render import page
from console.web.site import Site, site_of
from console.web.watches.lookup import watch_of, watches_of
from console.web.watches.rights import may_change
from core.model.dataset import Column
from core.model.watch import Match, Watch
from core.storage.feed_tokens import FeedTokens
from core.storage.ledger import Ledger
from core.storage.ownership import Ownership
from core.storage.watches import Watches
from workers.feeds.telling import Teller, Told
from workers.matching.query import parse_query
from workers.matching.trouble import QueryError

_SAMPLE = 3
_PAGE = 50
_BEFORE = "avant"
_GREATEST = 2**62


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition of a watch; ``column`` is None where no dataset of the watch has it any more."""

    name: str
    column: Column | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A watch in the list; ``suspended`` says why it cannot be matched, if so.

    ``key`` is what the addresses of its feed have in them. ``addresses`` counts the private addresses that
    are open, where feed readers need one: the watch is private and ``key`` is not one of them.
    """

    watch: Watch
    conditions: tuple[Wanted, ...]
    suspended: str
    total: int
    latest: tuple[Told, ...]
    key: str
    addresses: int | None = None

    @property
    def is_private(self) -> bool:
        """Whether the addresses of its feed open to nobody who is not signed in."""
        return self.addresses is not None


def watches(request: Request) -> Response:
    """Answer ``/veilles``."""
    site = site_of(request)
    with site.database.read() as tx:
        suspended = Watches(tx).suspended()
        cards = [
            Card(
                watch,
                _conditions(site, watch),
                _told_wrong(request, watch, suspended.get(watch.id, "")),
                Ledger(tx).count(watch.id),
                _told(
                    site,
                    tx,
                    [each.match for each in Ledger(tx).latest(watch.id, _SAMPLE)],
                    language_of(request),
                ),
                watch.id,
                _addresses(tx, watch, watch.id),
            )
            for watch in watches_of(request, tx)
        ]
    return page(request, "watches/watches.html", cards=cards, datasets=site.datasets)


def watch(request: Request) -> Response:
    """Answer ``/veilles/{watch}``."""
    site = site_of(request)
    with site.database.read() as tx:
        one = watch_of(request, tx)
        lines = Ledger(tx).latest(one.id, _PAGE + 1, _before(request))
        told = _told(site, tx, [each.match for each in lines[:_PAGE]], language_of(request))
        total = Ledger(tx).count(one.id)
        suspended = _told_wrong(request, one, Watches(tx).suspended().get(one.id, ""))
        changeable = may_change(visitor_of(request), Ownership(tx).of(one.id))
        key = str(request.path_params["watch"])
        addresses = _addresses(tx, one, key)
    return page(
        request,
        "watches/watch.html",
        card=Card(one, _conditions(site, one), suspended, total, told, key, addresses),
        following=f"?{_BEFORE}={lines[_PAGE - 1].seq}" if len(lines) > _PAGE else "",
        changeable=changeable,
        datasets=site.datasets,
    )


def _addresses(tx: Connection, watch: Watch, key: str) -> int | None:
    if key != watch.id or not Ownership(tx).of(watch.id).private:
        return None
    return FeedTokens(tx).count(watch.id)


def _told_wrong(request: Request, watch: Watch, said: str) -> str:
    """Why a suspended watch cannot be matched, in the reader's language where its words are at fault."""
    try:
        parse_query(watch.words)
    except QueryError as error:
        return BadQuery(error).told(language_of(request)) if said else ""
    return said


def _conditions(site: Site, watch: Watch) -> tuple[Wanted, ...]:
    datasets = [site.datasets[name] for name in watch.datasets if name in site.datasets]
    columns = {column.name: column for dataset in datasets for column in dataset.columns}
    accepted = (Wanted(name, columns.get(name), values) for name, values in watch.accept.items())
    between = (Wanted(name, columns.get(name), (str(ends),)) for name, ends in watch.ranges.items())
    return (*accepted, *between)


def _told(site: Site, tx: Connection, matches: Sequence[Match], language: Language) -> tuple[Told, ...]:
    return tuple(Teller(site.datasets, "", site.authority, language).told(tx, matches))


def _before(request: Request) -> int | None:
    text = request.query_params.get(_BEFORE)
    if text is None:
        return None
    if not text.isdecimal() or not 0 <= int(text[:20]) <= _GREATEST:
        raise BadAddress("cursor")
    return int(text)
