"""Postal codes of France, CEDEX included."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNREADABLE = "code_postal_illisible"
FOREIGN = "code_postal_etranger"

_FRENCH = re.compile(r"^(?:F|FR|FRANCE)?[\s-]*(\d{2})[\s.]?(\d{3})\b", re.IGNORECASE)
_FOUR = re.compile(r"^\d{4}$")
_FOREIGN = re.compile(r"^(?:[A-Z]{1,3}-?)?[0-9A-Z][0-9A-Z\s-]{2,9}$", re.IGNORECASE)
_CEDEX = re.compile(r"\bC[EÉ]DEX\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PostalCode:
    """``value`` is five digits or None; ``cedex`` says that the text names a CEDEX."""

    value: str | None
    cedex: bool = False
    foreign: str | None = None
    warnings: tuple[str, ...] = ()


def parse_postal_code(text: str | None) -> PostalCode:
    """The French postal code at the head of a text: ``"77 500"``, ``"F-37301 CEDEX"``, ``"2B 000"`` is none.

    Anything else that looks like a postal code of another country is kept in ``foreign`` with a warning; a
    code of four digits may have lost its zero and is unreadable.
    """
    compact = " ".join((text or "").split())
    if not compact:
        return PostalCode(None)
    found = _FRENCH.match(compact)
    if found and is_french(found[1] + found[2]):
        return PostalCode(found[1] + found[2], cedex=bool(_CEDEX.search(compact)))
    if _FOREIGN.match(compact) and any(char.isdigit() for char in compact) and not _FOUR.match(compact):
        return PostalCode(None, foreign=compact, warnings=(FOREIGN,))
    return PostalCode(None, warnings=(UNREADABLE,))


def is_french(code: str) -> bool:
    """Whether the first digits are those of a département, a collectivity overseas or Monaco (980)."""
    if len(code) != 5 or not (code.isascii() and code.isdigit()):
        return False
    if code[:2] == "97":
        return code[2] in "1234567"
    if code[:2] == "98":
        return code[2] in "046789"
    return "01" <= code[:2] <= "95"


def departement_of(code: str) -> str | None:
    """The département that a postal code serves: two digits, three overseas; None for Corsica's ``20``.

    20000–20199 is 2A and 20200–20299 … 20699 is 2B (La Poste), save 20600–20620 shared by both: left open.
    """
    if not is_french(code) or code[:3] == "980":
        return None
    if code[:2] == "20":
        return _corsican(code)
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def _corsican(code: str) -> str | None:
    if code[2] in "01":
        return "2A"
    return "2B" if code[2] in "23456" else None
