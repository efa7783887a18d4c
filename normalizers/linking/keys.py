"""Under which keys a notice is looked up: each word of its title at each place and with its buyer."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from normalizers.linking.facts import Facts

Keys = NDArray[np.int64]

CROWDED = 24
"""A key that more notices share tells nothing: the words of the trade, the routine of a buyer."""
RAREST = 3
"""Keys of one notice at one place, or with its buyer, that are followed."""
PLACES = 8
"""More than a notice has, its buyer counted as two."""
_MIX = np.int64(0x1E3779B97F4A7C15)
_HALF = np.int64(31)


def keys_of(facts: Facts, stems: Sequence[str]) -> list[list[int]]:
    """The keys of some stems of a notice, for each of its places; the same in every process."""
    words = _hashes(stems)
    return [_crossed(words, np.full_like(words, crc32(place.encode()))).tolist() for place in _places(facts)]


def all_keys(facts: Sequence[Facts]) -> tuple[Keys, Keys]:
    """The keys of many notices in one array, and of each its notice and place.

    The latter is ``number * PLACES + place``.
    """
    known: dict[str, int] = {}
    left: list[int] = []
    right: list[int] = []
    owners: list[int] = []
    for number, one in enumerate(facts):
        stems = [known.get(word) or known.setdefault(word, crc32(word.encode())) for word in one.title.stems]
        for where, place in enumerate(_places(one), number * PLACES):
            code = known.get(place) or known.setdefault(place, crc32(place.encode()))
            left += stems
            right += [code] * len(stems)
            owners += [where] * len(stems)
    crossed = _crossed(np.array(left, dtype=np.int64), np.array(right, dtype=np.int64))
    return crossed, np.array(owners, dtype=np.int64)


def _places(facts: Facts) -> list[str]:
    """The places, the buyer's SIREN, its name: what one notice does not say another way may."""
    return [*facts.places, *(each for each in (facts.siren, facts.buyer) if each)]


def _hashes(words: Sequence[str]) -> Keys:
    return np.array([crc32(word.encode()) for word in words], dtype=np.int64)


def _crossed(stems: Keys, places: Keys) -> Keys:
    with np.errstate(over="ignore"):
        mixed = (stems * _MIX) ^ ((places + np.int64(1)) << _HALF) ^ places
    return mixed & np.int64(0x7FFFFFFFFFFFFFFF)
