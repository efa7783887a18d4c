"""The consultations that the pages an installation has configured link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.listing import require_end

_LINK = re.compile(r"""href\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""", re.IGNORECASE)
_SHORT = re.compile(r"/entreprise/consultation/(?P<number>\d+)")
_PAGES = frozenset(
    {
        "entreprise.EntrepriseDetailsConsultation",
        "entreprise.EntrepriseDetailConsultation",
        "entreprise.EntrepriseDemandeTelechargementDce",
    }
)
"""Pages of one consultation."""
_NUMBERS = ("refConsultation", "id")


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The consultations on each seed page, or the seed itself where it is one.

    PLACE has no list by day of publication: its search shows what is open, so the window does not matter.
    The key is the publisher's acronym of the organisation and number of the consultation.

    Raises:
        StructureChanged: a seed is no page any more.
        FetchError: the publisher did not answer.
    """
    seen: set[str] = set()
    for seed in origin.seeds:
        for key, url in _consultations(origin, seed):
            if key not in seen:
                seen.add(key)
                yield Reference("place", key, url)


def _consultations(origin: Origin, seed: str) -> Iterator[tuple[str, str]]:
    own = consultation_key(seed)
    if own:
        yield own, seed
        return
    answer = origin.get(seed)
    if answer is None:
        return
    links = [
        unescape(found["double"] or found["single"] or "") for found in _LINK.finditer(_text(answer.body))
    ]
    if not links:
        raise StructureChanged(f"{seed} has no link")
    for link in links:
        url = urljoin(seed, link.strip())
        key = consultation_key(url)
        if key:
            yield key, url
    require_end(answer)


def consultation_key(url: str) -> str | None:
    """``f5j:624658`` for the address of a consultation; None for any other address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return None
    query = parse_qs(parts.query)
    short = _SHORT.search(parts.path)
    number = short["number"] if short else None
    if query.get("page", [""])[0] in _PAGES:
        number = next((query[name][0] for name in _NUMBERS if name in query), None)
    acronym = next((query[name][0] for name in ("orgAcronyme", "orgAccronyme") if name in query), None)
    return f"{acronym}:{number}" if number and acronym else None


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")
