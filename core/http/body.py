"""Takes the body of an answer: whole, not larger than allowed, and unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from core.clock import Clock
from core.errors import FetchError
from core.http.retry import Temporary

CHUNK = 1 << 20
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS


def take(response: httpx.Response, *, max_bytes: int, clock: Clock, seconds: float) -> bytes:
    """The body without its content encoding.

    Raises:
        FetchError: it is too large (packed or unpacked), too slow, or packed in a way we did not ask for.
        Temporary: it is cut or damaged.
    """
    url = str(response.url)
    _refuse_announced(response, max_bytes)
    end = clock.monotonic() + seconds
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(response):
        size += len(piece)
        if size > max_bytes:
            raise FetchError(f"{url} has more than {max_bytes} bytes")
        if clock.monotonic() > end:
            raise FetchError(f"{url} takes longer than {seconds:g} s")
        pieces.append(piece)
    return b"".join(pieces)


def _refuse_announced(response: httpx.Response, max_bytes: int) -> None:
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > max_bytes:
        raise FetchError(f"{response.url} has {announced} bytes, more than {max_bytes}")


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    encodings = [each.strip().lower() for each in response.headers.get("content-encoding", "").split(",")]
    encodings = [each for each in encodings if each not in ("", "identity")]
    if not encodings:
        return response.iter_raw()
    if len(encodings) > 1 or encodings[0] not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"{response.url} is packed as {', '.join(encodings)}, which was not asked for")
    return _inflated(response)


def _inflated(response: httpx.Response) -> Iterator[bytes]:
    """Pieces of at most :data:`CHUNK` bytes, however well the body is packed."""
    inflater = None
    for packed in response.iter_raw():
        inflater = inflater or zlib.decompressobj(_window(packed))
        rest = packed
        while rest and not inflater.eof:
            try:
                yield inflater.decompress(rest, CHUNK)
            except zlib.error as failure:
                raise Temporary(f"{response.url} is damaged: {failure}") from failure
            rest = inflater.unconsumed_tail
    if inflater is not None and not inflater.eof:
        raise Temporary(f"{response.url} is cut: its packed body has no end")


def _window(packed: bytes) -> int:
    """RFC 9110, 8.4.1.2 means zlib by "deflate"; some servers send it without its header."""
    is_gzip, is_zlib = packed[0] == 0x1F, packed[0] & 0x0F == 8
    return GZIP_OR_ZLIB if is_gzip or is_zlib else RAW_DEFLATE
