"""What a child writes into its pipe: pages it found, then one answer or one error.

A frame is a letter, the length of its body in eight bytes, and the body.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field

from core import errors
from core.errors import CorruptDocument, DocumentError, VeilleError

PAGES, ANSWER, FAILURE = b"P", b"A", b"E"
HEAD = 9

_CLASSES: dict[str, type[DocumentError]] = {
    each.code: each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, DocumentError)
}


def write(pipe: int, kind: bytes, body: bytes) -> None:
    """Write one frame, whole."""
    rest = memoryview(kind + len(body).to_bytes(HEAD - 1, "big") + body)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def failure_body(error: VeilleError) -> bytes:
    """An error as the body of a frame."""
    pair = {"code": error.code, "message": str(error)[:4000], "hint": error.hint[:1000]}
    return json.dumps(pair).encode()


def error_of(body: bytes) -> DocumentError:
    """The error that a body tells; the child is not trusted to tell it well."""
    try:
        told = json.loads(body)
        kind = _CLASSES.get(told["code"], DocumentError)
        return kind(str(told["message"]), hint=str(told["hint"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return CorruptDocument("the reader failed and could not say why")


@dataclass(slots=True)
class Received:
    """What has come out of a child's pipe so far."""

    pages: int = 0
    answer: bytes | None = None
    failure: bytes | None = None
    total: int = 0
    _buffer: bytearray = field(default_factory=bytearray)

    def feed(self, chunk: bytes) -> None:
        """Take bytes of the pipe and every frame they complete; what follows an answer is ignored."""
        self.total += len(chunk)
        if self.answer is not None or self.failure is not None:
            return
        self._buffer += chunk
        while len(self._buffer) >= HEAD:
            end = HEAD + int.from_bytes(self._buffer[1:HEAD], "big")
            if len(self._buffer) < end:
                return
            self._take(bytes(self._buffer[:1]), bytes(self._buffer[HEAD:end]))
            del self._buffer[:end]

    def _take(self, kind: bytes, body: bytes) -> None:
        if kind == PAGES:
            self.pages = max(self.pages, int.from_bytes(body[:8], "big"))
        elif kind == ANSWER and self.answer is None:
            self.answer = body
        elif kind == FAILURE and self.failure is None:
            self.failure = body
