"""Whether an answer can have been cut without anybody noticing."""

from __future__ import annotations

import re
from collections.abc import Mapping

VALIDATORS = ("etag", "last-modified")

_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<!doctype\s+html[^>]*>\s*)?<html[\s>]", re.IGNORECASE
)
_END = re.compile(rb"</html\s*>", re.IGNORECASE)


def is_announced(headers: Mapping[str, str]) -> bool:
    """Whether the answer says where it ends; else it ends where the connection does (RFC 9112, 6.3)."""
    return "content-length" in headers or "transfer-encoding" in headers


def is_cut(body: bytes) -> bool:
    """Whether a page of HTML, in UTF-16 as well, begins and does not end."""
    narrow = body.replace(b"\0", b"")
    return bool(_BEGINNING.match(narrow)) and not _END.search(narrow)


def without_validators(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an answer that may be only a part: it must not be asked whether it still stands."""
    return {name: value for name, value in headers.items() if name not in VALIDATORS}
