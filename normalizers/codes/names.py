"""The names that codes stand for, where a reference list of ours has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from core.model.dataset import Column
from normalizers.codes import cpv, nuts
from normalizers.geo import tables


def name_of(column: Column, code: object) -> str:
    """``75 · Paris``: a code with its name, or the code alone."""
    name = label_of(column, str(code))
    return f"{code} · {name}" if name else str(code)


def label_of(column: Column, code: str) -> str:
    """The name of a code; empty where no list has it."""
    lookup = _by_column(column)
    return (lookup(code) or "") if lookup else ""


def _by_column(column: Column) -> Callable[[str], str | None] | None:
    if column.scheme in _BY_SCHEME:
        return _BY_SCHEME[column.scheme]
    if column.name.endswith("code_commune") or column.name in ("communes", "code_commune_publication"):
        return _COMMUNE
    return _BY_NAME.get(column.name)


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def _in(entries: Callable[[], Mapping[str, _Named]]) -> Callable[[str], str | None]:
    """Looks up in a list of places, which is read when it is first asked."""

    def lookup(code: str) -> str | None:
        found = entries().get(code)
        return found.name if found else None

    return lookup


def _nuts(code: str) -> str | None:
    found = nuts.lookup(code)
    return found.label if found else None


_COMMUNE = _in(tables.communes)
_BY_SCHEME: dict[str, Callable[[str], str | None]] = {
    "cpv": cpv.label,
    "nuts": _nuts,
    "departement": _in(tables.departements),
}
_BY_NAME: dict[str, Callable[[str], str | None]] = {
    "code_departement": _in(tables.departements),
    "departements_publication": _in(tables.departements),
    "code_region": _in(tables.regions),
    "code_epci": _in(tables.epci),
    "code_arrondissement": _in(tables.arrondissements),
}
