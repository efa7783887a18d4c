"""The buyers' pages that an installation has configured, and the lists they link to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from core.errors import StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.listing import require_end

_LINK = re.compile(
    r"""<a\s[^>]*?href\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')[^>]*>(?P<words>.*?)</a>""",
    re.IGNORECASE | re.DOTALL,
)
_LIST = re.compile(r"\.(?:csv|pdf|xlsx?)$", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """The lists that each seed page links to: a yearly list says no day, so the window does not matter.

    The key is the host and the file name: a list that the buyer moves inside its site keeps its rows.
    Lists of one name in several folders (``2024/liste.pdf``, ``2025/liste.pdf``) are named by the whole path.

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
            require_end(answer)


def _references(page: str, address: str) -> Iterator[Reference]:
    links = list(_LINK.finditer(page))
    if not links:
        raise StructureChanged(f"{address} has no link")
    urls = [urljoin(address, unescape((link["double"] or link["single"] or "").strip())) for link in links]
    lists = list(dict.fromkeys(url for url in urls if _is_list(url)))
    paths = {urlsplit(url).path for url in lists}
    names = Counter(_name(path) for path in paths)
    for url in lists:
        yield _reference(url, whole=names[_name(urlsplit(url).path)] > 1)


def _is_list(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(_LIST.search(parts.path))


def _reference(url: str, *, whole: bool = False) -> Reference:
    """The list at an address, named by its file or, where that is not enough, by its whole path."""
    parts = urlsplit(url)
    name = unquote(parts.path) if whole else _name(parts.path)
    return Reference("marches-conclus", f"{parts.hostname}:{name}", url)


def _name(path: str) -> str:
    return unquote(path.rpartition("/")[2])
