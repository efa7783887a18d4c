"""Bytes to characters, for publishers whose declared encoding is often not the one they use.

The order of belief: a byte order mark; UTF-16 without mark, known by its zero bytes; UTF-8 if the bytes are
valid UTF-8, whatever is declared; the declared encoding; windows-1252. Where UTF-8 and windows-1252 are mixed
in one file, each byte that is not part of a UTF-8 sequence is read as windows-1252.
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

WESTERN = frozenset({"ascii", "utf-8", "iso8859-1", "cp1252"})
"""Codecs confused with each other; browsers read all declared as one of the last two as windows-1252."""

WIDTHS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}

STRAY_BYTE = "a stray last byte is dropped"
MIXED = "UTF-8 and windows-1252 are mixed"
LOST = "some bytes stand for no character"

_SINGLE_BYTE = re.compile(r"iso8859-\d+|cp\d+|koi8-[ru]|mac-roman")
_WINDOWS = {byte: bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
"""The five bytes that windows-1252 leaves free become the C1 controls, as in browsers."""

_ALONE = "veille-windows-1252"


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text without byte order mark, and warnings on what was not regular.

    Args:
        data: the bytes of the document.
        declared: the encoding that the document itself names, if any.
    """
    for mark, codec in BOMS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], codec)
    wide = _wide_without_mark(data)
    return _decode_wide(data, wide) if wide else _decode_narrow(data, declared)


def _decode_marked(data: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    return _decode_wide(data, codec) if codec in WIDTHS else _decode_narrow(data, None)


def _decode_wide(data: bytes, codec: str) -> tuple[str, tuple[str, ...]]:
    extra = len(data) % WIDTHS[codec]
    text = data[: len(data) - extra].decode(codec, errors="replace")
    return text, (STRAY_BYTE,) if extra else ()


def _decode_narrow(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    codec = _single_byte_codec(declared)
    if codec:
        text = data.decode(codec, errors="replace")
        return text, (LOST,) if "\ufffd" in text else ()
    text = data.decode("utf-8", errors=_ALONE)
    return text, (MIXED,) if text != _as_windows_1252(data) else ()


def _wide_without_mark(data: bytes) -> str | None:
    """UTF-16 by the zero bytes of its ASCII characters: on one side nearly all, on the other none."""
    head = data[:4096]
    even, odd = head[0::2], head[1::2]
    if len(odd) < 2:
        return None
    if odd.count(0) * 2 > len(odd) and even.count(0) * 10 < len(even):
        return "utf-16-le"
    if even.count(0) * 2 > len(even) and odd.count(0) * 10 < len(odd):
        return "utf-16-be"
    return None


def _single_byte_codec(declared: str | None) -> str | None:
    """The declared codec if it is one of a byte a character and none of the Western ones."""
    try:
        name = codecs.lookup(declared or "utf-8").name
    except (LookupError, ValueError):
        return None
    return name if name not in WESTERN and _SINGLE_BYTE.fullmatch(name) else None


def _as_windows_1252(data: bytes) -> str:
    return data.decode("latin-1").translate(_WINDOWS)


def _stand_alone(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _as_windows_1252(error.object[error.start : error.end]), error.end


codecs.register_error(_ALONE, _stand_alone)
