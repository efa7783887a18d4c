"""The members of an archive as the answer of a child process, and that answer read again."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from extractors.archive import members

_HEAD = struct.Struct(">IQ")
"""Before each member: the lengths of its name (UTF-8) and of its bytes."""


def members_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """Every member of an archive, one after the other; ``name`` is that of the archive.

    Raises:
        DocumentError: see :func:`extractors.archive.members`; then nothing is taken of the archive.
    """
    out = bytearray()
    for name, body in members(data, arguments["name"]):
        label = name.encode("utf-8", "surrogateescape")
        out += _HEAD.pack(len(label), len(body)) + label + body
    return bytes(out)


def members_of(answer: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes that :func:`members_answer` gave."""
    at = 0
    while at < len(answer):
        label, body = _HEAD.unpack_from(answer, at)
        at += _HEAD.size
        name = answer[at : at + label].decode("utf-8", "surrogateescape")
        yield name, answer[at + label : at + label + body]
        at += label + body
