"""The bounds of the lots that the quantities of a national form tell in words, lot after lot.

``lot n° 2 - circuits courts, sans minimum, montant maximum : 55 000 euros (H.T.)``: the box of the lot itself
has no place for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.model.reading import Value
from crawlers.forms.bounds import bounds_in
from crawlers.forms.notice import Fields, put
from crawlers.forms.proof import piece

_LOT = re.compile(r"\blots?\s*(?:\(s\)\s*)?(?:n\s*[o°º]\.?\s*)?(?P<number>\d{1,3})\b", re.IGNORECASE)


def put_lot_bounds(told: Value | None, lots: Sequence[Fields]) -> None:
    """``montant_min`` and ``montant_max`` of the lots, where the text names a lot once and a bound once."""
    if told is None:
        return
    by_number = {number.text: lot for lot in lots if isinstance(number := lot.get("numero_lot"), Value)}
    said = list(_by_lot(told))
    names = Counter(each for each, _ in said)
    for each, passage in said:
        if names[each] == 1 and each in by_number:
            for column, bound in bounds_in(passage):
                put(by_number[each], **{column: bound})


def _by_lot(told: Value) -> Iterator[tuple[str, Value]]:
    """The number of each lot and what is said up to the next one."""
    found = list(_LOT.finditer(told.text))
    limits = [each.start() for each in found] + [len(told.text)]
    for each, (start, end) in zip(found, pairwise(limits), strict=True):
        yield str(int(each["number"])), piece(told, start, end)
