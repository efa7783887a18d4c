"""The notices: records of the BOAMP as JSON lines, notices of TED as XML, read by their sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from core.model.reading import ColumnValue, Reading, Value
from crawlers import source
from workers.extraction import read_here

FREE_TEXTS = ("objet", "objet_publication", "description", "intitule", "acheteur_nom", "titulaire_nom")
"""Columns whose text is changed from one round to the next, so that no memory of words seen helps."""

_EMBEDDED = ("gestion", "donnees", "annonces_anterieures")


@dataclass(frozen=True, slots=True)
class Notice:
    """One document by the source that publishes it."""

    source: str
    name: str
    data: bytes


def notices(records: Path, folder: Path) -> list[Notice]:
    """A file of JSON lines of the BOAMP, and the XML files of a folder of TED."""
    lines = [line for line in records.read_bytes().splitlines() if line.strip()]
    boamp = [Notice("boamp", f"record-{number}.json", line) for number, line in enumerate(lines)]
    ted = [Notice("ted", path.name, path.read_bytes()) for path in sorted(folder.glob("*.xml"))]
    return [*boamp, *ted]


def parse_alone(notice: Notice) -> None:
    """What any reader must do first: the JSON with the JSON inside it, or the XML."""
    if notice.source == "ted":
        etree.fromstring(notice.data)
        return
    record = json.loads(notice.data)
    for name in _EMBEDDED:
        if isinstance(record.get(name), str) and record[name].startswith(("{", "[")):
            json.loads(record[name])


def read(notice: Notice) -> tuple[Reading, ...]:
    """What its source reads in a notice."""
    return read_here(source(notice.source), notice.data, name=notice.name).readings


def varied(readings: list[Reading]) -> Iterator[Reading]:
    """The readings again and again for ever, each round with other texts."""
    number = 0
    while True:
        number += 1
        for reading in readings:
            yield replace(
                reading, values={name: _other(name, value, number) for name, value in reading.values.items()}
            )


def _other(name: str, value: ColumnValue, number: int) -> ColumnValue:
    if name in FREE_TEXTS and isinstance(value, Value):
        return replace(value, text=f"{value.text} n° {number}")
    return value
