"""Départements by code or name."""

from __future__ import annotations

import re
from functools import lru_cache

from normalizers.geo.names import key
from normalizers.geo.tables import departements
from normalizers.values.folding import fold

_CODE = re.compile(
    r"^(?:departement\s)?\(?(?P<code>0?\d{1,3}|0?2[ab]|20[ab]|d?\s?\d{2})\)?(?:\s*[-–:(,].*)?$"
)
_CODE_LAST = re.compile(r"[(\s-]\s?(?P<code>\d{2,3}|2[ab])\)?$")
_PREFIX = re.compile(
    r"^(?:le\s)?(?:conseil\s)?(?:departement(?:al)?|cd|prefecture)\s(?:de\sla\s|de\sl'|des\s|du\s|de\s|d'|-\s)"
)
_USUAL = {
    "cotesdunord": "22", "loireinferieure": "44", "charenteinferieure": "17", "seineinferieure": "76",
    "bassespyrenees": "64", "bassesalpes": "04", "reunion": "974", "iledelareunion": "974",
    "guyanefrancaise": "973", "villedeparis": "75",
}  # fmt: skip


def normalise_departement(text: str | None) -> str | None:
    """The INSEE code: ``"1"`` → ``"01"``, ``"20B"`` → ``"2B"``, ``"75 - Paris"``, ``"Rhône"``, ``"971"``.

    None for what is no département; Corsica's old ``"20"`` is none either.
    """
    folded = fold(text or "").strip(" .")
    if not folded:
        return None
    found = _CODE.match(folded)
    if found:
        return _code(found["code"])
    return by_name(folded) or _code_beside_name(folded)


def by_name(name: str) -> str | None:
    """The code of a département named without a code, old names included."""
    plain = _PREFIX.sub("", fold(name))
    return _names().get(key(plain))


def _code(digits: str) -> str | None:
    digits = digits.upper().lstrip("0").removeprefix("D").strip()
    if digits in ("20A", "20B"):
        digits = "2" + digits[2]
    padded = digits.zfill(2)
    return padded if padded in departements() else None


def _code_beside_name(folded: str) -> str | None:
    """``"Loire-Atlantique (44)"``: the code counts only if the name is that of the same département."""
    found = _CODE_LAST.search(folded)
    if not found:
        return None
    code = _code(found["code"])
    return code if code and by_name(folded[: found.start()].strip(" -(")) == code else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    found = {key(each.name): each.code for each in departements().values()}
    return found | _USUAL
