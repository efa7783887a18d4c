"""The search of TED (API v3): the notices of a window, page after page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from core.clock import paris
from core.errors import FetchError, StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.forms.references import publication_id

SEARCH = "https://api.ted.europa.eu/v3/notices/search"
PLACE = "FRA"
"""The notices whose buyer or place of performance is in France."""
PAGE = 250
"""Most notices in a page of the API."""
FIELDS = ("publication-number", "publication-date")
"""Links stand in every answer."""
PAGES = 2_000
"""More pages than a window can have: the iteration turns in a circle."""


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The notices published in a window; none where there is no search (a file by itself).

    Raises:
        StructureChanged: the answer is no list of notices any more.
        FetchError: the publisher did not answer, or its pages name fewer notices than they count.
    """
    token: str | None = None
    found: set[str] = set()
    for _ in range(PAGES):
        answer = origin.post(SEARCH, request(window, token))
        if answer is None:
            return
        page = _page(answer.body)
        for reference in _references(page["notices"]):
            found.add(reference.key)
            yield reference
        token = page.get("iterationNextToken")
        if not token or not page["notices"]:
            _require_all(page, len(found))
            return
    raise StructureChanged(f"{SEARCH} does not end after {PAGES} pages")


def request(window: Window, token: str | None = None) -> bytes:
    """The body of a search, always in the same bytes."""
    query = (
        f"publication-date>={window.since:%Y%m%d} AND publication-date<={window.until:%Y%m%d} "
        f"AND (buyer-country={PLACE} OR place-of-performance={PLACE}) SORT BY publication-number ASC"
    )
    body: dict[str, Any] = {
        "query": query,
        "fields": list(FIELDS),
        "limit": PAGE,
        "scope": "ALL",
        "paginationMode": "ITERATION",
    }
    if token:
        body["iterationNextToken"] = token
    return json.dumps(body, separators=(",", ":")).encode()


def _page(body: bytes) -> dict[str, Any]:
    try:
        page = json.loads(body)
    except ValueError as failure:
        raise StructureChanged(f"{SEARCH} does not answer in JSON") from failure
    if not isinstance(page, dict) or not isinstance(page.get("notices"), list):
        raise StructureChanged(f"{SEARCH} answers without notices")
    return page


def _require_all(page: dict[str, Any], found: int) -> None:
    """A notice that slips from one page to another while they are turned is named by none."""
    total = page.get("totalNoticeCount")
    if isinstance(total, int) and found < total:
        raise FetchError(f"{SEARCH} counts {total} notices and names {found}")


def _references(notices: list[Any]) -> Iterator[Reference]:
    for notice in notices:
        number = notice.get("publication-number") if isinstance(notice, dict) else None
        identity = publication_id(str(number))
        if identity is None:
            raise StructureChanged(f"{SEARCH} lists a notice without a publication number: {number}")
        key = identity.removeprefix("ted:")
        yield Reference("ted", key, _address(notice, key), _day(notice))


def _address(notice: dict[str, Any], key: str) -> str:
    links = notice.get("links")
    xml = links.get("xml") if isinstance(links, dict) else None
    address = xml.get("MUL") if isinstance(xml, dict) else None
    return str(address) if address else f"https://ted.europa.eu/en/notice/{key.lstrip('0')}/xml"


def _day(notice: dict[str, Any]) -> date | None:
    """``2026-09-09+02:00``: the day, whatever the zone; ``2022-02-06T23:00:00Z``: the day in Paris."""
    text = str(notice.get("publication-date"))
    try:
        return paris(datetime.fromisoformat(text)).date() if "T" in text else date.fromisoformat(text[:10])
    except ValueError:
        return None
