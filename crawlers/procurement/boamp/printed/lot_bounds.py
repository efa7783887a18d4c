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
from crawlers.forms.notice import Fields, put
from crawlers.forms.proof import piece

_LOT = re.compile(r"\blots?\s*(?:\(s\)\s*)?(?:n\s*[o°º]\.?\s*)?(?P<number>\d{1,3})\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\bmontant\s+(?P<which>mini|maxi)(?:mum)?\s*(?:\(?h\.?t\.?\)?\s*)?(?::|=|de\b|est de\b)?\s*"
    r"(?P<amount>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)\s*(?:€|euros?)",
    re.IGNORECASE,
)
_COLUMNS = {"mini": "montant_min", "maxi": "montant_max"}


def put_lot_bounds(told: Value | None, lots: Sequence[Fields]) -> None:
    """``montant_min`` and ``montant_max`` of the lots, where the text names a lot once and a bound once."""
    if told is None:
        return
    by_number = {number.text: lot for lot in lots if isinstance(number := lot.get("numero_lot"), Value)}
    said = list(_by_lot(told))
    names = Counter(each for each, _ in said)
    for each, passage in said:
        if names[each] == 1 and each in by_number:
            for column, bound in _bounds(passage):
                put(by_number[each], **{column: bound})


def _by_lot(told: Value) -> Iterator[tuple[str, Value]]:
    """The number of each lot and what is said up to the next one."""
    found = list(_LOT.finditer(told.text))
    limits = [each.start() for each in found] + [len(told.text)]
    for each, (start, end) in zip(found, pairwise(limits), strict=True):
        yield str(int(each["number"])), piece(told, start, end)


def _bounds(passage: Value) -> Iterator[tuple[str, Value]]:
    found = list(_BOUND.finditer(passage.text))
    times = Counter(each["which"].casefold() for each in found)
    for each in found:
        which = each["which"].casefold()
        if times[which] == 1:
            yield _COLUMNS[which], piece(passage, each.start("amount"), each.end())
