"""Numbers of lots as forms print them."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value

_LOT_LABEL = re.compile(r"^(?:lots?\b\s*)?(?:\(s\)\s*)?(?:n\s*[o°º]\s*|num[ée]ro\s+|n[.]\s*)?", re.IGNORECASE)


def lot_number(value: Value | None) -> Value | None:
    """A lot's number without "LOT" and leading zeros; None for "unique"."""
    if value is None:
        return None
    bare = _LOT_LABEL.sub("", value.text.strip()).strip(" .:-")
    bare = re.sub(r"^0+(?=[1-9])", "", bare)
    return None if not bare or bare.casefold() == "unique" else replace(value, text=bare)
