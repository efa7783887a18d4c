"""Reading of OASIS genericode lists, the form in which the Commission publishes its codes."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

Entry = dict[str, str]


def read_genericode(path: Path) -> list[Entry]:
    """One dict a row, column id to text; an empty value is left out."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False)).getroot()
    return [_row(row) for row in root.iter("Row")]


def _row(row: etree._Element) -> Entry:
    return {
        str(value.get("ColumnRef")): value.findtext("SimpleValue") or ""
        for value in row.iter("Value")
        if value.findtext("SimpleValue")
    }
