"""The names that codes stand for, where a reference list of ours has them."""

from __future__ import annotations

from collections.abc import Callable

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
        return _commune
    return _BY_NAME.get(column.name)


def _commune(code: str) -> str | None:
    found = tables.communes().get(code)
    return found.name if found else None


def _arrondissement(code: str) -> str | None:
    found = tables.arrondissements().get(code)
    return found.name if found else None


def _departement(code: str) -> str | None:
    found = tables.departements().get(code)
    return found.name if found else None


def _region(code: str) -> str | None:
    found = tables.regions().get(code)
    return found.name if found else None


def _epci(code: str) -> str | None:
    found = tables.epci().get(code)
    return found.name if found else None


def _nuts(code: str) -> str | None:
    found = nuts.lookup(code)
    return found.label if found else None


_BY_SCHEME: dict[str, Callable[[str], str | None]] = {
    "cpv": cpv.label,
    "nuts": _nuts,
    "departement": _departement,
}
_BY_NAME: dict[str, Callable[[str], str | None]] = {
    "code_departement": _departement,
    "departements_publication": _departement,
    "code_region": _region,
    "code_epci": _epci,
    "code_arrondissement": _arrondissement,
}
