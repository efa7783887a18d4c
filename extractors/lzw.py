"""Unpacks the ``.Z`` files of the Unix program ``compress``, in which DILA kept its historical archives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.errors import CorruptDocument

MAGIC = b"\x1f\x9d"
FIRST_WIDTH = 9
CLEAR = 256
"""In block mode this code empties the table; the codes of one character are those below it."""


def inflate(data: bytes, count: Callable[[int], None]) -> bytes:
    """The unpacked bytes.

    Args:
        data: the whole file.
        count: told the length of each piece of output; it raises to stop a bomb.

    Raises:
        CorruptDocument: a code points behind the table.
    """
    if len(data) < 3 or not FIRST_WIDTH < data[2] & 0x1F <= 16:
        raise CorruptDocument("the .Z file has no valid header")
    output = bytearray()
    for piece in _pieces(data, max_width=data[2] & 0x1F, blocks=bool(data[2] & 0x80)):
        count(len(piece))
        output += piece
    return bytes(output)


def _pieces(data: bytes, *, max_width: int, blocks: bool) -> Iterator[bytes]:
    letters = [bytes((byte,)) for byte in range(256)]
    codes = _Codes(data, max_width)
    table, previous = _fresh(letters, blocks), b""
    while (code := codes.take(len(table))) is not None:
        if blocks and code == CLEAR:
            table, previous = _fresh(letters, blocks), b""
            codes.restart()
            continue
        piece = _piece(table, code, previous)
        if previous and len(table) < 1 << max_width:
            table.append(previous + piece[:1])
        previous = piece
        yield piece


def _fresh(letters: list[bytes], blocks: bool) -> list[bytes]:
    return [*letters, b""] if blocks else list(letters)


def _piece(table: list[bytes], code: int, previous: bytes) -> bytes:
    if code < len(table):
        return table[code]
    if code == len(table) and previous:
        return previous + previous[:1]
    raise CorruptDocument("the .Z file is damaged: a code points behind its table")


class _Codes:
    """The codes of the file, least significant bit first, in groups of eight of one width."""

    def __init__(self, data: bytes, max_width: int) -> None:
        self._data = data
        self._max_width = max_width
        self._bit = 3 * 8
        self._group = self._bit
        self._width = FIRST_WIDTH

    def take(self, table_size: int) -> int | None:
        """The next code given the size of the table, None at the end."""
        if table_size >= 1 << self._width and self._width < self._max_width:
            self._align()
            self._width += 1
        start, end = self._bit, self._bit + self._width
        if end > len(self._data) * 8:
            return None
        chunk = int.from_bytes(self._data[start // 8 : (end + 7) // 8], "little")
        self._bit = end
        return (chunk >> start % 8) & ((1 << self._width) - 1)

    def restart(self) -> None:
        """Go back to the first width, after the table was emptied."""
        self._align()
        self._width = FIRST_WIDTH

    def _align(self) -> None:
        """Skip to the end of the group of eight codes: ``compress`` writes whole groups."""
        group = self._width * 8
        self._bit += -(self._bit - self._group) % group
        self._group = self._bit
