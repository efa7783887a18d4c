"""The notices that the buyers' pages an installation has configured link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.listing import require_end

_LINK = re.compile(r"""<a\s[^>]*?href\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_NOTICE = re.compile(
    r"/(?:avis|annonces?|consultations?|aapc|marches?(?:-publics)?)[-_/][^?#]*\d|\.html?$", re.IGNORECASE
)
"""Addresses of notices: a saved page, or a number below a folder of notices."""


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The notices that each seed page links to on its own host; pages say no day, so the window is not asked.

    Raises:
        StructureChanged: a page is no page any more.
        FetchError: a buyer's server did not answer.
    """
    seen: set[str] = set()
    for seed in origin.seeds:
        answer = origin.get(seed)
        if answer is None:
            continue
        for url in _notices(answer.body.decode("utf-8", "replace"), seed):
            if url not in seen:
                seen.add(url)
                yield _reference(url)
        require_end(answer)


def _notices(page: str, address: str) -> Iterator[str]:
    links = [unescape(link["double"] or link["single"] or "").strip() for link in _LINK.finditer(page)]
    if not links:
        raise StructureChanged(f"{address} has no link")
    for link in links:
        url = urljoin(address, link).split("#")[0]
        parts = urlsplit(url)
        inside = parts.scheme in ("http", "https") and parts.hostname == urlsplit(address).hostname
        if inside and url != address and _NOTICE.search(parts.path):
            yield url


def _reference(url: str) -> Reference:
    """The key is host and path: a buyer's page bears no number of publication."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return Reference("buyer-profile", f"{parts.hostname}{unquote(parts.path)}{query}", url)
