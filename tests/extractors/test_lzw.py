from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CorruptDocument
from extractors.archive import members
from extractors.lzw import CLEAR, inflate


def compressed(data: bytes, width: int = 16, *, clear_at: int | None = None) -> bytes:
    """What ``compress -b width`` writes: groups of eight codes of one width, padded where it changes."""
    output = bytearray((0x1F, 0x9D, 0x80 | width))
    group: list[int] = []
    bits = 9
    known = {bytes((byte,)): byte for byte in range(256)}
    size = 257
    prefix = b""

    def flush() -> None:
        nonlocal group
        if group:
            number = sum(code << (bits * place) for place, code in enumerate(group))
            output.extend(number.to_bytes(bits, "little"))
            group = []

    def put(code: int) -> None:
        nonlocal bits
        if size > 1 << bits and bits < width:
            flush()
            bits += 1
        group.append(code)
        if len(group) == 8:
            flush()

    for position, byte in enumerate(data):
        letter = bytes((byte,))
        if prefix + letter in known:
            prefix += letter
            continue
        put(known[prefix])
        if size < 1 << width:
            known[prefix + letter] = size
            size += 1
        prefix = letter
        if clear_at is not None and position == clear_at:
            put(CLEAR)
            flush()
            bits, size = 9, 257
            known = {bytes((each,)): each for each in range(256)}
    if prefix:
        put(known[prefix])
        whole = -(-bits * len(group) // 8)
        number = sum(code << (bits * place) for place, code in enumerate(group))
        output.extend(number.to_bytes(whole, "little"))
    return bytes(output)


def ignore(size: int) -> None:
    pass


REAL = bytes.fromhex("1f9d9061c48c09385020")
"""``printf abcabcabc | compress -c``"""


def test_a_file_written_by_compress() -> None:
    assert inflate(REAL, ignore) == b"abcabcabc"


@given(st.lists(st.sampled_from([b"a", b"bc", b"<annonce>", b"\0\xff"]), max_size=400).map(b"".join))
def test_what_is_packed_is_unpacked(data: bytes) -> None:
    assert inflate(compressed(data), ignore) == data


@pytest.mark.parametrize("width", [10, 12, 16])
def test_widths_and_a_full_table(width: int) -> None:
    data = bytes(number * number % 251 for number in range(60_000))
    assert inflate(compressed(data, width), ignore) == data


def test_cleared_table() -> None:
    data = bytes(number % 7 for number in range(5000)) + b"end"
    assert inflate(compressed(data, clear_at=2000), ignore) == data


def test_it_is_an_archive_of_one() -> None:
    assert list(members(compressed(b"<a/>"), "BXA20080001.Z")) == [("BXA20080001", b"<a/>")]


@pytest.mark.parametrize("data", [b"\x1f\x9d", b"\x1f\x9d\x85", b"\x1f\x9d\x90\xff\xff\xff"])
def test_damaged(data: bytes) -> None:
    with pytest.raises(CorruptDocument):
        inflate(data, ignore)
