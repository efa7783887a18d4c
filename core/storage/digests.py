"""The names of bytes in the archive: their SHA-256."""

from __future__ import annotations

import hashlib
import re

_DIGEST = re.compile(r"[0-9a-f]{64}")


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def is_digest(text: str) -> bool:
    """Whether a text could be the name of some bytes."""
    return _DIGEST.fullmatch(text) is not None


def place(sha256: str) -> str:
    """Where bytes are below the root of an archive: ``ab/cd/abcd…``.

    Raises:
        ValueError: that is not a SHA-256; nothing else may become a path.
    """
    if not is_digest(sha256):
        raise ValueError(f"not a SHA-256: {sha256[:100]!r}")
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
