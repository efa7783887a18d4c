"""Common procurement vocabulary, 2008 version (regulation 213/2008)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from normalizers.reference import read_table
from normalizers.values.result import Result, unknown

UNREADABLE = "cpv_illisible"
UNKNOWN = "cpv_inconnu"
BAD_KEY = "cpv_cle"

_TABLE = Path(__file__).parent / "data" / "cpv.csv.gz"
_CODE = re.compile(r"(?<!\d)(\d{8})(?:\s?[-–.]\s?(\d)(?!\d))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Cpv:
    """A code of eight digits, its check digit and its French label."""

    code: str
    check: str
    label: str


def parse_cpv(text: str | None) -> Result[str]:
    """The CPV code of a text, eight digits: ``"48411000-2"``, ``"45000000"``, ``"CPV 45000000-7 Travaux"``.

    A check digit that is given must be right (else None, ``cpv_cle``) and is dropped. A code that is not of
    the 2008 version is None, ``cpv_inconnu``: versions before used other numbers for other things.
    """
    found = all_cpv(text)
    if len({each.value for each in found}) > 1:
        return unknown("cpv_multiples")
    if found:
        return found[0]
    return Result(None) if not (text or "").strip() else unknown(UNREADABLE)


def all_cpv(text: str | None) -> list[Result[str]]:
    """Every code printed in a text, in order, each checked."""
    return [_checked(match[1], match[2]) for match in _CODE.finditer(text or "")]


def lookup(code: str) -> Cpv | None:
    """The entry of a code of eight digits."""
    return _table().get(code)


def all_codes() -> tuple[str, ...]:
    """Every code of eight digits, ascending."""
    return tuple(sorted(_table()))


def label(code: str) -> str | None:
    """The French label of a code of eight digits."""
    entry = lookup(code)
    return entry.label if entry else None


def division(code: str) -> str:
    """The division, first two digits and zeros: ``48411000`` is in ``48000000``."""
    return code[:2] + "000000"


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above, nearest first, that exist: class, group, division."""
    stem = code.rstrip("0")
    shorter = (stem[:length].ljust(8, "0") for length in range(len(stem) - 1, 1, -1))
    return tuple(dict.fromkeys(each for each in shorter if each != code and each in _table()))


def covers(wide: str, narrow: str) -> bool:
    """Whether one code is the other or stands above it."""
    return wide == narrow or narrow.startswith(wide.rstrip("0").ljust(2, "0"))


def _checked(code: str, check: str | None) -> Result[str]:
    entry = lookup(code)
    if entry is None:
        return unknown(UNKNOWN)
    if check is not None and check != entry.check:
        return unknown(BAD_KEY)
    return Result(code)


@lru_cache(maxsize=1)
def _table() -> dict[str, Cpv]:
    return {row[0]: Cpv(*row) for row in read_table(_TABLE)}
