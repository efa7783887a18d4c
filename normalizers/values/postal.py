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
    if _is_foreign(compact):
        return PostalCode(None, foreign=compact, warnings=(FOREIGN,))
    return PostalCode(None, warnings=(UNREADABLE,))


def _is_foreign(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return bool(_FOREIGN.match(text)) and digits > 0 and not _FOUR.match(text) and set(text) != {"0"}


def is_french(code: str) -> bool:
    """Whether the first digits are those of a département, a collectivity overseas or Monaco (980)."""
    if len(code) != 5 or not (code.isascii() and code.isdigit()):
        return False
    if code[:2] == "97":
        return code[2] in "12345678"
    if code[:2] == "98":
        return code[2] in "046789"
    return "01" <= code[:2] <= "95"


def departement_of(code: str) -> str | None:
    """The département of a postal code, by its first digits alone; None for Monaco.

    Corsica: 200 and 201 are 2A, 202 and 206 are 2B. 977 and 978 are CEDEX of La Réunion; Saint-Barthélemy
    and Saint-Martin have 97133 and 97150.
    """
    if not is_french(code) or code[:3] == "980":
        return None
    if code[:2] == "20":
        return _corsican(code)
    if code[:3] in ("977", "978"):
        return "974" if code[3:] != "00" else None
    return code[:3] if code[:2] in ("97", "98") else code[:2]


def _corsican(code: str) -> str | None:
    if code[2] in "01":
        return "2A"
    return "2B" if code[2] in "26" else None
