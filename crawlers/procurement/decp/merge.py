"""Lines of one contract made one row: tables repeat a contract for each holder and each modification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.model.reading import ColumnValue, Part, Reading, Value
from crawlers.procurement.decp.contracts import once

REPEATED = "identifiant_repete:id"

_LISTS = ("titulaires", "modification")
_FIRST = ("titulaire_nom", "titulaire_siret")


def merge(readings: Iterable[Reading]) -> Iterator[Reading]:
    """A row for each contract, in the order of the document.

    Lines of one id that differ in holders and modifications alone are one contract. Lines that say something
    else (lots that a platform put under one number) stay rows of their own: the second is ``{id}:2``, with a
    warning, because nothing in the document tells their contracts apart for certain.
    """
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        rows = groups.setdefault(reading.id, [])
        same = next((number for number, row in enumerate(rows) if _says(row) == _says(reading)), None)
        if same is None:
            rows.append(reading)
        else:
            rows[same] = _joined(rows[same], reading)
    for rows in groups.values():
        yield rows[0] if len(rows) == 1 else replace(rows[0], warnings=(*rows[0].warnings, REPEATED))
        for number, row in enumerate(rows[1:], start=2):
            yield replace(row, id=f"{row.id}:{number}", warnings=(*row.warnings, REPEATED))


def _says(reading: Reading) -> dict[str, str]:
    """What a line says of the contract itself."""
    return {
        name: value.text
        for name, value in reading.values.items()
        if name not in _FIRST and isinstance(value, Value)
    }


def _joined(row: Reading, line: Reading) -> Reading:
    values: dict[str, ColumnValue] = dict(row.values)
    for name in _LISTS:
        parts = once([*_parts(row, name), *_parts(line, name)])
        if parts:
            values[name] = parts
    for name in _FIRST:
        if not _parts(row, "titulaires") and name in line.values:
            values[name] = line.values[name]
    return replace(row, values=values, warnings=tuple(dict.fromkeys((*row.warnings, *line.warnings))))


def _parts(reading: Reading, name: str) -> list[Part]:
    value = reading.values.get(name, ())
    return [] if isinstance(value, Value) else [each for each in value if not isinstance(each, Value)]
