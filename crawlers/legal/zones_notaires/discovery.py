"""The arrêtés that an installation has configured, or the pages that link to them."""

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
_TEXT = re.compile(r"(?P<id>JORFTEXT\d{12})")
_FILE = re.compile(r"\.(?:pdf|html?)$", re.IGNORECASE)


def discover(origin: Origin, window: Window) -> Iterator[Reference]:
    """Each seed that is an arrêté, and the arrêtés that a seed page links to.

    A map stands for two years, so the window does not matter. The key is the number JORFTEXT where the
    address has one, else host and path.

    Raises:
        StructureChanged: a seed page has no link any more.
        FetchError: the publisher did not answer.
    """
    seen: set[str] = set()
    for seed in origin.seeds:
        for url in [seed] if _is_text(seed) else _links(origin, seed):
            key = _key(url)
            if key not in seen:
                seen.add(key)
                yield Reference("zones-notaires", key, url)


def _links(origin: Origin, seed: str) -> Iterator[str]:
    answer = origin.get(seed)
    if answer is None:
        return
    page = answer.body.decode("utf-8", "replace")
    links = [unescape(link["double"] or link["single"] or "").strip() for link in _LINK.finditer(page)]
    if not links:
        raise StructureChanged(f"{seed} has no link")
    yield from (url for link in links if _is_text(url := urljoin(seed, link).split("#")[0]))
    require_end(answer)


def _is_text(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(_TEXT.search(url) or _FILE.search(parts.path))


def _key(url: str) -> str:
    """``JORFTEXT000043979797`` with the format where it is a file of its own (``….pdf``)."""
    parts = urlsplit(url)
    number = _TEXT.search(url)
    if number:
        return number["id"] + (".pdf" if parts.path.lower().endswith(".pdf") else "")
    return f"{parts.hostname}{unquote(parts.path)}"
