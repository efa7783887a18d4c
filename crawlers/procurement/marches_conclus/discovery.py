"""The buyers' pages that an installation has configured, and the lists they link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window

_LINK = re.compile(
    r"""<a\s[^>]*?href\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')[^>]*>(?P<words>.*?)</a>""",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\.(?:csv|pdf|xlsx?)$", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The lists that each seed page links to: a yearly list says no day, so the window does not matter.

    The key is the host and the file name: a list that the buyer moves inside its site keeps its rows.

    Raises:
        StructureChanged: a page is no page any more.
        FetchError: a buyer's server did not answer.
    """
    for seed in origin.seeds:
        if _is_list(seed):
            yield _reference(seed)
            continue
        answer = origin.get(seed)
        if answer is not None:
            yield from _references(answer.body.decode("utf-8", "replace"), seed)


def _references(page: str, address: str) -> Iterator[Reference]:
    links = list(_LINK.finditer(page))
    if not links:
        raise StructureChanged(f"{address} has no link")
    seen: set[str] = set()
    for link in links:
        url = urljoin(address, unescape((link["double"] or link["single"] or "").strip()))
        if _is_list(url) and url not in seen:
            seen.add(url)
            yield _reference(url)


def _is_list(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(_LIST.search(parts.path))


def _reference(url: str) -> Reference:
    parts = urlsplit(url)
    name = unquote(parts.path.rpartition("/")[2])
    return Reference("marches-conclus", f"{parts.hostname}:{name}", url)
