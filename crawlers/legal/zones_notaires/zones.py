"""The zones of a map, put together from several tables: recommendations here, communes there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from core.errors import StructureChanged
from core.model.reading import ColumnValue, Reading, Value
from core.model.table import Cell
from crawlers.forms.folding import fold
from crawlers.legal.zones_notaires.blocks import Row, value_of
from crawlers.legal.zones_notaires.columns import is_sum, is_whole_sum, zone_type

DATASET = "zones-installation-notaires"
FIGURES = {"offices": "nb_offices_recommande", "nominations": "nb_nominations_cible"}
CONFLICT = "zone_de_deux_types:type_zone"

_LIST = re.compile(r"\s*(?:[;,\n]|\s[-–]\s)\s*")
_INSEE = re.compile(r"\b(?:\d{5}|2[AB]\d{3})\b")
_CODED = re.compile(r"^\s*(?P<name>[^\d(]+?)\s*\(\s*(?P<code>\d{5}|2[AB]\d{3})\s*\)\s*$")
_DEPARTEMENTS = re.compile(r"\s*[;,/\n]\s*|\s+et\s+")


@dataclass(slots=True)
class Zone:
    """What the tables say of one zone."""

    label: Value | None = None
    code: Value | None = None
    kind: Value | None = None
    fields: dict[str, Value] = field(default_factory=dict)
    departements: dict[str, Value] = field(default_factory=dict)
    codes: dict[str, Value] = field(default_factory=dict)
    names: dict[str, Value] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Map:
    """The zones by label or code; ``last`` is the zone that a row without one goes on with.

    ``sums`` are the figures of the rows that add up all others, by column.
    """

    zones: dict[str, Zone] = field(default_factory=dict)
    last: Zone | None = None
    sums: dict[str, list[Value]] = field(default_factory=dict)

    def take(self, row: Row, roles: Mapping[int, str], kind: Value | None) -> None:
        """Add a row of a table whose columns have the given roles, below a title that names a type."""
        cells = {name: row[col] for col, name in roles.items() if col in row and row[col].text.strip()}
        zone = self._zone(cells)
        if zone is None:
            self._add_sums(cells)
            return
        self.last = zone
        said = cells.get("type")
        own = _typed(value_of(said)) if said else None
        _put_kind(zone, own or kind)
        for name, column in FIGURES.items():
            if name in cells:
                zone.fields.setdefault(column, value_of(cells[name]))
        if "departement" in cells:
            for value in _split(value_of(cells["departement"]), _DEPARTEMENTS):
                zone.departements.setdefault(fold(value.text), value)
        _put_communes(zone, cells)

    def _add_sums(self, cells: Mapping[str, Cell]) -> None:
        labels = [cells[name].text for name in ("zone", "code") if name in cells]
        if any(is_whole_sum(label) for label in labels):
            for name, column in FIGURES.items():
                if name in cells:
                    self.sums.setdefault(column, []).append(value_of(cells[name]))

    def _zone(self, cells: Mapping[str, Cell]) -> Zone | None:
        """The zone of a row, known by its code or by its label in any table; None for a sum."""
        label = value_of(cells["zone"]) if "zone" in cells else None
        code = value_of(cells["code"]) if "code" in cells else None
        if (label and is_sum(label.text)) or (code and is_sum(code.text)):
            return None
        if label is None and code is None:
            return self.last
        keys = [key for key in (_key("code", code), _key("zone", label)) if key]
        zone = next((self.zones[key] for key in keys if key in self.zones), None) or Zone()
        zone.label, zone.code = zone.label or label, zone.code or code
        self.zones.update(dict.fromkeys(keys, zone))
        return zone

    def readings(self, nor: Value | None, day: Value | None, fallback: str) -> Iterator[Reading]:
        """A row for each zone, in the order in which the tables name them.

        Raises:
            StructureChanged: the name of a zone is the code of another, so that nobody can tell them apart.
        """
        unique = {id(zone): zone for zone in self.zones.values()}
        named: set[str] = set()
        for zone in unique.values():
            name = zone.code.text if zone.code else _slug(zone.label.text) if zone.label else ""
            if name in named:
                raise StructureChanged(f"two zones of the tables are called {name!r}")
            named.add(name)
            identity = f"zones-notaires:{nor.text if nor else fallback}:{name}"
            yield Reading(DATASET, identity, _values(zone, nor, day), tuple(zone.warnings))


def _values(zone: Zone, nor: Value | None, day: Value | None) -> dict[str, ColumnValue]:
    given: dict[str, ColumnValue | None] = {
        "arrete_nor": nor,
        "date_arrete": day,
        "zone_libelle": zone.label,
        "code_zone_emploi": zone.code,
        "type_zone": zone.kind,
        "code_departement": tuple(zone.departements.values()),
        "communes": tuple(zone.codes.values()),
        "communes_libelles": tuple(zone.names.values()),
        **zone.fields,
    }
    return {name: value for name, value in given.items() if value}


def _typed(value: Value) -> Value | None:
    kind = zone_type(value.text)
    return replace(value, text=kind) if kind else None


def _put_kind(zone: Zone, kind: Value | None) -> None:
    """One type for a zone; two that contradict each other are neither."""
    if kind is None or CONFLICT in zone.warnings:
        return
    if zone.kind and zone.kind.text != kind.text:
        zone.kind = None
        zone.warnings.append(CONFLICT)
        return
    zone.kind = zone.kind or kind


def _put_communes(zone: Zone, cells: Mapping[str, Cell]) -> None:
    """Codes where they are printed; a name counts only where no code stands beside it."""
    if "code_commune" in cells:
        value = value_of(cells["code_commune"])
        for code in _INSEE.findall(value.text):
            zone.codes[code] = Value(code, replace(value.evidence, lecture=code))
        return
    if "communes" not in cells:
        return
    for value in _split(value_of(cells["communes"]), _LIST):
        coded = _CODED.match(value.text)
        code = coded["code"] if coded else value.text if _INSEE.fullmatch(value.text) else None
        if code:
            zone.codes[code] = replace(value, text=code)
        else:
            zone.names.setdefault(fold(value.text), value)


def _split(value: Value, separator: re.Pattern[str]) -> Iterator[Value]:
    for part in separator.split(value.text):
        if words := part.strip(" ."):
            yield Value(words, replace(value.evidence, lecture=words))


def _key(name: str, value: Value | None) -> str | None:
    return f"{name}:{_slug(value.text)}" if value else None


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
