"""Words that stand for "no value" in forms."""

from __future__ import annotations

import re

_BLANK = re.compile(
    r"(?:n\.?\s?c\.?|n\.?\s?d\.?|n/?a|cdl|neant|sans objet|non applicable|inconnue?|"
    r"non (?:communique|precise|renseigne|defini|connu)e?s?|a definir|a preciser|nan|null|none|[-–—.\s]+)"
)


def is_blank(folded: str) -> bool:
    """Whether a folded text says that there is no value: empty, "NC", "sans objet", "CDL" (DECP), "-"."""
    return not folded or bool(_BLANK.fullmatch(folded))
