"""Which pairs are worth comparing: notices that share one of their rarest keys."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from normalizers.linking.columns import Ints
from normalizers.linking.facts import Facts
from normalizers.linking.keys import CROWDED, PLACES, RAREST, all_keys


def candidates(facts: Sequence[Facts]) -> tuple[Ints, Ints]:
    """The pairs as two arrays of row numbers, the smaller one left, each pair once."""
    keys, owners = all_keys(facts)
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    new = np.concatenate(([True], (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])))
    keys, owners = keys[new], owners[new]
    keys, owners = _rarest(keys, owners)
    return _pairs(keys, owners, len(facts))


def _rarest(keys: Ints, owners: Ints) -> tuple[Ints, Ints]:
    """The keys that several have and no crowd, and of each notice and place those that the fewest have."""
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    counts = np.diff([*starts, len(keys)])
    often = np.repeat(counts, counts)
    kept = (often > 1) & (often <= CROWDED)
    keys, owners, often = keys[kept], owners[kept], often[kept]
    order = np.lexsort((often, owners))
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    rank = np.arange(len(owners)) - np.repeat(starts, np.diff([*starts, len(owners)]))
    return keys[rank < RAREST], owners[rank < RAREST] // PLACES


def _pairs(keys: Ints, owners: Ints, count: int) -> tuple[Ints, Ints]:
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    found = [np.zeros(0, np.int64)]
    step = 1
    while True:
        near = np.flatnonzero(keys[step:] == keys[:-step])
        if not len(near):
            break
        found.append(owners[near] * count + owners[near + step])
        step += 1
    codes = np.sort(np.concatenate(found))  # np.unique hashes, which takes many times as long
    codes = codes[np.diff(codes, prepend=-1) != 0]
    return codes // count, codes % count
